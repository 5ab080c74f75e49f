package workbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `./workbook timeline` in a JVM of its own, as its launcher starts it.
@DisplayName("./workbook timeline")
@Timeout(120)
class TimelineCommandTest {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin/java") + "";

    @TempDir private Path folder;

    private record Result(int exitCode, String text) {}

    @Test
    @DisplayName("draws each recording of a lesson, and saves all of them")
    void lesson() throws Exception {
        var result =
                timeline("p02", "--svg", file("out.svg") + "", "--trace", file("out.json") + "");
        assertEquals(0, result.exitCode(), result.text());
        assertContains(result, "one after the other", "all at once", "5 tasks, ", "│✓", "░");
        var first = Files.readString(file("out-1.svg"));
        assertTrue(first.contains("<title id") && first.contains("one after the other"), first);
        assertTrue(Files.exists(file("out-2.svg")));
        assertTrue(Files.readString(file("out.json")).contains("\"all at once\""));
    }

    @Test
    @DisplayName("fits into 80 columns, and into as many as the terminal has")
    void width() throws Exception {
        var narrow = timeline("--", JAVA, program("Fetches", FETCHES));
        var wide = timeline(Map.of("COLUMNS", "120"), "--", JAVA, file("Fetches.java") + "");
        assertTrue(widest(narrow) > 70 && widest(narrow) <= 80, narrow.text());
        assertTrue(widest(wide) > 110 && widest(wide) <= 120, wide.text());
    }

    @Test
    @DisplayName("keeps to ASCII where the terminal knows no more")
    void ascii() throws Exception {
        var drawing =
                timeline(Map.of("LC_ALL", "C"), "--", JAVA, program("Fetches", FETCHES)).text();
        assertTrue(drawing.contains("z sleeping"), drawing);
        assertTrue(drawing.chars().allMatch(character -> character < 128), drawing);
    }

    @Test
    @DisplayName("records a program unmodified: its input, output and exit code are its own")
    void passesThrough() throws Exception {
        var result =
                run(
                        Map.of(),
                        "Bergen\n",
                        List.of("--", JAVA, program("Fetches", FETCHES), "--code", "7"));
        assertEquals(7, result.exitCode(), result.text());
        assertContains(result, "asking Bergen with --code", "fetch #5│", "5 tasks, ");
        assertFalse(result.text().contains("unfinished"), result.text());
    }

    @Test
    @DisplayName("records a JBang script, with the JDK that it asks for")
    void jbang() throws Exception {
        var jar = Path.of(System.getProperty("jbang.jar", "")).toAbsolutePath();
        assumeTrue(Files.isRegularFile(jar), "the build brings JBang");
        // what the shell wrapper of a JBang that is installed does
        var jbang =
                Files.writeString(
                        folder.resolve("jbang"),
                        "#!/bin/sh\neval \"$('%s' -jar '%s' \"$@\")\"\n".formatted(JAVA, jar));
        assertTrue(jbang.toFile().setExecutable(true));
        var script = program("Fetches", "//JAVA 25\n" + FETCHES);
        var result = timeline("--", jbang + "", script, "there");
        assertEquals(0, result.exitCode(), result.text());
        assertContains(result, "asking null with there", "fetch #5│");
    }

    @Test
    @DisplayName("a deadlock that is ended by hand is drawn, with who waits for whom")
    void deadlock() throws Exception {
        var source =
                """
                final Object first = new Object();
                final Object second = new Object();
                final CountDownLatch both = new CountDownLatch(2);
                void main() throws Exception {
                    var one = Thread.ofVirtual().name("one").start(() -> lock(first, second));
                    var two = Thread.ofVirtual().name("two").start(() -> lock(second, first));
                    while (one.getState() != Thread.State.BLOCKED
                            || two.getState() != Thread.State.BLOCKED) {
                        Thread.sleep(10);
                    }
                    IO.println("stuck");
                    one.join();
                }
                void lock(Object mine, Object other) {
                    synchronized (mine) {
                        both.countDown();
                        try {
                            both.await();
                        } catch (InterruptedException stop) {
                            return;
                        }
                        synchronized (other) {
                            IO.println("never");
                        }
                    }
                }
                """;
        var process = start(Map.of(), List.of("--", JAVA, program("Deadlock", source)));
        try (var output = process.inputReader(UTF_8)) {
            assertEquals("stuck", output.readLine());
            process.toHandle().destroy(); // Process.destroy would close the output
            var drawing = String.join("\n", output.readAllLines());
            assertTrue(drawing.contains("2 tasks") && drawing.contains("unfinished"), drawing);
            assertTrue(drawing.matches("(?s).*one: .* held by two\n.*"), drawing);
            assertTrue(drawing.matches("(?s).*two: .* held by one.*"), drawing);
        }
    }

    @Test
    @DisplayName("a program that is killed is drawn up to about a second before")
    void killed() throws Exception {
        var source =
                """
                void main() throws Exception {
                    Thread.ofVirtual().name("early").start(() -> {}).join();
                    Thread.sleep(3_000);
                    Runtime.getRuntime().halt(9);
                }
                """;
        var result = timeline("--", JAVA, program("Killed", source));
        assertEquals(9, result.exitCode(), result.text());
        assertContains(result, "early│", "The program was killed");
    }

