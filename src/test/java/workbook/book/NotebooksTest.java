package workbook.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.lab.HeadlessRun;
import workbook.lab.KernelSpec;
import workbook.lab.Notebooks;
import workbook.lab.PythonEnvironment;
import workbook.lesson.Lesson;

/// The notebooks of the book, on the real kernel.
@DisplayName("The notebooks")
@Isolated("its lessons keep an order by time, so nothing else should take the processors")
class NotebooksTest {

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
    @DisplayName("say what their scripts say; if not: ./workbook notebooks")
    void upToDate() throws Exception {
        assertEquals(List.of(), new Notebooks(PYTHON).outOfDate());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("run without an error, and print what their scripts print")
    void runs(Lesson lesson) throws Exception {
        var run = HeadlessRun.of(PYTHON, lesson.notebook());

        assertEquals("", run.error());
        assertTrue(
                run.cells().stream().allMatch(HeadlessRun.Cell::executed), "a cell was never run");
        var missing = new ArrayList<>(printedBy(lesson));
        PrintedLines.of(run.printed()).forEach(missing::remove);
        assertEquals(List.of(), missing, "printed by the script, and not by the notebook");
    }

    private static List<String> printedBy(Lesson lesson) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(ScriptRun.command(lesson))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), "exit code of " + lesson.script());
            return PrintedLines.of(printed);
        } finally {
            process.destroyForcibly();
        }
    }
}
