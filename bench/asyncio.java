// The same work in Python's asyncio and in Java, measured in one run.
// Run it by: ./workbook bench asyncio [-- --quick] [-- gather semaphore]
//
// For each workload and size the contenders take turns, five rounds or more, each time in a process of its own.
// A process repeats its work: the first time is *cold*, what a program that does this once pays; the median of the
// others is *warm*, what a service pays. All contenders must give the same answer. The page is bench/RESULTS.md,
// its pictures lie in bench/results/.

import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));
static final Path HERE = ROOT.resolve("bench").resolve("asyncio");
static final Path TOOLS = ROOT.resolve(".workbook").resolve("bench");
static final Path PYTHON = TOOLS.resolve("bin").resolve("python");
static final int ROUNDS = 5;
static final int REPETITIONS = 4;

/// A way to do a workload.
///
/// @param name as the page calls it
/// @param program a `.py` or a class of this folder
/// @param variant what the program is told
/// @param options for the JVM
/// @param most the largest size that this way can take in reasonable time; beyond it, it is left out
record Contender(String name, String program, String variant, List<String> options, int most) {

    Contender(String name, String program, String variant) {
        this(name, program, variant, List.of(), Integer.MAX_VALUE);
    }

    Contender upTo(int most) {
        return new Contender(name, program, variant, options, most);
    }

    Contender with(String... options) {
        return new Contender(name, program, variant, List.of(options), most);
    }

    boolean isPython() {
        return program.endsWith(".py");
    }
}

/// Work that is done in several ways. The first contender is what the others are compared with.
///
/// @param quick the one size of a quick run; 0 if the workload is too long for one
/// @param load what asks the contenders, if these are servers: a class of this folder, and what it is told.
///     It is given the size, the repetitions and the server's command line, and is measured in its place
/// @param floorMillis what no way can be faster than: it is subtracted, so that the costs are compared
/// @param note why the figures are as they are, and what was tried where Java loses
record Workload(
        String name,
        String title,
        String lesson,
        int quick,
        List<Integer> sizes,
        IntUnaryOperator floorMillis,
        String note,
        List<Contender> contenders,
        List<String> load) {

    Workload(
            String name,
            String title,
            String lesson,
            int quick,
            List<Integer> sizes,
            IntUnaryOperator floorMillis,
            String note,
            List<Contender> contenders) {
        this(name, title, lesson, quick, sizes, floorMillis, note, contenders, List.of());
    }

    List<Integer> sizes(boolean quickly) {
        return quickly ? quick == 0 ? List.of() : List.of(quick) : sizes;
    }

    Workload askedBy(String... load) {
        return new Workload(
                name, title, lesson, quick, sizes, floorMillis, note, contenders, List.of(load));
    }
}

/// How long one answer took in a round of many, in milliseconds. Only where somebody waits for each.
record Latency(double p50, double p99) {}

/// What one process told.
record Sample(
        List<Double> wall,
        List<Double> cpu,
        List<Latency> latencies,
        String answer,
        long peakKilobytes) {

    double cold() {
        return wall.getFirst();
    }

    double warm() {
        return wall.size() == 1
                ? wall.getFirst()
                : median(wall.subList(1, wall.size()));
    }
}

/// What all processes of one contender told, for one size.
record Measured(Workload workload, Contender contender, int size, List<Sample> samples) {

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
        return median(samples.stream().map(sample -> sample.cpu().getFirst()).toList());
    }

    double peakMegabytes() {
        return median(samples.stream().map(sample -> sample.peakKilobytes() / 1024.0).toList());
    }

    /// How long one answer took in a warm process; empty where nobody waits for one.
    String latency() {
        var warm = samples.stream().flatMap(sample -> sample.latencies().stream().skip(1)).toList();
        return warm.isEmpty()
                ? ""
                : "%s / %s"
                        .formatted(
                                figure(median(warm.stream().map(Latency::p50).toList())),
                                figure(median(warm.stream().map(Latency::p99).toList())));
    }

    String spread() {
        var cold = samples.stream().map(Sample::cold).map(ms -> ms - floor()).toList();
        return "%s … %s".formatted(figure(Collections.min(cold)), figure(Collections.max(cold)));
    }

    private double beyond(List<Double> millis) {
        return Math.max(0.001, median(millis) - floor());
    }
}

static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
}

