package comparison;

import module java.base;

/// The file of all that was measured: first a line for each workload that says what made it, then a
/// line for each round of each process.
public final class Samples {

    private static final String MADE = "made";
    private static final String HEADS =
            "workload\tsize\tway\tprocess\tpeak KB\twall ms\tCPU ms\tp50 ms\tp99 ms";

    private Samples() {}

    public static void write(List<Run> runs, Path file) throws IOException {
        var lines = new ArrayList<String>();
        runs.forEach(run -> lines.add(line(MADE, run.workload().name(), run.made())));
        lines.add(HEADS);
        runs.stream().flatMap(run -> run.measured().stream()).forEach(each -> add(each, lines));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static void add(Measured measured, List<String> lines) {
        for (int process = 0; process < measured.samples().size(); process++) {
            var sample = measured.samples().get(process);
            for (int round = 0; round < sample.wall().size(); round++) {
                var latency =
                        sample.latencies().isEmpty()
                                ? Optional.<Latency>empty()
                                : Optional.of(sample.latencies().get(round));
                lines.add(
                        line(
                                measured.workload().name(),
                                measured.size(),
                                measured.contender().name(),
                                process,
                                sample.peakKilobytes(),
                                sample.wall().get(round),
                                sample.cpu().get(round),
                                latency.<Object>map(Latency::p50).orElse(""),
                                latency.<Object>map(Latency::p99).orElse("")));
            }
        }
    }

    private static String line(Object... cells) {
        return Stream.of(cells).map(Object::toString).collect(Collectors.joining("\t"));
    }

    /// @param wanted the workloads to read; none of the others matters
    /// @return what was measured of those that the file has
    /// @throws IllegalStateException if their ways have changed since
    public static List<Run> read(Path file, List<Workload> wanted) throws IOException {
        var rows = Files.readAllLines(file).stream().map(line -> line.split("\t", -1)).toList();
        var runs = new ArrayList<Run>();
        for (var workload : wanted) {
            for (var made : rows) {
                if (made[0].equals(MADE) && made[1].equals(workload.name())) {
                    runs.add(new Run(made[2], workload, measured(workload, rows)));
                }
            }
        }
        return runs;
    }

    private static List<Measured> measured(Workload workload, List<String[]> rows) {
        var measured = new ArrayList<Measured>();
        for (var ofSize : grouped(rows, row -> row[0].equals(workload.name()), 1)) {
            int size = Integer.parseInt(ofSize.getFirst()[1]);
            for (var ofWay : grouped(ofSize, row -> true, 2)) {
                String way = ofWay.getFirst()[2];
                var contender =
                        workload.contenders().stream()
                                .filter(each -> each.name().equals(way))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "\"%s\" is no way of %s any more. Measure it again: ./workbook bench asyncio -- %2$s"
                                                        .formatted(way, workload.name())));
                var samples = grouped(ofWay, row -> true, 3).stream().map(Samples::sample).toList();
                measured.add(new Measured(workload, contender, size, samples));
            }
        }
        return measured;
    }

    /// @return the chosen rows, those that say the same in a column together
    private static Collection<List<String[]>> grouped(
            List<String[]> rows, Predicate<String[]> chosen, int column) {
        return rows.stream()
                .filter(chosen)
                .collect(
                        Collectors.groupingBy(
                                row -> row[column], LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static Sample sample(List<String[]> rounds) {
        return new Sample(
                rounds.stream().map(row -> Double.valueOf(row[5])).toList(),
                rounds.stream().map(row -> Double.valueOf(row[6])).toList(),
                rounds.stream()
                        .filter(row -> !row[7].isEmpty())
                        .map(row ->
                                new Latency(Double.parseDouble(row[7]), Double.parseDouble(row[8])))
                        .toList(),
                "",
                Long.parseLong(rounds.getFirst()[4]));
    }
}
