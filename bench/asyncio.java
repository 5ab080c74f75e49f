// The same work in Python's asyncio and in Java, measured in one run.
// Run it by: ./workbook bench asyncio [-- --quick] [-- gather semaphore]
//
// For each workload and size the contenders take turns, five rounds, each time in a process of its
// own. (Who has worked for 15 seconds, and at least twice, runs no more.) A process repeats its
// work: the first time is *cold*, what a program that does this once pays; the median of the others
// is *warm*, what a service pays. All contenders must give the same answer. What they all talk to,
// a web server or a database, runs beside them. The page is bench/RESULTS.md, what was measured and
// the pictures lie in bench/results/; all grow with each workload that is done. `-- --page` makes
// the page anew from what was measured.

import java.awt.BasicStroke;
import java.awt.Color;
import java.lang.ProcessBuilder.Redirect;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));
static final Path HERE = ROOT.resolve("bench").resolve("asyncio");
static final Path TOOLS = ROOT.resolve(".workbook").resolve("bench");
static final Path PYTHON = TOOLS.resolve("bin").resolve("python");
static final Path PROGRAMS = TOOLS.resolve("asyncio.jar");
static final String LIBRARIES = System.getProperty("java.class.path");
static final String CLASS_PATH = PROGRAMS + File.pathSeparator + LIBRARIES;
static final Path SAMPLES = ROOT.resolve("bench").resolve("results").resolve("samples.tsv");
static final int ROUNDS = 5;
static final int REPETITIONS = 3;
static final Duration ENOUGH = Duration.ofSeconds(15);

/// A way to do a workload.
///
/// @param name as the page calls it
/// @param program a `.py`, a `.sh`, a class of this folder, or a `.java` that is started from its
///   source
/// @param variant what the program is told; empty for one that is told nothing and does not measure
///   itself: it is measured from outside, from the start of its process to the end
/// @param options for the JVM
/// @param isTrained whether it starts from an AOT cache (JEP 514), made in a run of its own before
///   the first round
/// @param most the largest size that this way can take in reasonable time; beyond it, it is left
///   out
/// @param isInQuick whether a quick run has time for it
record Contender(
        String name,
        String program,
        String variant,
        List<String> options,
        boolean isTrained,
        int most,
        boolean isInQuick) {

    Contender(String name, String program, String variant) {
        this(name, program, variant, List.of(), false, Integer.MAX_VALUE, true);
    }

    Contender upTo(int most) {
        return new Contender(name, program, variant, options, isTrained, most, isInQuick);
    }

    Contender with(String... options) {
        return new Contender(name, program, variant, List.of(options), isTrained, most, isInQuick);
    }

    Contender trained() {
        return new Contender(name, program, variant, options, true, most, isInQuick);
    }

    Contender onlyInFull() {
        return new Contender(name, program, variant, options, isTrained, most, false);
    }

    boolean isPython() {
        return program.endsWith(".py");
    }

    Path cache() {
        return TOOLS.resolve("%s-%08x.aot".formatted(program, hashCode()));
    }
}

/// Work that is done in several ways. The first contender is what the others are compared with.
///
/// @param quick the one size of a quick run; 0 if the workload is too long for one
/// @param floorMillis what no way can be faster than: it is subtracted, so that the costs are
///   compared
/// @param note why the figures are as they are, and what was tried where Java loses
/// @param service the class of this folder that runs beside all of them; empty for none
/// @param load where the contenders are servers, the class of this folder that asks them, and what
///   it is told. It also gets the size, the repetitions and what starts the server, and tells what
///   it measured
record Workload(
        String name,
        String title,
        String lesson,
        int quick,
        List<Integer> sizes,
        IntUnaryOperator floorMillis,
        String note,
        List<Contender> contenders,
        String service,
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
        this(name, title, lesson, quick, sizes, floorMillis, note, contenders, "", List.of());
    }

    Workload beside(String service) {
        return new Workload(
                name, title, lesson, quick, sizes, floorMillis, note, contenders, service, load);
    }

    Workload askedBy(String... load) {
        return new Workload(
                name,
                title,
                lesson,
                quick,
                sizes,
                floorMillis,
                note,
                contenders,
                service,
                List.of(load));
    }

    /// The part of it that a quick run has time for: one size, and the ways that matter most.
    Workload quickly() {
        return new Workload(
                name,
                title,
                lesson,
                quick,
                quick == 0 ? List.of() : List.of(quick),
                floorMillis,
                note,
                contenders.stream().filter(Contender::isInQuick).toList(),
                service,
                load);
    }

    /// With the figures of one task, those of many can be told for each of them.
    boolean isForEachTask() {
        return sizes.contains(1);
    }

    /// Long rounds are repeated less, and those against a server, whose processes take long to
    /// start.
    int repetitions(int size) {
        boolean isLong = size >= 1_000_000 || floorMillis.applyAsInt(size) >= 1_000;
        return isLong || !load.isEmpty() || !service.isEmpty() ? 2 : REPETITIONS;
    }
}

