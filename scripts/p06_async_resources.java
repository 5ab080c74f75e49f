///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 6 · Resources: whoever opens it closes it
//
// A weather program talks to its stations over dialled lines. A station has two.
// Dialling takes a while, and so does hanging up. A line that nobody hangs up is
// gone until somebody restarts the station.
//
// *asyncio calls this* an asynchronous context manager: `async with`, `__aenter__`
// and `__aexit__`, because opening and closing wait. In Java a method that waits
// is a method, so there is no second kind of `with`. The plain one is called
// *try-with-resources*, and a resource is whatever implements `AutoCloseable`.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// The two lines of a station.
final class Lines {
    private final AtomicInteger taken = new AtomicInteger();

    void take() throws IOException {
        if (taken.incrementAndGet() > 2) {
            taken.decrementAndGet();
            throw new IOException("no free line");
        }
    }

    void giveBack() {
        taken.decrementAndGet();
    }

    String log() {
        return "lines taken: " + taken;
    }
}

// %%
/// A link to a station, over one of its lines. Opening, asking and closing take a while.
static final class Link implements AutoCloseable {
    private final Lines lines;
    private final AtomicBoolean connected = new AtomicBoolean(true);
    private final CountDownLatch closing = new CountDownLatch(1);

    private Link(Lines lines) {
        this.lines = lines;
    }

    static Link open(Lines lines) throws IOException, InterruptedException {
        Thread.sleep(Duration.ofMillis(40)); // dials
        lines.take();
        return new Link(lines);
    }

    /// Waits for the answer, and hears when the link is closed.
    String ask(String question) throws InterruptedException {
        if (awaitClosing(Duration.ofMillis(80))) {
            throw new IllegalStateException("the link is closed");
        }
        return question + ": calm";
    }

    boolean connected() {
        return connected.get();
    }

    /// Waits until somebody closes the link, for so long at most.
    boolean awaitClosing(Duration patience) throws InterruptedException {
        return closing.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        if (!connected.getAndSet(false)) {
            return;
        }
        closing.countDown();
        try {
            Thread.sleep(Duration.ofMillis(40)); // says goodbye
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lines.giveBack();
        }
    }
}

// %% [markdown]
// ## Without it
//
// Each report opens a link, and closes it when it is written. It is a bad day:
// there is too much snow to write anything.

// %%
void writeReport(Link link) throws Exception {
    link.ask("snow");
    throw new IOException("too much snow");
}

void nobodyCloses() throws Exception {
    var lines = new Lines();
    for (int i = 1; i <= 3; i++) {
        try {
            var link = Link.open(lines);
            writeReport(link);
            link.close();
        } catch (IOException failed) {
            IO.println("report " + i + ": " + failed.getMessage());
        }
    }
    IO.println("  " + lines.log());
}

// %% tags=["active-ipynb"]
// nobodyCloses();

// %% [markdown]
// Two reports fail because of the snow. The third fails because of the two
// before it: they left by an exception, and `close` was on the way that they did
// not take. The station is now unreachable for everybody.
//
// ## The pattern: the block that opens it closes it
//
// Name the resource in the head of a `try`. It is closed on every way out of the
// block: at the end, by `return`, by an exception, by an interrupt.

// %%
void openWorkClose() throws Exception {
    var lines = new Lines();
    try (var link = Link.open(lines)) {
        IO.println(link.ask("wind") + ", " + lines.log());
    }
    IO.println("  after the block, " + lines.log());
}

