///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 22 · Testing: nothing left to luck
//
// A test of concurrent code has three enemies. Its assertion may fail where nobody
// hears it. It may wait for time, and time is never right. And the order of the
// threads that breaks the program may come once in ten thousand runs, on the day
// of the release.
//
// This lesson takes them one by one. The answer is always the same: **the test
// decides**. It decides when a call is answered, what time it is, and who goes next.
//
// *asyncio calls this* `pytest-asyncio`. An event loop with one thread hides a part
// of the problem: two tasks change places at an `await` only. Threads change places
// anywhere.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %% [markdown]
// In a project a test is a method with `@Test`, and JUnit runs it. What JUnit makes
// of it fits in a few lines: a test that returns has passed, a test that throws has
// failed. So that this lesson needs no library, it brings these lines along.

// %%
/// What a test is: it returns, or it throws.
interface Test {
    void run() throws Exception;
}

void verdict(String name, Test test) {
    try {
        test.run();
        IO.println(name + ": passed");
    } catch (Throwable failed) {
        IO.println(name + ": FAILED, " + failed.getMessage());
    }
}

void expect(boolean holds, String expectation) {
    if (!holds) {
        throw new AssertionError("expected " + expectation);
    }
}

// %% [markdown]
// ## The trap: a test that cannot fail
//
// How do you test a test? With programs that are wrong. Such a program is called a
// **mutant**: the right one with one fault. A test that passes on the right program
// and fails on every mutant is worth something. Here are a weather station and two
// mutants.

// %%
interface Station {
    String report(String city) throws Exception;
}

record Program(String name, Station station) {}

static final Program RIGHT = new Program("the right one", city -> "sunny in " + city);
static final Program OTHER_CITY = new Program("another city", city -> "sunny in Bergen");
static final Program ERROR_PAGE = new Program("an error page", city -> "503 try later");

// %% [markdown]
// And here are three tests. The first is what the original of this book shows:
// `assert result is not None`. The second uses the keyword `assert`. The third
// compares the whole report with the one that it expects.
//
// **Predict:** which tests fail on which programs?
//
// <details><summary>Answer</summary>
//
// The first two pass on everything. An error page is not null. And Java ignores
// `assert` unless the JVM was started with `-ea`. (Python's is on unless you say
// `-O`.) Only the third is a test.
//
// </details>

// %%
void notNull(Station station) throws Exception {
    expect(station.report("Oslo") != null, "a report");
}

void keyword(Station station) throws Exception {
    assert station.report("Oslo").equals("sunny in Oslo") : "another report";
}

void wordForWord(Station station) throws Exception {
    String report = station.report("Oslo");
    expect(report.equals("sunny in Oslo"), "sunny in Oslo, not " + report);
}

void mutants() {
    for (var program : List.of(RIGHT, OTHER_CITY, ERROR_PAGE)) {
        verdict("not null, on " + program.name(), () -> notNull(program.station()));
        verdict("keyword assert, on " + program.name(), () -> keyword(program.station()));
        verdict("word for word, on " + program.name(), () -> wordForWord(program.station()));
    }
}

// %% tags=["active-ipynb"]
// mutants();

// %% [markdown]
// ## The trap: an assertion in another thread
//
// All tests below run on the mutant that reports another city. The right verdict is
// FAILED. The first test expects the right report on a thread of its own, the second
// in a task of an executor, the third in a callback.
//
// **Predict:** which of them fail?
//
// <details><summary>Answer</summary>
//
// None. An exception ends its own thread, and goes to that thread's handler for
// uncaught exceptions. In a task it stays in the `Future`, and in a stage of a
// `CompletableFuture` in that stage. `join()` and `close()` wait for the end, and do
// not tell how it came. `fail()` of JUnit is an exception like any other: called in
// a child it is a failure of the child.
//
// </details>

// %%
void inAThread(Station station) throws Exception {
    Thread.ofVirtual()
            .name("reader")
            .uncaughtExceptionHandler((thread, failure) ->
                    IO.println("  (" + thread.getName() + " ends by an exception)"))
            .start(() -> expect(reportOf(station).equals("sunny in Oslo"), "sunny in Oslo"))
            .join();
}

