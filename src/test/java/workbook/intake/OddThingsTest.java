package workbook.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static workbook.intake.MadeUpClass.ids;
import static workbook.intake.MadeUpClass.lines;
import static workbook.intake.MadeUpClass.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is odd becomes a row with a reason:")
class OddThingsTest {

    @TempDir private Path place;
    private MadeUpClass made;

    @BeforeEach
    void empty() {
        made = new MadeUpClass(place);
    }

    private void assertProblem(String expected) throws IOException {
        assertEquals(expected, lines(made.readFolder()));
        assertEquals("anna", ids(made.read(place.resolve("handed-in"))));
    }

    @Test
    @DisplayName("an empty file")
    void emptyFile() throws IOException {
        made.with("anna/FetchAll.java", " \n");
        assertProblem("anna FetchAll 1: anna/FetchAll.java: it is empty");
    }

    @Test
    @DisplayName("a text that is no Java")
    void notJava() throws IOException {
        made.with("anna/FetchAll.java", "Dear teacher, my class is at home.");
        assertProblem("anna FetchAll 1: anna/FetchAll.java: it declares no class; is it Java?");
    }

    @Test
    @DisplayName("UTF-16, with a mark and without")
    void utf16() throws IOException {
        made.with("anna/FetchAll.java", source("FetchAll").getBytes(StandardCharsets.UTF_16))
                .with("ben/FetchAll.java", source("FetchAll").getBytes(StandardCharsets.UTF_16LE));
        assertEquals(
                """
                anna FetchAll 1: anna/FetchAll.java: it is UTF-16; save it as UTF-8
                ben FetchAll 1: ben/FetchAll.java: it is UTF-16; save it as UTF-8\
                """,
                lines(made.readFolder()));
    }

    @Test
    @DisplayName("Latin-1, with the line")
    void latin1() throws IOException {
        made.with(
                "anna/FetchAll.java",
                "class FetchAll {}\n// ü\n".getBytes(StandardCharsets.ISO_8859_1));
        assertProblem(
                "anna FetchAll 1: anna/FetchAll.java: it is not UTF-8 (the first wrong byte, 0xFC, is in line 2), probably Latin-1 or Windows-1252; save it as UTF-8");
    }

    @Test
    @DisplayName("while a byte order mark and Windows line ends are none")
    void windows() throws IOException {
        made.with("anna/FetchAll.java", "\uFEFF" + source("FetchAll").replace("\n", "\r\n"));
        assertProblem("anna FetchAll 1: anna/FetchAll.java");
    }

