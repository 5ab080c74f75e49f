package p03_tasks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import p03_tasks.BackgroundSaver.Failure;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class BackgroundSaverTest {

    @AllSchedules
    @DisplayName("save returns while the log is still writing")
    @Hint({
        "Who waits in your save, and for what?",
        "get() right after submit turns the background into the foreground. Nobody may wait there."
    })
    void saveReturnsAtOnce() {
        Instant start = Instant.now();
        Duration elapsed;

        try (var saver = new BackgroundSaver(entry -> writeForAnHour())) {
            saver.save("sale 1");
            elapsed = Duration.between(start, Instant.now());
        }

        Expect.that(
                elapsed.isZero(),
                "save returns while the log is still writing",
                "it returned only after the log had written",
                "save waited for its task: no failure is lost that way, and the customer waits for"
                        + " the log again");
    }

    @AllSchedules
    @DisplayName("close waits for every accepted save; nothing is dropped or interrupted")
    @Hint({
        "Which line of close waits, and for what?",
        "shutdown() refuses new tasks and returns. shutdownNow() interrupts. What does close() do?",
        "ExecutorService.close(): it refuses new tasks, and waits until the accepted ones end."
    })
    void closeWaits() {
        var interrupted = new AtomicBoolean();
        var written = new AtomicInteger();
        var saver =
                new BackgroundSaver(entry -> {
                    if (writeForAnHour()) {
                        written.incrementAndGet();
                    } else {
                        interrupted.set(true);
                    }
                });

        sales(3).forEach(saver::save);
        saver.close();
        int saved = written.get();
        aDayLater();

        Expect.that(
                !interrupted.get(),
                "close lets the log finish what it is writing",
                "the log was interrupted",
                "shutdownNow() interrupts the saves that run, and takes those that wait out of the"
                        + " queue: accepted work is lost");
        Expect.that(
                saved == 3,
                "3 sales are written when close returns, an hour later",
                saved == 0 ? "none was, they were still being written" : "only " + saved,
                "close came back without waiting, or before the last had ended: shutdown() only"
                        + " refuses new tasks, a flag of your own does not do more, and"
                        + " awaitTermination() gives up when its time is over");
    }

    @AllSchedules
    @DisplayName("every failed save is told: its entry, and what the log threw")
    @Hint({
        "What a submitted task throws goes into its Future. Who has that Future?",
        "Nobody does, so let the task itself note its failure before it ends.",
        "try { log.write(entry); } catch (Throwable failed) { failures.add(…); }, with a collection"
                + " that many threads may use: ConcurrentLinkedQueue, CopyOnWriteArrayList."
    })
    void failuresAreTold() {
        var full = new IOException("the disk is full");
        var locked = new IllegalStateException("the log is locked");
        var saver =
                new BackgroundSaver(entry -> {
                    switch (entry) {
                        case "sale 1" -> throw full;
                        case "sale 2" -> throw locked;
                        default -> {}
                    }
                });

        sales(3).forEach(saver::save);
        saver.close();
        aDayLater(); // whether close waits is another requirement's business
        var told = saver.failures();

        Expect.that(
                !told.isEmpty(),
                "2 of 3 saves have failed: sale 1, sale 2",
                "failures() is empty",
                "submit keeps what a task throws in its Future, and nobody has that Future");
        expectTold("sale 1", full, told);
        expectTold("sale 2", locked, told);
        Expect.equal(
                2, told.size(), "a save that succeeded was told as a failure, or one told twice");
    }

    @AllSchedules
    @DisplayName("no failure is lost, however the saves interleave")
    @Hint({
        "Two saves may fail at the same moment. What happens in the list then?",
        "An ArrayList is for one thread. ConcurrentLinkedQueue and CopyOnWriteArrayList are for many."
    })
    void noFailureIsLost() {
        var saver =
                new BackgroundSaver(entry -> {
                    throw new IOException(entry + " failed");
                });

        saver.save("sale 1");
        saver.save("sale 2");
        saver.close();

        int told = saver.failures().size();
        Expect.that(
                told == 2,
                "2 saves have failed, and 2 failures are told",
                told == 0 ? "none is" : "only " + told,
                told == 0
                        ? "close did not wait for the saves, or what they threw lies in Futures that"
                                + " nobody asks"
                        : "two tasks added to the same collection at the same moment, and one of"
                                + " the failures was overwritten");
    }

    @AllSchedules
    @DisplayName("a list of failures stays as it was when it was asked for")
    @Hint({
        "Who else has the list that failures() returns, and goes on adding to it?",
        "An unmodifiable view still changes with the list behind it. A copy does not: List.copyOf."
    })
    void failuresAreACopy() {
        var saver =
                new BackgroundSaver(entry -> {
                    if (entry.equals("sale 2")) {
                        writeForAnHour();
                    }
                    throw new IOException(entry + " failed");
                });

        saver.save("sale 1");
        saver.save("sale 2");
        sleep(Duration.ofMinutes(30));
        var list = saver.failures();
        int then = list.size();
        aDayLater();
        int now = list.size();
        int told = saver.failures().size();
        saver.close();

        Expect.that(
                told == 2,
                "failures() tells 2 failures while the saver is open",
                told == 0 ? "none" : "only one",
                saver.failures().size() == 2
                        ? "they are told only in close, and the saver may stay open for months"
                        : "submit keeps what a task throws in its Future, and nobody has that"
                                + " Future");
        Expect.that(
                then == 1,
                "sale 1 has failed, sale 2 is still being written",
                then == 0
                        ? "no failure is told yet"
                        : "both had failed when the second save returned",
                then == 0
                        ? "a failure is told only when all saves have ended"
                        : "save waited for its task, so nothing happens in the background");
        Expect.that(
                now == 1,
                "a list of 1 failure, as it was when it was asked for",
                "the same list has %d now".formatted(now),
                "the list that was returned is the one that the tasks add to: it changes in"
                        + " the hands of the reader, whose loop then breaks");
    }

    // One schedule: with two hundred threads, it is their number that matters and not their order.
    @AllSchedules(delays = 0)
    @DisplayName("each save has a virtual thread of its own, named saver-0, saver-1, …")
    @Hint({
        "How many saves can the log be writing at the same time?",
        "Virtual threads are not pooled: newThreadPerTaskExecutor starts a new one for each task.",
        "Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(\"saver-\", 0).factory())"
    })
    void aThreadEach() {
        int together = 200;
        var writing = new AtomicInteger();
        var most = new AtomicInteger();
        var virtual = new AtomicBoolean(true);
        var names = new ConcurrentHashMap<String, String>();
        try (var saver =
                new BackgroundSaver(entry -> {
                    virtual.compareAndSet(true, Thread.currentThread().isVirtual());
                    names.put(entry, Thread.currentThread().getName());
                    most.accumulateAndGet(writing.incrementAndGet(), Math::max);
                    writeForAnHour();
                    writing.decrementAndGet();
                })) {
            sales(together).forEach(saver::save);
        }
        sleep(Duration.ofDays(30)); // whether close waits is another requirement's business

        Expect.that(
                most.get() == together,
                together + " saves at the same time",
                most.get() == 1 ? "one at a time" : most.get() + " at most",
                most.get() == 1
                        ? "save waits for each to end, or one thread serves them all"
                        : "the threads are pooled: a pool limits how many tasks run, and a virtual"
                                + " thread costs too little to be shared");
        Expect.that(
                virtual.get(),
                "virtual threads",
                "platform threads",
                "a platform thread is dear, and here is one for each save that waits for the log");
        var found =
                sales(3).stream()
                        .map(names::get)
                        .map(name -> name.isEmpty() ? "(no name)" : name)
                        .toList();
        Expect.equal(List.of("saver-0", "saver-1", "saver-2"), found, whyNot(new HashSet<>(found)));
    }

    @AllSchedules
    @DisplayName("after close a save is refused, not dropped")
    @Hint({
        "What does a customer see who buys a ticket after close?",
        "A closed executor refuses by itself: submit and execute throw"
                + " RejectedExecutionException. Let it through."
    })
    void refusesAfterClose() {
        var written = new AtomicBoolean();
        var saver = new BackgroundSaver(entry -> written.set(true));

        saver.close();
        try {
            saver.save("sale 1");
        } catch (RejectedExecutionException refused) {
            return;
        } catch (RuntimeException other) {
            throw refusalMissing(
                    shown(other),
                    "whoever gives work to an executor expects a RejectedExecutionException when it"
                            + " is closed");
        }
        aDayLater();

        throw written.get()
                ? refusalMissing(
                        "the entry was accepted after close",
                        "the executor behind the saver was never closed, so nobody will wait for"
                                + " this entry")
                : refusalMissing(
                        "save returned as if all were well, and the entry was not written",
                        "the entry is dropped without a word: who calls save believes that it was"
                                + " accepted");
    }

    private static Unmet refusalMissing(String observed, String why) {
        return new Unmet("a RejectedExecutionException", observed, why);
    }

    private static String whyNot(Set<String> names) {
        if (names.equals(Set.of("(no name)"))) {
            return "virtual threads have no name unless their factory gives them one";
        }
        return names.size() == 1
                ? "all threads have the same name: name(\"saver-\", 0) counts, name(\"saver-\") does"
                        + " not"
                : "the names do not follow the order in which save was called";
    }

    private static void expectTold(String entry, Throwable cause, List<Failure> told) {
        var found = told.stream().filter(failure -> failure.entry().equals(entry)).findFirst();
        Expect.that(
                found.isPresent(),
                "the failure of %s is told: %s".formatted(entry, shown(cause)),
                told.isEmpty()
                        ? "failures() is empty"
                        : told.stream().map(Failure::entry).collect(Collectors.joining(", "))
                                + " only",
                "the task catches one type of exception, and what else the log throws is lost in"
                        + " a Future");
        Expect.that(
                found.get().cause() == cause,
                "the cause is what the log threw: " + shown(cause),
                found.get().cause(),
                "what the log threw was wrapped or replaced on its way");
    }

    private static List<String> sales(int count) {
        return IntStream.range(0, count).mapToObj(number -> "sale " + number).toList();
    }

    private static String shown(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /// Takes an hour, which costs nothing: an explored check has a clock of its own.
    ///
    /// @return whether the hour has passed; not if somebody interrupted it
    private static boolean writeForAnHour() {
        return sleep(Duration.ofHours(1));
    }

    /// What has not happened by then, never will.
    private static void aDayLater() {
        sleep(Duration.ofDays(1));
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