void inATask(Station station) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> expect(reportOf(station).equals("sunny in Oslo"), "sunny in Oslo"));
    }
}

void inACallback(Station station) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        CompletableFuture.supplyAsync(() -> reportOf(station), executor)
                .thenAccept(report -> expect(report.equals("sunny in Oslo"), "sunny in Oslo"));
    }
}

// %% [markdown]
// The right twin brings the **value** to the thread of the test, and asserts there.
// A `Future` does that, a queue does, and so does a field that is read after `join()`.

// %%
String reportOf(Station station) {
    try {
        return station.report("Oslo");
    } catch (Exception failed) {
        throw new IllegalStateException(failed);
    }
}

void broughtBack(Station station) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<String> report = executor.submit(() -> station.report("Oslo"));
        expect(report.get().equals("sunny in Oslo"), "sunny in Oslo, not " + report.get());
    }
}

void whoHears() {
    verdict("asserted in a thread", () -> inAThread(OTHER_CITY.station()));
    verdict("asserted in a task", () -> inATask(OTHER_CITY.station()));
    verdict("asserted in a callback", () -> inACallback(OTHER_CITY.station()));
    verdict("brought back, then asserted", () -> broughtBack(OTHER_CITY.station()));
}

// %% tags=["active-ipynb"]
// whoHears();

// %% [markdown]
// ## The trap: a test that sleeps
//
// Now the station needs 100 ms, and the report is told to a listener in the
// background. The test has to wait. For how long?
//
// The last of the three tests is the worst. A reader has cancelled, so nobody may be
// told; the program is wrong and tells all the same. The test sleeps a little, sees
// nothing, and is content. **A sleep that is too short makes a test for "nothing
// happens" pass on every program.**