void eachIsClosed() throws Exception {
    var lines = new Lines();
    for (int i = 1; i <= 3; i++) {
        try (var link = Link.open(lines)) {
            writeReport(link);
        } catch (IOException failed) {
            IO.println("report " + i + ": " + failed.getMessage() + ", " + lines.log());
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("open, work, close", () -> openWorkClose());

// %% tags=["active-ipynb"]
// eachIsClosed();

// %% [markdown]
// The timeline has one lane with three waits in a row. The first and the last are
// opening and closing. The one in the middle, for a signal, is the work. A virtual
// thread gives its carrier away in each of them: opening and closing are waits like
// any other.
//
// The `catch` of such a `try` runs after the closing. So "too much snow" is
// printed when the line is free again.
//
// ## Order, and what becomes of a second failure
//
// Several resources in one head are closed in reverse: the last one may build on
// the first. Here are two doors that get stuck when you close them.
//
// **Predict:** the work fails, and so does the closing of either door. Which
// lines does this print? Which of the three failures arrives?
//
// <details><summary>Answer</summary>
//
// Inner is closed, then outer, although closing inner fails. What arrives is the
// failure of the work, because it came first and says why. The two others are
// *suppressed* under it: `getSuppressed` has them, in the order in which they
// happened, and a stack trace shows them.
//
// </details>

// %%
record Door(String name) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        IO.println("  closing " + name);
        throw new IOException(name + " is stuck");
    }
}

void tellFailure(Exception failure) {
    var suppressed = Arrays.stream(failure.getSuppressed()).map(Throwable::getMessage).toList();
    IO.println(failure.getMessage() + ", suppressed: " + suppressed);
}

void threeFailures() {
    try (var outer = new Door("outer");
            var inner = new Door("inner")) {
        throw new IOException("too much snow behind " + inner.name() + " and " + outer.name());
    } catch (IOException failed) {
        tellFailure(failed);
    }
}

// %% tags=["active-ipynb"]
// threeFailures();

// %% [markdown]
// *asyncio* chains the other way round: what `__aexit__` raises arrives, and the
// failure of the work is its `__context__`.
//
// ## A close that hides, and a close that swallows
//
// The old way is a `finally` block. When it throws, its failure *replaces* the
// one that was on its way. And so that this does not happen, many a `close`
// catches what it can.

// %%
/// Keeps what it is told in memory, and stores it when it is closed.
final class Diary implements AutoCloseable {
    @Override
    public void close() {
        try {
            throw new IOException("3 readings not stored: the disk is full");
        } catch (IOException unimportant) {
            // it is closed anyway
        }
    }
}

void hiding() {
    try {
        var door = new Door("the door");
        try {
            throw new IOException("too much snow");
        } finally {
            door.close();
        }
    } catch (IOException failed) {
        tellFailure(failed);
    }
}

void swallowing() {
    try (var diary = new Diary()) {
        IO.println("wrote the diary");
    }
    IO.println("  everything is stored");
}

// %% tags=["active-ipynb"]
// hiding();
// swallowing();

// %% [markdown]
// The snow is never heard of, and three readings are lost while the program says
// that they are stored. For whatever buffers, *close is where the work is done*.
// Let it throw. try-with-resources takes care of the rest.
//
// ## An opening that fails halfway
//
// This link takes a line first, and greets the station then. The station is busy.
//
// **Predict:** `open` is called in the head of a `try`, and throws. Is `close`
// called?
//
// <details><summary>Answer</summary>
//
// No. `open` has returned nothing, so there is nothing whose `close` could be
// called. The line is taken, and nobody has it.
//
// </details>

// %%
/// A link that greets its station, and hears that it is busy.
static final class GreetingLink implements AutoCloseable {
    private final Lines lines;

    private GreetingLink(Lines lines) {
        this.lines = lines;
    }

    static GreetingLink open(Lines lines) throws IOException {
        lines.take();
        var link = new GreetingLink(lines);
        link.greet();
        return link;
    }

    static GreetingLink openCarefully(Lines lines) throws IOException {
        lines.take();
        var link = new GreetingLink(lines);
        try {
            link.greet();
            return link;
        } catch (Throwable failure) { // an interrupt too
            link.close();
            throw failure;
        }
    }

    private void greet() throws IOException {
        throw new IOException("the station is busy");
    }

    @Override
    public void close() {
        lines.giveBack();
    }
}

// %%
void halfOpen() {
    var lines = new Lines();
    try (var link = GreetingLink.open(lines)) {
        IO.println("this is not printed");
    } catch (IOException busy) {
        IO.println("open: " + busy.getMessage() + ", " + lines.log());
    }
}

void halfOpenCarefully() {
    var lines = new Lines();
    try (var link = GreetingLink.openCarefully(lines)) {
        IO.println("this is not printed");
    } catch (IOException busy) {
        IO.println("open carefully: " + busy.getMessage() + ", " + lines.log());
    }
}

// %% tags=["active-ipynb"]
// halfOpen();
// halfOpenCarefully();

// %% [markdown]
// Until it returns, `open` is the owner. So it is `open` that gives back what it
// has taken. The same trap has two more faces.
//
// - `new Reader(new File(…))` in one expression: if the outer constructor throws,
//   nobody closes the inner one. Give each a variable of its own in the head.
// - Two openings *at the same time*: if one fails, the other comes through a little
//   later, and must be closed. The first exercise is about that.
//
// ## It says connected, after its block
//
// The Python original hands out a dictionary, `{"dsn": …, "connected": True}`,
// and forgets its own reference when it is closed. Whoever kept the dictionary
// sees `{'connected': True}` after the block. The same in Java:

// %%
final class Connection {
    boolean connected = true;
}

/// Opens a connection and hands it out; forgets it when it is closed.
final class Database implements AutoCloseable {
    private Connection connection = new Connection();

    Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection = null;
    }
}

