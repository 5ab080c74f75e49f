import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// A contender that is a server, in a process of its own, and how it is measured by the program that
/// asks it. It prints its port as its first line, and ends when its standard input ends: so it never
/// outlives this program, however that ends.
///
/// Prints what `Measure` prints. The wall is the one of those who ask; the processor time, which
/// the system counts in hundredths of a second, and the peak are the server's. A round also says how
/// long one answer took: `round WALL_MS CPU_MS P50_MS P99_MS`.
final class MeasuredServer implements AutoCloseable {

    /// What those who ask found in one round.
    ///
    /// @param answer what every contender must answer
    /// @param nanos how long each answer took
    record Found(Object answer, long[] nanos) {

        /// @param share 0.5 for the median
        private double quantileMillis(double share) {
            var sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }
    }

    private final Process process;

    private MeasuredServer(Process process) {
        this.process = process;
    }

    /// Returns before the server is ready.
    static MeasuredServer start(List<String> command) throws IOException {
        return new MeasuredServer(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /// Waits until the server is ready. To be called once.
    int port() throws IOException {
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new IllegalStateException("The server ended before it had a port.");
        }
        return Integer.parseInt(line);
    }

    void rounds(int count, Callable<Found> round) throws Exception {
        var answers = new TreeSet<String>();
        for (int i = 0; i < count; i++) {
            var cpu = cpu();
            long wall = System.nanoTime();
            var found = round.call();
            long wallNanos = System.nanoTime() - wall;
            answers.add(String.valueOf(found.answer()));
            System.out.printf(
                    Locale.ROOT,
                    "round %.3f %d %.3f %.3f%n",
                    wallNanos / 1e6,
                    cpu().minus(cpu).toMillis(),
                    found.quantileMillis(0.5),
                    found.quantileMillis(0.99));
        }
        System.out.println("answer " + String.join(" or ", answers));
        System.out.println("peak " + Measure.peakKilobytes(Long.toString(process.pid())));
    }

    private Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