// %%
Thread tell(Consumer<String> listener) {
    return Thread.startVirtualThread(() -> {
        try {
            Thread.sleep(Duration.ofMillis(100)); // a slow line
            listener.accept("sunny in Oslo");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    });
}

/// @param tells how many reports the listener should have got when the sleep is over
void sleepingTest(Duration sleep, int tells) throws InterruptedException {
    var told = new ConcurrentLinkedQueue<String>();
    Thread teller = tell(told::add);
    try {
        Thread.sleep(sleep);
        expect(told.size() == tells, tells + " report, not " + told.size());
    } finally {
        teller.join();
    }
}

// %%
void sleepingTests() {
    long start = System.nanoTime();
    verdict("sleeps 20 ms, the program is right", () -> sleepingTest(Duration.ofMillis(20), 1));
    verdict("sleeps 400 ms, the program is right", () -> sleepingTest(Duration.ofMillis(400), 1));
    verdict("sleeps 20 ms, the program is wrong", () -> sleepingTest(Duration.ofMillis(20), 0));
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    IO.println("three tests, two wrong verdicts, after " + millis + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("tests that sleep", () -> sleepingTests());

// %% [markdown]
// The timeline shows a sleep of the test over a sleep of its program, three times.
// Whichever ends first decides the verdict, and nobody has written down which should.
//
// ## The pattern: a gate
//
// A **gate** is a latch or a future that the test holds. The fake service waits at
// the gate, so every call takes exactly as long as the test wants. The fake also
// *tells* the test that a call has come. With both, the test says in which order
// things happen.
//
// Below is a gate for each call: a `CompletableFuture` that the test completes with
// the answer.

// %%
/// A station that the test plays itself: each call waits until the test answers it.
final class GatedStation implements Station {
    private final BlockingQueue<CompletableFuture<String>> calls = new LinkedBlockingQueue<>();

    @Override
    public String report(String city) throws Exception {
        var answer = new CompletableFuture<String>();
        calls.add(answer);
        return answer.get();
    }

    /// Returns when one more call has come. The limit is for wrong programs: it never runs out on a
    /// right one, so it may be long.
    CompletableFuture<String> nextCall() throws InterruptedException {
        var call = calls.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("expected a call");
        }
        return call;
    }
}

// %% [markdown]
// What is tested: a board that shows the forecast. `refresh()` asks the station in
// the background. Two refreshes may overlap, and then the answer to the *older*
// question may come *last*. The hasty board shows whatever comes last.

// %%
class HastyBoard {
    private final Station station;
    private final AtomicInteger questions = new AtomicInteger();
    private String shown = "";

    HastyBoard(Station station) {
        this.station = station;
    }

    Thread refresh() {
        int question = questions.incrementAndGet();
        return Thread.ofVirtual().name("refresh-" + question).start(() -> ask(question));
    }

    private void ask(int question) {
        try {
            show(question, station.report("Oslo"));
        } catch (Exception unknown) {
            show(question, "no forecast");
        }
    }

    synchronized void show(int question, String forecast) {
        shown = forecast;
    }

    synchronized String shown() {
        return shown;
    }
}

// %%
final class Board extends HastyBoard {
    private int newest;

    Board(Station station) {
        super(station);
    }

    @Override
    synchronized void show(int question, String forecast) {
        if (question > newest) {
            newest = question;
            super.show(question, forecast);
        }
    }
}

// %% [markdown]
// **Predict:** how often must this test run until it finds the fault of the hasty
// board, and how long does it take?

// %%
void newestStays(Function<Station, HastyBoard> boards) throws Exception {
    var station = new GatedStation();
    var board = boards.apply(station);
    var older = board.refresh();
    var olderCall = station.nextCall(); // the first question is on its way
    var newer = board.refresh();
    var newerCall = station.nextCall(); // and so is the second
    newerCall.complete("rain from noon");
    newer.join();
    olderCall.complete("sunny"); // the answer to the old question comes last
    older.join();
    String shown = board.shown();
    expect(shown.equals("rain from noon"), "rain from noon, not " + shown);
}

void gates() {
    verdict("the newest stays, on the board", () -> newestStays(Board::new));
    verdict("the newest stays, on the hasty board", () -> newestStays(HastyBoard::new));
}

// %% tags=["active-ipynb"]
// Timeline.record("gates", () -> gates());

// %% [markdown]
// <details><summary>Answer</summary>
//
// Once, and no time at all. The order that breaks the board is not waited for: the
// test makes it.
//
// </details>
//
// The timeline has four lanes, two for each test. In each pair the older call comes
// first and ends last. No lane sleeps: they wait, and the test ends their waits in the
// order that it wants.
//
// ## The trap: a loop that hopes
//
// What if the wrong order lies *between two lines* of the program, where no service
// is called? A counter reads, adds one, and writes. Two visitors at the same moment,
// and one is lost. The usual answer is a loop: two threads, 2,000 times, and one
// hopes that they meet.
//
// **Predict:** in how many of 2,000 runs does the counter lose a visitor?

// %%
/// Where a counter keeps its number: the seam at which a test can put its gate.
interface Store {
    int read() throws InterruptedException;

    void write(int number);
}

final class PlainStore implements Store {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public int read() {
        return number.get();
    }

    @Override
    public void write(int newNumber) {
        number.set(newNumber);
    }
}

interface Counter {
    void visit() throws InterruptedException;
}

// %%
final class HastyCounter implements Counter {
    private final Store store;

    HastyCounter(Store store) {
        this.store = store;
    }

    @Override
    public void visit() throws InterruptedException {
        store.write(store.read() + 1);
    }
}

final class LockedCounter implements Counter {
    private final Store store;
    private final ReentrantLock lock = new ReentrantLock();

    LockedCounter(Store store) {
        this.store = store;
    }

    @Override
    public void visit() throws InterruptedException {
        lock.lock();
        try {
            store.write(store.read() + 1);
        } finally {
            lock.unlock();
        }
    }
}

// %%
Thread visitor(Counter counter) {
    return Thread.ofVirtual()
            .name("visitor")
            .start(() -> {
                try {
                    counter.visit();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
}

void hopefulLoop() throws InterruptedException {
    int found = 0;
    for (int run = 0; run < 2_000; run++) {
        var store = new PlainStore();
        var counter = new HastyCounter(store);
        Thread first = visitor(counter);
        Thread second = visitor(counter);
        first.join();
        second.join();
        found += store.read() == 2 ? 0 : 1;
    }
    IO.println("2,000 runs, the fault seen more than ten times: " + (found > 10));
}

// %% tags=["active-ipynb"]
// hopefulLoop();

// %% [markdown]
// <details><summary>Answer</summary>
//
// In none, most likely. Ten such loops while this lesson was written, five with
// virtual threads and five with platform threads, found the fault in 1 of 20,000
// runs. The first visitor is through before the second has started. The loop is
// green, and it proves nothing.
//
// </details>
//
// ## The pattern: hold one, until the other rests
//
// A gate in the store holds the first visitor between its read and its write. Then
// the second comes. When may the gate open? "When the second has read" is right for
// the hasty counter. On the locked counter the second never reads: it waits for the
// lock, and the test would wait as well.
//
// The question that suits both is: **does the second still run?** A thread that waits
// for something has the state `WAITING` or `BLOCKED`, one that is through has
// `TERMINATED`. In both cases nothing more will happen, until the test acts.

// %%
/// Returns when the thread waits for something, whatever it is, or has ended.
void awaitRest(Thread thread) {
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
    }
}

/// Holds the first who has read until the gate opens.
final class GatedStore implements Store {
    private final PlainStore store = new PlainStore();
    private final AtomicBoolean first = new AtomicBoolean(true);
    final CountDownLatch hasRead = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public int read() throws InterruptedException {
        int number = store.read();
        if (first.getAndSet(false)) {
            hasRead.countDown();
            gate.await();
        }
        return number;
    }

    @Override
    public void write(int number) {
        store.write(number);
    }
}

// %%
void nobodyIsLost(Function<Store, Counter> counters) throws InterruptedException {
    var store = new GatedStore();
    var counter = counters.apply(store);
    Thread first = visitor(counter);
    expect(store.hasRead.await(10, TimeUnit.SECONDS), "a read");
    Thread second = visitor(counter);
    awaitRest(second);
    store.gate.countDown();
    first.join();
    second.join();
    expect(store.read() == 2, "2 visitors, not " + store.read());
}

void forcedMeeting() {
    verdict("nobody is lost, by the locked counter", () -> nobodyIsLost(LockedCounter::new));
    verdict("nobody is lost, by the hasty counter", () -> nobodyIsLost(HastyCounter::new));
}

// %% tags=["active-ipynb"]
// Timeline.record("a forced meeting", () -> forcedMeeting());

// %% [markdown]
// One run finds what 20,000 have seen once. On the picture's first pair of lanes the
// second visitor waits for the lock while the first waits at the gate. In the second
// pair it is through long before the first goes on, which then writes over it.
//
// *Rests* is not *has arrived*. A thread that sleeps on its way to the store rests
// too, and wakes up later. What a fake can tell you, let it tell: `hasRead` above.
// Use `awaitRest` for what no fake sees.
//
// ## The pattern: the test owns the clock
//
// A report is fresh for an hour. A test that waits an hour is no test. A program
// that asks `Instant.now()` leaves no choice; one that takes an `InstantSource` does.
// The interface is in `java.time`, has one method, and `InstantSource.system()` is
// the real one.

// %%
final class HandClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void advance(Duration time) {
        now = now.plus(time);
    }
}

final class FreshReport {
    private final InstantSource clock;
    private final Instant taken;

    FreshReport(InstantSource clock) {
        this.clock = clock;
        taken = clock.instant();
    }

    boolean isFresh() {
        return clock.instant().isBefore(taken.plus(Duration.ofHours(1)));
    }
}

// %%
void freshForAnHour() {
    var clock = new HandClock();
    var report = new FreshReport(clock);
    clock.advance(Duration.ofMinutes(59));
    expect(report.isFresh(), "a fresh report after 59 minutes");
    clock.advance(Duration.ofMinutes(1));
    expect(!report.isFresh(), "an old report after 60 minutes");
}

void ownClock() {
    long start = System.nanoTime();
    verdict("fresh for an hour", () -> freshForAnHour());
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    IO.println("an hour took " + seconds + " s");
}

// %% tags=["active-ipynb"]
// ownClock();

// %% [markdown]
// That is enough for code that *looks* at the clock. Code that *waits*, with `sleep`
// or with a timeout, asks the JDK, and the JDK asks the machine. For that the time of
// the whole JVM has to be virtual. The checks of this book have such a clock: it
// stands while a thread can run, and jumps to the next deadline when none can.
//
// ## The pattern: try every order
//
// A gate forces one order, the one that you thought of. What about those that you
// did not? Two visitors take two steps each, a read and a write. There are six orders
// of four steps, so one can try all. It takes a conductor, who lets one thread take
// one step at a time.

// %%
/// Lets threads take their steps in a given order: "ABBA" is A, twice B, A.
final class Conductor {
    private final String order;
    private int next;

    Conductor(String order) {
        this.order = order;
    }

    /// Waits for this thread's turn, then takes the step, while no other thread runs.
    synchronized int step(char who, IntSupplier step) throws InterruptedException {
        while (order.charAt(next) != who) {
            wait();
        }
        int result = step.getAsInt();
        next++;
        notifyAll();
        return result;
    }
}

// %%
int visitorsCounted(String order) throws InterruptedException {
    var conductor = new Conductor(order);
    var number = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    for (char who : new char[] {'A', 'B'}) {
        threads.add(
                Thread.startVirtualThread(() -> {
                    try {
                        int seen = conductor.step(who, number::get);
                        conductor.step(who, () -> number.getAndSet(seen + 1));
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }
    for (Thread thread : threads) {
        thread.join();
    }
    return number.get();
}

void everyOrder() throws InterruptedException {
    for (var order : List.of("AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA")) {
        IO.println(order + ": counted " + visitorsCounted(order) + " of 2 visitors");
    }
}

// %% [markdown]
// **Predict:** in how many of the six orders is a visitor lost?

// %% tags=["active-ipynb"]
// everyOrder();

// %% [markdown]
// <details><summary>Answer</summary>
//
// In four. Only where one visitor is through before the other begins, AABB and BBAA,
// are both counted. The hopeful loop met hardly anything else.
//
// </details>
//
// This is how the checks of this book work inside. A check looks like this:
//
// ```java
// @AllSchedules
// void nobodyIsLost() throws InterruptedException {
//     var counter = new HitCounter();
//     Thread first = Thread.startVirtualThread(counter::hit);
//     Thread second = Thread.startVirtualThread(counter::hit);
//     first.join();
//     second.join();
//     assertEquals(2, counter.hits());
// }
// ```
//
// `@AllSchedules` (in `workbook.testkit`) puts a step of the conductor before each
// access to a field that threads share, and around the calls of the JDK that concern
// other threads. You write none of them. It begins with the orders that change threads
// least, because most faults need one or two changes, and stops at two. Its clock is
// virtual. At the end no thread may be left. [How it works](../docs/EXPLORER.md).
//
// The cell below runs the check that you see above (it belongs to lesson 10) on a known
// wrong answer: a counter whose number is `volatile`. It shows what a learner sees, with
// the schedule that was found. In a terminal:
// `./workbook check mistakes/p10_locks/VolatileIncrement/HitCounter.java`.

// %% tags=["active-ipynb"]
// import workbook.check.Ink;
// import workbook.check.TerminalReport;
// import workbook.lesson.Catalogue;
// import workbook.worker.Checker;
//
// var book = new Catalogue(Path.of(System.getProperty("workbook.root")));
// var counter = book.exercises("p10/HitCounter").getFirst();
// var wrong = Path.of("mistakes", "p10_locks", "VolatileIncrement", "HitCounter.java");
// try (var checker = new Checker()) {
//     var report = checker.check(counter, book.root().resolve(wrong), "noneIsLost").get();
//     IO.println(new TerminalReport(new Ink(false), 90).withEverySchedule().of(report));
// }

// %% [markdown]
// Read the table from top to bottom: that is one order, step by step. Two turns are
// enough. The conductor found it as one of the first orders that it tried, and a loop
// would have needed luck.

// %% [markdown]
// ## The trap: a test that leaves threads behind
//
// Each test below passes. After the first, a thread goes on waiting for a reader who
// never comes. A thousand tests later the JVM runs out of memory, in a test that has
// nothing to do with it. So a test ends what it started, and looks whether the
// *program* did. `Thread.getAllStackTraces()` does not help: it does not show virtual
// threads. A program that takes a `ThreadFactory` can be watched.

// %%
/// Makes threads, and remembers them.
final class WatchedThreads implements ThreadFactory {
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = Thread.ofVirtual().name("pump").unstarted(task);
        started.add(thread);
        return thread;
    }

    long alive() {
        return started.stream().filter(Thread::isAlive).count();
    }

    void endAll() throws InterruptedException {
        for (Thread thread : started) {
            thread.interrupt();
            thread.join();
        }
    }
}

// %%
/// Hands one report after the other to whoever takes it.
final class Pump implements AutoCloseable {
    private final SynchronousQueue<String> reports = new SynchronousQueue<>();
    private final Thread thread;

    Pump(ThreadFactory threads) {
        thread = threads.newThread(this::run);
        thread.start();
    }

    private void run() {
        try {
            for (int number = 1; ; number++) {
                reports.put("report " + number);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    String next() throws InterruptedException {
        return reports.take();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}

// %%
void leakCheck() throws InterruptedException {
    var threads = new WatchedThreads();
    verdict(
            "the first report, pump left open",
            () -> {
                var pump = new Pump(threads);
                expect(pump.next().equals("report 1"), "the first report");
            });
    IO.println("threads left: " + threads.alive());
    threads.endAll();
    verdict(
            "the first report, pump closed",
            () -> {
                try (var pump = new Pump(threads)) {
                    expect(pump.next().equals("report 1"), "the first report");
                }
            });
    IO.println("threads left: " + threads.alive());
}

// %% tags=["active-ipynb"]
// Timeline.record("a thread left behind", () -> leakCheck());

// %% [markdown]
// Both lanes are called pump. The first waits until the lesson interrupts it; the
// second is interrupted by the test itself, by `close()`. If the program takes no
// factory, a thread dump shows virtual threads as well: `HotSpotDiagnosticMXBean`,
// `dumpThreads`. The book's checks use that.
//
// ## The trap: whose thread runs out of time
//
// A program that hangs makes its test hang, and a build that hangs does not say why.
// So a test needs a limit. JUnit has two, and they differ in the thread.
//
// | | runs the test on | when time is over |
// |---|---|---|
// | `assertTimeout` | the test's thread | waits until the end, then fails |
// | `assertTimeoutPreemptively` | another thread | interrupts it and fails |
//
// The first does not help against a hang. The second has a price, for which this
// lesson makes its own, in seven lines.

// %%
/// Runs a test on another thread, and fails when that takes too long.
void preemptively(Duration limit, Test test) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var running =
                executor.submit(() -> {
                    test.run();
                    return null;
                });
        try {
            running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            executor.shutdownNow(); // interrupts it
            throw new AssertionError("expected an end within " + limit.toMillis() + " ms");
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause().getMessage());
        }
    }
}

// %% [markdown]
// The test below needs what its own thread holds: a transaction in a `ThreadLocal`,
// as Spring and others keep it. The second hangs, and hears the interrupt.
//
// **Predict:** the verdicts.

// %%
void limits() {
    var transaction = new ThreadLocal<String>();
    Test inTransaction =
            () -> expect("orders".equals(transaction.get()), "the transaction of the test");
    Test hangs = () -> new CountDownLatch(1).await();

    transaction.set("orders");
    verdict("in a transaction", inTransaction);
    verdict(
            "in a transaction, with a limit",
            () -> preemptively(Duration.ofSeconds(10), inTransaction));
    verdict("hangs, with a limit", () -> preemptively(Duration.ofMillis(100), hangs));
}

// %% tags=["active-ipynb"]
// Timeline.record("limits", () -> limits());

// %% [markdown]
// <details><summary>Answer</summary>
//
// Passed, FAILED, FAILED. The second fails on a right program: the other thread has
// no transaction. It is the same with JUnit's: its thread is called
// `junit-timeout-thread-1`, and the `ThreadLocal` there is empty. The third fails
// after 100 ms, as it should.
//
// </details>
//
// The picture has a lane for each test that ran with a limit, and the main lane waits
// for both. The second lane waits for a signal that nobody gives, until it is interrupted.
//
// And a program that swallows the interrupt goes on after the test has failed. JUnit
// leaves that thread alone, alive; the version above would wait for it in `close()`.
// A limit on the *wait* is better than a limit on the *test*: `poll(10, SECONDS)`,
// `get(10, SECONDS)`. It stays on the test's thread, and its message says what did not
// come. Keep a limit for the whole test as the last resort, and make it long: it is for
// hangs, not for speed. In JUnit that is `@Timeout`, which leaves the test on its thread
// and interrupts it.
//
// ## When each
//
// | you want to test | use | because |
// |---|---|---|
// | a result that comes later | a `Future` or queue, a long limit | the test hears it |
// | what happens *while* a call is in flight | a gate in the fake | it holds the call |
// | that something does *not* happen | `awaitRest`, then look | a short sleep sees nothing |
// | a meeting between two lines | a gate at a seam, `awaitRest` | the order is forced |
// | orders that nobody thought of | `@AllSchedules`, Lincheck, jcstress | many orders |
// | expiry, dates | `InstantSource` | the test owns the clock |
// | timeouts, retries | virtual time | hours pass in no time |
// | that nothing is left | a `ThreadFactory`, a thread dump | a leak fails no assertion |
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: mutants. Let each write a test for the station on paper, swap, and write a
//   mutant that the other's test does not catch.
// - 5 min: who hears. Many have tests with callbacks: let them look into one of theirs.
// - 10 min: sleeping, and the gate. Ask for the test "nobody is told after cancel":
//   what do you wait for, when nothing is to come? (For all others to rest.)
// - 10 min: the hopeful loop and the forced meeting. Do the prediction of the loop by
//   show of hands.
// - 10 min: six orders by hand on the board, then the conductor. How many orders have
//   three visitors? (90.) Ten steps each of two threads? (184,756.) That is why an
//   explorer has a bound.
// - 5 min: limits, if time is left.
// - Exercises: 8, 15 and 25 minutes. Let pairs swap their tests for the second, before
//   they check them, and look for the mutant that survives.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p22`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p22/ReadingsSpec` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// Here you write the test, and the check is a heap of programs. Your test runs on the
// right one, in many orders of its threads, on a virtual clock, on a fast machine and
// on a slow one. Then it runs on each wrong one, and a failing check names the mutant
// that your test did not see. A test that hangs on a mutant has not caught it.
//
// - [ReadingsSpec.java](../exercises/p22_testing/ReadingsSpec.java), 8 minutes: repair
//   a test that was always green.
// - [TurnstileSpec.java](../exercises/p22_testing/TurnstileSpec.java), 15 minutes:
//   write the test of a turnstile that turns visitors away.
// - [WeatherCacheSpec.java](../exercises/p22_testing/WeatherCacheSpec.java),
//   25 minutes: write the test of the cache of lesson 10, with readers that must meet.

// %% tags=["active-ipynb"]
// check("p22/ReadingsSpec");

// %% tags=["active-ipynb"]
// check("p22/TurnstileSpec");

// %% tags=["active-ipynb"]
// check("p22/WeatherCacheSpec");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `ReadingsSpec` can wait for each reading with a `BlockingQueue` and `poll(10,
//   SECONDS)` instead of `close()`. It then finds readings that never come sooner, and
//   a second telling later: somebody has to look into the queue again at the end.
//   `close()` says when all is over, which a queue cannot.
// - `TurnstileSpec` can count who is inside, and look at the highest count at the end.
//   That finds a limit that is broken, if the visitors meet, and never one that is too
//   low. A gate makes them meet, and shows both.
// - `WeatherCacheSpec` could do without `awaitRest` if the cache told when somebody
//   begins to wait. Libraries have such hooks for their own tests;
//   `Semaphore.hasQueuedThreads()` is one. Without a hook the state of the thread is all
//   there is, and it must be read with care: a thread that sleeps on its way rests too.
// - What none of the three does: try all orders. The check did that, with your test as
//   its program. In a project of yours Lincheck explores data structures, and jcstress
//   runs small races millions of times (lesson 31).
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    mutants();
    whoHears();
    sleepingTests();
    gates();
    hopefulLoop();
    forcedMeeting();
    ownClock();
    everyOrder();
    leakCheck();
    limits();
}
