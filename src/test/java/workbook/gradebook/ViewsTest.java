package workbook.gradebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.intake.Student;

@DisplayName("The views of a gradebook")
class ViewsTest {

    private final ExampleClass example = ExampleClass.twelve();

    @Test
    @DisplayName("are the same bytes each time")
    void deterministic(@TempDir Path one, @TempDir Path other) throws Exception {
        var first = WrittenViews.of(example, one).files("");
        WrittenViews.of(ExampleClass.twelve(), other);
        for (Path file : first) {
            Path again = other.resolve(one.relativize(file));
            if (Files.isRegularFile(file)) {
                assertArrayEquals(
                        Files.readAllBytes(file), Files.readAllBytes(again), file::toString);
            }
        }
        assertEquals(first.size(), new WrittenViews(other).files("").size());
    }

    @Test
    @DisplayName("of a gradebook that cannot be read leave no half of a file")
    void wholeOrNothing(@TempDir Path folder) throws Exception {
        var broken = new Broken(example, student -> student.id().equals("gus"));
        assertThrows(IOException.class, () -> Views.write(broken, example.book(), folder));
        var written = new WrittenViews(folder);
        assertEquals(List.of(), written.files(".draft"));
        assertEquals(List.of(), written.files(".csv"));
        assertFalse(written.files(".html").isEmpty());
    }

    @Test
    @DisplayName("replace what an earlier run wrote, also where there is nothing to write any more")
    void again(@TempDir Path folder) throws Exception {
        Path stale = folder.resolve("gradescope").resolve("gus.json");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "{\"score\": 100}");
        WrittenViews.of(example, folder);
        WrittenViews.of(example, folder);
        assertFalse(Files.exists(stale), "a fault has no marks");
        assertTrue(Files.exists(stale.resolveSibling("anna.json")));
    }

    @Test
    @DisplayName("never leave their folder, whatever a student is called")
    void staysInFolder(@TempDir Path folder) {
        var evil = new Student("../evil", "Evil", "", "");
        var broken =
                new Broken(example, student -> false) {
                    @Override
                    public List<Student> students() {
                        return List.of(evil);
                    }

                    @Override
                    public List<Grade> grades(Student student) {
                        return example.grades(example.students().getFirst());
                    }
                };
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Views.write(broken, example.book(), folder.resolve("out")));
        assertTrue(refused.getMessage().contains("'../evil"), refused.getMessage());
    }

    @Test
    @DisplayName("mastery is the share of requirements that hold")
    void mastery() {
        var lesson = LessonGroup.of(example.assignments()).getFirst();
        assertEquals("p02_concurrent_execution", lesson.slug());
        assertEquals(3, lesson.assignments().size());
        assertEquals(Mastery.MASTERED, mastery(lesson, "anna"));
        assertEquals(Mastery.NEARLY, mastery(lesson, "ben"));
        assertEquals(Mastery.NONE, mastery(lesson, "emil"));
        var oneOfThree = example.grades(student("anna")).subList(0, 1);
        assertEquals(Mastery.BEGUN, Mastery.of(lesson.assignments(), oneOfThree));
    }

    @Test
    @DisplayName("a total weighs the exercises, and there is none while the grader owes a verdict")
    void total() {
        assertEquals("100.0", total("anna"));
        assertEquals("0.0", total("emil"));
        assertEquals("", total("gus"));
        assertEquals(example.totalOfOneFailureEach(), total("ben"));
    }

    @Test
    @DisplayName("a failed check is put down to the mistakes of the book that say the same")
    void misconceptions() {
        var misconceptions = new Misconceptions(example.book());
        var grade = example.grades(student("ben")).getFirst();
        var failed =
                grade.report().orElseThrow().results().stream()
                        .map(result -> misconceptions.of(grade.exercise(), result))
                        .filter(belief -> !belief.isEmpty())
                        .toList();
        assertEquals(1, failed.size());
        assertTrue(failed.getFirst().contains("AwaitInsideLoop: \"submit() makes it concurrent\""));
        assertTrue(failed.getFirst().contains("; or LazyStream: "), failed.getFirst());
        var hostile = example.grades(student("ivo")).getFirst().report().orElseThrow();
        assertEquals(
                "Not known: " + hostile.results().getFirst().requirement(),
                misconceptions.of(hostile.exercise(), hostile.results().getFirst()));
    }

    private Mastery mastery(LessonGroup lesson, String student) {
        return Mastery.of(lesson.assignments(), example.grades(student(student)));
    }

    private String total(String student) {
        return WeightedTotal.text(example.assignments(), example.grades(student(student)));
    }

    private Student student(String id) {
        return example.students().stream()
                .filter(student -> student.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static class Broken implements Gradebook {

        private final Gradebook whole;
        private final java.util.function.Predicate<Student> isDamaged;

        Broken(Gradebook whole, java.util.function.Predicate<Student> isDamaged) {
            this.whole = whole;
            this.isDamaged = isDamaged;
        }

        @Override
        public Header header() {
            return whole.header();
        }

        @Override
        public List<Student> students() {
            return whole.students();
        }

        @Override
        public List<Assignment> assignments() {
            return whole.assignments();
        }

        @Override
        public List<Grade> grades(Student student) {
            if (isDamaged.test(student)) {
                throw new UncheckedIOException(new IOException("the disk is gone"));
            }
            return whole.grades(student);
        }

        @Override
        public Optional<String> source(Grade grade) {
            return whole.source(grade);
        }

        @Override
        public List<String> oddities() {
            return whole.oddities();
        }
    }
}
