package workbook.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.lesson.Catalogue;
import workbook.lesson.Lesson;

/// The notebooks of the book, on the real kernel.
class NotebooksTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /// How long something took differs from run to run.
    private static final String TIME = "\\d[\\d.,]* ?(ns|µs|ms|s)\\b";

    private static final PythonEnvironment PYTHON = new PythonEnvironment(ROOT);

    @BeforeAll
    static void installTheKernel() throws InterruptedException {
        PYTHON.ensure(IO::println);
        new KernelSpec(PYTHON).install();
    }

    static List<Lesson> lessons() {
        return new Catalogue(ROOT).lessons();
    }

    @Test
    @DisplayName("every notebook says what its script says; if not: ./workbook notebooks")
    void upToDate() throws Exception {
        assertEquals(List.of(), new Notebooks(PYTHON).outOfDate());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    @DisplayName("every notebook runs without an error and prints what its script prints")
    void runs(Lesson lesson) throws Exception {
        var run = HeadlessRun.of(PYTHON, lesson.notebook());

        assertEquals("", run.error());
        assertTrue(
                run.cells().stream().allMatch(HeadlessRun.Cell::executed), "a cell was never run");
        assumeFalse(
                Files.readString(lesson.script()).contains("\n//DEPS"),
                "only JBang can run this script");
        var missing = new ArrayList<>(withoutTimes(printedBy(lesson)));
        withoutTimes(run.printedLines().toList()).forEach(missing::remove);
        assertEquals(List.of(), missing, "printed by the script, and not by the notebook");
    }

    private static List<String> printedBy(Lesson lesson) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        if (lesson.usesPreview()) {
            command.add("--enable-preview");
        }
        command.addAll(List.of("-Dstdout.encoding=UTF-8", lesson.script().toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), "exit code of " + lesson.script());
            return printed.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().replaceAll(TIME, "<time>"))
                .toList();
    }
}
