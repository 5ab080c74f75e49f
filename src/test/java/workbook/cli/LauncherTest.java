package workbook.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `./workbook` as a learner types it: in a fresh copy of the checkout, in a folder whose name has
/// a space and letters beyond ASCII, with a JDK that the launcher has to find by itself.
@DisplayName("./workbook")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherTest {

    private static final String FETCH_ALL = "p02_concurrent_execution/FetchAll.java";

    private Path folder;
    private Path root;

    /// @param text what was printed, on both streams
    private record Result(int exitCode, String text) {}

    @BeforeAll
    void copyTheCheckout(@TempDir Path temporary) throws Exception {
        folder = temporary;
        root = folder.resolve("Übung 1 – my work");
        var listed =
                new ProcessBuilder(
                                "git",
                                "ls-files",
                                "--cached",
                                "--others",
                                "--exclude-standard",
                                "-z")
                        .start();
        String files = new String(listed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (String name : files.split("\0")) {
            Path from = Path.of(name);
            if (Files.exists(from)) {
                Files.createDirectories(root.resolve(name).getParent());
                Files.copy(from, root.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        var first = workbook("list");
        assertEquals(0, first.exitCode(), first.text());
        assertTrue(first.text().contains("Building the workbook"), first.text());
    }

    @BeforeEach
    void startAfresh() throws IOException {
        Files.copy(in("stubs"), in("exercises"), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(root.resolve(".workbook/progress.tsv"));
    }

    @Test
    @DisplayName("alone shows where you are and what is next")
    void overview() throws Exception {
        var result = workbook();
        assertEquals(0, result.exitCode());
        assertContains(result, "0 of", "Next:", "./workbook lab", "./workbook check");
    }

    @Test
    @DisplayName("check fails, explains, passes, and then shows the solution")
    void checkFailsThenPasses() throws Exception {
        Files.copy(
                root.resolve("mistakes/p02_concurrent_execution/CompletionOrder/FetchAll.java"),
                in("exercises"),
                StandardCopyOption.REPLACE_EXISTING);
        var failed = workbook("check", "p02/Fetch");
        assertEquals(1, failed.exitCode(), failed.text());
        assertContains(
                failed,
                "✗ the results come back in the order",
                "expected",
                "observed",
                "why",
                "try");

        var refused = workbook("solution", "p02/FetchAll");
        assertEquals(2, refused.exitCode());
        assertContains(refused, "is not solved yet", "--give-up");

        Files.copy(in("solutions"), in("exercises"), StandardCopyOption.REPLACE_EXISTING);
        var passed = workbook("check", "p02/FetchAll");
        assertEquals(0, passed.exitCode(), passed.text());
        assertContains(passed, "Solved: all");
        assertContains(workbook("list"), "✓ FetchAll");
        assertContains(workbook("solution", "p02/FetchAll"), "invokeAll");
    }

    @Test
    @DisplayName("check shows the order of events that breaks an answer, and runs it again")
    void replay() throws Exception {
        Files.copy(
                root.resolve("mistakes/p02_concurrent_execution/RacingList/FetchAll.java"),
                in("exercises"),
                StandardCopyOption.REPLACE_EXISTING);
        var broken = workbook("check", "p02/FetchAll");
        var named = Pattern.compile("--replay\\s+(noneIsLost@\\S+)").matcher(broken.text());
        assertTrue(named.find(), broken.text());
        assertContains(broken, "./workbook check p02/FetchAll", "| main", "FetchAll.java:");

        var again = workbook("check", "p02/FetchAll", "--replay", named.group(1));
        assertEquals(1, again.exitCode(), again.text());
        assertContains(again, "✗ no result is lost", "0 of 1 requirements hold", named.group(1));

        Files.copy(in("solutions"), in("exercises"), StandardCopyOption.REPLACE_EXISTING);
        var mended = workbook("check", "p02/FetchAll", "--replay", named.group(1));
        assertEquals(0, mended.exitCode(), mended.text());
        assertContains(mended, "✓ no result is lost", "one schedule, ");
        assertContains(workbook("list"), "○ FetchAll");
    }

    @Test
    @DisplayName("every verdict says how it was obtained")
    void strength() throws Exception {
        Files.copy(in("solutions"), in("exercises"), StandardCopyOption.REPLACE_EXISTING);
        var result = workbook("check", "p02/FetchAll");
        assertEquals(0, result.exitCode(), result.text());
        assertContains(
                result, "every schedule within 2 preemptions (", "answered at once  real time");
    }

    @Test
    @DisplayName("hints come one by one")
    void hints() throws Exception {
        assertContains(workbook("hint", "p02/FetchAll"), "1. Start every call");
        assertContains(workbook("hint", "p02/FetchAll"), "2. An ExecutorService");
    }

    @Test
    @DisplayName("reset puts the exercise back and keeps a backup")
    void reset() throws Exception {
        Files.writeString(in("exercises"), "// my work\n");
        var result = workbook("reset", "p02/FetchAll");
        assertEquals(0, result.exitCode(), result.text());
        assertEquals(-1, Files.mismatch(in("stubs"), in("exercises")));
        try (var backups = Files.list(root.resolve(".workbook/backups/p02_concurrent_execution"))) {
            assertEquals("// my work\n", Files.readString(backups.findFirst().orElseThrow()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers bad input with what to do, and exit code 2")
    @CsvSource({
        "check p99,The nearest: p",
        "check p,could be more than one lesson",
        "check p02/Fetsh,The nearest: FetchAll",
        "check Nothing.java,There is no exercise 'Nothing'",
        "run,Missing required parameter",
        "chek,Did you mean",
        "track slow,The nearest:",
        "solution p02,Which one?",
        "new lesson Name,use the form p33_my_lesson",
        "check --fast,Unknown option",
        "check p02/FetchAll --replay nonsense,is no schedule",
        "check p02/FetchAll --replay nothing@1.1,has no check nothing"
    })
    void wrongUsage(String arguments, String message) throws Exception {
        var result = workbook(arguments.split(" "));
        assertEquals(2, result.exitCode(), result.text());
        assertContains(result, message);
    }

    @Test
    @DisplayName("explains a source that cannot be checked")
    void badSources() throws Exception {
        String stub = Files.readString(in("stubs"));
        assertAll(
                () -> assertContains(checkOf(stub.replace("throw new", "thro new")), "line 25"),
                () -> assertContains(checkOf(stub.replace("FetchAll", "GetAll")), "FetchAll"),
                () ->
                        assertContains(
                                checkOf(stub.replace("List<T> fetchAll(", "List<T> fetch(")),
                                "the checks call static List fetchAll(List)",
                                "Keep the signature"),
                () ->
                        assertContains(
                                checkOf(
                                        stub.replace(
                                                "List<Callable<T>> calls", "Callable<T> calls")),
                                "and the file has static List fetchAll(Callable)"),
                () ->
                        assertContains(
                                checkOf(stub.replace("package p02", "package p2")),
                                "Keep the package line"),
                () -> assertContains(checkOf(""), "the file declares"));
    }

    @Test
    @DisplayName("takes Windows line ends and a byte order mark, and refuses what is not UTF-8")
    void encodings() throws Exception {
        String solution = Files.readString(in("solutions"));
        Files.writeString(in("exercises"), "\uFEFF" + solution.replace("\n", "\r\n"));
        assertEquals(0, workbook("check", "p02/FetchAll").exitCode());

        Files.write(in("exercises"), ("// é\n" + solution).getBytes(StandardCharsets.ISO_8859_1));
        var refused = workbook("check", "p02/FetchAll");
        assertEquals(1, refused.exitCode());
        assertContains(refused, "not UTF-8");

        Files.delete(in("exercises"));
        assertContains(workbook("check", "p02/FetchAll"), "there is no file", "reset");
    }

    @Test
    @DisplayName("speaks JSON where a machine listens")
    void json() throws Exception {
        assertContains(workbook("list", "--json"), "\"slug\" : \"p02_concurrent_execution\"");
        assertContains(workbook("check", "p02/FetchAll", "--json"), "\"outcome\" : \"FAILED\"");
        assertContains(workbook("doctor", "--json"), "\"what\" : \"JDK 25\"");
    }

    @Test
    @DisplayName("doctor says what is there")
    void doctor() throws Exception {
        assertContains(workbook("doctor"), "✓ JDK 25", "✓ Maven", "✓ loopback");
    }

    @Test
    @DisplayName(
            "run and jshell run a lesson, track shows a reading list, every command has an example")
    void therest() throws Exception {
        assertContains(workbook("run", "p02"), "all at once: [Oslo");
        assertContains(workbook("track", "concurrent"), "p02", "p27  not written yet");
        for (String command :
                List.of(
                        "check",
                        "watch",
                        "run",
                        "timeline",
                        "jshell",
                        "hint",
                        "solution",
                        "reset",
                        "list",
                        "track",
                        "new",
                        "doctor",
                        "test")) {
            assertContains(workbook(command, "--help"), "Example");
        }
    }

    @Test
    @DisplayName("new makes a lesson that has every part")
    void scaffold() throws Exception {
        var made = workbook("new", "p77_scaffold", "FirstTry");
        assertEquals(0, made.exitCode(), made.text());
        assertContains(workbook("list"), "p77");
        Files.copy(
                root.resolve("solutions/p77_scaffold/FirstTry.java"),
                root.resolve("exercises/p77_scaffold/FirstTry.java"),
                StandardCopyOption.REPLACE_EXISTING);
        assertContains(workbook("check", "p77"), "Solved: all 1 requirements hold");
        var again = workbook("new", "p77_scaffold", "FirstTry");
        assertEquals(2, again.exitCode());
        assertContains(again, "exists already");
        Files.delete(root.resolve("scripts/p77_scaffold.java"));
    }

    @Test
    @DisplayName("says which JDK it needs where there is none")
    void noJdk() throws Exception {
        // An empty home and a PATH without java: the usual folders of the system remain, so they
        // are hidden by a
        // launcher that looks for a version which no machine has.
        Path launcher = root.resolve("workbook-99");
        Files.writeString(
                launcher, Files.readString(root.resolve("workbook")).replace("=\"25", "=\"99"));
        var result = run(List.of("bash", launcher.toString(), "list"));
        Files.delete(launcher);
        assertEquals(2, result.exitCode(), result.text());
        assertContains(result, "No JDK 25 was found", "export JAVA_HOME=");
    }

    private Result checkOf(String source) throws Exception {
        Files.writeString(in("exercises"), source);
        var result = workbook("check", "p02/FetchAll");
        assertEquals(1, result.exitCode(), result.text());
        return result;
    }

    private Path in(String room) {
        return root.resolve(room).resolve(FETCH_ALL);
    }

    private static void assertContains(Result result, String... parts) {
        for (String part : parts) {
            assertTrue(
                    result.text().contains(part),
                    () -> "no '%s' in:%n%s".formatted(part, result.text()));
        }
    }

    private Result workbook(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(root.resolve("workbook").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Result run(List<String> command) throws Exception {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // The shell's own JDK may be of any version: the launcher must not rely on it.
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        var process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }
}