void main(String[] arguments) throws Exception {
    var words = List.of(arguments);
    boolean quick = words.contains("--quick");
    var names = words.stream().filter(word -> !word.startsWith("--")).toList();
    var chosen =
            workloads().stream()
                    .filter(each -> names.isEmpty() || names.contains(each.name()))
                    .toList();
    if (words.stream().anyMatch(word -> word.startsWith("--") && !word.equals("--quick"))
            || (!names.isEmpty() && chosen.size() != names.size())) {
        System.err.println(
                "Expected --quick or names of workloads, found %s. There are: %s"
                        .formatted(
                                words,
                                workloads().stream()
                                        .map(Workload::name)
                                        .collect(Collectors.joining(", "))));
        System.exit(2);
    }
    installPython();
    var classes = compile();
    var measured = new ArrayList<Measured>();
    int done = 0;
    for (var workload : chosen) {
        System.err.printf(
                "%s%d of %d: %s%n",
                quick ? "quick, " : "", ++done, chosen.size(), workload.title());
        for (int size : workload.sizes(quick)) {
            measured.addAll(measure(workload, size, classes));
        }
    }
    var page = new Page(measured, quick);
    IO.println(page.table());
    if (names.isEmpty()) {
        page.write(ROOT.resolve("bench"));
        System.err.println("Written: bench/RESULTS.md and bench/results/*.svg");
    }
    System.exit(0);
}

/// Python's own packages, pinned, in an environment of their own.
static void installPython() throws Exception {
    var wanted = HERE.resolve("requirements.txt");
    var installed = TOOLS.resolve("asyncio-requirements.txt");
    if (Files.exists(installed)
            && Files.readString(installed).equals(Files.readString(wanted))) {
        return;
    }
    System.err.println("Installing Python's packages for the comparison …");
    run(List.of("python3", "-m", "venv", TOOLS.toString()));
    run(List.of(PYTHON.toString(), "-m", "pip", "install", "-q", "-r", wanted.toString()));
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
}

/// Compiled before: a JVM that also compiles its source needs twice the memory.
static Path compile() throws Exception {
    var classes = Files.createTempDirectory("asyncio");
    var command = new ArrayList<>(
                    List.of(tool("javac"), "-cp", classPath(classes), "-d", classes.toString()));
    try (var files = Files.list(HERE)) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    run(command);
    return classes;
}

/// The contenders take turns, so that what else the machine does falls on all of them.
static List<Measured> measure(Workload workload, int size, Path classes) throws Exception {
    var samples = new LinkedHashMap<Contender, List<Sample>>();
    for (int round = 0; round < ROUNDS; round++) {
        for (var contender : workload.contenders()) {
            if (size <= contender.most()) {
                samples.computeIfAbsent(contender, any -> new ArrayList<>())
                        .add(sample(workload.load(), contender, size, classes));
            }
        }
    }
    var answers =
            samples.values().stream()
                    .flatMap(List::stream)
                    .map(Sample::answer)
                    .collect(Collectors.toCollection(TreeSet::new));
    if (answers.size() != 1) {
        throw new IllegalStateException(
                "%s of %d: the contenders do not do the same work, they answer %s"
                        .formatted(workload.name(), size, answers));
    }
    return samples.entrySet().stream()
            .map(each -> new Measured(workload, each.getKey(), size, each.getValue()))
            .toList();
}

static Sample sample(List<String> load, Contender contender, int size, Path classes)
        throws Exception {
    int repetitions = size >= 1_000_000 ? 2 : REPETITIONS;
    var amounts = List.of(Integer.toString(size), Integer.toString(repetitions));
    var command = new ArrayList<String>();
    if (load.isEmpty()) {
        command.addAll(commandLine(contender, classes));
        command.addAll(amounts);
    } else {
        command.addAll(List.of(tool("java"), "-cp", classPath(classes)));
        command.addAll(load);
        command.addAll(amounts);
        command.addAll(commandLine(contender, classes));
    }
    var wall = new ArrayList<Double>();
    var cpu = new ArrayList<Double>();
    var latencies = new ArrayList<Latency>();
    String answer = "";
    long peak = 0;
    for (String line : run(command)) {
        var words = line.split(" ", 2);
        switch (words[0]) {
            case "round" -> {
                var numbers = words[1].split(" ");
                wall.add(Double.valueOf(numbers[0]));
                cpu.add(Double.valueOf(numbers[1]));
                if (numbers.length > 2) {
                    latencies.add(
                            new Latency(Double.parseDouble(numbers[2]), Double.parseDouble(numbers[3])));
                }
            }
            case "answer" -> answer = words[1];
            case "peak" -> peak = Long.parseLong(words[1]);
            default -> throw new IllegalStateException(command + " said: " + line);
        }
    }
    return new Sample(wall, cpu, latencies, answer, peak);
}