// %%
void staleState() {
    Connection kept;
    try (var database = new Database()) {
        kept = database.connection();
    }
    IO.println("handed out: connected " + kept.connected);
}

void oneState() throws Exception {
    Link kept;
    try (var link = Link.open(new Lines())) {
        kept = link;
    }
    IO.println("its own state: connected " + kept.connected());
    try {
        IO.println(kept.ask("wind"));
    } catch (IllegalStateException refused) {
        IO.println("  " + refused.getMessage());
    }
}

// %% tags=["active-ipynb"]
// staleState();
// oneState();

// %% [markdown]
// A name that is forgotten closes nothing. Keep one state, in the resource itself.
// `close` changes it first of all, and every method looks at it. The JDK does the
// same. Here a method returns a stream out of the block that owns the file.

// %%
Stream<String> linesOf(Path file) throws IOException {
    try (var all = Files.lines(file)) {
        return all.filter(line -> line.startsWith("snow"));
    }
}

void lazyResult() throws IOException {
    var file = Files.createTempFile("readings", ".txt");
    Files.writeString(file, "snow 12\nrain 3\nsnow 40\n");
    try {
        IO.println("snow: " + linesOf(file).toList());
    } catch (IllegalStateException refused) {
        IO.println("snow: " + refused.getMessage());
    } finally {
        Files.delete(file);
    }
}

// %% tags=["active-ipynb"]
// lazyResult();

// %% [markdown]
// What is lazy leaves its block as a promise: a `Stream`, an `Iterator`, a
// `Supplier`, a `Future`. Use it up inside, and return the result.
//
// ## The trap: a task that outlives its resource
//
// With tasks the end of a block is no longer the end of the use. This task thinks
// until the link is closed, or until it runs out of patience. Then it asks.
//
// **Predict:** two heads of a `try`, with the same two resources in different
// order. Which of them gets an answer?
//
// <details><summary>Answer</summary>
//
// The one that opens the link *first*. Closing goes in reverse, so the executor is
// closed before the link, and the `close` of an executor waits for its tasks. In
// the other order the link is closed while the task still thinks.
//
// </details>

// %%
String thinkAndAsk(Link link, Duration patience) throws InterruptedException {
    link.awaitClosing(patience);
    return link.ask("wind");
}

void executorFirst() throws Exception {
    Future<String> task;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
            var link = Link.open(new Lines())) {
        task = executor.submit(() -> thinkAndAsk(link, Duration.ofSeconds(10)));
        link.ask("snow"); // the block has work of its own
    }
    IO.println("executor, link: " + task.exceptionNow().getMessage());
}

void linkFirst() throws Exception {
    Future<String> task;
    try (var link = Link.open(new Lines());
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        task = executor.submit(() -> thinkAndAsk(link, Duration.ofMillis(120)));
        link.ask("snow");
    }
    IO.println("link, executor: " + task.resultNow());
}

