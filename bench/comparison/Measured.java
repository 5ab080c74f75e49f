package comparison;

import module java.base;

import measuring.Figures;

/// What all processes of one contender told, for one size.
public record Measured(Workload workload, Contender contender, int size, List<Sample> samples) {

    double floor() {
        return workload.floorMillis().applyAsInt(size);
    }

    double cold() {
        return beyond(samples.stream().map(Sample::cold).toList());
    }

    double warm() {
        return beyond(samples.stream().map(Sample::warm).toList());
    }

    double cpu() {
        return Sample.median(samples.stream().map(sample -> sample.cpu().getFirst()).toList());
    }

    double peakMegabytes() {
        return Sample.median(
                samples.stream().map(sample -> sample.peakKilobytes() / 1024.0).toList());
    }

    /// Of one answer in a warm process; empty where nobody waits for each.
    Optional<Latency> latency() {
        var warm = samples.stream().flatMap(sample -> sample.latencies().stream().skip(1)).toList();
        return warm.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Latency(
                                Sample.median(warm.stream().map(Latency::p50).toList()),
                                Sample.median(warm.stream().map(Latency::p99).toList())));
    }

    /// In a warm process, with the time that the work has to wait.
    double eachSecond() {
        return size * 1_000 / (warm() + floor());
    }

    String spread() {
        var cold = samples.stream().map(Sample::cold).map(ms -> ms - floor()).toList();
        return "%s … %s%s"
                .formatted(
                        Figures.digits(Collections.min(cold)),
                        Figures.digits(Collections.max(cold)),
                        samples.size() < Workload.ROUNDS
                                ? " (of %d)".formatted(samples.size())
                                : "");
    }

    double coldMicrosForEach() {
        return cold() * 1_000 / size;
    }

    /// @param one the same way with one task
    double bytesForEach(Measured one) {
        return Math.max(1, (peakMegabytes() - one.peakMegabytes()) * 1024 * 1024 / size);
    }

    private double beyond(List<Double> millis) {
        return Math.max(0.001, Sample.median(millis) - floor());
    }
}
