package comparison;

import module java.base;

import measuring.Figures;

/// The page made of a run.
///
/// @param made when and where the run was
public record Page(String made, List<Measured> measured) {

    /// What was measured, a line for each round of each process, after one that says what made it.
    public List<String> samples() {
        var lines = new ArrayList<String>();
        lines.add(made);
        lines.add("workload\tsize\tway\tprocess\tpeak KB\twall ms\tCPU ms\tp50 ms\tp99 ms");
        for (var each : measured) {
            for (int process = 0; process < each.samples().size(); process++) {
                var sample = each.samples().get(process);
                for (int round = 0; round < sample.wall().size(); round++) {
                    lines.add(
                            Stream.of(
                                            each.workload().name(),
                                            each.size(),
                                            each.contender().name(),
                                            process,
                                            sample.peakKilobytes(),
                                            sample.wall().get(round),
                                            sample.cpu().get(round),
                                            sample.latencies().isEmpty()
                                                    ? ""
                                                    : sample.latencies().get(round).p50(),
                                            sample.latencies().isEmpty()
                                                    ? ""
                                                    : sample.latencies().get(round).p99())
                                    .map(Object::toString)
                                    .collect(Collectors.joining("\t")));
                }
            }
        }
        return lines;
    }

    /// @param lines as [#samples] made them
    /// @throws IllegalStateException if they are of workloads or ways that there are no more
    public static Page of(List<String> lines) {
        var rounds = lines.stream().skip(2).map(line -> line.split("\t", -1)).toList();
        var measured = new ArrayList<Measured>();
        for (var workload : Workloads.all()) {
            for (var ofSize : grouped(rounds, row -> row[0].equals(workload.name()), 1)) {
                for (var contender : workload.contenders()) {
                    var samples =
                            grouped(ofSize, row -> row[2].equals(contender.name()), 3).stream()
                                    .map(Page::sample)
                                    .toList();
                    if (!samples.isEmpty()) {
                        int size = Integer.parseInt(ofSize.getFirst()[1]);
                        measured.add(new Measured(workload, contender, size, samples));
                    }
                }
            }
        }
        long processes = rounds.stream().map(row -> List.of(row).subList(0, 4)).distinct().count();
        if (processes != measured.stream().mapToLong(each -> each.samples().size()).sum()) {
            throw new IllegalStateException(
                    "The samples are of workloads or ways that have changed: run the comparison anew.");
        }
        return new Page(lines.getFirst(), measured);
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

    /// All of it as text, for the terminal.
    public String table() {
        return measured.stream()
                .map(each ->
                        "%-16s %9d  %-34s cold %9s ms  warm %9s ms  CPU %9s ms  peak %6.0f MB  %s"
                                .formatted(
                                        each.workload().name(),
                                        each.size(),
                                        each.contender().name(),
                                        Figures.digits(each.cold()),
                                        Figures.digits(each.warm()),
                                        Figures.digits(each.cpu()),
                                        each.peakMegabytes(),
                                        each.latency().map(Latency::toString).orElse(""))
                                .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /// @param folder `bench`: the page goes there, the pictures into its `results`
    public void write(Path folder) throws IOException {
        var text = new StringBuilder(head());
        new GlancePicture(glances()).draw(folder.resolve("results"));
        for (var workload : measured.stream().map(Measured::workload).distinct().toList()) {
            var mine = measured.stream().filter(each -> each.workload() == workload).toList();
            text.append(section(workload, mine));
            for (var picture : pictures(workload, mine)) {
                picture.draw(folder.resolve("results"));
                text.append("![%s](results/%s.svg)\n\n".formatted(picture.title(), picture.name()));
            }
        }
        text.append(firstMeasurement(folder));
        Files.writeString(folder.resolve("RESULTS.md"), text.toString().stripTrailing() + "\n");
    }

    private String head() {
        return """
        # The same work in asyncio and in Java

        Made by %s. Do not edit it; `./workbook bench asyncio -- --page` makes it anew from
        [what was measured](results/samples.tsv).

        Each contender ran %d times, in turns with the others, each time in a process of its own; the table has medians.
        *cold* is the first time in a fresh process, *warm* the median of the next ones in the same process, *CPU* the
        processor time of the first, *peak* the most memory that it held until the end of the first. Milliseconds; less is
        better. Where the work has to wait (a sleep of a second), that time is subtracted: what is left is the cost. Who
        works long takes part in fewer rounds: the spread says how often. A program of Python that works for more than eight
        seconds does so once: where there is no compiler that learns, its second time is its first.

        Where the contenders are servers, one and the same program asks them all, on the same machine: cold and warm are
        how long that took it, CPU and peak are the server's alone, and *p50 / p99* is how long one answer took, once
        warm, with nothing subtracted.

        What single steps cost inside one warm JVM, a lock, a permit, a task, a hand-over, is in [jmh.txt](results/jmh.txt),
        made by `./workbook bench jmh`. [The end of the page](#the-first-measurement-again) sets each ratio beside that of an
        earlier measurement.

        ## At a glance

        ![How many times faster Java's best is than Python's best, cold and warm](results/at-a-glance.svg)

        | workload | size | asyncio, cold | Java's best, cold | times | asyncio, warm | Java's best, warm | times |
        |---|---|---|---|---|---|---|---|
        %s

        """
                .formatted(made, Workload.ROUNDS, glanceTable());
    }

    /// Of each workload the largest size that both sides took; **bold** where Java is slower.
    private String glanceTable() {
        return glances().stream()
                .map(each ->
                        "| [%s](#%s) | %,d |%s%s"
                                .formatted(
                                        each.workload().title(),
                                        each.workload().name(),
                                        each.size(),
                                        each.cold().cells(),
                                        each.warm().cells()))
                .collect(Collectors.joining("\n"));
    }

    /// Empty if nothing of it was measured, as in a run of one workload.
    private String firstMeasurement(Path folder) throws IOException {
        var again =
                Ratio.ofFirstMeasurement(folder).stream()
                        .flatMap(ratio -> ratio.line(measured).stream())
                        .toList();
        return again.isEmpty()
                ? ""
                : """
                ## The first measurement again

                Before this comparison was written, each workload was measured once, by other programs on a machine of the
                same kind. Each ratio of then, beside that of this run. A difference of less than twice is no surprise on
                machines that others use too; every larger one has its reason.

                Not measured again: Vert.x, Jetty's and OkHttp's clients, `com.sun.net.httpserver`, Java-WebSocket and
                Javalin's WebSocket, clients that write to a raw socket. The book uses none of them.

                | workload | size | figure | Python | then | now | Java | then | now | times, then | now | |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                %s
                """
                        .formatted(String.join("\n", again));
    }

    private List<Glance> glances() {
        return measured.stream()
                .collect(
                        Collectors.groupingBy(
                                Measured::workload, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Glance::of)
                .toList();
    }

    private static String section(Workload workload, List<Measured> mine) {
        boolean timed = mine.stream().anyMatch(each -> each.latency().isPresent());
        return """
        ## %s

        %s. %s %s

        | size | way | cold | spread | warm | CPU | peak |%s
        |---|---|---|---|---|---|---|%s
        %s

        """
                .formatted(
                        workload.name(),
                        workload.title(),
                        workload.lesson().isEmpty()
                                ? ""
                                : "Lesson: [%1$s](../notebooks/%1$s.ipynb)."
                                        .formatted(workload.lesson()),
                        workload.note(),
                        timed ? " p50 / p99 |" : "",
                        timed ? "---|" : "",
                        mine.stream()
                                .map(each ->
                                        "| %,d | %s | %s | %s | %s | %s | %.0f MB |%s"
                                                .formatted(
                                                        each.size(),
                                                        each.contender().name(),
                                                        Figures.digits(each.cold()),
                                                        each.spread(),
                                                        Figures.digits(each.warm()),
                                                        Figures.digits(each.cpu()),
                                                        each.peakMegabytes(),
                                                        each.latency()
                                                                .map(" %s |"::formatted)
                                                                .orElse("")))
                                .collect(Collectors.joining("\n")))
                .replaceAll(" +\n", "\n");
    }

    /// None of a single size.
    private static List<Picture> pictures(Workload workload, List<Measured> mine) {
        var many = mine.stream().filter(each -> each.size() > 1).toList();
        if (many.stream().map(Measured::size).distinct().count() < 2) {
            return List.of();
        }
        String name = workload.name();
        String title = workload.title();
        var whole = new Picture(name, title + ", cold", "milliseconds", many, Measured::cold);
        if (!workload.isForEachTask()) {
            return List.of(whole);
        }
        var one =
                mine.stream()
                        .filter(each -> each.size() == 1)
                        .collect(Collectors.toMap(Measured::contender, Function.identity()));
        return List.of(
                whole,
                new Picture(
                        name + "-time-of-each",
                        title + ": the cost of each, cold",
                        "microseconds",
                        many,
                        Measured::coldMicrosForEach),
                new Picture(
                        name + "-memory-of-each",
                        title + ": the memory of each",
                        "bytes",
                        many,
                        each -> each.bytesForEach(one.get(each.contender()))));
    }
}
