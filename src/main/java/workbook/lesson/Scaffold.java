package workbook.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the files of a new lesson, or of one more exercise, each with the form that the book's
/// tests ask for. What is left to write says TODO.
public final class Scaffold {

    private static final String SCRIPT =
            """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //JAVA 25

            // %% [markdown]
            // # {number} · TODO: the title
            //
            // TODO: the problem, in a small real world.

            // %% tags=["active-ipynb"]
            // import module java.base;
            // import workbook.timeline.Timeline;
            // import static workbook.notebook.Notebook.check;

            // %%
            void demonstration() {
                IO.println("TODO");
            }

            // %% tags=["active-ipynb"]
            // demonstration();

            // %% [markdown]
            // ## The trap
            //
            // TODO
            //
            // ## Your turn
            //
            // Open [`{exercise}.java`](../exercises/{slug}/{exercise}.java), then run the cell below.

            // %% tags=["active-ipynb"]
            // check("{short}");

            // %% tags=["active-java"]
            void main() {
                demonstration();
            }
            """;

    private static final String STUB =
            """
            package {slug};

            /// # TODO: what it is about
            ///
            /// *Implement · 10 minutes*
            ///
            /// TODO: what to do.
            public final class {exercise} {

                public static int answer() {
                    throw new UnsupportedOperationException("TODO: answer");
                }

                private {exercise}() {}
            }
            """;

    private static final String SOLUTION =
            """
            package {slug};

            public final class {exercise} {

                public static int answer() {
                    return 42;
                }

                private {exercise}() {}
            }
            """;

    private static final String CHECK =
            """
            package {slug};

            import org.junit.jupiter.api.DisplayName;
            import org.junit.jupiter.api.Test;
            import workbook.testkit.Expect;
            import workbook.testkit.Hint;

            class {exercise}Test {

                @Test
                @DisplayName("TODO: the answer is right")
                @Hint("TODO: a nudge")
                void answers() {
                    Expect.equal(42, {exercise}.answer(), "TODO: why a program would get it wrong");
                }
            }
            """;

    private static final String MISTAKE =
            """
            // rejected by: answers
            // misconception: TODO: what its author believes
            // why: TODO: why a program would get it wrong
            package {slug};

            public final class {exercise} {

                public static int answer() {
                    return 41;
                }

                private {exercise}() {}
            }
            """;

    private final Path root;

    public Scaffold(Path root) {
        this.root = root;
    }

    /// @param slug of a new lesson or of one that exists: `p33_my_lesson`
    /// @param exercise the name of the new exercise's class
    /// @return the files that were made
    /// @throws UnknownName if a name is not of the form that the book uses, or a file exists
    ///   already
    public List<Path> make(String slug, String exercise) throws IOException {
        if (!Lesson.isScript(slug + ".java")) {
            throw new UnknownName(
                    "'%s' is no name for a lesson: use the form p33_my_lesson.".formatted(slug));
        }
        if (!exercise.matches("[A-Z][A-Za-z0-9]*")) {
            throw new UnknownName(
                    "'%s' is no name for a class: use the form FetchAll.".formatted(exercise));
        }
        var files = new LinkedHashMap<Path, String>();
        Path script = root.resolve("scripts").resolve(slug + ".java");
        if (!Files.exists(script)) {
            files.put(script, SCRIPT);
        }
        files.put(inRoom("exercises", slug, exercise + ".java"), STUB);
        files.put(inRoom("stubs", slug, exercise + ".java"), STUB);
        files.put(inRoom("solutions", slug, exercise + ".java"), SOLUTION);
        files.put(inRoom("checks", slug, exercise + "Test.java"), CHECK);
        files.put(inRoom("mistakes", slug, "TodoMistake/" + exercise + ".java"), MISTAKE);
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw new UnknownName(
                        root.relativize(file) + " exists already. Nothing was written.");
            }
        }
        return write(files, slug, exercise);
    }

    private static List<Path> write(Map<Path, String> files, String slug, String exercise)
            throws IOException {
        var made = new ArrayList<Path>();
        for (var file : files.entrySet()) {
            String text =
                    file.getValue()
                            .replace("{slug}", slug)
                            .replace("{exercise}", exercise)
                            .replace("{short}", slug.substring(0, 3))
                            .replace(
                                    "{number}",
                                    Integer.toString(Integer.parseInt(slug.substring(1, 3))));
            Files.createDirectories(file.getKey().getParent());
            made.add(Files.writeString(file.getKey(), text));
        }
        return made;
    }

    private Path inRoom(String room, String slug, String file) {
        return root.resolve(room).resolve(slug).resolve(file);
    }
}
