package workbook.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A save is noticed")
class SavedFileTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path folder;
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Path file;
    private Thread watcher;

    @BeforeEach
    void watch() throws IOException, InterruptedException {
        file = Files.writeString(folder.resolve("Answer.java"), "class Answer {}");
        // Long ago, so that the first save has another time whatever the clock's grain.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        var saved = new SavedFile(file);
        watcher =
                Thread.ofPlatform()
                        .name("watcher")
                        .start(() -> {
                            try {
                                saved.report(events, "saved");
                            } catch (IOException | InterruptedException over) {
                                events.add("over");
                            }
                        });
        // It has taken its first look once it sleeps between two.
        while (watcher.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void endTheWatch() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
    }

    @Test
    @DisplayName("when an editor writes into the file")
    void write() throws Exception {
        Files.writeString(file, "class Answer { int x; }");
        assertEquals("saved", next());
    }

    @Test
    @DisplayName("when an editor renames another file over it, of the same size and time")
    void rename() throws Exception {
        Path fresh = Files.writeString(folder.resolve("Answer.java~"), "class Answer {;");
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.EPOCH));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals("saved", next());
    }

    @Test
    @DisplayName("once, when an editor empties the file first, or takes it away for a while")
    void emptyInBetween() throws Exception {
        Files.writeString(file, "");
        Files.delete(file);
        Files.writeString(file, "class Answer { int y; }");
        assertEquals("saved", next());
        assertNull(events.poll(), "one save, one event");
    }

    private String next() throws InterruptedException {
        var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(event, "the save was not noticed");
        return event;
    }
}
