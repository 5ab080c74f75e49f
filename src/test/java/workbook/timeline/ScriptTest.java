package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTest {
    private static final String SCRIPT =
            """
            // %% tags=["active-ipynb"]
            // import workbook.timeline.Timeline;

            // %%
            void both() {}

            // %% tags=["active-ipynb"]
            // both();

            // %% [markdown]
            // `Timeline.record("words", () -> both())` is only mentioned here.

            // %% tags=["active-ipynb"]
            // var timeline = Timeline.record("both", () -> both());
            // timeline

            // %% tags=["active-java"]
            void main() {}
            """;

    @Test
    @DisplayName("a method that only the notebook has is declared, on its own lines")
    void declarations() {
        String script =
                """
                // %% tags=["active-ipynb"]
                // int inAScope(String title)
                //         throws InterruptedException {
                //     return title.length();
                // }

                // %% tags=["active-ipynb"]
                // for (int i = 0; i < 2; i++) {
                //     inAScope("two");
                // }

                // %% tags=["active-ipynb"]
                // Timeline.record("a scope", () -> inAScope("one"));
                """;

        var program = new Script(script).recordings().orElseThrow().lines().toList();

        assertEquals("int inAScope(String title)", program.get(1));
        assertEquals("}", program.get(4));
        assertEquals("// for (int i = 0; i < 2; i++) {", program.get(7));
    }

    @Test
    @DisplayName("every recording of the notebook is run, and no other cell")
    void recordings() {
        var program = new Script(SCRIPT).recordings().orElseThrow();
        var added = program.substring(program.indexOf("void main(String[]"));
        assertEquals(
                """
                void main(String[] arguments) throws Throwable {
                    try (var recordings = workbook.timeline.Recordings.of(arguments)) {
                {
                var timeline = recordings.record("both", () -> both());

                }
                    }
                    System.exit(0);
                }
                """,
                added);
    }

    @Test
    @DisplayName("the script's own lines keep their numbers")
    void lines() {
        var script = SCRIPT.lines().toList();
        var program = new Script(SCRIPT).recordings().orElseThrow().lines().toList();
        assertEquals("import workbook.timeline.Timeline;", program.get(1));
        assertEquals(script.subList(2, script.size()), program.subList(2, script.size()));
    }

    @Test
    @DisplayName("a script without a recording is no program")
    void nothing() {
        assertEquals(Optional.empty(), new Script("void main() {}\n").recordings());
    }

    static Stream<Path> lessons() throws IOException {
        try (var files = Files.list(Path.of("scripts"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("the recordings of every lesson compile")
    void everyLesson(Path file, @TempDir Path folder) throws IOException {
        var recordings = new Script(Files.readString(file)).recordings();
        assumeTrue(recordings.isPresent(), "its notebook draws no timeline");
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public String getCharContent(boolean ignoreEncodingErrors) {
                        return recordings.orElseThrow();
                    }
                };
        var messages = new StringWriter();
        var task =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                messages,
                                null,
                                null,
                                List.of(
                                        "-d",
                                        folder.toString(),
                                        "--enable-preview",
                                        "--release",
                                        Integer.toString(Runtime.version().feature())),
                                null,
                                List.of(source));
        assertTrue(task.call(), messages::toString);
    }
}
