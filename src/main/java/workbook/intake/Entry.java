package workbook.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One thing that was found in a folder or a zip.
///
/// @param path the names from the top of what was handed in; not empty, and never a way out of it
/// @param origin where a teacher finds it, with every invisible character made visible
/// @param bytes its size as stated; -1 if unknown
/// @param modified when it was last changed, if that is known
/// @param committed the time of the last commit of the repository that it lies in
/// @param refusal why it must not be opened, as the end of a sentence; empty if it may
/// @param content opens it, once per call
record Entry(
        List<String> path,
        String origin,
        long bytes,
        Optional<Instant> modified,
        Optional<Instant> committed,
        Optional<String> refusal,
        Content content) {

    /// The way to an entry's bytes.
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    static Entry refused(List<String> path, String origin, String why) {
        return new Entry(
                path,
                origin,
                -1,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                InputStream::nullInputStream);
    }

    String name() {
        return path.getLast();
    }

    /// Reads it, whatever size it states.
    ///
    /// @throws TooLarge if it has more bytes than the limit
    byte[] read(int maxBytes) throws IOException {
        if (bytes > maxBytes) {
            throw new TooLarge(bytes, maxBytes);
        }
        try (var stream = content.open()) {
            byte[] read = stream.readNBytes(maxBytes + 1);
            if (read.length > maxBytes) {
                throw new TooLarge(Math.max(bytes, read.length), maxBytes);
            }
            return read;
        } catch (RuntimeException wrong) {
            // A decompressor meets some hostile bytes with whatever its arithmetic throws.
            throw new IOException("its bytes cannot be unpacked", wrong);
        }
    }

    /// More bytes than an answer may have.
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long bytes, long maxBytes) {
            super(
                    "it has %s bytes, and %,d are allowed"
                            .formatted(
                                    bytes == maxBytes + 1
                                            ? "more than %,d".formatted(maxBytes)
                                            : "%,d".formatted(bytes),
                                    maxBytes));
        }
    }
}
