package workbook.check;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Takes what a program prints, keeps the beginning of it, and stops a flood. Thread-safe.
final class CapturedOutput extends OutputStream {

    /// How much is kept to be shown.
    static final int KEPT_BYTES = 16 * 1024;

    /// How much a program may print during one check. What prints more has lost control of a loop.
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long written;

    /// Thrown at whoever prints too much, so that an endless loop of prints ends.
    static final class Flood extends Error {

        private static final long serialVersionUID = 1L;

        Flood() {
            super("printed more than " + MAX_BYTES / 1024 / 1024 + " MB during one check");
        }
    }

    /// Sends `System.out` and `System.err` of this JVM here.
    void install() {
        System.setOut(new PrintStream(this, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(this, true, StandardCharsets.UTF_8));
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        written += length;
        if (written > MAX_BYTES) {
            throw new Flood();
        }
        kept.write(bytes, offset, Math.clamp(KEPT_BYTES - kept.size(), 0, length));
    }

    synchronized boolean flooded() {
        return written > MAX_BYTES;
    }

    /// @return what was printed since the last call, cut at [#KEPT_BYTES]
    synchronized String take() {
        String text = kept.toString(StandardCharsets.UTF_8);
        if (written > kept.size()) {
            text += "\n… and %,d bytes more".formatted(written - kept.size());
        }
        kept.reset();
        written = 0;
        return text;
    }
}