/// How long one answer took in a round of many, in milliseconds.
record Latency(double p50, double p99) {
    @Override
    public String toString() {
        return Figures.digits(p50) + " / " + Figures.digits(p99);
    }
}

/// What one process told.
///
/// @param latencies one for each round; none where nobody waits for each answer
/// @param peakKilobytes the most memory that it held until the end of the first round: later ones
///   also hold what the collector has left of the earlier
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
        return wall.size() == 1 ? wall.getFirst() : median(wall.subList(1, wall.size()));
    }
}

/// What the contenders talk to, in a process of its own: its processor time is not theirs. It says
/// where it is in its first line, which they find in the variable `SERVICE`, and ends when its
/// input does: not later than the driver.
record Service(Process process, String address) implements AutoCloseable {

    static Service start(String program) throws Exception {
        var process =
                new ProcessBuilder(tool("java"), "-cp", CLASS_PATH, program)
                        .redirectError(Redirect.INHERIT)
                        .start();
        var service = new Service(process, process.inputReader().readLine());
        if (service.address() == null) {
            throw new IllegalStateException(program + " does not start");
        }
        return service;
    }

    @Override
    public void close() throws Exception {
        process.outputWriter().close();
        process.waitFor();
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

    /// Of one answer in a warm process; empty where nobody waits for each.
    Optional<Latency> latency() {
        var warm = samples.stream().flatMap(sample -> sample.latencies().stream().skip(1)).toList();
        return warm.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Latency(
                                median(warm.stream().map(Latency::p50).toList()),
                                median(warm.stream().map(Latency::p99).toList())));
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
                        samples.size() < ROUNDS ? " (of %d)".formatted(samples.size()) : "");
    }

    double coldMicrosForEach() {
        return cold() * 1_000 / size;
    }

    /// @param one the same way with one task
    double bytesForEach(Measured one) {
        return Math.max(1, (peakMegabytes() - one.peakMegabytes()) * 1024 * 1024 / size);
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
    if (words.equals(List.of("--page"))) {
        Page.of(Files.readAllLines(SAMPLES)).write();
        System.err.println("Made anew from " + SAMPLES);
        System.exit(0);
    }
    boolean quick = words.contains("--quick");
    var names = words.stream().filter(word -> !word.startsWith("--")).toList();
    var known = workloads().stream().map(Workload::name).toList();
    if (words.stream().anyMatch(word -> word.startsWith("--") && !word.equals("--quick"))
            || !known.containsAll(names)) {
        System.err.println(
                "Expected --page alone, --quick, or names of workloads, found %s. There are: %s"
                        .formatted(words, String.join(", ", known)));
        System.exit(2);
    }
    var chosen =
            workloads().stream()
                    .filter(each -> names.isEmpty() || names.contains(each.name()))
                    .map(each -> quick ? each.quickly() : each)
                    .filter(each -> !each.sizes().isEmpty())
                    .toList();
    installPython();
    copyJBang();
    compile();
    String made = made(quick);
    var measured = new ArrayList<Measured>();
    long start = System.nanoTime();
    int done = 0;
    for (var workload : chosen) {
        System.err.printf(
                "%3d s%s, %d of %d: %s%n",
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                quick ? ", quick" : "",
                ++done,
                chosen.size(),
                workload.title());
        measured.addAll(measure(workload));
        if (names.isEmpty()) {
            var page = new Page(made, measured);
            Files.createDirectories(SAMPLES.getParent());
            Files.write(SAMPLES, page.samples());
            page.write();
        }
    }
    IO.println(new Page(made, measured).table());
    System.err.printf(
            "%3d s%s%n",
            Duration.ofNanos(System.nanoTime() - start).toSeconds(),
            names.isEmpty() ? ", written: bench/RESULTS.md and bench/results/" : "");
    System.exit(0);
}