// %% tags=["active-ipynb"]
// Timeline.record("the executor first", () -> executorFirst());

// %% tags=["active-ipynb"]
// Timeline.record("the link first", () -> linkFirst());

// %% [markdown]
// On the first picture the task fails where your lane begins its last wait: there
// the link closes, with a task that still thinks. It would have been the same for a
// question on its way. On the second picture your lane waits for the task before it
// closes, and closing comes last.
//
// In the first, nobody has seen the failure: it lies in a `Future`. A real link
// might not even notice. It would write to a line that belongs to another by now.
//
// **A resource is opened before the tasks that use it, and closed after them.**
// So it stands to the left of the executor. A structured scope (JEP 505, preview)
// has the same place, and more than that: it waits before its block goes on.

// %% tags=["active-ipynb"]
// void ownedByAScope() throws Exception {
//     try (var link = Link.open(new Lines());
//             var scope = StructuredTaskScope.open()) {
//         var wind = scope.fork(() -> link.ask("wind"));
//         var snow = scope.fork(() -> link.ask("snow"));
//         scope.join();
//         IO.println(wind.get() + ", " + snow.get());
//     }
// }

// %% tags=["active-ipynb"]
// Timeline.record("owned around a scope", () -> ownedByAScope());

// %% [markdown]
// A `CompletableFuture` has no block at all. A `try` around it closes the link when
// the steps have been *described*. The closing must be a step itself, the last.

