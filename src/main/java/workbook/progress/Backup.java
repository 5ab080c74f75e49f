package workbook.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import workbook.lesson.Exercise;

/// Replaces a learner's file without losing what was in it.
public final class Backup {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private Backup() {}

    /// Writes `text` as the exercise's file, after a copy of what is there under
    /// `.workbook/backups`.
    ///
    /// @return the backup, or empty if there was nothing else to keep
    public static Optional<Path> replace(Exercise exercise, String text) throws IOException {
        Path file = exercise.file();
        Optional<Path> backup = Optional.empty();
        if (Files.exists(file)) {
            if (Files.readString(file).equals(text)) {
                return Optional.empty();
            }
            Path folder =
                    exercise.root()
                            .resolve(".workbook")
                            .resolve("backups")
                            .resolve(exercise.lesson());
            Files.createDirectories(folder);
            String name =
                    exercise.name()
                            + "-"
                            + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP)
                            + ".java";
            backup = Optional.of(Files.copy(file, folder.resolve(name)));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return backup;
    }
}
