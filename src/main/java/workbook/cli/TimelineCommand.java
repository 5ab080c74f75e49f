package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lesson.ClassPath;
import workbook.lesson.Lesson;
import workbook.timeline.Program;
import workbook.timeline.Recordings;
import workbook.timeline.Script;

/// `./workbook timeline p02`, `./workbook timeline -- java My.java`.
@Command(
        name = "timeline",
        description =
                "Draw what a lesson, or a program of yours, really does: a lane for each task.",
        footer = {
            "",
            "A lesson runs each recording of its notebook. A program of yours runs unmodified, in JDK 25;",
            "what it reads, prints and exits with stays its own. End one that hangs with Ctrl-C: the",
            "picture says what its threads wait for.",
            "",
            "Examples:",
            "  ./workbook timeline p02",
            "  ./workbook timeline p02 --svg p02.svg       p02-1.svg, p02-2.svg, …: one for each",
            "  ./workbook timeline p02 --trace p02.json    one file, for https://ui.perfetto.dev",
            "  ./workbook timeline -- java My.java ARGS",
            "  ./workbook timeline --svg my.svg -- jbang my.java"
        })
final class TimelineCommand implements Callable<Integer> {

    @Option(names = "--svg", paramLabel = "FILE", description = "Save the picture as SVG too.")
    private Path svg;

    @Option(names = "--trace", paramLabel = "FILE", description = "Save a trace for Perfetto too.")
    private Path trace;

    @Parameters(
            arity = "1..*",
            paramLabel = "LESSON|COMMAND",
            completionCandidates = LessonNames.class,
            description = "Such as p02; or -- and a command that begins with java or jbang.")
    private List<String> words;

    @Override
    public Integer call() throws IOException, InterruptedException {
        assertWritable(svg);
        assertWritable(trace);
        if (Program.isRecordable(words)) {
            return program(words);
        }
        if (words.size() > 1) {
            throw new UsageProblem(
                    "A timeline can be drawn of a lesson, or of a command that begins with java or jbang: not of '%s'."
                            .formatted(words.getFirst()));
        }
        return lesson(Workbook.catalogue().lesson(words.getFirst()));
    }

    private int lesson(Lesson lesson) throws IOException, InterruptedException {
        var program =
                new Script(Files.readString(lesson.script()))
                        .recordings()
                        .orElseThrow(() ->
                                new UsageProblem(
                                        "There is nothing to draw: no cell of %s says Timeline.record(…)."
                                                .formatted(lesson.script().getFileName())));
        Path folder = Files.createTempDirectory("timeline");
        Path source = folder.resolve(lesson.script().getFileName());
        try {
            Files.writeString(source, program);
            return new ProcessBuilder(javaCommand(source)).inheritIO().start().waitFor();
        } finally {
            Files.deleteIfExists(source);
            Files.delete(folder);
        }
    }

    private List<String> javaCommand(Path source) {
        // A notebook has the preview APIs of the JDK, and these are its recordings.
        var command = new ArrayList<>(List.of(Jdk.tool("java"), "--enable-preview"));
        command.add(Jdk.sameEncoding());
        command.addAll(List.of("-cp", ClassPath.text(), source.toString()));
        command.addAll(
                Recordings.arguments(
                        Output.width(), Optional.ofNullable(svg), Optional.ofNullable(trace)));
        return command;
    }

    /// Ctrl-C ends the program, and ends us too, though not before its picture is drawn.
    private int program(List<String> command) throws IOException, InterruptedException {
        var drawn = new CountDownLatch(1);
        try (var program = start(command)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endGently(program, drawn)));
            int exitCode = program.waitFor();
            return draw(program) ? exitCode : Math.max(exitCode, Workbook.WRONG_USAGE);
        } finally {
            drawn.countDown();
        }
    }

    private static Program start(List<String> command) {
        try {
            return Program.start(command);
        } catch (IOException missing) {
            throw new UsageProblem(
                    "The command '%s' could not be started: is it installed, and on the PATH?"
                            .formatted(command.getFirst()));
        }
    }

    /// @return whether there was something to draw
    private boolean draw(Program program) throws IOException {
        var tooOld = program.tooOld();
        if (tooOld.isPresent()) {
            System.err.printf(
                    "Nothing was recorded: the program ran on JDK %s, and a timeline needs JDK 25 or newer.%n"
                            + "Say '%s' in place of java, or write //JAVA 25 in a JBang script.%n",
                    tooOld.get(), Jdk.tool("java"));
            return false;
        }
        var timeline = program.timeline();
        if (timeline.isEmpty()) {
            System.err.println("There is nothing to draw: no JVM came as far as to run a program.");
            return false;
        }
        try (var recordings =
                Recordings.to(
                        Output.width(), Optional.ofNullable(svg), Optional.ofNullable(trace))) {
            recordings.show(timeline.get());
        }
        return true;
    }

    private static void endGently(Program program, CountDownLatch drawn) {
        program.stop();
        try {
            drawn.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// It would be a pity to find out only after the run.
    private static void assertWritable(Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)
                || folder == null
                || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UsageProblem("%s cannot be written.".formatted(file));
        }
    }
}
