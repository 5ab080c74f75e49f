package workbook.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.lesson.Exercise;
import workbook.worker.Checker;

@DisplayName("The grader")
class GraderTest {

    private static final Exercise HELLO = MadeUpClass.exercises("HelloLater").getFirst();

    @TempDir private Path folder;

    private final AtomicInteger judged = new AtomicInteger();

    private Gradebook grade(Batch batch, Path out, Optional<Path> earlier)
            throws InterruptedException {
        return new Grader(batch, out, earlier)
                .grade(2, Checker::new, progress -> judged.set(progress.judged()));
    }

    private Gradebook grade(Batch batch) throws InterruptedException {
        return grade(batch, folder, Optional.empty());
    }

    private static Grade only(Gradebook gradebook, String student) {
        return gradebook
                .grades()
                .filter(grade -> grade.student().id().equals(student))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("gives each student a grade: judged, unreadable or missing")
    void everybodyHasAGrade() throws InterruptedException {
        var made = new MadeUpClass(folder);
        made.handsIn(made.student("anna"), HELLO, 1, MadeUpClass.read(HELLO.solution()));
        made.handsIn(
                made.student("ben"),
                HELLO,
                1,
                MadeUpClass.read(HELLO.mistakes().getFirst().file()));
        made.handsIn(made.student("cleo"), HELLO, 1, "this is not Java");
        made.handsInUnreadable(made.student("dora"), HELLO, "the zip is broken");
        made.student("emil");

        var gradebook = grade(made.batch(HELLO));

        assertEquals(
                List.of("anna", "ben", "cleo", "dora", "emil"),
                gradebook.grades().map(grade -> grade.student().id()).toList());
        var anna = only(gradebook, "anna");
        assertEquals(anna.possible(), anna.earned());
        assertTrue(only(gradebook, "ben").earned() < anna.possible());
        var cleo = only(gradebook, "cleo");
        assertEquals(Grade.State.JUDGED, cleo.state());
        assertEquals(1, cleo.report().orElseThrow().problems().getFirst().line());
        assertEquals(anna.possible(), cleo.possible(), "what did not run is not left out");
        assertEquals(Grade.State.UNREADABLE, only(gradebook, "dora").state());
        assertEquals("the zip is broken", only(gradebook, "dora").reason());
        assertEquals(Grade.State.MISSING, only(gradebook, "emil").state());
        assertEquals(Optional.of("this is not Java"), gradebook.source(only(gradebook, "cleo")));
    }

    @Test
    @DisplayName("judges again only what has changed")
    void goesOn() throws InterruptedException {
        grade(MadeUpClass.of(4, folder, HELLO).batch(HELLO));
        assertEquals(4, judged.get());

        grade(MadeUpClass.of(4, folder, HELLO).batch(HELLO));
        assertEquals(0, judged.get());

        var changed = MadeUpClass.of(3, folder, HELLO);
        changed.handsIn(changed.student("student003"), HELLO, 1, "changed");
        var gradebook = grade(changed.batch(HELLO));
        assertEquals(1, judged.get());
        assertEquals(0, only(gradebook, "student003").earned());
    }

    @Test
    @DisplayName("takes grades over from an earlier gradebook")
    void takesOver() throws InterruptedException {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        grade(MadeUpClass.of(3, before, HELLO).batch(HELLO), before, Optional.empty());
        var gradebook =
                grade(MadeUpClass.of(4, after, HELLO).batch(HELLO), after, Optional.of(before));
        assertEquals(1, judged.get());
        assertEquals(4, gradebook.grades().count());
    }

    @Test
    @DisplayName("counts the last attempt, or the best")
    void attempts() throws InterruptedException {
        var made = new MadeUpClass(folder);
        var anna = made.student("anna");
        made.handsIn(anna, HELLO, 1, MadeUpClass.read(HELLO.solution()));
        made.handsIn(anna, HELLO, 2, "worse");

        var last = only(grade(made.batch(List.of(HELLO), Attempts.LAST, Shard.WHOLE)), "anna");
        assertEquals(0, last.earned());
        assertEquals(2, last.attempt());
        assertEquals(2, last.attempts());

        var best = only(grade(made.batch(List.of(HELLO), Attempts.BEST, Shard.WHOLE)), "anna");
        assertEquals(best.possible(), best.earned());
        assertEquals(1, best.attempt());
        assertEquals(0, judged.get(), "both attempts were judged before");
    }

    @Test
    @DisplayName("joins the parts of a class to what the whole would have been")
    void parts() throws InterruptedException {
        var whole =
                grade(
                        MadeUpClass.of(9, folder.resolve("whole"), HELLO).batch(HELLO),
                        folder.resolve("whole"),
                        Optional.empty());
        var parts = new ArrayList<Path>();
        for (int number : IntStream.rangeClosed(1, 3).toArray()) {
            Path part = folder.resolve("part-" + number);
            var batch =
                    MadeUpClass.of(9, part, HELLO)
                            .batch(List.of(HELLO), Attempts.LAST, new Shard(number, 3));
            grade(batch, part, Optional.empty());
            parts.add(part);
        }
        var joined = Merge.merge(parts.reversed(), folder.resolve("joined"));
        assertEquals(
                whole.grades().map(GraderTest::timeless).toList(),
                joined.grades().map(GraderTest::timeless).toList());
        assertEquals(whole.students(), joined.students());
        assertEquals(
                whole.grades().map(whole::source).toList(),
                joined.grades().map(joined::source).toList());

        var missing =
                assertThrows(
                        Merge.Mismatch.class,
                        () -> Merge.merge(parts.subList(0, 2), folder.resolve("two")));
        assertEquals("These parts are missing: 3/3.", missing.getMessage());
        var twice =
                assertThrows(
                        Merge.Mismatch.class,
                        () ->
                                Merge.merge(
                                        List.of(parts.get(0), parts.get(0)), folder.resolve("x")));
        assertTrue(twice.getMessage().contains("twice"), twice.getMessage());
    }

    /// What does not depend on how long anything took.
    static String timeless(Grade grade) {
        return "%s %s %d/%d %s %s"
                .formatted(
                        grade.student().id(),
                        grade.state(),
                        grade.earned(),
                        grade.possible(),
                        grade.key(),
                        grade.report()
                                .map(report ->
                                        report.results().stream()
                                                .map(result ->
                                                        result.check()
                                                                + result.outcome()
                                                                + result.explanation())
                                                .toList()
                                                .toString())
                                .orElse(grade.reason()));
    }
}
