// What the explorer costs, beside a plain stress test and Lincheck on the same programs.
// Run it by: ./workbook bench explorer
// The ways take turns, so that what else the machine does falls on all of them alike.

import com.sun.management.OperatingSystemMXBean;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import javax.tools.ToolProvider;
import workbook.testkit.explorer.Bound;
import workbook.testkit.explorer.CompiledClasses;
import workbook.testkit.explorer.Explorer;
import workbook.testkit.explorer.ScheduleFailure;
import workbook.testkit.explorer.Settings;
import workbook.testkit.explorer.Strength;

static final int ROUNDS = 1000;
static final int COLD_ROUNDS = 5;
static final int STRESS_RUNS = 2_000;
static final Path ROOT = Path.of(System.getProperty("workbook.root"));

void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
        coldStart();
        return;
    }
    Class<?> hits = explored("Hits");
    Class<?> buffer = explored("Buffer");
    Settings twoPreemptions = Settings.standard().with(new Bound.Preemptions(2));
    Settings threeDelays = Settings.standard().with(new Bound.Delays(3));
    var times = new LinkedHashMap<String, List<Duration>>();
    Strength locked = Explorer.explore(twoPreemptions, hits, "locked");
    Strength bounded = Explorer.explore(threeDelays, buffer, "fourThreads");
    for (int round = 0; round < ROUNDS; round++) {
        time(times, "find the lost update of two threads", () -> finds(twoPreemptions, hits));
        time(
                times,
                "certify the locked one: " + locked.text(),
                () -> Explorer.explore(twoPreemptions, hits, "locked"));
        if (round % 10 == 0) {
            time(
                    times,
                    "certify a bounded buffer: " + bounded.text(),
                    () -> Explorer.explore(threeDelays, buffer, "fourThreads"));
        }
    }
    IO.println("The explorer, warm, median of the second half of the runs");
    times.forEach((what, all) -> IO.println("  %-62s %9.2f ms".formatted(what, millis(all))));
    var medians = times.values().stream().mapToDouble(all -> millis(all)).toArray();
    IO.println(
            "  %-62s %9.1f µs"
                    .formatted(
                            "one schedule of the two threads",
                            medians[1] * 1000 / locked.schedules()));
    IO.println(
            "  %-62s %9.1f µs"
                    .formatted(
                            "one schedule of the four threads",
                            medians[2] * 1000 / bounded.schedules()));
    firstUse();
    stress();
    lincheck();
    IO.println(
            "\nJDK %s, %d processors, load %.1f, %s"
                    .formatted(
                            Runtime.version(),
                            Runtime.getRuntime().availableProcessors(),
                            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                            LocalDate.now(ZoneId.systemDefault())));
    System.exit(0);
}

// ---- the programs

static class Hits {
    private int count;

    private synchronized void hitLocked() {
        count++;
    }

    private static void twice(Runnable task) throws InterruptedException {
        Thread one = Thread.startVirtualThread(task);
        Thread two = Thread.startVirtualThread(task);
        one.join();
        two.join();
    }

    void lost() throws InterruptedException {
        twice(() -> count++);
        if (count != 2) {
            throw new AssertionError("a hit was lost");
        }
    }

    void locked() throws InterruptedException {
        twice(this::hitLocked);
        if (count != 2) {
            throw new AssertionError("a hit was lost");
        }
    }
}

static class Buffer {
    private final Deque<Integer> items = new ArrayDeque<>();

    private synchronized void put(int item) {
        while (items.size() == 1) {
            await();
        }
        items.add(item);
        notifyAll();
    }

