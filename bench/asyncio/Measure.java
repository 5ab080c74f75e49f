import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;

/// How every Java program here is measured: `Program VARIANT SIZE ROUNDS`.
///
/// Prints, for each round, `round WALL_MS CPU_MS`; after the first also `peak KILOBYTES`, the most
/// memory that the process held until then; at the end `answer TEXT`. The first round is what a
/// program that does this once costs, the later ones what a service costs.
final class Measure {

    private Measure() {}

    /// One round of a workload.
    @FunctionalInterface
    interface Work {
        /// @return what the same work in Python must answer too
        Object run(String variant, int size) throws Exception;
    }

    static void rounds(String[] arguments, Work work) throws Exception {
        var machine =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        var answers = new TreeSet<String>();
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            long cpu = machine.getProcessCpuTime();
            long wall = System.nanoTime();
            var answer = work.run(arguments[0], Integer.parseInt(arguments[1]));
            long wallNanos = System.nanoTime() - wall;
            long cpuNanos = machine.getProcessCpuTime() - cpu;
            answers.add(String.valueOf(answer));
            System.out.printf(Locale.ROOT, "round %.3f %.3f%n", wallNanos / 1e6, cpuNanos / 1e6);
            if (round == 0) {
                System.out.println("peak " + peakKilobytes("self"));
            }
        }
        System.out.println("answer " + String.join(" or ", answers));
        System.exit(0);
    }

    /// The most memory that a process ever held, as Linux counts it; 0 elsewhere.
    ///
    /// @param process its number, or `self`
    static long peakKilobytes(String process) throws IOException {
        var status = Path.of("/proc", process, "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
