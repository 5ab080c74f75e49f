package comparison;

import module java.base;

import measuring.Figures;

/// A ratio that was measured before, to be measured again.
///
/// @param figure what is compared: one that [#now] knows
/// @param why it differs now; empty if it does not, or nobody knows
record Ratio(
        String workload,
        int size,
        String figure,
        String python,
        double pythonThen,
        String java,
        double javaThen,
        String why) {

    static List<Ratio> ofFirstMeasurement(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("asyncio").resolve("first-measurement.tsv"))
                .stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(cells ->
                        new Ratio(
                                cells[0],
                                Integer.parseInt(cells[1]),
                                cells[2],
                                cells[3],
                                Double.parseDouble(cells[4]),
                                cells[5],
                                Double.parseDouble(cells[6]),
                                cells[7]))
                .toList();
    }

    /// @return its line of the table; empty if one of the two was not measured in this size
    Optional<String> line(List<Measured> measured) {
        return now(measured, python)
                .flatMap(pythonNow -> now(measured, java).map(javaNow -> line(pythonNow, javaNow)));
    }

    private String line(double pythonNow, double javaNow) {
        double then = times(pythonThen, javaThen);
        double now = times(pythonNow, javaNow);
        boolean differs = Math.max(then, now) >= 2 * Math.min(then, now);
        return "| %s | %,d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        workload,
                        size,
                        figure,
                        python,
                        Figures.digits(pythonThen),
                        Figures.digits(pythonNow),
                        java,
                        Figures.digits(javaThen),
                        Figures.digits(javaNow),
                        Versus.text(then),
                        Versus.text(now),
                        differs && why.isEmpty() ? "**not explained**" : why);
    }

    /// @return above 1 where Java is better
    private double times(double ofPython, double ofJava) {
        return figure.equals("a second") ? ofJava / ofPython : ofPython / ofJava;
    }

    private Optional<Double> now(List<Measured> measured, String way) {
        var mine =
                measured.stream()
                        .filter(each -> each.workload().name().equals(workload))
                        .filter(each -> each.contender().name().equals(way))
                        .collect(Collectors.toMap(Measured::size, Function.identity()));
        return Optional.ofNullable(mine.get(size))
                .map(here ->
                        switch (figure) {
                            case "cold" -> here.cold();
                            case "warm" -> here.warm();
                            case "p50" -> here.latency().orElseThrow().p50();
                            case "p99" -> here.latency().orElseThrow().p99();
                            case "a second" -> here.eachSecond();
                            case "bytes" -> here.bytesForEach(mine.get(1));
                            default -> throw new IllegalStateException("figure " + figure);
                        });
    }
}