    @Test
    @DisplayName("a file of 100 MB, which is not read")
    void large() throws IOException {
        made.with("anna/", "").folder();
        try (var file =
                new RandomAccessFile(
                        place.resolve("handed-in/anna/FetchAll.java").toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        assertProblem(
                "anna FetchAll 1: anna/FetchAll.java: it has 104,857,600 bytes, and 65,536 are allowed");
    }

    @Test
    @DisplayName("compiled classes in place of a source, and other files")
    void compiled() throws IOException {
        made.with("anna/FetchAll.class", "x").with("anna/FrontPage.java", source("FrontPage"));
        made.with("anna/readme.txt", "x");
        assertProblem(
                """
                anna FetchAll 1: anna/FetchAll.class: it is compiled; hand in the source, a .java file
                anna FrontPage 1: anna/FrontPage.java\
                """);
    }

    @Test
    @DisplayName("a document, if it is all there is")
    void document() throws IOException {
        made.with("anna/answer.docx", "x");
        assertProblem(
                "anna - 1: anna/answer.docx: it is no Java; hand in the .java file or the notebook");
    }

    @Test
    @DisplayName("a class of no exercise: a problem alone, an oddity beside others")
    void noExercise() throws IOException {
        var read =
                made.with("anna/Helper.java", "class Helper {}")
                        .with("ben/Helper.java", "class Helper {}")
                        .with("ben/FetchAll.java", source("FetchAll"))
                        .readFolder();
        assertEquals(
                """
                anna - 1: anna/Helper.java: it declares Helper, which is no exercise
                ben FetchAll 1: ben/FetchAll.java\
                """,
                lines(read));
        assertEquals(
                List.of("ben/Helper.java: it declares Helper, which is no exercise"),
                read.oddities());
    }

    @Test
    @DisplayName("a symbolic link to a file, to a folder, and in the place of a student")
    void links() throws IOException {
        var secret = Files.writeString(place.resolve("Secret.java"), source("FetchAll"));
        var read =
                made.link("anna/FetchAll.java", secret.toString())
                        .link("anna/folder", place.toString())
                        .link("ben", place.toString())
                        .readFolder();
        assertEquals(
                """
                anna FetchAll 1: anna/FetchAll.java: it is a symbolic link, which is not followed
                anna - 1: anna/folder: it is a symbolic link, which is not followed
                ben - 1: ben: it is a symbolic link, which is not followed\
                """,
                lines(read));
    }

    @Test
    @DisplayName("a pipe, which is never opened")
    void pipe() throws IOException, InterruptedException {
        made.with("anna/", "").folder();
        var pipe = place.resolve("handed-in/anna/FetchAll.java");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        assertProblem(
                "anna FetchAll 1: anna/FetchAll.java: it is a device, a pipe or a socket, and no file");
    }

    @Test
    @DisplayName("a file that may not be read")
    void unreadable() throws IOException {
        var collector =
                new Collector(
                        new Book(MadeUpClass.CATALOGUE), Files.createDirectory(place.resolve("c")));
        var entry =
                new Entry(
                        List.of("anna", "FetchAll.java"),
                        "anna/FetchAll.java",
                        10,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        () -> {
                            throw new AccessDeniedException("x");
                        });
        collector.take(entry, PlainLayout.of(List.of(), "x", MadeUpClass.CATALOGUE));
        assertEquals(
                "it cannot be read: permission denied", collector.drafts().getFirst().problem());
    }

    @Test
    @DisplayName("names with line ends, direction marks and emoji, made visible")
    void names() throws IOException {
        var zip =
                made.with("an\nna/Fetch\u202EAll🎉.java", source("FetchAll"))
                        .with("ben/FetchAll.java", source("FetchAll"))
                        .zip("class.zip");
        var read = made.read(zip);
        assertEquals(
                """
                an_na FetchAll 1: class.zip!an<U+000A>na/Fetch<U+202E>All🎉.java
                ben FetchAll 1: class.zip!ben/FetchAll.java\
                """,
                lines(read));
        assertEquals("an<U+000A>na", read.students().getFirst().name());
    }

    @Test
    @DisplayName("two files of one class: the newer counts, and that is said")
    void twice() throws IOException {
        var folder =
                made.with("anna/a/FetchAll.java", source("FetchAll"))
                        .with("anna/b/FetchAll.java", source("FetchAll") + "// other\n")
                        .with("ben/a/FetchAll.java", source("FetchAll"))
                        .with("ben/b/FetchAll.java", source("FetchAll"))
                        .folder();
        for (String file : List.of("anna/b", "ben/b")) {
            Files.setLastModifiedTime(
                    folder.resolve(file + "/FetchAll.java"), FileTime.from(Instant.EPOCH));
        }
        var read = made.read(folder);
        assertEquals(
                """
                anna FetchAll 1: anna/a/FetchAll.java
                ben FetchAll 1: ben/a/FetchAll.java\
                """,
                lines(read));
        assertEquals(
                List.of(
                        "anna handed in p02/FetchAll more than once: anna/a/FetchAll.java counts, not anna/b/FetchAll.java (the newer, or else the last by name)"),
                read.oddities());
    }

    @Test
    @DisplayName("folders that look alike stay different students, with a word of warning")
    void lookalikes() throws IOException {
        var zip =
                made.with("Zoë/FetchAll.java", source("FetchAll"))
                        .with("zoe /FetchAll.java", source("FetchAll"))
                        .with("ben/FetchAll.java", source("FetchAll"))
                        .zip("class.zip");
        var read = made.read(zip);
        assertEquals(3, read.students().size());
        assertEquals(
                3,
                read.students().stream().map(each -> each.id().toLowerCase()).distinct().count());
        assertEquals(
                List.of("perhaps one person, kept as 2 students: 'Zoë', 'zoe '"), read.oddities());
    }

    @Test
    @DisplayName("a thousand files, and as many students as folders")
    void many() throws IOException {
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 10; j++) {
                made.with("student%02d/%d.java".formatted(i, j), "class C%d {}".formatted(j));
            }
        }
        var read = made.readFolder();
        assertEquals(100, read.students().size());
        assertEquals(500, read.submissions().size(), "five named for each who has nothing else");
    }

    @Test
    @DisplayName("parentheses without an end, and other hostile sources")
    void hostileSource() throws IOException {
        made.with("anna/FetchAll.java", "class FetchAll { int x = " + "(".repeat(60_000));
        assertProblem("anna FetchAll 1: anna/FetchAll.java");
    }

    @Test
    @DisplayName("copies inside what was handed in are refused, and so is what is not there")
    void refused() throws IOException {
        var folder = made.with("anna/FetchAll.java", source("FetchAll")).folder();
        var options = new Intake.Options(folder.resolve("copies"));
        var inside =
                assertThrows(
                        IntakeProblem.class,
                        () -> Intake.read(folder, options, MadeUpClass.CATALOGUE));
        assertTrue(inside.getMessage().contains("where nothing is written"), inside.getMessage());
        var gone = assertThrows(IntakeProblem.class, () -> made.read(place.resolve("gone")));
        assertTrue(gone.getMessage().startsWith("there is nothing at"), gone.getMessage());
    }
}
