package comparison;

import module java.base;

/// What one process told.
///
/// @param latencies one for each round; none where nobody waits for each answer
/// @param peakKilobytes the most memory that it held until the end of the first round: later ones
///   also hold what the collector has left of the earlier
public record Sample(
        List<Double> wall,
        List<Double> cpu,
        List<Latency> latencies,
        String answer,
        long peakKilobytes) {

    double cold() {
        return wall.getFirst();
    }

    double warm() {
        return wall.size() == 1 ? wall.getFirst() : median(wall.subList(1, wall.size()));
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
