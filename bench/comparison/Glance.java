package comparison;

import module java.base;

/// A workload in one line, at the largest size that both sides took.
record Glance(Workload workload, int size, Versus cold, Versus warm) {

    /// @param mine what was measured of one workload
    static Glance of(List<Measured> mine) {
        int size =
                mine.stream()
                        .filter(each -> each.contender().isPython())
                        .mapToInt(Measured::size)
                        .max()
                        .orElseThrow();
        var here = mine.stream().filter(each -> each.size() == size).toList();
        return new Glance(
                here.getFirst().workload(),
                size,
                Versus.of(here, Measured::cold),
                Versus.of(here, Measured::warm));
    }
}
