package workbook.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.lesson.Exercise;
import workbook.worker.Checker;

/// What happens to machines must not happen to marks. `-Dfaults.size=200 -Dfaults.kills=100` is the
/// long form of the first test.
@Isolated("it kills workers among the processes that this JVM has started")
@DisplayName("The gradebook is that of an undisturbed run")
class FaultsTest {

    private static final Exercise HELLO = MadeUpClass.exercises("HelloLater").getFirst();
    private static final int SIZE = Integer.getInteger("faults.size", 24);
    private static final int KILLS = Integer.getInteger("faults.kills", 12);
    private static final int INTERRUPTIONS = 3;

    @TempDir private Path folder;

    /// The run was ended from outside, as by Ctrl-C or a full disk.
    private static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    @DisplayName("after workers were killed at random, and the run ended and resumed three times")
    void killedAndResumed() throws InterruptedException {
        var undisturbed = grade(folder.resolve("undisturbed"), progress -> {});

        var random = new Random(42);
        var kills = new AtomicInteger();
        var interruptions = new AtomicInteger();
        Path disturbed = folder.resolve("disturbed");
        Consumer<Progress> trouble =
                progress -> {
                    while (kills.get() * SIZE < progress.done() * KILLS && killOne(random)) {
                        kills.incrementAndGet();
                    }
                    if (progress.done() * (INTERRUPTIONS + 1) > SIZE * (interruptions.get() + 1)) {
                        interruptions.incrementAndGet();
                        throw new Interruption();
                    }
                };
        for (int i = 0; i < INTERRUPTIONS; i++) {
            assertThrows(Interruption.class, () -> grade(disturbed, trouble));
        }
        var resumed = grade(disturbed, trouble);

        assertTrue(kills.get() >= KILLS * 3 / 4, kills + " workers were killed");
        assertEquals(timeless(undisturbed), timeless(resumed));
        assertTrue(
                undisturbed.grades().anyMatch(grade -> grade.earned() == grade.possible()),
                "somebody is right");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    @DisplayName("after the disk was full in the middle, once there is room again")
    void fullDisk() throws Exception {
        var undisturbed = grade(folder.resolve("undisturbed"), progress -> {});

        // Where a grade is to be written first, there is a device that is always full.
        Path full = folder.resolve("full");
        Path grades = Files.createDirectories(full.resolve("grades").resolve("student005"));
        Path unfinished =
                Files.createSymbolicLink(
                        grades.resolve(".HelloLater-1.json"), Path.of("/dev/full"));
        var ended = assertThrows(UncheckedIOException.class, () -> grade(full, progress -> {}));
        assertEquals("No space left on device", ended.getCause().getMessage());
        Files.delete(unfinished);

        assertEquals(timeless(undisturbed), timeless(grade(full, progress -> {})));
    }

    @Test
    @DisplayName("whatever the clock says: nothing that grades reads it")
    void noClock() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("workbook.grade", "workbook.worker", "workbook.check");
        ArchRuleDefinition.noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(classes);
    }

    private static Gradebook grade(Path out, Consumer<Progress> progress)
            throws InterruptedException {
        return new Grader(MadeUpClass.of(SIZE, out, HELLO).batch(HELLO), out, Optional.empty())
                .grade(2, Checker::new, progress);
    }

    /// @return whether there was a worker to kill
    private static boolean killOne(Random random) {
        var workers =
                ProcessHandle.current()
                        .descendants()
                        .filter(process ->
                                process.info()
                                        .command()
                                        .filter(it -> it.endsWith("java"))
                                        .isPresent())
                        .toList();
        return !workers.isEmpty() && workers.get(random.nextInt(workers.size())).destroyForcibly();
    }

    private static List<String> timeless(Gradebook gradebook) {
        return gradebook.grades().map(FaultsTest::timeless).toList();
    }

    private static String timeless(Grade grade) {
        return GraderTest.timeless(grade);
    }
}
