// The same work in Python's asyncio and in Java, measured in one run.
// Run it by: ./workbook bench asyncio [-- --quick] [-- gather semaphore]
//
// For each workload and size the contenders take turns, five rounds, each time in a process of its
// own. (Who has worked for 12 seconds, and at least twice, runs no more.) A process repeats its
// work: the first time is *cold*, what a program that does this once pays; the median of the others
// is *warm*, what a service pays. All contenders must give the same answer. What they all talk to,
// a web server or a database, runs beside them. The page is bench/RESULTS.md, what was measured and
// the pictures lie in bench/results/; all grow with each workload that is done. A run of some
// workloads puts them in the place of what was measured before; a quick run of some only prints.
// `-- --page` makes the page anew from what was measured.

import comparison.Contender;
import comparison.Latency;
import comparison.Measured;
import comparison.Page;
import comparison.Run;
import comparison.Sample;
import comparison.Samples;
import comparison.Workload;
import comparison.Workloads;
import java.lang.ProcessBuilder.Redirect;
import measuring.Jdk;
import measuring.Maven;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));
static final Path HERE = ROOT.resolve("bench").resolve("asyncio");
static final Path TOOLS = ROOT.resolve(".workbook").resolve("bench");
static final Path PYTHON = TOOLS.resolve("bin").resolve("python");
static final Path PROGRAMS = TOOLS.resolve("asyncio.jar");
static final String LIBRARIES = System.getProperty("java.class.path");
static final String CLASS_PATH = PROGRAMS + File.pathSeparator + LIBRARIES;
static final Path SAMPLES = ROOT.resolve("bench").resolve("results").resolve("samples.tsv");
static final Duration ENOUGH = Duration.ofSeconds(12);

/// What the contenders talk to, in a process of its own: its processor time is not theirs. It says
/// where it is in its first line, which they find in the variable `SERVICE`, and ends when its
/// input does: not later than the driver.
record Service(Process process, String address) implements AutoCloseable {

    static Service start(String program) throws Exception {
        var process =
                new ProcessBuilder(Jdk.tool("java"), "-cp", CLASS_PATH, program)
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

void main(String[] arguments) throws Exception {
    var words = List.of(arguments);
    if (words.equals(List.of("--page"))) {
        new Page(Samples.read(SAMPLES, Workloads.all())).write(ROOT.resolve("bench"));
        System.err.println("Made anew from " + SAMPLES);
        System.exit(0);
    }
    boolean quick = words.contains("--quick");
    var names = words.stream().filter(word -> !word.startsWith("--")).toList();
    var known = Workloads.all().stream().map(Workload::name).toList();
    if (words.stream().anyMatch(word -> word.startsWith("--") && !word.equals("--quick"))
            || !known.containsAll(names)) {
        System.err.println(
                "Expected --page alone, --quick, or names of workloads, found %s. There are: %s"
                        .formatted(words, String.join(", ", known)));
        System.exit(2);
    }
    var chosen =
            Workloads.all().stream()
                    .filter(each -> names.isEmpty() || names.contains(each.name()))
                    .map(each -> quick ? each.quickly() : each)
                    .filter(each -> !each.sizes().isEmpty())
                    .toList();
    installPython();
    if (chosen.stream().anyMatch(Workload::needsJBang)) {
        Maven.jbang(ROOT);
    }
    compile();
    String made = made(words);
    var runs = new ArrayList<Run>();
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
        runs.add(new Run(made, workload, measure(workload)));
        if (names.isEmpty()) {
            write(runs);
        } else if (!quick) {
            write(amongTheOthers(runs));
        }
    }
    IO.println(new Page(runs).table());
    System.err.printf(
            "%3d s%s%n",
            Duration.ofNanos(System.nanoTime() - start).toSeconds(),
            quick && !names.isEmpty() ? "" : ", written: bench/RESULTS.md and bench/results/");
    System.exit(0);
}

static void write(List<Run> runs) throws IOException {
    Samples.write(runs, SAMPLES);
    new Page(runs).write(ROOT.resolve("bench"));
}

/// @return these in the place of what was measured of their workloads before
static List<Run> amongTheOthers(List<Run> runs) throws IOException {
    var measured = runs.stream().map(run -> run.workload().name()).toList();
    var others = Workloads.all().stream().filter(each -> !measured.contains(each.name())).toList();
    var names = Workloads.all().stream().map(Workload::name).toList();
    return Stream.concat(runs.stream(), Samples.read(SAMPLES, others).stream())
            .sorted(Comparator.comparingInt(run -> names.indexOf(run.workload().name())))
            .toList();
}

/// @return what the page says about the run that it was made from
static String made(List<String> words) throws Exception {
    return "`./workbook bench asyncio%s` on %s: JDK %s, %s, %d processors, %s"
            .formatted(
                    words.isEmpty() ? "" : " -- " + String.join(" ", words),
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

/// Compiled before: a JVM that also compiles its source needs twice the memory. A jar, because an
/// AOT cache takes no folder. Only what uses a preview then asks to be started with one.
static void compile() throws Exception {
    String release = Integer.toString(Runtime.version().feature());
    Path classes =
            Jdk.compile(
                    HERE,
                    "--enable-preview",
                    "--release",
                    release,
                    "-XDsuppressNotes",
                    "-cp",
                    LIBRARIES);
    run(
            List.of(
                    Jdk.tool("jar"),
                    "--create",
                    "--file",
                    PROGRAMS.toString(),
                    "-C",
                    classes.toString(),
                    "."));
}

/// Before the first round the service is there, and who is to be trained is.
static List<Measured> measure(Workload workload) throws Exception {
    try (var service = workload.service().isEmpty() ? null : Service.start(workload.service())) {
        String address = service == null ? "" : service.address();
        for (var contender : workload.contenders()) {
            if (contender.isTrained()) {
                var training = List.of("-XX:AOTCacheOutput=" + cache(contender));
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
    for (int round = 0; round < Workload.ROUNDS; round++) {
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

/// Who has worked for 12 seconds, and at least twice, takes part in no more rounds.
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
                    ? List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache(contender))
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

/// @return where the AOT cache of one that is trained lies
static Path cache(Contender contender) {
    return TOOLS.resolve("%s-%08x.aot".formatted(contender.program(), contender.hashCode()));
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
        command.addAll(List.of(Jdk.tool("java"), "-cp", CLASS_PATH));
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
        command.add(Jdk.tool("java"));
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
