// How long a learner waits for a verdict, in four ways, on one exercise with a right answer.
// Run it by: ./workbook bench feedback
// The ways take turns, so that what else the machine does falls on all of them alike.

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import measuring.Figures;
import measuring.Jdk;
import measuring.Maven;
import org.jline.terminal.TerminalBuilder;
import workbook.check.Ink;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.watch.Watch;

static final int ROUNDS = 5;
static final Path ROOT = Path.of(System.getProperty("workbook.root"));

/// One way to a verdict.
interface Way {
    Duration verdict() throws Exception;
}

void main() throws Exception {
    var exercise = new Catalogue(ROOT).exercises("FetchAll").getFirst();
    byte[] before = Files.readAllBytes(exercise.file());
    byte[] answer = Files.readAllBytes(exercise.solution());
    Files.write(exercise.file(), answer);
    var work = Files.createTempDirectory("feedback");
    var times = new LinkedHashMap<String, List<Duration>>();
    try (var watch = new WatchedFile(exercise, answer)) {
        var ways = new LinkedHashMap<String, Way>();
        ways.put("watch: from the save to the verdict", watch::saveToVerdict);
        ways.put(
                "./workbook check, from a cold shell",
                () -> run(ROOT, ROOT.resolve("workbook").toString(), "check", exercise.id()));
        ways.put(
                "mvn -q test",
                () ->
                        run(
                                ROOT,
                                "mvn",
                                "-o",
                                "-q",
                                "-B",
                                "test",
                                "-Dtest=" + exercise.lesson() + ".FetchAllTest"));
        ways.put("JBang and the JUnit console launcher", jbang(exercise, work));
        for (int round = 0; round < ROUNDS; round++) {
            for (var way : ways.entrySet()) {
                times.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                        .add(way.getValue().verdict());
                System.err.print(".");
            }
        }
    } finally {
        Files.write(exercise.file(), before);
    }
    System.err.println();
    var figures = new Figures();
    figures.work("one exercise, every requirement");
    times.forEach(figures::way);
    figures.print();
    System.exit(0);
}

/// The real watch, on a terminal that nobody sees.
static final class WatchedFile implements AutoCloseable {

    private final Exercise exercise;
    private final byte[] answer;
    private final BlockingQueue<Long> verdicts = new LinkedBlockingQueue<>();
    private final PipedOutputStream keys = new PipedOutputStream();
    private final Thread thread;

    WatchedFile(Exercise exercise, byte[] answer) throws Exception {
        this.exercise = exercise;
        this.answer = answer;
        var terminal =
                TerminalBuilder.builder()
                        .system(false)
                        .streams(new PipedInputStream(keys), OutputStream.nullOutputStream())
                        .build();
        var watch =
                new Watch(
                        terminal,
                        new Ink(false),
                        new Catalogue(ROOT),
                        exercise,
                        judged -> verdicts.add(System.nanoTime()));
        thread =
                Thread.ofPlatform()
                        .name("watch")
                        .daemon()
                        .start(() -> {
                            try {
                                watch.run();
                            } catch (IOException | InterruptedException over) {
                                throw new IllegalStateException(over);
                            }
                        });
        verdicts.take();
    }

    /// A learner thinks for a while between two saves; the watch makes its next worker ready
    /// meanwhile.
    Duration saveToVerdict() throws Exception {
        Thread.sleep(Duration.ofSeconds(3));
        long saved = System.nanoTime();
        Files.write(exercise.file(), answer);
        return Duration.ofNanos(verdicts.take() - saved);
    }

    @Override
    public void close() throws Exception {
        keys.write('q');
        keys.flush();
        thread.join();
    }
}

static Duration run(Path folder, String... command) throws Exception {
    long start = System.nanoTime();
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + printed);
    }
    return Duration.ofNanos(System.nanoTime() - start);
}

/// The answer gets a new comment each time, because JBang compiles only what has changed.
static Way jbang(Exercise exercise, Path work) throws Exception {
    Path jar = Maven.jbang(ROOT);
    Files.copy(exercise.check(), work.resolve("FetchAllTest.java"));
    Path runner =
            Files.writeString(
                    work.resolve("Runner.java"),
                    """
                    //JAVA 25
                    //DEPS org.junit.platform:junit-platform-console-standalone:1.14.4
                    //SOURCES FetchAll.java
                    //SOURCES FetchAllTest.java
                    public class Runner {
                        public static void main(String[] arguments) {
                            org.junit.platform.console.ConsoleLauncher.main(
                                    "execute", "--disable-banner", "--select-class", "%s.FetchAllTest");
                        }
                    }
                    """
                            .formatted(exercise.lesson()));
    String java = Jdk.tool("java");
    String script =
            "eval \"$('%s' -jar '%s' --quiet run --cp '%s' '%s')\""
                    .formatted(java, jar, ROOT.resolve(".workbook/app/workbook.jar"), runner);
    return () -> {
        String source = Files.readString(exercise.solution());
        Files.writeString(
                work.resolve("FetchAll.java"), source + "// saved at " + System.nanoTime() + "\n");
        return run(work, "bash", "-c", script);
    };
}