    @Test
    @DisplayName("a program that fails shows why, and its exit code is passed on")
    void failure() throws Exception {
        var source = "void main() { throw new IllegalStateException(\"no page\"); }\n";
        var result = timeline("--", JAVA, program("Fails", source));
        assertEquals(1, result.exitCode(), result.text());
        assertContains(result, "│✗ failed", "main: IllegalStateException: no page");
    }

    @Test
    @DisplayName("a program on an older JDK runs, and the message says that the JDK is too old")
    void olderJdk() throws Exception {
        var older = olderJava();
        assumeTrue(older != null, "this machine has an older JDK too");
        var source =
                "class Old { public static void main(String[] a) { System.out.println(42); } }\n";
        var result = timeline("--", older, program("Old", source));
        assertEquals(2, result.exitCode(), result.text());
        assertContains(result, "42", "a timeline needs JDK 25 or newer");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers bad input with what to do, and exit code 2")
    @CsvSource({
        "p99,There is no lesson",
        "--svg a.svg,Missing required parameter",
        "-- jvaa My.java,a command that begins with java or jbang",
        "-- no/such/java My.java,could not be started",
        "p02 --svg no/such/folder/a.svg,cannot be written",
        "p02 --png a.png,Unknown option"
    })
    void wrongUsage(String arguments, String message) throws Exception {
        var result = timeline(arguments.split(" "));
        assertEquals(2, result.exitCode(), result.text());
        assertContains(result, message);
    }

    @Test
    @DisplayName("says so where there is nothing to draw, or the script does not compile")
    void nothingToDraw() throws Exception {
        var scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(scripts.resolve("p90_nothing.java"), "void main() {}\n");
        Files.writeString(
                scripts.resolve("p91_broken.java"),
                """
                // %% tags=["active-ipynb"]
                // Timeline.record("broken", () -> nowhere());

                // %% tags=["active-java"]
                void main() {}
                """);
        var nothing = timelineIn(folder, "p90");
        var broken = timelineIn(folder, "p91");
        assertAll(
                () -> assertEquals(2, nothing.exitCode(), nothing.text()),
                () -> assertContains(nothing, "no cell of p90_nothing.java"),
                () -> assertEquals(1, broken.exitCode(), broken.text()),
                () -> assertContains(broken, "cannot find symbol"));
    }

    @Test
    @DisplayName("has help with examples")
    void help() throws Exception {
        assertContains(timeline("--help"), "Examples:", "-- java My.java", "jbang", "--trace");
    }

    private static final String FETCHES =
            """
            void main(String[] arguments) throws Exception {
                IO.println("asking " + IO.readln() + " with " + String.join(" ", List.of(arguments).subList(0, Math.min(1, arguments.length))));
                try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int number = 0; number < 5; number++) {
                        executor.submit(() -> fetch());
                    }
                }
                if (arguments.length > 1) {
                    System.exit(Integer.parseInt(arguments[1]));
                }
            }

            Object fetch() throws InterruptedException {
                Thread.sleep(100);
                return null;
            }
            """;

    private String program(String name, String source) throws IOException {
        return Files.writeString(file(name + ".java"), source).toString();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static int widest(Result result) {
        return result.text()
                .lines()
                .filter(line -> line.contains("│"))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static void assertContains(Result result, String... parts) {
        for (var part : parts) {
            assertTrue(
                    result.text().contains(part),
                    () -> "no '%s' in:%n%s".formatted(part, result.text()));
        }
    }

    private static String olderJava() {
        return Stream.of(Path.of(System.getProperty("java.home")).getParent().toFile().listFiles())
                .filter(jdk -> jdk.getName().matches("java-(17|21)-.*"))
                .map(jdk -> jdk.toPath().resolve("bin/java").toString())
                .filter(java -> Files.isExecutable(Path.of(java)))
                .findFirst()
                .orElse(null);
    }

    private static Result timeline(String... arguments) throws Exception {
        return timeline(Map.of(), arguments);
    }

    private static Result timeline(Map<String, String> environment, String... arguments)
            throws Exception {
        return run(environment, "", Arrays.asList(arguments));
    }

    private static Result run(Map<String, String> environment, String input, List<String> arguments)
            throws Exception {
        return result(start(environment, arguments), input);
    }

    private static Result timelineIn(Path root, String lesson) throws Exception {
        return result(start(root, Map.of(), List.of(lesson)), "");
    }

    private static Result result(Process process, String input) throws Exception {
        try (var in = process.outputWriter(UTF_8)) {
            in.write(input);
        }
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), text);
    }

    private static Process start(Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start(Path.of("").toAbsolutePath(), environment, arguments);
    }

    private static Process start(Path root, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                JAVA,
                                "-Dworkbook.root=" + root,
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "workbook.cli.Workbook",
                                "timeline"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the class path of the tests is there too
        List.of("CLASSPATH", "COLUMNS", "LC_ALL", "JAVA_TOOL_OPTIONS")
                .forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