/// @return what the page says about the run that it was made from
static String made(boolean quick) throws Exception {
    return "`./workbook bench asyncio%s` on %s: JDK %s, %s, %d processors, %s"
            .formatted(
                    quick ? " -- --quick" : "",
                    LocalDate.now(ZoneId.systemDefault()),
                    Runtime.version(),
                    run(List.of(PYTHON.toString(), "--version")).getFirst(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name"));
}

/// Python's own packages, pinned, in an environment of their own.
static void installPython() throws Exception {
    var wanted = HERE.resolve("requirements.txt");
    var installed = TOOLS.resolve("asyncio-requirements.txt");
    if (Files.exists(installed) && Files.readString(installed).equals(Files.readString(wanted))) {
        return;
    }
    System.err.println("Installing Python's packages for the comparison …");
    run(List.of("python3", "-m", "venv", TOOLS.toString()));
    run(List.of(PYTHON.toString(), "-m", "pip", "install", "-q", "-r", wanted.toString()));
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
}

/// To where `hello_by_jbang.sh` looks for it, in the version that the book is tested with.
static void copyJBang() throws Exception {
    var pom = ROOT.resolve("pom.xml").toString();
    var maven = List.of("mvn", "-q", "-B", "-f", pom, "dependency:copy@jbang");
    run(maven, "", Redirect.DISCARD);
}

/// Compiled before: a JVM that also compiles its source needs twice the memory. A jar, because an
/// AOT cache takes no folder. Only what uses a preview then asks to be started with one.
static void compile() throws Exception {
    var classes = Files.createTempDirectory("asyncio").toString();
    var command = new ArrayList<>(List.of(tool("javac"), "--enable-preview", "--release", "25"));
    command.addAll(List.of("-XDsuppressNotes", "-cp", LIBRARIES, "-d", classes));
    try (var files = Files.list(HERE)) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    run(command);
    run(List.of(tool("jar"), "--create", "--file", PROGRAMS.toString(), "-C", classes, "."));
}

/// Before the first round the service is there, and who is to be trained is.
static List<Measured> measure(Workload workload) throws Exception {
    try (var service = workload.service().isEmpty() ? null : Service.start(workload.service())) {
        String address = service == null ? "" : service.address();
        for (var contender : workload.contenders()) {
            if (contender.isTrained()) {
                var training = List.of("-XX:AOTCacheOutput=" + contender.cache());
                run(
                        command(workload, contender, training, workload.quick(), 1),
                        address,
                        Redirect.DISCARD);
            }
        }
        var measured = new ArrayList<Measured>();
        for (int size : workload.sizes()) {
            measured.addAll(measure(workload, size, address));
        }
        return measured;
    }
}

/// The contenders take turns, so that what else the machine does falls on all of them.
static List<Measured> measure(Workload workload, int size, String service) throws Exception {
    var samples = new LinkedHashMap<Contender, List<Sample>>();
    for (int round = 0; round < ROUNDS; round++) {
        for (var contender : workload.contenders()) {
            var before = samples.computeIfAbsent(contender, any -> new ArrayList<>());
            if (size <= contender.most() && !isEnough(before)) {
                before.add(sample(workload, contender, size, service));
            }
        }
    }
    samples.values().removeIf(List::isEmpty);
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

/// Who has worked for 15 seconds, and at least twice, takes part in no more rounds.
static boolean isEnough(List<Sample> samples) {
    double millis =
            samples.stream()
                    .flatMap(sample -> sample.wall().stream())
                    .mapToDouble(Double::doubleValue)
                    .sum();
    return samples.size() >= 2 && millis > ENOUGH.toMillis();
}

static Sample sample(Workload workload, Contender contender, int size, String service)
        throws Exception {
    // With "on" a cache that does not fit is a failure; otherwise the JVM would start without it.
    var trained =
            contender.isTrained()
                    ? List.of("-XX:AOTMode=on", "-XX:AOTCache=" + contender.cache())
                    : List.<String>of();
    var command = command(workload, contender, trained, size, workload.repetitions(size));
    var wall = new ArrayList<Double>();
    var cpu = new ArrayList<Double>();
    var latencies = new ArrayList<Latency>();
    String answer = "";
    long peak = 0;
    for (String line : run(command, service, Redirect.INHERIT)) {
        var words = line.split(" ", 2);
        switch (words[0]) {
            case "round" -> {
                var numbers = words[1].split(" ");
                wall.add(Double.valueOf(numbers[0]));
                cpu.add(Double.valueOf(numbers[1]));
                if (numbers.length > 2) {
                    latencies.add(
                            new Latency(
                                    Double.parseDouble(numbers[2]),
                                    Double.parseDouble(numbers[3])));
                }
            }
            case "answer" -> answer = words[1];
            case "peak" -> peak = Long.parseLong(words[1]);
            default -> throw new IllegalStateException(command + " said: " + line);
        }
    }
    return new Sample(wall, cpu, latencies, answer, peak);
}

/// @return what starts it: with its own measurement, within `outside.py`, or asked by the load
static List<String> command(
        Workload workload,
        Contender contender,
        List<String> moreOptions,
        int size,
        int repetitions) {
    var program = program(contender, moreOptions);
    var amounts = List.of(Integer.toString(size), Integer.toString(repetitions));
    var command = new ArrayList<String>();
    if (!workload.load().isEmpty()) {
        command.addAll(List.of(tool("java"), "-cp", CLASS_PATH));
        command.addAll(workload.load());
        command.addAll(amounts);
        command.addAll(program);
    } else if (contender.variant().isEmpty()) {
        command.addAll(List.of(PYTHON.toString(), HERE.resolve("outside.py").toString()));
        command.addAll(program);
    } else {
        command.addAll(program);
        command.addAll(amounts);
    }
    return command;
}

static List<String> program(Contender contender, List<String> moreOptions) {
    var command = new ArrayList<String>();
    if (contender.isPython()) {
        command.addAll(List.of(PYTHON.toString(), HERE.resolve(contender.program()).toString()));
    } else if (contender.program().endsWith(".sh")) {
        command.addAll(List.of("sh", contender.program()));
    } else {
        command.add(tool("java"));
        command.addAll(contender.options());
        command.addAll(moreOptions);
        command.addAll(
                contender.program().endsWith(".java")
                        ? List.of(contender.program())
                        : List.of("-cp", CLASS_PATH, contender.program()));
    }
    if (!contender.variant().isEmpty()) {
        command.add(contender.variant());
    }
    return command;
}

static List<String> run(List<String> command) throws Exception {
    return run(command, "", Redirect.INHERIT);
}

/// @param service where what it talks to is
/// @param errors where its error stream goes: that of a training run is long, and a cache that was
///   not made fails later
/// @throws IllegalStateException if it fails
static List<String> run(List<String> command, String service, Redirect errors) throws Exception {
    var builder = new ProcessBuilder(command).directory(HERE.toFile()).redirectError(errors);
    builder.environment().put("SERVICE", service);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    var lines = process.inputReader().readAllLines();
    if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + lines);
    }
    return lines;
}

static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
}

