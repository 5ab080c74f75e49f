package workbook.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What a zip of a student may cost, so that a bomb is refused before it goes off.
final class StudentsZip {

    static final int MAX_BYTES = 32 << 20;
    static final int MAX_ENTRIES = 20_000;
    private static final long MAX_UNPACKED_BYTES = 1L << 30;
    private static final long MAX_RATIO = 250;
    private static final int RATIO_COUNTS_FROM_BYTES = 16 << 20;

    private StudentsZip() {}

    /// @param file a private copy of the zip
    /// @throws IOException if it is too much; the message is the end of a sentence
    static ZipTree open(Path file, String origin) throws IOException {
        if (headers(file) > MAX_ENTRIES) {
            throw new IOException("it has more than %,d entries".formatted(MAX_ENTRIES));
        }
        var tree = ZipTree.open(file, origin);
        try {
            refuseBomb(tree, Files.size(file));
            return tree;
        } catch (IOException bomb) {
            tree.close();
            throw bomb;
        }
    }

    private static void refuseBomb(ZipTree tree, long packed) throws IOException {
        var unpacked = new AtomicLong();
        var entries = new AtomicInteger();
        tree.walk(entry -> {
            entries.incrementAndGet();
            unpacked.addAndGet(Math.clamp(entry.bytes(), 0, MAX_UNPACKED_BYTES));
        });
        long bytes = unpacked.get();
        if (bytes > MAX_UNPACKED_BYTES
                || (bytes > RATIO_COUNTS_FROM_BYTES && bytes / Math.max(1, packed) > MAX_RATIO)) {
            throw new IOException(
                    "it is a zip bomb: %,d bytes would become %s"
                            .formatted(
                                    packed,
                                    bytes > MAX_UNPACKED_BYTES
                                            ? "more than %,d".formatted(MAX_UNPACKED_BYTES)
                                            : "%,d".formatted(bytes)));
        }
    }

    /// Counts what begins like an entry of the directory, before a library keeps all of them in
    /// memory. Bytes inside a file that look so are counted too; they are rare.
    private static int headers(Path file) throws IOException {
        int count = 0;
        int last = 0;
        try (var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                last = (last << 8) | next;
                count += last == 0x504B0102 ? 1 : 0;
            }
        }
        return count;
    }
}
