// What the explorer costs, beside a plain stress test and Lincheck on the same programs.
// Run it by: ./workbook bench explorer
// The ways take turns, so that what else the machine does falls on all of them alike.

import com.sun.management.OperatingSystemMXBean;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import measuring.Figures;
import measuring.Jdk;
import measuring.Maven;
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
    String certified = "certify the locked one: " + locked.text();
    String bufferCertified = "certify a bounded buffer: " + bounded.text();
    for (int round = 0; round < ROUNDS; round++) {
        time(times, "find the lost update of two threads", () -> finds(twoPreemptions, hits));
        time(times, certified, () -> Explorer.explore(twoPreemptions, hits, "locked"));
        if (round % 10 == 0) {
            time(
                    times,
                    bufferCertified,
                    () -> Explorer.explore(threeDelays, buffer, "fourThreads"));
        }
    }
    var figures = new Figures();
    figures.work("the explorer, warm: the second half of the runs");
    times.forEach((what, all) -> figures.way(what, warm(all)));
    figures.work("one schedule, warm");
    figures.way("of the two threads", forEach(warm(times.get(certified)), locked.schedules()));
    figures.way(
            "of the four threads", forEach(warm(times.get(bufferCertified)), bounded.schedules()));
    firstUse(figures);
    stress(figures);
    lincheck(figures);
    figures.print();
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

static List<Duration> warm(List<Duration> all) {
    return all.subList(all.size() / 2, all.size());
}

static List<Duration> forEach(List<Duration> all, long count) {
    return all.stream().map(time -> time.dividedBy(count)).toList();
}

/// The same check in a new JVM with a worker's flags, once plain and once explored.
static void firstUse(Figures figures) throws Exception {
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
    figures.work("the first check of a cold JVM");
    for (int i = 0; i < names.length; i++) {
        int column = i;
        figures.way(names[i], lines.stream().map(line -> millis(line.get(column))).toList());
    }
}

static Duration millis(double millis) {
    return Duration.ofNanos((long) (millis * 1e6));
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

static void stress(Figures figures) throws Exception {
    int found = 0;
    long start = System.nanoTime();
    for (int run = 0; run < STRESS_RUNS; run++) {
        try {
            new Hits().lost();
        } catch (AssertionError lost) {
            found++;
        }
    }
    figures.work("a plain stress test, whole");
    figures.way(
            "%,d runs, the lost update found %d times".formatted(STRESS_RUNS, found),
            List.of(Duration.ofNanos(System.nanoTime() - start)));
}

/// Lincheck lives in a JVM and on a class path of its own: no learner's code ever meets it.
static void lincheck(Figures figures) throws Exception {
    Path folder = ROOT.resolve("bench/lincheck");
    String libraries = Maven.classPath(folder.resolve("pom.xml"));
    Path classes = Jdk.compile(folder, "-cp", libraries);
    var programs = new LinkedHashMap<String, String>();
    programs.put("lost", "the lost update, platform threads, state in a static");
    programs.put("locked", "the locked one, 1,000 invocations");
    programs.put("buffer", "the bounded buffer of four threads, 1,000 invocations");
    programs.put("virtual", "the lost update, virtual threads");
    figures.work("Lincheck 3.7, on a class path of its own, twice");
    for (var program : programs.entrySet()) {
        String said =
                output(
                        Duration.ofSeconds(60),
                        List.of(
                                "-cp",
                                classes + File.pathSeparator + libraries,
                                "Programs",
                                program.getKey()));
        var rounds = said.lines().map(line -> line.split("\t")).toList();
        figures.way(
                "%s: %s"
                        .formatted(
                                program.getValue(), rounds.isEmpty() ? "?" : rounds.getLast()[0]),
                rounds.stream().map(round -> millis(Double.parseDouble(round[1]))).toList());
    }
}

static String output(Duration limit, List<String> arguments) throws Exception {
    var command = new ArrayList<>(arguments);
    command.addFirst(Jdk.tool("java"));
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