    private synchronized int take() {
        while (items.isEmpty()) {
            await();
        }
        notifyAll();
        return items.remove();
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void fourThreads() throws InterruptedException {
        var threads =
                List.of(
                        Thread.startVirtualThread(() -> put(1)),
                        Thread.startVirtualThread(() -> put(2)),
                        Thread.startVirtualThread(this::take),
                        Thread.startVirtualThread(this::take));
        for (Thread thread : threads) {
            thread.join();
        }
        if (!items.isEmpty()) {
            throw new AssertionError("something is left");
        }
    }
}

// ---- measuring

interface Run {
    void run() throws Exception;
}

/// A program as a worker loads it: from memory, by a loader of its own.
static Class<?> explored(String name) throws Exception {
    Class<?> host = MethodHandles.lookup().lookupClass();
    var classes = new HashMap<String, byte[]>();
    for (String type : List.of("", "$Hits", "$Buffer")) {
        String binaryName = host.getName() + type;
        try (var bytes = host.getClassLoader().getResourceAsStream(binaryName + ".class")) {
            classes.put(binaryName, bytes.readAllBytes());
        }
    }
    return new CompiledClasses(ClassLoader.getSystemClassLoader(), classes)
            .loadClass(host.getName() + "$" + name);
}

static void time(Map<String, List<Duration>> times, String what, Run run) throws Exception {
    long start = System.nanoTime();
    run.run();
    times.computeIfAbsent(what, any -> new ArrayList<>())
            .add(Duration.ofNanos(System.nanoTime() - start));
}

static void finds(Settings settings, Class<?> hits) {
    try {
        Explorer.explore(settings, hits, "lost");
        throw new IllegalStateException("the bug was not found");
    } catch (ScheduleFailure found) {
        // as it must be
    }
}

static double millis(List<Duration> all) {
    var sorted = all.subList(all.size() / 2, all.size()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2).toNanos() / 1e6;
}

/// The same check in a new JVM with a worker's flags, once plain and once explored.
static void firstUse() throws Exception {
    var lines = new ArrayList<List<Double>>();
    for (int round = 0; round < COLD_ROUNDS; round++) {
        String printed =
                output(
                        Duration.ofMinutes(2),
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djdk.attach.allowAttachSelf=true",
                                "-XX:+EnableDynamicAgentLoading",
                                "-Dworkbook.root=" + ROOT,
                                "-cp",
                                System.getProperty("java.class.path"),
                                ROOT.resolve("bench/explorer.java").toString(),
                                "cold"));
        lines.add(Arrays.stream(printed.strip().split(" ")).map(Double::valueOf).toList());
    }
    String[] names = {
        "plain, elapsed", "plain, processor", "explored, elapsed", "explored, processor"
    };
    IO.println("\nThe first check of a cold JVM, median of " + COLD_ROUNDS);
    for (int i = 0; i < names.length; i++) {
        int column = i;
        double median =
                lines.stream().map(line -> line.get(column)).sorted().toList().get(COLD_ROUNDS / 2);
        IO.println("  %-62s %9.0f ms".formatted(names[i], median));
    }
}

static void coldStart() throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Class<?> hits = explored("Hits");
    long start = System.nanoTime();
    long used = system.getProcessCpuTime();
    new Hits().locked();
    long plain = System.nanoTime();
    long usedPlain = system.getProcessCpuTime();
    Explorer.explore(Settings.standard(), hits, "locked");
    IO.println(
            "%f %f %f %f"
                    .formatted(
                            (plain - start) / 1e6,
                            (usedPlain - used) / 1e6,
                            (System.nanoTime() - plain) / 1e6,
                            (system.getProcessCpuTime() - usedPlain) / 1e6));
    System.exit(0);
}

static void stress() throws Exception {
    int found = 0;
    long start = System.nanoTime();
    for (int run = 0; run < STRESS_RUNS; run++) {
        try {
            new Hits().lost();
        } catch (AssertionError lost) {
            found++;
        }
    }
    IO.println("\nA plain stress test of %,d runs".formatted(STRESS_RUNS));
    IO.println(
            "  %-62s %9d times in %.0f ms"
                    .formatted("finds the lost update", found, (System.nanoTime() - start) / 1e6));
}

/// Lincheck lives in a JVM and on a class path of its own: no learner's code ever meets it.
static void lincheck() throws Exception {
    IO.println("\nLincheck 3.7, on a class path of its own");
    Path folder = ROOT.resolve("bench/lincheck");
    Path classPath = Files.createTempFile("lincheck", ".path");
    var maven =
            new ProcessBuilder(
                            "mvn",
                            "-q",
                            "-B",
                            "-f",
                            folder.resolve("pom.xml").toString(),
                            "dependency:build-classpath",
                            "-Dmdep.outputFile=" + classPath)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (maven.start().waitFor() != 0) {
        IO.println("  not measured: Maven cannot fetch it here");
        return;
    }
    String libraries = Files.readString(classPath).strip();
    Path classes = Files.createTempDirectory("lincheck");
    String source = folder.resolve("Programs.java").toString();
    ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), "-cp", libraries, source);
    var programs = new LinkedHashMap<String, String>();
    programs.put("lost", "the lost update, platform threads, state in a static");
    programs.put("locked", "the locked one, 1,000 invocations");
    programs.put("buffer", "the bounded buffer of four threads, 1,000 invocations");
    programs.put("virtual", "the lost update, virtual threads");
    for (var program : programs.entrySet()) {
        String said =
                output(
                        Duration.ofSeconds(60),
                        List.of(
                                "-cp",
                                classes + File.pathSeparator + libraries,
                                "Programs",
                                program.getKey()));
        var rounds = said.lines().toList();
        IO.println(
                "  %s: first %s; then %s"
                        .formatted(
                                program.getValue(),
                                rounds.isEmpty() ? "nothing within a minute" : rounds.getFirst(),
                                rounds.size() < 2 ? "nothing within a minute" : rounds.getLast()));
    }
    IO.println("  with a ThreadFactory and the state in objects: an internal error each time");
}

static String output(Duration limit, List<String> arguments) throws Exception {
    var command = new ArrayList<>(arguments);
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path printed = Files.createTempFile("bench", ".txt");
    var process =
            new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(printed.toFile())
                    .start();
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
    }
    String text = Files.readString(printed);
    Files.delete(printed);
    return text;
}
