package workbook.testkit.explorer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import workbook.testkit.explorer.run.Run;

/// What the explored program prints: of hundreds of runs, a reader shall see one, namely the run
/// that is reported or, if none is, the first.
///
/// While it is open it stands in for `System.out` and `System.err`. Whoever is not under
/// exploration prints as before.
final class Output implements AutoCloseable {
    /// More than anybody reads.
    private static final int MOST_BYTES = 64 * 1024;

    /// What one run prints beyond that goes on, to who may know how to stop it.
    private static final int FLOOD_BYTES = 1024 * 1024;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final PrintStream outStandIn = standIn(out);
    private final PrintStream errStandIn = standIn(err);
    private boolean keeping;
    private long written;

    Output() {
        System.setOut(outStandIn);
        System.setErr(errStandIn);
    }

    /// Keeps what the next run prints, in place of what was kept before.
    void keep() {
        kept.reset();
        written = 0;
        keeping = true;
    }

    void drop() {
        written = 0;
        keeping = false;
    }

    private PrintStream standIn(PrintStream real) {
        Charset charset = real.charset();
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int single) {
                        write(new byte[] {(byte) single}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        written += length;
                        if (Run.controlling() == null || written > FLOOD_BYTES) {
                            real.write(bytes, offset, length);
                        } else if (keeping && kept.size() < MOST_BYTES) {
                            kept.write(bytes, offset, length);
                        }
                    }

                    @Override
                    public void flush() {
                        if (Run.controlling() == null) {
                            real.flush();
                        }
                    }
                },
                true,
                charset);
    }

    /// Puts the real streams back, unless somebody has put others there, and prints what was kept.
    @Override
    public void close() {
        if (System.out.equals(outStandIn)) {
            System.setOut(out);
        }
        if (System.err.equals(errStandIn)) {
            System.setErr(err);
        }
        out.writeBytes(kept.toByteArray());
        out.flush();
    }
}