/// Starts a contender, and tells it its variant.
static List<String> commandLine(Contender contender, Path classes) {
    var command = new ArrayList<String>();
    if (contender.isPython()) {
        command.addAll(List.of(PYTHON.toString(), HERE.resolve(contender.program()).toString()));
    } else {
        command.add(tool("java"));
        command.addAll(contender.options());
        command.addAll(List.of("-cp", classPath(classes), contender.program()));
    }
    command.add(contender.variant());
    return command;
}

/// The compiled programs, and the libraries of the lessons, which this driver was given as well.
static String classPath(Path classes) {
    return classes + File.pathSeparator + System.getProperty("java.class.path");
}

/// @throws IllegalStateException if it fails
static List<String> run(List<String> command) throws Exception {
    var process =
            new ProcessBuilder(command)
                    .directory(HERE.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
    var lines = process.inputReader().readAllLines();
    if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + lines);
    }
    return lines;
}

static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
}

/// @return three digits that count
static String figure(double millis) {
    return millis >= 100
            ? "%,.0f".formatted(millis)
            : millis >= 10 ? "%.1f".formatted(millis) : "%.2f".formatted(millis);
}

/// The page made of a run.
record Page(List<Measured> measured, boolean quick) {

    /// All of it as text, for the terminal.
    String table() {
        return measured.stream()
                .map(each ->
                        "%-16s %9d  %-34s cold %9s ms  warm %9s ms  CPU %9s ms  peak %6.0f MB  %s"
                                .formatted(
                                        each.workload().name(),
                                        each.size(),
                                        each.contender().name(),
                                        figure(each.cold()),
                                        figure(each.warm()),
                                        figure(each.cpu()),
                                        each.peakMegabytes(),
                                        each.latency())
                                .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    void write(Path folder) throws Exception {
        Files.createDirectories(folder.resolve("results"));
        var text = new StringBuilder(head());
        for (var workload : measured.stream().map(Measured::workload).distinct().toList()) {
            var mine = measured.stream().filter(each -> each.workload() == workload).toList();
            text.append(section(workload, mine));
            if (mine.stream().map(Measured::size).distinct().count() > 1) {
                draw(workload, mine, folder.resolve("results").resolve(workload.name()));
                text.append("\n![%1$s](results/%2$s.svg)\n".formatted(workload.title(), workload.name()));
            }
        }
        Files.writeString(folder.resolve("RESULTS.md"), text);
    }

    private String head() {
        return """
        # The same work in asyncio and in Java

        Made by `./workbook bench asyncio%s` on %s: JDK %s, Python %s, %d processors, %s. Do not edit it.

        Each contender ran %d times, in turns with the others, each time in a process of its own; the table has medians.
        *cold* is the first time in a fresh process, *warm* the median of the next ones in the same process, *CPU* the
        processor time of the first, *peak* the most memory that the process held. Milliseconds; less is better. Where the
        work has to wait (a sleep of a second), that time is subtracted: what is left is the cost.

        Where the contenders are servers, one and the same program asks them all, on the same machine: cold and warm are
        how long that took it, CPU and peak are the server's alone, and *p50 / p99* is how long one answer took, once
        warm, with nothing subtracted.

        ## At a glance

        | workload | size | asyncio, cold | Java's best, cold | times | asyncio, warm | Java's best, warm | times |
        |---|---|---|---|---|---|---|---|
        %s

        """
                .formatted(
                        quick ? " -- --quick" : "",
                        LocalDate.now(ZoneId.systemDefault()),
                        Runtime.version(),
                        pythonVersion(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        ROUNDS,
                        glance());
    }

    private static String pythonVersion() {
        try {
            return run(List.of(PYTHON.toString(), "--version")).getFirst().replace("Python ", "");
        } catch (Exception none) {
            throw new IllegalStateException(none);
        }
    }

    /// The largest size that both sides took; **bold** where Java is slower.
    private String glance() {
        return measured.stream()
                .collect(Collectors.groupingBy(Measured::workload, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Page::glance)
                .collect(Collectors.joining("\n"));
    }

    private static String glance(List<Measured> mine) {
        int size =
                mine.stream()
                        .filter(each -> each.contender().isPython())
                        .mapToInt(Measured::size)
                        .max()
                        .orElseThrow();
        var here = mine.stream().filter(each -> each.size() == size).toList();
        return "| [%s](#%s) | %,d |%s%s"
                .formatted(
                        here.getFirst().workload().title(),
                        here.getFirst().workload().name(),
                        size,
                        compared(here, Measured::cold),
                        compared(here, Measured::warm));
    }

    private static String compared(List<Measured> here, ToDoubleFunction<Measured> cost) {
        double python = best(here, true, cost);
        double java = best(here, false, cost);
        String times = "%.1f".formatted(python / java);
        return " %s | %s | %s |"
                .formatted(figure(python), figure(java), java > python ? "**" + times + "**" : times);
    }

    private static double best(
            List<Measured> here, boolean python, ToDoubleFunction<Measured> cost) {
        return here.stream()
                .filter(each -> each.contender().isPython() == python)
                .mapToDouble(cost)
                .min()
                .orElseThrow();
    }

    private static String section(Workload workload, List<Measured> mine) {
        boolean timed = mine.stream().anyMatch(each -> !each.latency().isEmpty());
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
                                : "Lesson: [%1$s](../notebooks/%1$s.ipynb).".formatted(workload.lesson()),
                        workload.note(),
                        timed ? " p50 / p99 |" : "",
                        timed ? "---|" : "",
                        mine.stream()
                                .map(each ->
                                        "| %,d | %s | %s | %s | %s | %s | %.0f MB |%s"
                                                .formatted(
                                                        each.size(),
                                                        each.contender().name(),
                                                        figure(each.cold()),
                                                        each.spread(),
                                                        figure(each.warm()),
                                                        figure(each.cpu()),
                                                        each.peakMegabytes(),
                                                        timed ? " " + each.latency() + " |" : ""))
                                .collect(Collectors.joining("\n")))
                .replaceAll(" +\n", "\n");
    }

    /// How the cost grows: both axes by factors of ten.
    private static void draw(Workload workload, List<Measured> mine, Path file) throws IOException {
        var chart =
                new XYChartBuilder()
                        .width(720)
                        .height(400)
                        .title(workload.title() + ", cold")
                        .xAxisTitle("size")
                        .yAxisTitle("milliseconds")
                        .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        mine.stream()
                .collect(Collectors.groupingBy(each -> each.contender().name(), LinkedHashMap::new, Collectors.toList()))
                .forEach((name, points) ->
                        chart.addSeries(
                                name,
                                points.stream().mapToDouble(Measured::size).toArray(),
                                points.stream().mapToDouble(Measured::cold).toArray()));
        VectorGraphicsEncoder.saveVectorGraphic(
                chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}

static final IntUnaryOperator NO_FLOOR = size -> 0;

static List<Workload> workloads() {
    return Stream.of(taskWorkloads(), serviceWorkloads()).flatMap(List::stream).toList();
}

/// Servers: what is measured is how they serve one and the same load.
static List<Workload> serviceWorkloads() {
    return List.of(
            aggregator("aggregator", 64, 200, List.of(500, 4_000)),
            aggregator("aggregator-512", 512, 0, List.of(4_000)),
            new Workload(
                            "broadcast",
                            "Twenty lines, one after the other, to every client of a WebSocket server",
                            "p13_websocket_chat",
                            200,
                            List.of(200, 1_000),
                            NO_FLOOR,
                            "The answer is there when the last client has the line. A line costs a write for each client, and a write is the system's work: no language makes it cheaper.",
                            List.of(
                                    new Contender("websockets, broadcast()", "chat.py", "broadcast"),
                                    new Contender("websockets, gather", "chat.py", "gather"),
                                    new Contender("Helidon, outboxes", "Chat", "64")))
                    .askedBy("ChatLoad", "broadcast"),
            new Workload(
                            "chat",
                            "Deliveries in a chat of a hundred who all talk",
                            "p13_websocket_chat",
                            20_000,
                            List.of(20_000, 200_000),
                            NO_FLOOR,
                            "An outbox for each client sends what has piled up as one frame, so that many lines cost one write. This makes the difference, more than the language does: compare the ways that send a frame for each line, and the ways that send up to 64 lines in one.",
                            List.of(
                                    new Contender("websockets, broadcast()", "chat.py", "broadcast"),
                                    new Contender("websockets, gather", "chat.py", "gather"),
                                    new Contender("websockets, outboxes, 64 lines", "chat.py", "outbox"),
                                    new Contender("Helidon, outboxes, a frame a line", "Chat", "1"),
                                    new Contender("Helidon, outboxes, 64 lines", "Chat", "64")))
                    .askedBy("ChatLoad", "chat"));
}

static Workload aggregator(String name, int connections, int quick, List<Integer> sizes) {
    return new Workload(
                    name,
                    "Three services asked for one answer, by %d connections".formatted(connections),
                    "p14_api_aggregator",
                    quick,
                    sizes,
                    size -> Math.ceilDiv(size, connections) * 20,
                    "Each service takes 20 ms. An event loop has one processor, virtual threads have all of them. A fresh JVM interprets its first hundreds of requests, and until then Python is first. `java.net.http` is in the JDK, and costs more for each request than Apache's client.",
                    List.of(
                            new Contender("FastAPI, aiohttp's client", "aggregator.py", "fastapi"),
                            new Contender("aiohttp, its client", "aggregator.py", "aiohttp"),
                            new Contender("Helidon, Apache HttpClient", "Aggregator", "helidon-apache"),
                            new Contender("Helidon, java.net.http", "Aggregator", "helidon-jdk"),
                            new Contender("Javalin, java.net.http", "Aggregator", "javalin-jdk")))
            .askedBy("AggregatorLoad", Integer.toString(connections));
}

static List<Workload> taskWorkloads() {
    return List.of(
            new Workload(
                    "gather",
                    "Tasks that end at once",
                    "p02_concurrent_execution",
                    10_000,
                    List.of(1_000, 10_000, 100_000, 1_000_000),
                    NO_FLOOR,
                    "Up to some thousands of tasks Python is first in a fresh process: the JVM still interprets.",
                    List.of(
                            new Contender("asyncio", "gather.py", "tasks").upTo(100_000),
                            new Contender("asyncio on uvloop", "gather.py", "uvloop"),
                            new Contender("virtual threads", "Gather", "virtual-threads"),
                            new Contender("CompletableFuture", "Gather", "futures"))),
            new Workload(
                    "sleepers",
                    "Tasks that sleep for a second",
                    "p01_async_await",
                    10_000,
                    List.of(10_000, 100_000, 1_000_000),
                    size -> 1_000,
                    "A million parked threads are deoptimised one by one if their code was compiled before any had woken; more memory for young objects and the parallel collector help most.",
                    List.of(
                            new Contender("asyncio", "sleepers.py", "tasks").upTo(100_000),
                            new Contender("asyncio on uvloop", "sleepers.py", "uvloop"),
                            new Contender("virtual threads", "Sleepers", "virtual-threads"),
                            new Contender(
                                            "virtual threads, ParallelGC, -Xmn4g",
                                            "Sleepers",
                                            "virtual-threads")
                                    .with("-XX:+UseParallelGC", "-Xmn4g"),
                            new Contender("CompletableFuture, delayed", "Sleepers", "futures"))),
            new Workload(
                    "semaphore",
                    "A hundred at once, no work",
                    "p09_semaphores",
                    10_000,
                    List.of(1_000, 10_000, 100_000),
                    NO_FLOOR,
                    "For a long list a hundred workers are cheaper than a task for each item, in both languages.",
                    List.of(
                            new Contender("asyncio, a task for each", "semaphore.py", "tasks"),
                            new Contender("asyncio, 100 workers", "semaphore.py", "workers"),
                            new Contender("a thread for each", "Semaphores", "thread-per-item"),
                            new Contender("100 workers", "Semaphores", "workers"))),
            new Workload(
                    "semaphore-1ms",
                    "A hundred at once, each waits 1 ms",
                    "p09_semaphores",
                    10_000,
                    List.of(1_000, 10_000, 100_000),
                    size -> size / 100,
                    "",
                    List.of(
                            new Contender("asyncio, a task for each", "semaphore_work.py", "tasks"),
                            new Contender("asyncio, 100 workers", "semaphore_work.py", "workers"),
                            new Contender("a thread for each", "Semaphores", "thread-per-item-1ms"),
                            new Contender("100 workers", "Semaphores", "workers-1ms"))),
            new Workload(
                    "queue",
                    "A queue of ten between two tasks",
                    "p08_producer_consumer",
                    30_000,
                    List.of(3_000, 30_000, 300_000),
                    NO_FLOOR,
                    "Platform threads lose: each hand-over wakes a thread of the operating system. With one carrier the two tasks never meet.",
                    List.of(
                            new Contender("asyncio", "queue_of_ten.py", "tasks"),
                            new Contender("asyncio on uvloop", "queue_of_ten.py", "uvloop"),
                            new Contender("virtual threads", "QueueOfTen", "virtual-threads"),
                            new Contender("virtual threads, one carrier", "QueueOfTen", "one-carrier")
                                    .with("-Djdk.virtualThreadScheduler.parallelism=1"),
                            new Contender("platform threads", "QueueOfTen", "platform-threads"))),
            new Workload(
                    "lock",
                    "Five tasks that count under one lock",
                    "p10_locks",
                    20_000,
                    List.of(2_000, 20_000, 200_000),
                    NO_FLOOR,
                    "",
                    List.of(
                            new Contender("asyncio", "lock.py", "tasks"),
                            new Contender("asyncio on uvloop", "lock.py", "uvloop"),
                            new Contender("synchronized", "Locks", "synchronized"),
                            new Contender("ReentrantLock", "Locks", "reentrant-lock"))),
            new Workload(
                    "timeouts",
                    "Calls given up after 100 ms",
                    "p05_timeouts",
                    1_000,
                    List.of(100, 1_000, 10_000),
                    size -> 100,
                    "",
                    List.of(
                            new Contender("asyncio", "timeouts.py", "tasks"),
                            new Contender("asyncio on uvloop", "timeouts.py", "uvloop"),
                            new Contender("virtual threads, timed get", "Timeouts", "virtual-threads"),
                            new Contender("CompletableFuture.orTimeout", "Timeouts", "futures"))),
            new Workload(
                    "cancel",
                    "Waiting tasks that are cancelled",
                    "p20_cancellation",
                    10_000,
                    List.of(1_000, 10_000, 100_000),
                    NO_FLOOR,
                    "",
                    List.of(
                            new Contender("asyncio", "cancel.py", "tasks"),
                            new Contender("asyncio on uvloop", "cancel.py", "uvloop"),
                            new Contender("virtual threads, interrupted", "Cancel", "virtual-threads"))),
            new Workload(
                    "generator",
                    "Items of a generator",
                    "p07_async_iterators",
                    100_000,
                    List.of(10_000, 100_000, 1_000_000),
                    NO_FLOOR,
                    "An iterator that blocks needs no thread. A pump has one, and pays for each hand-over: use it where fetching ahead is worth it.",
                    List.of(
                            new Contender("asyncio", "generator.py", "tasks"),
                            new Contender("iterator", "Generator", "iterator"),
                            new Contender("pump with a queue of 1,000", "Generator", "queue-pump"))),
            new Workload(
                    "ping-pong",
                    "Two tasks that hand a ball to each other",
                    "p08_producer_consumer",
                    20_000,
                    List.of(2_000, 20_000, 200_000),
                    NO_FLOOR,
                    "",
                    List.of(
                            new Contender("asyncio", "ping_pong.py", "tasks"),
                            new Contender("asyncio on uvloop", "ping_pong.py", "uvloop"),
                            new Contender("virtual threads", "PingPong", "virtual-threads"),
                            new Contender("virtual threads, one carrier", "PingPong", "one-carrier")
                                    .with("-Djdk.virtualThreadScheduler.parallelism=1"))),
            new Workload(
                    "computing",
                    "Primes below a limit, in four parts",
                    "p17_blocking_work",
                    100_000,
                    List.of(100_000, 1_000_000),
                    NO_FLOOR,
                    "Threads of Python take turns under its lock; processes do not, and cost a start each.",
                    List.of(
                            new Contender("threads", "computing.py", "threads"),
                            new Contender("processes", "computing.py", "processes"),
                            new Contender("platform pool", "Computing", "platform-pool"))),
            new Workload(
                    "sha-256",
                    "Megabytes hashed, in four parts",
                    "p17_blocking_work",
                    10,
                    List.of(10, 50),
                    NO_FLOOR,
                    "Python's hashlib is C that lets its lock go. The JDK's SHA-256 is Java that the JIT replaces by the processor's own instructions once it is warm; cold it loses.",
                    List.of(
                            new Contender("threads", "computing.py", "sha-256"),
                            new Contender("platform pool", "Computing", "sha-256"))),
            new Workload(
                    "blocking",
                    "Calls that block for 100 ms",
                    "p17_blocking_work",
                    100,
                    List.of(10, 100, 1_000),
                    size -> 100,
                    "`asyncio.to_thread` has a pool of a few threads (the number of processors and four); virtual threads need none.",
                    List.of(
                            new Contender("asyncio.to_thread", "blocking.py", "threads"),
                            new Contender("virtual threads", "Blocking", "virtual-threads"))));
}
