package workbook.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.check.CheckReport;
import workbook.check.Ink;
import workbook.lesson.Catalogue;

@DisplayName("The watch")
class WatchTest {

    private static final long PATIENCE_SECONDS = 120;
    private static final List<String> ROOMS = List.of("scripts", "stubs", "exercises", "checks");
    private static final String LESSON = "p02_concurrent_execution";

    @Test
    @DisplayName("checks on each save, survives half-written files, obeys its keys, and ends by q")
    void session(@TempDir Path root) throws Exception {
        copyLesson(root);
        var catalogue = new Catalogue(root);
        var exercise = catalogue.exercises("FetchAll").getFirst();
        var verdicts = new LinkedBlockingQueue<CheckReport>();
        var keys = new PipedOutputStream();
        var screen = new ByteArrayOutputStream();
        try (var terminal =
                TerminalBuilder.builder()
                        .system(false)
                        .streams(new PipedInputStream(keys), screen)
                        .build()) {
            var watch =
                    new Watch(
                            terminal,
                            new Ink(false),
                            catalogue,
                            exercise,
                            judged -> verdicts.add(judged.report()));
            var watching = Thread.ofPlatform().name("watch").start(() -> run(watch));

            assertFalse(next(verdicts).passed(), "the stub");

            Files.writeString(exercise.file(), "package " + LESSON + ";\npublic final class Fe");
            assertFalse(next(verdicts).problems().isEmpty(), "half a file");

            Files.copy(
                    Path.of("solutions", LESSON, "FetchAll.java"),
                    exercise.file(),
                    StandardCopyOption.REPLACE_EXISTING);
            assertTrue(next(verdicts).passed(), "the solution");

            press(keys, 'r');
            assertFalse(next(verdicts).passed(), "the stub, put back");
            assertEquals(-1, Files.mismatch(exercise.stub(), exercise.file()));

            press(keys, 'n');
            assertEquals(LESSON + "/FrontPage", next(verdicts).exercise());

            press(keys, 'h');
            press(keys, 'l');
            press(keys, 'q');
            watching.join();
        }
        String shown = screen.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("Solved: all 8 requirements hold"), shown);
        assertTrue(shown.contains("  1. "), "a hint was shown");
        assertTrue(shown.contains("→ p02/FrontPage"), "the list was shown");
    }

    private static void run(Watch watch) {
        try {
            watch.run();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static CheckReport next(LinkedBlockingQueue<CheckReport> verdicts)
            throws InterruptedException {
        var report = verdicts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(report, "no verdict came");
        return report;
    }

    private static void press(PipedOutputStream keys, char key) throws IOException {
        keys.write(key);
        keys.flush();
    }

    private static void copyLesson(Path root) throws IOException {
        for (String room : ROOMS) {
            Path from = Path.of(room);
            try (var files = Files.walk(from)) {
                for (Path file : files.filter(WatchTest::isOfTheLesson).toList()) {
                    Path to = root.resolve(file);
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        // The learner's own copy may be anything: the session begins with the stub.
        Files.copy(
                Path.of("stubs", LESSON, "FetchAll.java"),
                root.resolve("exercises").resolve(LESSON).resolve("FetchAll.java"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOfTheLesson(Path file) {
        return Files.isRegularFile(file) && file.toString().contains(LESSON);
    }
}
