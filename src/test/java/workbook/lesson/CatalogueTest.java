package workbook.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The catalogue")
class CatalogueTest {

    @TempDir private Path root;

    @BeforeEach
    void twoLessons() throws IOException {
        for (String room : List.of("scripts", "stubs")) {
            Files.createDirectory(root.resolve(room));
        }
        lesson("p01_first_steps", 1, "Walk");
        lesson("p02_far_away", 2, "Run", "Jump");
    }

    private void lesson(String slug, int number, String... exercises) throws IOException {
        Files.writeString(
                root.resolve("scripts").resolve(slug + ".java"),
                "//JAVA 25\n\n// # %d · About %s\n".formatted(number, slug));
        int minutes = 30;
        for (String exercise : exercises) {
            minutes -= 10;
            write(
                    "stubs/%s/%s.java".formatted(slug, exercise),
                    """
                    package %s;

                    /// # Title of %s
                    ///
                    /// *Repair · %d minutes*
                    ///
                    /// First line.
                    ///
                    /// - a requirement
                    public final class %s {

                        /// Not a part of the text.
                        void method() {}
                    }
                    """
                            .formatted(slug, exercise, minutes, exercise));
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    @DisplayName("a capstone stands after its lesson, and does not get in the way of its name")
    void capstone() throws IOException {
        Files.writeString(
                root.resolve("scripts/p02c_the_trip.java"), "\n// # Capstone · The trip\n");
        var catalogue = new Catalogue(root);

        assertEquals("p02_far_away", catalogue.lesson("p02").slug());
        var capstone = catalogue.lesson("p02c");
        assertEquals("The trip", capstone.title());
        assertEquals(2, capstone.number());
        assertTrue(capstone.isCapstone());
        assertEquals(
                List.of("p01_first_steps", "p02_far_away", "p02c_the_trip"),
                catalogue.lessons().stream().map(Lesson::slug).toList());
    }

    @Test
    @DisplayName("reads titles, kinds, minutes and texts, and orders exercises by their length")
    void reads() {
        var lesson = new Catalogue(root).lesson("p02");

        assertEquals("About p02_far_away", lesson.title());
        assertEquals(2, lesson.number());
        assertEquals(
                List.of("Jump", "Run"), lesson.exercises().stream().map(Exercise::name).toList());
        var jump = lesson.exercises().getFirst();
        assertEquals("Title of Jump", jump.title());
        assertEquals(Exercise.Kind.REPAIR, jump.kind());
        assertEquals(10, jump.minutes());
        assertEquals("First line.\n\n- a requirement", jump.text());
        assertEquals("p02/Jump", jump.shortId());
    }

    @Test
    @DisplayName("finds lessons by any unambiguous beginning, exercises by class, path or lesson")
    void finds() {
        var catalogue = new Catalogue(root);

        assertEquals("p01_first_steps", catalogue.lesson("P01_F").slug());
        assertEquals(2, catalogue.exercises("p02").size());
        assertEquals("Run", catalogue.exercises("p02/R").getFirst().name());
        assertEquals("Walk", catalogue.exercises("Walk").getFirst().name());
        assertEquals("Walk", catalogue.exercises("/elsewhere/Walk.java").getFirst().name());
    }

    @Test
    @DisplayName("names the nearest for a name that is unknown, and the candidates for half a name")
    void helps() {
        var catalogue = new Catalogue(root);

        assertMessage("There is no lesson 'p03'. The nearest: p0", () -> catalogue.lesson("p03"));
        assertMessage(
                "could be more than one lesson: p01_first_steps, p02_far_away",
                () -> catalogue.lesson("p0"));
        assertMessage("The nearest: Jump", () -> catalogue.exercises("p02/Jmup"));
        assertMessage("There is no exercise 'Hop'", () -> catalogue.exercises("Hop.java"));
        assertMessage("No workbook at", () -> new Catalogue(root.resolve("scripts")));
    }

    private static void assertMessage(String part, Runnable call) {
        var unknown = assertThrows(UnknownName.class, call::run);
        assertTrue(unknown.getMessage().contains(part), unknown.getMessage());
    }

    @Test
    @DisplayName("reads a mistake's headers, also where one goes on over several lines")
    void readsMistakes() throws IOException {
        write(
                "mistakes/p01_first_steps/Stumble/Walk.java",
                """
                // rejected by: keepsBalance
                // misconception: "faster is better": a long explanation that the formatter has
                // put on two lines
                // why: the feet were
                // in the way
                package p01_first_steps;
                """);

        var mistake = new Catalogue(root).exercises("Walk").getFirst().mistakes().getFirst();

        assertEquals("Stumble", mistake.name());
        assertEquals("keepsBalance", mistake.rejectedBy());
        assertEquals("the feet were in the way", mistake.why());
        assertTrue(mistake.misconception().endsWith("has put on two lines"));
    }
}
