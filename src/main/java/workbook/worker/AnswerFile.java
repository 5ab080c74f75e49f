package workbook.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import workbook.check.SourceProblem;

/// The file that a learner has written: anything may be in it.
final class AnswerFile {

    private static final int MAX_SOURCE_BYTES = 64 * 1024;

    private AnswerFile() {}

    /// A file that cannot be a source.
    static final class BadSource extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient SourceProblem problem;

        private BadSource(String message, String help) {
            super(message);
            problem = new SourceProblem(0, 0, "", message, help);
        }

        SourceProblem problem() {
            return problem;
        }
    }

    /// Reads the file once, as UTF-8; a byte order mark at its beginning is passed over.
    ///
    /// @throws BadSource if it cannot be a source; the problem says what to do
    static String read(Path file) throws BadSource {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadSource(
                        "there is no file " + file, "./workbook reset puts the exercise back.");
            }
            if (Files.size(file) > MAX_SOURCE_BYTES) {
                throw new BadSource(
                        "the file has %,d bytes, and an answer may have %,d"
                                .formatted(Files.size(file), MAX_SOURCE_BYTES),
                        "Is it the right file?");
            }
            byte[] bytes = Files.readAllBytes(file);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new BadSource(
                    "the file is not UTF-8 text",
                    "Save it with the encoding UTF-8 in your editor.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
