package comparison;

import module java.base;

import measuring.Figures;

/// The page made of the runs of the workloads, in the order of the page.
public record Page(List<Run> runs) {

    /// All of it as text, for the terminal.
    public String table() {
        return measured()
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
        var glances = runs.stream().map(Run::measured).map(Glance::of).toList();
        var text = new StringBuilder(head(glances));
        new GlancePicture(glances).draw(folder.resolve("results"));
        for (var run : runs) {
            text.append(section(run));
            for (var picture : pictures(run)) {
                picture.draw(folder.resolve("results"));
                text.append("![%s](results/%s.svg)\n\n".formatted(picture.title(), picture.name()));
            }
        }
        text.append(firstMeasurement(folder));
        Files.writeString(folder.resolve("RESULTS.md"), text.toString().stripTrailing() + "\n");
    }

    private String head(List<Glance> glances) {
        return """
        # The same work in asyncio and in Java

        Made by %s Do not edit it; `./workbook bench asyncio -- --page` makes it anew from
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
                .formatted(made(), Workload.ROUNDS, glanceTable(glances));
    }

    /// One run made all of it, or most: then what was measured at another time is named.
    private String made() {
        var makers =
                runs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Run::made,
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                run -> "`" + run.workload().name() + "`",
                                                Collectors.joining(", "))));
        var most =
                Collections.max(
                        makers.keySet(),
                        Comparator.comparingLong(made ->
                                runs.stream().filter(run -> run.made().equals(made)).count()));
        return most
                + makers.entrySet().stream()
                        .filter(made -> !made.getKey().equals(most))
                        .map(made -> "; %s by %s".formatted(made.getValue(), made.getKey()))
                        .collect(Collectors.joining())
                + ".";
    }

    /// Of each workload the largest size that both sides took; **bold** where Java is slower.
    private static String glanceTable(List<Glance> glances) {
        return glances.stream()
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

    /// Empty if nothing of it was measured in the same size, as after a quick run.
    private String firstMeasurement(Path folder) throws IOException {
        var now = measured().toList();
        var again =
                Ratio.ofFirstMeasurement(folder).stream()
                        .flatMap(ratio -> ratio.line(now).stream())
                        .toList();
        return again.isEmpty()
                ? ""
                : """
                ## The first measurement again

                Before this comparison was written, each workload was measured once, by other programs on a machine of the
                same kind. Each ratio of then, beside that of this run. A difference of less than twice is no surprise on
                machines that others use too; every larger one has its reason.
                What the reasons quote of a tenth or a fortieth time was measured on 2026-11-28, by more rounds of the same
                programs in one process.

                Not measured again: Vert.x, Jetty's and OkHttp's clients, `com.sun.net.httpserver`, Java-WebSocket and
                Javalin's WebSocket, clients that write to a raw socket. What the lessons on services build,
                they build on none of them.

                | workload | size | figure | Python | then | now | Java | then | now | times, then | now | |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                %s
                """
                        .formatted(String.join("\n", again));
    }

    private Stream<Measured> measured() {
        return runs.stream().flatMap(run -> run.measured().stream());
    }

    private static String section(Run run) {
        var workload = run.workload();
        boolean timed = run.measured().stream().anyMatch(each -> each.latency().isPresent());
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
                        run.measured().stream()
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
    private static List<Picture> pictures(Run run) {
        var workload = run.workload();
        var many = run.measured().stream().filter(each -> each.size() > 1).toList();
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
                run.measured().stream()
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
