// What a timeline costs: the first one, each of the others, and the code while nothing is recorded.
// Run it by: ./workbook bench timeline
// What is compared takes turns, so that what else the machine does falls on all of it alike.

import measuring.Figures;
import measuring.Jdk;
import workbook.timeline.Timeline;

static final int ROUNDS = 15;
static final int PERMITS = 1_000_000;

/// The code under observation; where it ends, the wait for the picture begins.
interface Cell {
    void run() throws Exception;
}

void main() throws Exception {
    var before = new ArrayList<Duration>();
    for (int round = 0; round < ROUNDS; round++) {
        before.add(time(this::fiveTasks));
    }
    var permitsBefore = times(() -> acquire(PERMITS));
    var first = endToPicture(this::fiveTasks);
    for (int round = 0; round < 5; round++) {
        endToPicture(this::fiveTasks); // loads and compiles what the next ones use
    }

    var five = new ArrayList<Duration>();
    var many = new ArrayList<Duration>();
    var idle = new ArrayList<Duration>();
    var recorded = new ArrayList<Duration>();
    for (int round = 0; round < ROUNDS; round++) {
        five.add(endToPicture(this::fiveTasks));
        idle.add(time(this::fiveTasks));
        recorded.add(time(() -> Timeline.record("five", this::fiveTasks)));
        if (round % 3 == 0) {
            many.add(endToPicture(() -> tasks(10_000)));
        }
        System.err.print(".");
    }
    var permitsAfter = times(() -> acquire(PERMITS));
    System.err.println();

    var figures = new Figures();
    figures.work("from the end of the tasks to the picture");
    figures.way("five tasks", five);
    figures.way("10,000 tasks", many);
    figures.way("five tasks, the first picture of this JVM, cold", List.of(first));
    figures.work("five sleeps of 50 ms");
    figures.way("before any recording", before);
    figures.way("between recordings", idle);
    figures.way("recorded, with model and notes", recorded);
    figures.work("1,000,000 permits taken and given back");
    figures.way("before any recording", permitsBefore);
    figures.way("between recordings", permitsAfter);
    warmUp(figures);
    figures.print();
}

void fiveTasks() throws InterruptedException {
    tasks(5);
}

void tasks(int count) throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.invokeAll(Collections.nCopies(count, this::fetch));
    }
}

Void fetch() throws InterruptedException {
    Thread.sleep(50);
    return null;
}

/// Never waits, so it shows what the instrumentation costs where nothing blocks.
static void acquire(int count) throws InterruptedException {
    var permits = new Semaphore(1);
    for (int number = 0; number < count; number++) {
        permits.acquire();
        permits.release();
    }
}

static Duration endToPicture(Cell cell) {
    var end = new AtomicLong();
    var timeline =
            Timeline.record(
                    "bench",
                    () -> {
                        cell.run();
                        end.set(System.nanoTime());
                    });
    if (timeline.svg().isEmpty()) {
        throw new IllegalStateException("no picture");
    }
    return Duration.ofNanos(System.nanoTime() - end.get());
}

static List<Duration> times(Cell cell) throws Exception {
    var times = new ArrayList<Duration>();
    for (int round = 0; round < ROUNDS; round++) {
        times.add(time(cell));
    }
    return times;
}

static Duration time(Cell cell) throws Exception {
    long start = System.nanoTime();
    cell.run();
    return Duration.ofNanos(System.nanoTime() - start);
}

/// In JVMs of their own: the first picture without warm-up, and when the warm-up had five seconds;
/// and what the warm-up does to code that runs meanwhile.
static void warmUp(Figures figures) throws Exception {
    var ways = List.of("cold", "warm", "alone", "beside");
    var times = new LinkedHashMap<String, List<Duration>>();
    for (int round = 0; round < 5; round++) {
        for (var way : ways) {
            times.computeIfAbsent(way, _ -> new ArrayList<>()).add(inItsOwnJvm(way));
            System.err.print(".");
        }
    }
    System.err.println();
    figures.work("in a JVM of its own");
    figures.way("the first picture, cold", times.get("cold"));
    figures.way("the first picture, after Timeline.warmUp()", times.get("warm"));
    figures.way("a first cell of five tasks", times.get("alone"));
    figures.way("a first cell of five tasks beside Timeline.warmUp()", times.get("beside"));
}

static Duration inItsOwnJvm(String way) throws Exception {
    var source = Files.createTempFile("Way", ".java");
    Files.writeString(
            source,
            """
            void main(String[] arguments) throws Exception {
                var way = arguments[0];
                if (way.equals("warm") || way.equals("beside")) workbook.timeline.Timeline.warmUp();
                if (way.equals("warm")) Thread.sleep(5_000);
                var end = new AtomicLong(System.nanoTime());
                if (way.equals("cold") || way.equals("warm")) {
                    workbook.timeline.Timeline.record("first", () -> { tasks(); end.set(System.nanoTime()); }).svg();
                } else {
                    tasks();
                }
                IO.println(System.nanoTime() - end.get());
                System.exit(0);
            }
            void tasks() throws Exception {
                try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                    executor.invokeAll(Collections.nCopies(5, () -> { Thread.sleep(50); return null; }));
                }
            }
            """);
    var process =
            new ProcessBuilder(
                            Jdk.tool("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString(),
                            way)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
    var printed = new String(process.getInputStream().readAllBytes()).strip();
    Files.delete(source);
    if (process.waitFor() != 0) {
        throw new IllegalStateException(way + " failed: " + printed);
    }
    return Duration.ofNanos(Long.parseLong(printed));
}
