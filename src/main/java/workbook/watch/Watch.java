package workbook.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Ink;
import workbook.check.Outcome;
import workbook.check.TerminalReport;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.progress.Backup;
import workbook.worker.Checker;

/// The loop behind `./workbook watch`: one exercise is watched, checked on each save, and shown.
///
/// One thread, the caller's, owns the screen and all state. Others only put events into its queue:
/// one looks at the file, one reads the keys, one runs the checks.
public final class Watch {

    /// How long a read of the keys waits before it looks whether the watch is over.
    private static final long KEY_PATIENCE_MILLIS = 100;

    private final Terminal terminal;
    private final Ink ink;
    private final Catalogue catalogue;
    private final Consumer<Judgement> onJudged;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Exercise exercise;
    private Optional<CheckReport> report = Optional.empty();
    private int hints;
    private boolean checking;
    private boolean savedMeanwhile;

    /// A verdict on the exercise that is watched.
    public record Judgement(Exercise exercise, CheckReport report) {}

    /// @param onJudged told of each verdict, on the caller's thread
    public Watch(
            Terminal terminal,
            Ink ink,
            Catalogue catalogue,
            Exercise first,
            Consumer<Judgement> onJudged) {
        this.terminal = terminal;
        this.ink = ink;
        this.catalogue = catalogue;
        exercise = first;
        this.onJudged = onJudged;
    }

    /// Watches until the learner presses q, or the keys end.
    public void run() throws IOException, InterruptedException {
        var before = terminal.enterRawMode();
        try (var checker = new Checker();
                // Platform threads: a read of the terminal blocks its carrier.
                ExecutorService listeners =
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofPlatform().daemon().name("listener-", 0).factory());
                ExecutorService checks =
                        Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("checks").factory())) {
            listeners.execute(this::readKeys);
            try {
                loop(checker, listeners, checks);
            } finally {
                checks.shutdownNow();
                listeners.shutdownNow();
            }
        } finally {
            terminal.setAttributes(before);
        }
    }

    private void loop(Checker checker, ExecutorService listeners, ExecutorService checks)
            throws InterruptedException, IOException {
        var watching = follow(listeners);
        check(checker, checks);
        while (true) {
            switch (events.take()) {
                case Event.Saved() -> check(checker, checks);
                case Event.Judged(CheckReport judged) -> {
                    show(judged);
                    if (savedMeanwhile) {
                        check(checker, checks);
                    }
                }
                case Event.Broken(Exception failure) ->
                        throw new IOException("the watch broke off", failure);
                case Event.Pressed(char key) -> {
                    switch (key) {
                        case 'q', '\u0003', '\u0004' -> {
                            print("\n");
                            return;
                        }
                        case 'n' -> {
                            watching.cancel(true);
                            exercise =
                                    catalogue
                                            .after(exercise)
                                            .orElse(catalogue.exercises().getFirst());
                            hints = 0;
                            watching = follow(listeners);
                            check(checker, checks);
                        }
                        case 'h' -> hint();
                        case 'l' -> list();
                        case 'r' -> reset();
                        default -> {}
                    }
                }
            }
        }
    }

    /// @return what ends the following, when it is cancelled
    private Future<?> follow(ExecutorService listeners) {
        var file = new SavedFile(exercise.file());
        return listeners.submit(() -> {
            try {
                file.report(events, new Event.Saved());
            } catch (IOException unreadable) {
                events.add(new Event.Broken(unreadable));
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Ends with the terminal, or with the interrupt by which its executor is shut down.
    private void readKeys() {
        try {
            NonBlockingReader keys = terminal.reader();
            int key = 0;
            while (key != NonBlockingReader.EOF && !Thread.currentThread().isInterrupted()) {
                key = keys.read(KEY_PATIENCE_MILLIS);
                if (key >= 0) {
                    events.add(new Event.Pressed((char) key));
                }
            }
            events.add(new Event.Pressed('q'));
        } catch (IOException closed) {
            events.add(new Event.Pressed('q'));
        }
    }

    /// Starts a check unless one runs; a save in between makes it run again afterwards.
    private void check(Checker checker, ExecutorService checks) {
        savedMeanwhile = checking;
        if (checking) {
            return;
        }
        checking = true;
        var subject = exercise;
        print(ink.dim("\r\nchecking " + subject.shortId() + " …"));
        checks.execute(() -> judge(checker, subject));
    }

    private void judge(Checker checker, Exercise subject) {
        try {
            events.add(new Event.Judged(checker.check(subject, subject.file())));
            checker.prepare(subject);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            events.add(new Event.Broken(broken));
        }
    }

    private void show(CheckReport judged) {
        checking = false;
        if (!judged.exercise().equals(exercise.id())) {
            savedMeanwhile = true;
            return;
        }
        report = Optional.of(judged);
        onJudged.accept(new Judgement(exercise, judged));
        print(
                "\u001B[H\u001B[2J"
                        + new TerminalReport(ink, terminal.getSize().getColumns()).of(judged));
        print("\n" + keys(judged.passed()) + "\n");
    }

    private String keys(boolean solved) {
        String next = solved ? ink.green("n next") : "n next";
        return next
                + ink.dim("   h hint   l list   r reset   q quit   ")
                + ink.dim("watching for your next save");
    }

    private void hint() {
        var open =
                report.stream()
                        .flatMap(judged -> judged.results().stream())
                        .filter(result -> result.outcome() != Outcome.PASSED)
                        .findFirst();
        if (open.isEmpty()) {
            print("\nNo hint is needed here.\n");
            return;
        }
        CheckResult result = open.get();
        hints = Math.min(hints + 1, result.hints().size());
        print("\n" + ink.bold(result.requirement()) + "\n");
        for (int i = 0; i < hints; i++) {
            print("  %d. %s%n".formatted(i + 1, result.hints().get(i)));
        }
    }

    private void list() {
        print("\n");
        for (Exercise each : catalogue.exercises()) {
            print(
                    "  %s %-22s %s%n"
                            .formatted(
                                    each.equals(exercise) ? ink.bold("→") : " ",
                                    each.shortId(),
                                    each.title()));
        }
    }

    private void reset() throws IOException {
        var backup = Backup.replace(exercise, Files.readString(exercise.stub()));
        print(
                "\n%s is as it was given.%s%n"
                        .formatted(
                                exercise.shortId(),
                                backup.map(file ->
                                                " Your version: "
                                                        + exercise.root().relativize(file))
                                        .orElse("")));
    }

    /// In raw mode the terminal does not return the carriage by itself.
    private void print(String text) {
        terminal.writer().print(text.replace("\r\n", "\n").replace("\n", "\r\n"));
        terminal.flush();
    }
}
