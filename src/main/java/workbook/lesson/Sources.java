package workbook.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the book's own files, which are UTF-8.
final class Sources {

    private Sources() {}

    static boolean isJava(Path file) {
        return file.getFileName().toString().endsWith(".java");
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notText) {
            throw new UnknownName(file + " is not UTF-8 text. Save it as UTF-8.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
