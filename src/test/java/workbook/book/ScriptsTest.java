package workbook.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.lesson.Lesson;

/// A lesson's script prints the same as a program of `java`, of JBang and in jshell. (The notebook
/// is compared by the test that runs the notebooks.)
@DisplayName("The scripts")
@Isolated("its lessons keep an order by time, so nothing else should take the processors")
class ScriptsTest {

    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final String JBANG_JAR = System.getProperty("jbang.jar");

    static Stream<Lesson> lessons() {
        return Checkout.lessons();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("print the same in java, JBang and jshell")
    void printTheSame(Lesson lesson, @TempDir Path folder) throws Exception {
        String script = lesson.script().toString();
        List<String> preview = lesson.usesPreview() ? List.of("--enable-preview") : List.of();

        var inJava = run(folder, concat(List.of(tool("java")), preview, List.of(script)));
        var inJbang = run(folder, jbang(folder, script));
        var inJshell = run(folder, jshell(folder, script));

        assertFalse(inJava.isEmpty(), "the script prints nothing");
        assertEquals(inJava, inJbang, "JBang prints something else than java");
        assertEquals(inJava, inJshell, "jshell prints something else than java");
    }

    /// The JBang jar alone prints the command that its shell wrapper would run, and exits with 255.
    private static List<String> jbang(Path folder, String script) throws Exception {
        var process =
                process(folder, List.of(tool("java"), "-jar", JBANG_JAR, "run", script))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String command =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(255, process.waitFor(), "JBang could not build " + script + ": " + command);
        return List.of("bash", "-c", command);
    }

    /// jshell prints no prompt when it executes a file, and always exits with 0.
    private static List<String> jshell(Path folder, String script) throws IOException {
        Path imports =
                Files.writeString(folder.resolve("imports.jsh"), "import module java.base;\n");
        Path end = Files.writeString(folder.resolve("end.jsh"), "main()\n/exit\n");
        return List.of(
                tool("jshell"), "--startup", imports.toString(), "-s", script, end.toString());
    }

    private static String tool(String name) {
        return Path.of(JAVA_HOME, "bin", name).toString();
    }

    private static List<String> run(Path folder, List<String> command) throws Exception {
        var process = process(folder, command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + " failed:\n" + printed);
        return PrintedLines.of(printed);
    }

    private static ProcessBuilder process(Path folder, List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", JAVA_HOME);
        builder.environment().put("JBANG_DIR", folder.resolve("jbang").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    @SafeVarargs
    private static List<String> concat(List<String>... parts) {
        var all = new ArrayList<String>();
        Stream.of(parts).forEach(all::addAll);
        return all;
    }
}
