package workbook.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A program that runs in a JVM of its own and is recorded from outside, unmodified. Its input, its
/// output and its exit code are its own.
///
/// ```java
/// try (var program = Program.start(List.of("java", "My.java"))) {
///     program.waitFor();
///     program.timeline().ifPresent(IO::println);
/// }
/// ```
public final class Program implements AutoCloseable {
    private final String title;
    private final Path folder;
    private final Process process;

    private Program(String title, Path folder, Process process) {
        this.title = title;
        this.folder = folder;
        this.process = process;
    }

    /// Whether a command starts a JVM in a way that lets it be recorded.
    public static boolean isRecordable(List<String> command) {
        return !command.isEmpty() && List.of("java", "jbang").contains(tool(command.getFirst()));
    }

    /// @param command one that begins with `java` or `jbang`
    /// @throws IOException if there is no such command
    public static Program start(List<String> command) throws IOException {
        if (!isRecordable(command)) {
            throw new IllegalArgumentException("neither java nor jbang: " + command);
        }
        var folder = Files.createTempDirectory("timeline");
        try {
            var recorded = recorded(command, AgentJar.write(folder), folder);
            var process = new ProcessBuilder(recorded).inheritIO().start();
            return new Program(String.join(" ", command), folder, process);
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    /// The repository is where a JVM that is killed leaves what it has recorded.
    private static List<String> recorded(List<String> command, Path agent, Path folder) {
        var options =
                List.of(
                        "-XX:FlightRecorderOptions=repository=" + folder,
                        "-javaagent:" + agent + "=" + folder);
        var recorded = new ArrayList<>(command);
        if (tool(command.getFirst()).equals("java")) {
            recorded.addAll(1, options);
        } else {
            var isRun = command.size() > 1 && command.get(1).equals("run");
            recorded.addAll(
                    isRun ? 2 : 1,
                    options.stream().map(option -> "--runtime-option=" + option).toList());
        }
        return recorded;
    }

    private static String tool(String command) {
        return String.valueOf(Path.of(command).getFileName()).replaceFirst("\\.(exe|cmd)$", "");
    }

    /// Waits until the program has ended.
    ///
    /// @return its exit code
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /// Asks the program to end; it still leaves its recording.
    public void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /// What the program did. Empty if no JVM came as far as to run it, or if that JVM [is too
    /// old][#tooOld].
    ///
    /// @throws IOException if the program's JVM could not be recorded, or the recording not be read
    public Optional<Timeline> timeline() throws IOException {
        var left = new Leftovers(folder);
        var problem = left.problem();
        if (problem.isPresent()) {
            throw new IOException("the program could not be recorded: " + problem.get());
        }
        var events = left.events();
        var notes = new ArrayList<String>();
        if (!left.isComplete()) {
            notes.add("The program was killed: its last second may be missing.");
        } else if (left.size() >= Tracing.MAX_BYTES) {
            notes.add(Recorder.CUT);
        }
        return Bounds.ofProgram(events, left.end())
                .map(bounds -> new EventReader(bounds, Optional.empty()).read(events))
                .map(story -> story.timeline(title, notes, left::threads))
                .map(Program::withoutTheEndOfTheJvm);
    }

    /// The version of the JDK that ran the program, if it is too old to record.
    public Optional<String> tooOld() throws IOException {
        return new Leftovers(folder).tooOld();
    }

    /// Where all tasks have ended, a JVM that shuts down is nothing to look at.
    private static Timeline withoutTheEndOfTheJvm(Timeline timeline) {
        var lanes = timeline.lanes();
        if (lanes.stream().anyMatch(lane -> lane.outcome() == Outcome.UNFINISHED)) {
            return timeline;
        }
        var last = lanes.stream().map(Lane::end).max(Comparator.naturalOrder());
        return new Timeline(
                timeline.title(),
                lanes,
                last.orElse(Duration.ZERO),
                timeline.notes(),
                timeline.failure());
    }

    @Override
    public void close() throws IOException {
        stop();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
