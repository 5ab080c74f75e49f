package workbook.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// What the cells of a lesson can call, on the real kernel. One notebook for all, because a kernel
/// takes seconds to start.
class CellsTest {

    private static HeadlessRun run;
    private static Exercise exercise;

    @BeforeAll
    static void runTheNotebook() throws Exception {
        var python = new PythonEnvironment(Path.of(""));
        python.ensure(IO::println);
        new KernelSpec(python).install();
        Path root = FreshCheckout.at("cells of ä notebook");
        exercise = new Catalogue(root).exercises("p02").getFirst();
        String name = exercise.shortId();
        String solution = Files.readString(exercise.solution());
        run =
                HeadlessRun.of(
                        python,
                        notebook(
                                root,
                                "import module java.base;\nimport static workbook.notebook.Notebook.check;",
                                structuredScope(),
                                "check(\"%s\")".formatted(name),
                                "check(\"p0z\")",
                                "%%exercise\n" + solution,
                                "%%exercise " + name + "\n" + solution.replaceFirst(";", ""),
                                "check(\"%s\")".formatted(name),
                                "%%exercise "
                                        + name
                                        + "\n"
                                        + solution.replaceFirst("package [^;]*;", ""),
                                "check(\"%s\")".formatted(name)));
    }

    /// A preview feature that prints. With a JVM that has preview off and a compiler that has it
    /// on, the cell says nothing, and no error either.
    private static String structuredScope() {
        return """
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> IO.println("printed from a subtask"));
            scope.join();
        }\
        """;
    }

    private static Path notebook(Path root, String... cells) throws IOException {
        var notebook =
                Map.of(
                        "nbformat",
                        4,
                        "nbformat_minor",
                        4,
                        "metadata",
                        Map.of(),
                        "cells",
                        List.of(cells).stream().map(CellsTest::cell).toList());
        Path file = Files.createDirectories(root.resolve("notebooks")).resolve("cells.ipynb");
        Files.writeString(file, JsonMapper.shared().writeValueAsString(notebook));
        return file;
    }

    private static Map<String, ?> cell(String source) {
        return Map.of(
                "cell_type", "code", "metadata", Map.of(), "outputs", List.of(), "source", source);
    }

    @Test
    @DisplayName("a preview feature works, and what a subtask prints is seen")
    void preview() {
        assertEquals("", run.error());
        assertEquals("printed from a subtask\n", run.cells().get(1).printed());
    }

    @Test
    @DisplayName("an exercise that nobody has begun is no failure")
    void notStarted() {
        var cell = run.cells().get(2);
        assertTrue(cell.html().contains("class=\"not-started\""), cell.html());
        assertTrue(
                cell.html().contains("href=\"../exercises/" + exercise.id() + ".java\""),
                cell.html());
        assertTrue(cell.text().contains("not started: edit exercises/"), cell.text());
    }

    @Test
    @DisplayName("an unknown lesson names the nearest")
    void unknownLesson() {
        assertTrue(
                run.cells()
                        .get(3)
                        .printed()
                        .startsWith("There is no lesson 'p0z'. The nearest: p0"),
                run.cells().get(3).printed());
    }

    @Test
    @DisplayName("%%exercise without a name saves nothing and says how it is used")
    void magicWithoutName() {
        assertEquals(
                "Nothing is saved: name one exercise, as in %%exercise p02/FetchAll\n",
                run.cells().get(4).printed());
    }

    @Test
    @DisplayName("a cell that is saved with a slip of the pen is shown with the line of the slip")
    void compileError() {
        var cell = run.cells().get(6);
        assertTrue(cell.html().contains("class=\"unsolved\""), cell.html());
        assertTrue(cell.html().contains("<pre>package " + exercise.lesson()), cell.html());
        assertTrue(cell.text().contains("line 1"), cell.text());
    }

    @Test
    @DisplayName("%%exercise saves the cell, keeps what was there, and the check passes")
    void magic() throws IOException {
        String said = run.cells().get(7).printed();
        assertTrue(said.contains("Saved as exercises/" + exercise.id() + ".java\n"), said);
        assertTrue(said.contains("What was there before is in .workbook/backups/"), said);
        assertTrue(
                Files.readString(exercise.file())
                        .startsWith("package " + exercise.lesson() + ";\n"));
        var verdict = run.cells().get(8);
        assertTrue(verdict.html().contains("class=\"solved\""), verdict.html());
        assertTrue(verdict.text().contains("Solved: all "), verdict.text());
    }
}
