package measuring;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What a program of this folder measured, in the one form that all of them print: for each piece
/// of work its ways, ours and its rivals, with the median and what it varied by.
public final class Figures {

    private static final int WAY = 58;

    /// @param cpu the processor time of one run; empty where it was not measured
    /// @param peak the most memory that was held; empty where it was not measured
    private record Way(String name, List<Duration> times, String cpu, String peak) {}

    private record Work(String name, List<Way> ways) {}

    private final List<Work> works = new ArrayList<>();

    /// What follows is the next piece of work.
    public void work(String name) {
        works.add(new Work(name, new ArrayList<>()));
    }

    /// @param times of each run; empty if the way did not get to an end
    public void way(String name, List<Duration> times) {
        works.getLast().ways().add(new Way(name, times, "", ""));
    }

    /// @param elapsed of one run
    /// @param cpu the processor time of one run
    /// @param peakBytes the most memory that its processes held together
    public void way(String name, Duration elapsed, Duration cpu, long peakBytes) {
        works.getLast()
                .ways()
                .add(new Way(name, List.of(elapsed), text(cpu), (peakBytes >> 20) + " MB"));
    }

    public void print() {
        IO.println(
                ("%-" + WAY + "s %10s %25s %6s %10s %8s")
                        .formatted("", "median", "fastest … slowest", "runs", "CPU", "peak"));
        for (var work : works) {
            IO.println(work.name());
            for (var way : work.ways()) {
                IO.println(line(way).stripTrailing());
            }
        }
        IO.println(
                "JDK %s, %d processors, load %.1f, %s"
                        .formatted(
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                                LocalDate.now(ZoneId.systemDefault())));
    }

    private static String line(Way way) {
        var sorted = way.times().stream().sorted().toList();
        int runs = sorted.size();
        return ("  %-" + (WAY - 2) + "s %10s %25s %6d %10s %8s")
                .formatted(
                        way.name(),
                        runs == 0 ? "no end" : text(sorted.get(runs / 2)),
                        runs < 2 ? "" : text(sorted.getFirst()) + " … " + text(sorted.getLast()),
                        runs,
                        way.cpu(),
                        way.peak());
    }

    /// @return [#digits] with their unit
    public static String text(Duration time) {
        double nanos = time.toNanos();
        if (nanos < 1e6) {
            return digits(nanos / 1e3) + " µs";
        }
        return nanos < 10e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
    }

    /// @return three digits that count
    public static String digits(double number) {
        return (number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f").formatted(number);
    }
}
