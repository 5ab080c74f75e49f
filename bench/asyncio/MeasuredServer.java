import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// A contender that is a server, in a process of its own, and how it is measured by the program
/// that asks it. It prints its port as its first line, and ends when its standard input ends: so it
/// never outlives this program, however that ends.
///
/// Prints what `Measure` prints. The wall is the one of those who ask; the processor time, which
/// the system counts in hundredths of a second, and the peak are the server's. Where somebody waits
/// for each answer, a round also says how long that took: `round WALL_MS CPU_MS P50_MS P99_MS`.
final class MeasuredServer implements AutoCloseable {

    /// What those who ask found in one round.
    ///
    /// @param answer what every contender must answer
    /// @param nanos how long each answer took; empty where nobody waits for one
    record Found(String answer, long... nanos) {

        private String latency() {
            return nanos.length == 0
                    ? ""
                    : String.format(
                            Locale.ROOT, " %.3f %.3f", quantileMillis(0.5), quantileMillis(0.99));
        }

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
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
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
            long cpuMillis = cpu().minus(cpu).toMillis();
            answers.add(found.answer());
            System.out.printf(
                    Locale.ROOT, "round %.3f %d%s%n", wallNanos / 1e6, cpuMillis, found.latency());
            if (i == 0) {
                var peak = Measure.peakKilobytes(Long.toString(process.pid()));
                System.out.println("peak " + peak);
            }
        }
        System.out.println("answer " + String.join(" or ", answers));
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
