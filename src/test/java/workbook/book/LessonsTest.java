package workbook.book;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.lab.HeadlessRun;
import workbook.lab.KernelSpec;
import workbook.lab.Notebooks;
import workbook.lab.PythonEnvironment;
import workbook.lesson.ClassPath;
import workbook.lesson.Lesson;

/// A lesson is one file with four lives, and says the same in each.
@DisplayName("A lesson")
@Isolated("lessons keep an order by time, so nothing else should take the processors")
class LessonsTest {

    private static final String JBANG_JAR = System.getProperty("jbang.jar");

    private static final PythonEnvironment PYTHON = new PythonEnvironment(Checkout.ROOT);

    @BeforeAll
    static void installTheKernel() throws InterruptedException {
        PYTHON.ensure(IO::println);
        new KernelSpec(PYTHON).install();
    }

    static Stream<Lesson> lessons() {
        return Checkout.lessons();
    }

    @Test
    @DisplayName("has a notebook that says what its script says; if not: ./workbook notebooks")
    void notebooksAreUpToDate() throws Exception {
        assertEquals(List.of(), new Notebooks(PYTHON).outOfDate());
    }

    /// One way to run a lesson, beside `java`.
    @FunctionalInterface
    interface Form {
        /// @return what it prints, of which a notebook counts only what the script printed in java
        List<String> printed(List<String> inJava) throws Exception;
    }

    /// A lesson shows races that are not ours to decide (the JDK loses about one in a hundred
    /// cancelled exchanges), and its order by time is lost at times on a busy machine. So the
    /// forms, which wait for most of their time, are run all at once, and one that prints something
    /// else counts only if it does so again, alone. One that fails counts the first time.
    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("prints the same in java, JBang, jshell and its notebook")
    void printsTheSame(Lesson lesson, @TempDir Path folder) throws Exception {
        var inJava = run(folder, ScriptRun.command(lesson));
        assertFalse(inJava.isEmpty(), "the script prints nothing");
        Map<String, Form> forms =
                Map.of(
                        "JBang", lines -> run(folder, jbang(folder, lesson)),
                        "jshell", lines -> run(folder, jshell(folder, lesson)),
                        "the notebook", lines -> inNotebook(lesson, lines));

        var different = different(forms, inJava);

        if (!different.isEmpty()) {
            var again = run(folder, ScriptRun.command(lesson));
            assertAll(
                    different.stream()
                            .map(form ->
                                    () ->
                                            assertEquals(
                                                    again,
                                                    forms.get(form).printed(again),
                                                    form
                                                            + " prints something else than java,"
                                                            + " twice")));
        }
    }

    /// @return the names of the forms that print something else
    /// @throws ExecutionException if one cannot be run to its end
    private static List<String> different(Map<String, Form> forms, List<String> inJava)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var printed = new HashMap<String, Future<List<String>>>();
            forms.forEach(
                    (name, form) -> printed.put(name, executor.submit(() -> form.printed(inJava))));
            var different = new ArrayList<String>();
            for (var form : printed.entrySet()) {
                if (!form.getValue().get().equals(inJava)) {
                    different.add(form.getKey());
                }
            }
            return different;
        }
    }

    /// A notebook has more cells than a script has calls, so it may print more.
    private static List<String> inNotebook(Lesson lesson, List<String> inJava) throws Exception {
        var run = HeadlessRun.of(PYTHON, lesson.notebook());

        assertEquals("", run.error());
        assertTrue(
                run.cells().stream().allMatch(HeadlessRun.Cell::executed), "a cell was never run");
        var lines = new ArrayList<>(PrintedLines.of(run.printed()));
        return inJava.stream().filter(lines::remove).toList();
    }

    /// The JBang jar alone prints the command that its shell wrapper would run, and exits with 255.
    private static List<String> jbang(Path folder, Lesson lesson) throws Exception {
        var words =
                new ArrayList<>(
                        List.of(
                                ScriptRun.tool("java"),
                                "-jar",
                                JBANG_JAR,
                                "run",
                                lesson.script().toString()));
        words.addAll(ScriptRun.arguments(lesson));
        var process = process(folder, words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String command =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(
                255,
                process.waitFor(),
                "JBang could not build " + lesson.script() + ": " + command);
        return List.of("bash", "-c", command);
    }

    /// jshell prints no prompt when it executes a file, and always exits with 0.
    private static List<String> jshell(Path folder, Lesson lesson) throws IOException {
        Path imports =
                Files.writeString(folder.resolve("imports.jsh"), "import module java.base;\n");
        String main = lesson.serves() ? "main(new String[] {\"demo\"})" : "main()";
        Path end = Files.writeString(folder.resolve("end.jsh"), main + "\n/exit\n");
        var command = new ArrayList<>(List.of(ScriptRun.tool("jshell")));
        if (lesson.usesLibraries()) {
            command.addAll(List.of("--class-path", ClassPath.text()));
        }
        command.addAll(
                List.of(
                        "--startup",
                        imports.toString(),
                        "-s",
                        lesson.script().toString(),
                        end.toString()));
        return command;
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
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBANG_DIR", folder.resolve("jbang").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }
}