// %%
String askUnchecked(Link link) {
    try {
        return thinkAndAsk(link, Duration.ofMillis(50));
    } catch (InterruptedException calledOff) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

void closingIsAStep() throws Exception {
    var lines = new Lines();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var link = Link.open(lines);
        var answer =
                CompletableFuture.supplyAsync(() -> askUnchecked(link), executor)
                        .whenComplete((text, failure) -> link.close());
        IO.println("as a step: " + answer.join() + ", " + lines.log());
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("closing is a step", () -> closingIsAStep());

// %% [markdown]
// Here the closing is at the end of the *task's* lane. Whoever completes the last
// step closes the link, and your lane waits for both.
//
// ## The trap: an interrupt during close
//
// Closing waits, and a thread that waits can be interrupted. This link says
// goodbye, and gives its line back then.

// %%
/// A link whose close lets an interrupt through.
final class HastyLink implements AutoCloseable {
    private final Lines lines;
    private final CountDownLatch closing = new CountDownLatch(1);

    HastyLink(Lines lines) throws IOException {
        this.lines = lines;
        lines.take();
    }

    void awaitClosing() throws InterruptedException {
        closing.await();
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        Thread.sleep(Duration.ofSeconds(10)); // says goodbye, slowly
        lines.giveBack();
    }
}

// %%
void interruptLeaks() throws Exception {
    var lines = new Lines();
    var link = new HastyLink(lines);
    var worker =
            Thread.ofVirtual()
                    .name("worker")
                    .start(() -> {
                        try (link) {
                            // the work is done
                        } catch (InterruptedException calledOff) {
                            // and so is the worker
                        }
                    });
    link.awaitClosing();
    Thread.sleep(Duration.ofMillis(50)); // then somebody loses patience
    worker.interrupt();
    worker.join();
    IO.println("hasty: " + lines.log());
}

void interruptHurries() throws Exception {
    var lines = new Lines();
    var link = Link.open(lines);
    var worker = Thread.ofVirtual().name("worker").start(link::close);
    link.awaitClosing(Duration.ofSeconds(10));
    Thread.sleep(Duration.ofMillis(20));
    worker.interrupt();
    worker.join();
    IO.println("in finally: " + lines.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("an interrupt during close", () -> interruptLeaks());

// %% tags=["active-ipynb"]
// Timeline.record("the line is given back in finally", () -> interruptHurries());

// %% [markdown]
// Both pictures look the same: a flash cuts the goodbye off, and the worker ends. The
// difference is in what is printed. The hasty link keeps its line for ever,
// because nobody calls `close` again. The other one gives up the goodbye, and not the
// line.
//
// In asyncio a task that is cancelled inside of `__aexit__` leaks in the same way.
// The interrupt need not even come at that moment. A body that restores the status,
// as it should when it cannot pass the exception on, goes into its `close` with
// the status set. The first wait in there ends at once.
//
// - What must happen goes into `finally`. The goodbye may be cut short.
// - `close` does not declare `InterruptedException`: the documentation of
//   `AutoCloseable` advises against it, because it could end as suppressed, and the
//   interrupt would be lost. Set the status again instead.
// - If the goodbye itself must happen, as when it stores something, wait on and
//   remember the interrupt, or let a thread do it that nobody else knows. The
//   `close` of an `ExecutorService` does the former: it passes the interrupt on to
//   its tasks, waits for them all the same, and then sets the status again.
//   *asyncio* has `shield` for the latter.
//
// ## When each
//
// | who uses the resource | who owns it | closed by |
// |---|---|---|
// | one task | the task | a `try` inside of the task |
// | the tasks of one block | the block | a `try`, left of the executor or scope |
// | steps of a `CompletableFuture` | the chain | `whenComplete`, as the last step |
// | tasks that others started | an object that counts its users | a `close` that waits |
// | everybody, again and again | a pool of resources | lesson 15 |
//
// Take the first row that fits. On a pool of platform threads it is tempting to
// keep a resource for each thread in a `ThreadLocal`, to open it less often. Then
// nobody closes it. With virtual threads that would be one for each task.
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 5 min: without it. Ask who finds the leak when only the third report fails.
// - 10 min: the pattern, order, suppressed. Let them write down the lines of the
//   two doors before they run it.
// - 5 min: swallowing. Collect what does its work in close: buffers, transactions,
//   uploads.
// - 10 min: half an opening. Draw who owns the line at each moment: `open`, nobody,
//   the block.
// - 10 min: two orders in one head. Have them find the order in code of their own.
// - 10 min: interrupts. Ask what may be cut short, and what may not.
// - Exercises: 8, 12 and 20 minutes.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p06`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p06/TwoConnections` saves itself as that file; the
// original IJava kernel lacks that magic.
//
// - [TwoConnections.java](../exercises/p06_async_resources/TwoConnections.java),
//   8 minutes: open two connections at the same time, and close both, whatever
//   happens.
// - [StationLink.java](../exercises/p06_async_resources/StationLink.java),
//   12 minutes: repair a link that leaks, lies and hides.
// - [SharedArchive.java](../exercises/p06_async_resources/SharedArchive.java),
//   20 minutes: an archive that nobody can use once it is closed, and that no
//   interrupt leaves open.

// %% tags=["active-ipynb"]
// check("p06/TwoConnections");

// %% tags=["active-ipynb"]
// check("p06/StationLink");

// %% tags=["active-ipynb"]
// check("p06/SharedArchive");

// %% [markdown]
// <details><summary>After solving</summary>
//
// *TwoConnections*: the answer in `solutions` waits until both openings have ended,
// and makes a resource of each *outcome*. Cancelling the slower opening looks
// quicker, and leaks: a `Future` that is cancelled throws away what its task
// returns. A structured scope cancels in the same way, so there each opening
// would have to close what it has opened when nobody takes it.
//
// *StationLink*: `try (Closeable _ = line::hangUp) { … }` turns any cleanup into a
// resource, with order and suppressed exceptions for nothing. In Python that is the
// `callback` of a `contextlib.ExitStack`.
//
// *SharedArchive*: a read-write lock is one way. A count of readers with a
// condition is another, and says more about what it does. A `Phaser` is a third.
// None of them is needed when the readers are tasks of the block itself: then the
// executor to the right of the archive has done all the waiting.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    nobodyCloses();
    openWorkClose();
    eachIsClosed();
    threeFailures();
    hiding();
    swallowing();
    halfOpen();
    halfOpenCarefully();
    staleState();
    oneState();
    lazyResult();
    executorFirst();
    linkFirst();
    closingIsAStep();
    interruptLeaks();
    interruptHurries();
}