/// The page made of a run.
///
/// @param made when and where the run was
record Page(String made, List<Measured> measured) {

    /// What was measured, a line for each round of each process, after one that says what made it.
    List<String> samples() {
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
    static Page of(List<String> lines) {
        var rounds = lines.stream().skip(2).map(line -> line.split("\t", -1)).toList();
        var measured = new ArrayList<Measured>();
        for (var workload : workloads()) {
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
    String table() {
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

    void write() throws IOException {
        var folder = ROOT.resolve("bench");
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
        text.append(firstMeasurement());
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
                .formatted(made, ROUNDS, glanceTable());
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
    private String firstMeasurement() throws IOException {
        var again =
                Ratio.ofFirstMeasurement().stream()
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

    static List<Ratio> ofFirstMeasurement() throws IOException {
        return Files.readAllLines(HERE.resolve("first-measurement.tsv")).stream()
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

/// The best of each side, in milliseconds.
record Versus(double python, double java) {

    static Versus of(List<Measured> here, ToDoubleFunction<Measured> cost) {
        return new Versus(best(here, true, cost), best(here, false, cost));
    }

    private static double best(
            List<Measured> here, boolean python, ToDoubleFunction<Measured> cost) {
        return here.stream()
                .filter(each -> each.contender().isPython() == python)
                .mapToDouble(cost)
                .min()
                .orElseThrow();
    }

    /// @return above 1 where Java is faster
    double times() {
        return python / java;
    }

    static String text(double times) {
        return (times >= 10 ? "%,.0f" : "%.1f").formatted(times);
    }

    String cells() {
        String times = text(times());
        return " %s | %s | %s |"
                .formatted(
                        Figures.digits(python),
                        Figures.digits(java),
                        java > python ? "**" + times + "**" : times);
    }
}

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

/// How many times faster Java is: above the line at 1 it is, below it is slower.
record GlancePicture(List<Glance> glances) {

    void draw(Path folder) throws IOException {
        var chart =
                new CategoryChartBuilder()
                        .width(960)
                        .height(520)
                        .title("How many times faster Java's best is than Python's best")
                        .yAxisTitle("times")
                        .build();
        var style = chart.getStyler();
        style.setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
        style.setOverlapped(true);
        style.setYAxisLogarithmic(true).setXAxisLabelRotation(60);
        style.setYAxisMin(powerOfTen(Math::floor, all().min().orElseThrow()));
        style.setYAxisMax(powerOfTen(Math::ceil, all().max().orElseThrow()));
        style.setLegendPosition(Styler.LegendPosition.OutsideE);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotGridLinesStroke(Picture.GRID);
        var names = glances.stream().map(each -> each.workload().name()).toList();
        chart.addSeries("cold", names, glances.stream().map(each -> each.cold().times()).toList());
        chart.addSeries("warm", names, glances.stream().map(each -> each.warm().times()).toList());
        chart.addSeries("as fast", names, Collections.nCopies(names.size(), 1.0))
                .setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line)
                .setMarker(SeriesMarkers.NONE);
        VectorGraphicsEncoder.saveVectorGraphic(
                chart,
                folder.resolve("at-a-glance").toString(),
                VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }

    private DoubleStream all() {
        return glances.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.cold().times(), each.warm().times()));
    }

    private static double powerOfTen(DoubleUnaryOperator rounding, double number) {
        return Math.pow(10, rounding.applyAsDouble(Math.log10(number)));
    }
}

/// How a figure grows: both axes by factors of ten.
record Picture(
        String name,
        String title,
        String unit,
        List<Measured> measured,
        ToDoubleFunction<Measured> figure) {

    /// Of one piece: as SVG, each dash of a line is a shape, and a picture half a megabyte.
    static final BasicStroke GRID = new BasicStroke(0.5f);

    void draw(Path folder) throws IOException {
        long ways = measured.stream().map(Measured::contender).distinct().count();
        var chart =
                new XYChartBuilder()
                        .width(720)
                        .height(360 + 24 * (int) ways)
                        .title(title)
                        .xAxisTitle("size")
                        .yAxisTitle(unit)
                        .build();
        var style = chart.getStyler();
        style.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotGridLinesStroke(GRID);
        measured.stream()
                .collect(
                        Collectors.groupingBy(
                                each -> each.contender().name(),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .forEach((way, points) ->
                        chart.addSeries(
                                way,
                                points.stream().mapToDouble(Measured::size).toArray(),
                                points.stream().mapToDouble(figure).toArray()));
        VectorGraphicsEncoder.saveVectorGraphic(
                chart,
                folder.resolve(name).toString(),
                VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
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
                                    new Contender(
                                            "websockets, broadcast()", "chat.py", "broadcast"),
                                    new Contender("websockets, gather", "chat.py", "gather")
                                            .onlyInFull(),
                                    new Contender("Helidon, outboxes", "Chat", "64")))
                    .askedBy("ChatLoad", "broadcast"),
            new Workload(
                            "chat",
                            "Deliveries in a chat of a hundred who all talk",
                            "p13_websocket_chat",
                            20_000,
                            List.of(20_000, 200_000),
                            NO_FLOOR,
                            "An outbox for each client sends what has piled up as one frame, so that many lines cost one write. That helps in both languages: compare the ways that send a frame for each line, and those that send up to 64 lines in one. Nothing here is computed, so one event loop does well with outboxes; a hundred threads of Java wake each other on other processors, and with one carrier they do not.",
                            List.of(
                                    new Contender(
                                            "websockets, broadcast()", "chat.py", "broadcast"),
                                    new Contender("websockets, gather", "chat.py", "gather")
                                            .onlyInFull(),
                                    new Contender(
                                            "websockets, outboxes, 64 lines", "chat.py", "outbox"),
                                    new Contender("Helidon, outboxes, a frame a line", "Chat", "1")
                                            .onlyInFull(),
                                    new Contender("Helidon, outboxes, 64 lines", "Chat", "64"),
                                    new Contender("Helidon, 64 lines, one carrier", "Chat", "64")
                                            .with("-Djdk.virtualThreadScheduler.parallelism=1")
                                            .onlyInFull()))
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
                    "Each service takes 20 ms. An event loop has one processor, virtual threads have all of them. A fresh JVM interprets its first hundreds of requests, and is warm after some thousands: until then, and so in a quick run, Python is first. `java.net.http` is in the JDK, and costs more for each request than Apache's client.",
                    List.of(
                            new Contender("FastAPI, aiohttp's client", "aggregator.py", "fastapi"),
                            new Contender("aiohttp, its client", "aggregator.py", "aiohttp"),
                            new Contender(
                                    "Helidon, Apache HttpClient", "Aggregator", "helidon-apache"),
                            new Contender("Helidon, java.net.http", "Aggregator", "helidon-jdk")
                                    .onlyInFull(),
                            new Contender("Javalin, java.net.http", "Aggregator", "javalin-jdk")
                                    .onlyInFull()))
            .askedBy("AggregatorLoad", Integer.toString(connections));
}

static List<Workload> taskWorkloads() {
    return List.of(
            new Workload(
                    "gather",
                    "Tasks that end at once",
                    "p02_concurrent_execution",
                    10_000,
                    List.of(1, 1_000, 10_000, 100_000, 1_000_000),
                    NO_FLOOR,
                    "Up to some thousands of tasks Python is first in a fresh process: the JVM still interprets. Java's tasks end while others are made, asyncio's begin when all are there: see `waiters` for the memory of tasks that all wait.",
                    List.of(
                            new Contender("asyncio", "gather.py", "tasks").upTo(100_000),
                            new Contender("asyncio on uvloop", "gather.py", "uvloop"),
                            new Contender("virtual threads", "Gather", "virtual-threads"),
                            new Contender("virtual threads in a scope", "GatherScope", "scope")
                                    .with("--enable-preview")
                                    .onlyInFull(),
                            new Contender("CompletableFuture", "Gather", "futures"))),
            new Workload(
                    "sleepers",
                    "Tasks that sleep for a second",
                    "p01_async_await",
                    0,
                    List.of(100_000, 1_000_000),
                    size -> 1_000,
                    "A million parked threads are deoptimised one by one if their code was compiled before any had woken; more memory for young objects and the parallel collector help most.",
                    List.of(
                            new Contender("asyncio", "sleepers.py", "tasks").upTo(100_000),
                            new Contender("asyncio on uvloop", "sleepers.py", "uvloop"),
                            new Contender("virtual threads", "Sleepers", "virtual-threads"),
                            new Contender(
                                            "virtual threads after a few, ParallelGC, -Xmn4g",
                                            "Sleepers",
                                            "virtual-threads-after-a-few")
                                    .with("-XX:+UseParallelGC", "-Xmn4g")
                                    .onlyInFull(),
                            new Contender("CompletableFuture, delayed", "Sleepers", "futures"))),
            new Workload(
                    "waiters",
                    "Tasks that wait for one event",
                    "p03_tasks",
                    10_000,
                    List.of(1, 10_000, 100_000, 1_000_000),
                    NO_FLOOR,
                    "All wait at the same time, so the memory of each is what the process held at most, less what it held with one task, divided by their number. A JVM takes memory before it collects what is dead: by default that is how much it took, and with 4 MB for young objects how much the tasks hold. A million threads that park in code compiled before any had woken are deoptimised one by one: a few thousand that wake first prevent it, together with much memory for young objects. Neither does alone.",
                    List.of(
                            new Contender("asyncio", "waiters.py", "tasks").upTo(100_000),
                            new Contender("asyncio on uvloop", "waiters.py", "uvloop").onlyInFull(),
                            new Contender("virtual threads", "Waiters", "virtual-threads"),
                            new Contender(
                                            "virtual threads, SerialGC, -Xmn4m",
                                            "Waiters",
                                            "virtual-threads")
                                    .with("-XX:+UseSerialGC", "-Xmn4m")
                                    .upTo(100_000)
                                    .onlyInFull(),
                            new Contender(
                                            "virtual threads after a few, ParallelGC, -Xmn4g",
                                            "Waiters",
                                            "virtual-threads-after-a-few")
                                    .with("-XX:+UseParallelGC", "-Xmn4g")
                                    .onlyInFull(),
                            new Contender("CompletableFuture", "Waiters", "futures"),
                            new Contender(
                                            "CompletableFuture, SerialGC, -Xmn4m",
                                            "Waiters",
                                            "futures")
                                    .with("-XX:+UseSerialGC", "-Xmn4m")
                                    .onlyInFull())),
            new Workload(
                    "deep-waiters",
                    "Tasks that wait for one event, fifty calls deep",
                    "p03_tasks",
                    0,
                    List.of(1, 10_000, 100_000),
                    NO_FLOOR,
                    "A coroutine is an object for each call that waits; a virtual thread keeps its stack as one piece.",
                    List.of(
                            new Contender("asyncio", "waiters.py", "deep"),
                            new Contender("virtual threads", "Waiters", "virtual-threads-deep"),
                            new Contender(
                                            "virtual threads, SerialGC, -Xmn4m",
                                            "Waiters",
                                            "virtual-threads-deep")
                                    .with("-XX:+UseSerialGC", "-Xmn4m"))),
            new Workload(
                    "semaphore",
                    "A hundred at once, no work",
                    "p09_semaphores",
                    10_000,
                    List.of(1_000, 10_000, 100_000),
                    NO_FLOOR,
                    "For a long list a hundred workers are cheaper than a task for each item, in both languages. Nothing here waits, so asyncio's workers never give way: one plain loop after the other, and nothing to switch. Java's threads start and end all the same, which is what it loses by in a fresh process.",
                    List.of(
                            new Contender("asyncio, a task for each", "semaphore.py", "tasks"),
                            new Contender("asyncio, 100 workers", "semaphore.py", "workers"),
                            new Contender("a thread for each", "Semaphores", "thread-per-item"),
                            new Contender("100 workers", "Semaphores", "workers"))),
            new Workload(
                    "semaphore-1ms",
                    "A hundred at once, each waits 1 ms",
                    "p09_semaphores",
                    1_000,
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
                    10_000,
                    List.of(3_000, 30_000, 300_000),
                    NO_FLOOR,
                    "Platform threads lose: each hand-over wakes a thread of the operating system. With one carrier the two tasks never meet.",
                    List.of(
                            new Contender("asyncio", "queue_of_ten.py", "tasks"),
                            new Contender("asyncio on uvloop", "queue_of_ten.py", "uvloop"),
                            new Contender("virtual threads", "QueueOfTen", "virtual-threads"),
                            new Contender(
                                            "virtual threads, one carrier",
                                            "QueueOfTen",
                                            "one-carrier")
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
                            new Contender("asyncio on uvloop", "lock.py", "uvloop").onlyInFull(),
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
                            new Contender("asyncio, wait_for", "timeouts.py", "tasks"),
                            new Contender("asyncio on uvloop, wait_for", "timeouts.py", "uvloop")
                                    .onlyInFull(),
                            new Contender(
                                            "asyncio on uvloop, timeout()",
                                            "timeouts.py",
                                            "timeout-uvloop")
                                    .onlyInFull(),
                            new Contender(
                                    "virtual threads, timed get", "Timeouts", "virtual-threads"),
                            new Contender("a scope for each", "TimeoutsScope", "a-scope-each")
                                    .with("--enable-preview")
                                    .onlyInFull(),
                            new Contender("one scope for all", "TimeoutsScope", "one-scope")
                                    .with("--enable-preview")
                                    .onlyInFull(),
                            new Contender("CompletableFuture.orTimeout", "Timeouts", "futures"))),
            new Workload(
                    "cancel",
                    "Waiting tasks that are cancelled",
                    "p20_cancellation",
                    10_000,
                    List.of(1_000, 10_000, 100_000),
                    NO_FLOOR,
                    "Who is interrupted leaves the queue of what they wait for, and looks through it to do so. With a future for each, the queues are short. Where all wait for one latch, cancelling them is quadratic: 10,000 took a second, and 100,000 between half a minute and five. In a fresh process Java loses: each thread throws, and is woken, in code that is still interpreted.",
                    List.of(
                            new Contender("asyncio", "cancel.py", "tasks"),
                            new Contender("asyncio on uvloop", "cancel.py", "uvloop").onlyInFull(),
                            new Contender("virtual threads", "Cancel", "own-future"),
                            new Contender("virtual threads at one latch", "Cancel", "one-latch")
                                    .upTo(10_000)
                                    .onlyInFull())),
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
                            new Contender(
                                    "pump with a queue of 1,000", "Generator", "queue-pump"))),
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
                            new Contender("asyncio on uvloop", "ping_pong.py", "uvloop")
                                    .onlyInFull(),
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
                    "Threads of Python take turns under its lock; processes do not, and cost a start each. Their peak is that of the first alone.",
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
                    20,
                    List.of(10, 100, 1_000),
                    size -> 100,
                    "`asyncio.to_thread` has a pool of a few threads (the number of processors and four); virtual threads need none.",
                    List.of(
                            new Contender("asyncio.to_thread", "blocking.py", "threads").upTo(100),
                            new Contender("virtual threads", "Blocking", "virtual-threads"))),
            new Workload(
                            "scrape",
                            "Pages of a web server, a hundred in flight",
                            "p11_web_scraping",
                            200,
                            List.of(1_000, 5_000),
                            NO_FLOOR,
                            "The server has a share of the same processors. Of Java's clients `java.net.http` costs the most processor time, and is slow to warm up. Tried beside it: Apache's, and the oldest of the JDK, which keeps its connections from round to round (100 by `-Dhttp.maxConnections`, 5 by default).",
                            List.of(
                                    new Contender(
                                            "aiohttp, a task for each", "scrape.py", "gather"),
                                    new Contender("aiohttp, 100 workers", "scrape.py", "workers"),
                                    new Contender(
                                            "HttpClient.send, a thread for each", "Scrape", "send"),
                                    new Contender("HttpClient.sendAsync", "Scrape", "send-async")
                                            .onlyInFull(),
                                    new Contender(
                                                    "HttpURLConnection, 100 workers",
                                                    "Scrape",
                                                    "url-connection")
                                            .with("-Dhttp.maxConnections=100"),
                                    new Contender(
                                                    "HttpURLConnection, AOT cache",
                                                    "Scrape",
                                                    "url-connection")
                                            .with("-Dhttp.maxConnections=100")
                                            .trained()
                                            .onlyInFull(),
                                    new Contender(
                                                    "Apache HttpClient, 100 workers",
                                                    "Scrape",
                                                    "apache")
                                            .onlyInFull()))
                    .beside("Pages"),
            new Workload(
                            "postgres",
                            "Requests of three queries, twenty connections",
                            "p12_database",
                            200,
                            List.of(200, 2_000),
                            NO_FLOOR,
                            "Cold includes opening the pool, and a driver in Java that is still interpreted: there Java loses. On loopback a query takes less time than it takes to hand it to another task: three at once within a request cost more than they save, in both languages. With a database that is far away they save what lesson 12 shows.",
                            List.of(
                                    new Contender("asyncpg, three at once", "postgres.py", "tasks"),
                                    new Contender(
                                                    "asyncpg on uvloop, three at once",
                                                    "postgres.py",
                                                    "uvloop")
                                            .onlyInFull(),
                                    new Contender(
                                            "asyncpg on uvloop, 20 workers",
                                            "postgres.py",
                                            "workers-uvloop"),
                                    new Contender(
                                                    "a thread for each request, three at once",
                                                    "Postgres",
                                                    "thread-per-request")
                                            .onlyInFull(),
                                    new Contender(
                                            "32 workers, three at once", "Postgres", "workers"),
                                    new Contender(
                                            "20 platform threads", "Postgres", "platform-threads")))
                    .beside("Shop"),
            new Workload(
                    "start",
                    "From the start of a process to its end",
                    "p00_quick_start",
                    1,
                    List.of(1),
                    NO_FLOOR,
                    "Measured from outside; each start is cold. `java Hello.java` starts a compiler first. JBang keeps what it has compiled (the slowest of its rounds is the one that did), but is itself a Java program that looks for it. What helps is to compile before, and to keep what a training run has loaded and linked in an AOT cache (JEP 514).",
                    List.of(
                            new Contender("python hello.py", "hello.py", ""),
                            new Contender("java Hello.java", "Hello.java", ""),
                            new Contender("java Hello.java, C1, SerialGC", "Hello.java", "")
                                    .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                            new Contender(
                                            "java Hello.java, C1, SerialGC, AOT cache",
                                            "Hello.java",
                                            "")
                                    .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                                    .trained(),
                            new Contender("jbang Hello.java", "hello_by_jbang.sh", "").onlyInFull(),
                            new Contender("compiled", "Hello", ""),
                            new Contender("compiled, AOT cache", "Hello", "").trained())));
}
