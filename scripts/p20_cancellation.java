///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 20 · Cancellation: a request, and its answer
//
// A visitor opens a weather page, the page asks its stations, and the visitor
// leaves. Nobody wants the answers any more. The threads that wait for them
// should end, soon, and leave nothing half done.
//
// Java cannot kill a thread, and that is good: it might hold a lock, or half a
// film. What there is, is an **interrupt**: a mark on the thread, its *interrupt
// status*, that says "please end". Everything else is a protocol between people
// who write code.
//
// - **Who may interrupt:** the owner of the thread, who started it, and who also
//   waits for its end. Nobody else knows what the thread is doing by now.
// - **Who must answer:** whoever blocks, and whoever loops.
// - **What to answer:** clean up, then throw `InterruptedException`. Where a
//   signature forbids that, set the status again, and return.
//
// *asyncio calls this* `task.cancel()`, and the answer `CancelledError`.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %%
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

void rest(int millis) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(millis));
}

/// Notes how far a loop has come, and lets its owner wait for that.
final class Rounds {
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore rounds = new Semaphore(0);

    void next() {
        begun.incrementAndGet();
        rounds.release();
    }

    void await(int count) throws InterruptedException {
        rounds.acquire(count);
    }

    int begun() {
        return begun.get();
    }
}

// %% [markdown]
// ## The pattern: ask, answer, wait
//
// A thread polls a station, and rests for 100 ms each time. Its code does three
// things. It lets the `InterruptedException`
// through, which ends the loop. It cleans up in `finally`, on every way out. And
// it catches nothing that it cannot answer.
//
// The owner interrupts, and then **joins**. After the interrupt nothing has ended
// yet. After the join everything has.

// %%
void poll(Rounds rounds, List<String> log) throws InterruptedException {
    try {
        while (true) {
            rounds.next();
            rest(100);
        }
    } finally {
        log.add("hung up");
    }
}

void pollAsTask(Rounds rounds, List<String> log) {
    try {
        poll(rounds, log);
    } catch (InterruptedException askedToEnd) {
        log.add("asked to end");
        Thread.currentThread().interrupt(); // a Runnable cannot throw it
    }
}

// %%
void askedAndAnswered() throws InterruptedException {
    var rounds = new Rounds();
    var log = new CopyOnWriteArrayList<String>();
    long start = System.nanoTime();
    Thread poller = Thread.ofVirtual().name("poller").start(() -> pollAsTask(rounds, log));
    rounds.await(3); // the poller rests for the third time
    poller.interrupt();
    poller.join();
    IO.println(rounds.begun() + " rounds, then: " + log + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("asked and answered", () -> askedAndAnswered());

// %% [markdown]
// On the timeline the poller's lane is a chain of sleeps. The flash in the third
// is the interrupt, and the lane ends there: not at the end of its sleep. A flash
// stands where a thread *notices* that it was interrupted.
//
// ## The status, and who clears it
//
// The status is one bit. Three things read it, and two of them clear it.
//
// | | reads | clears | asyncio |
// |---|---|---|---|
// | a blocking call that throws `InterruptedException` | yes | **yes** | `await` raises |
// | `Thread.interrupted()` | yes | **yes** | – |
// | `thread.isInterrupted()` | yes | no | `task.cancelling()` |
//
// **Predict:** a thread catches the exception. What does `isInterrupted()` say in
// the catch block?
//
// <details><summary>Answer</summary>
//
// `false`. The exception has taken the request over. Whoever catches it holds the
// only copy: throw it on, or set the status again. If you do neither, the request
// is gone, and nobody can find out that there ever was one.
//
// </details>

// %%
void interruptsItself(List<String> said) {
    Thread me = Thread.currentThread();
    me.interrupt();
    said.add("isInterrupted: " + me.isInterrupted() + ", and again: " + me.isInterrupted());
    said.add("interrupted: " + Thread.interrupted() + ", and again: " + Thread.interrupted());
    me.interrupt();
    try {
        Thread.sleep(Duration.ofHours(1)); // throws at once: the status was set before
    } catch (InterruptedException taken) {
        said.add("in the catch block: " + me.isInterrupted());
    }
}

void whoClears() throws InterruptedException {
    var said = new CopyOnWriteArrayList<String>();
    Thread.ofVirtual().name("asked").start(() -> interruptsItself(said)).join();
    said.forEach(line -> IO.println(line));
}

// %% tags=["active-ipynb"]
// whoClears();

// %% [markdown]
// An interrupt that comes *early* is not lost: the next call that blocks throws
// at once. That is why the owner need not know what the thread is doing.
//
// ## The trap: the swallowed interrupt
//
// Two loops poll four stations, 100 ms each. Both are asked to end in the second
// round.
// The first has a catch block because the compiler asked for one. The second
// catches what the station may throw, with one word too wide.
//
// **Predict:** how many stations does each of them ask?
//
// <details><summary>Answer</summary>
//
// All four, both of them. The interrupt shortens one rest, and that is all it
// does. `InterruptedException` is an `Exception`, so `catch (Exception …)` takes
// the request to end for one more broken station.
//
// In asyncio the second loop would be right: since Python 3.8 `CancelledError` is
// no `Exception`, and `except Exception` lets it through. Java has no such help.
//
// </details>

// %%
void swallows(Rounds rounds) {
    for (int station = 1; station <= 4; station++) {
        rounds.next();
        try {
            rest(100);
        } catch (InterruptedException e) {
            // the compiler wanted this block
        }
    }
}

void catchesTooMuch(Rounds rounds) {
    for (int station = 1; station <= 4; station++) {
        rounds.next();
        try {
            rest(100); // may fail in many ways
        } catch (Exception broken) {
            // this station is broken: the next
        }
    }
}

// %%
void answers(Rounds rounds) {
    try {
        for (int station = 1; station <= 4; station++) {
            rounds.next();
            rest(100);
        }
    } catch (InterruptedException askedToEnd) { // around the loop: catching leaves it
        Thread.currentThread().interrupt();
    }
}

void interruptInTheSecond(String name, Consumer<Rounds> loop) throws InterruptedException {
    var rounds = new Rounds();
    long start = System.nanoTime();
    Thread poller = Thread.ofVirtual().name(name).start(() -> loop.accept(rounds));
    rounds.await(2);
    poller.interrupt();
    poller.join();
    IO.println(name + ": " + rounds.begun() + " rounds, after " + millisSince(start) + " ms");
}

// %%
void swallowed() throws InterruptedException {
    interruptInTheSecond("swallows", rounds -> swallows(rounds));
    interruptInTheSecond("catches Exception", rounds -> catchesTooMuch(rounds));
    interruptInTheSecond("answers", rounds -> answers(rounds));
}

// %% tags=["active-ipynb"]
// Timeline.record("swallowed, and answered", () -> swallowed());

// %% [markdown]
// Three lanes, one after the other, each with a flash in its second sleep. After
// the flash the first two begin another sleep. The third ends.
//
// ## The trap: the status restored, and the loop goes on
//
// "Restore the status" is half of the answer. The other half is to **leave**. A
// loop that does only the first half is worse than one that swallows: every rest
// now throws at once, and the loop spins. Its 10,000 rests of 100 ms should take
// more than a quarter of an hour.

// %%
void restoresAndGoesOn(Rounds rounds) {
    for (int station = 1; station <= 10_000; station++) {
        rounds.next();
        try {
            rest(100);
        } catch (InterruptedException askedToEnd) {
            Thread.currentThread().interrupt(); // and the next rest throws at once
        }
    }
}

// %% tags=["active-ipynb"]
// interruptInTheSecond("restores and goes on", rounds -> restoresAndGoesOn(rounds));

// %% [markdown]
// ## The trap: a busy loop that never looks
//
// This loop computes, and blocks nowhere. Who should throw? The interrupt sets the
// status, and the loop goes on as if nothing had happened. So that the
// demonstration ends, it computes for 200 ms at most.
//
// The twin looks once in each round. `Thread.interrupted()` is right where you
// throw: it clears the status, and the exception takes the request over.
// `isInterrupted()` is right where you only leave the loop.

// %%
Void neverLooks() {
    long start = System.nanoTime();
    while (millisSince(start) < 200) {
        Thread.onSpinWait(); // computes
    }
    return null;
}

Void looksAndThrows() throws InterruptedException {
    long start = System.nanoTime();
    while (millisSince(start) < 200) {
        if (Thread.interrupted()) {
            throw new InterruptedException("asked to end while computing");
        }
        Thread.onSpinWait(); // computes
    }
    return null;
}

// %%
void busy(String name, Callable<Void> loop) throws InterruptedException {
    long start = System.nanoTime();
    try (var executor = Executors.newSingleThreadExecutor()) {
        var task = executor.submit(loop);
        rest(50);
        task.cancel(true);
    }
    IO.println(name + ": ended after " + millisSince(start) + " ms");
}

void busyLoops() throws InterruptedException {
    busy("never looks", () -> neverLooks());
    busy("looks", () -> looksAndThrows());
}

// %% tags=["active-ipynb"]
// Timeline.record("busy loops", () -> busyLoops());

// %% [markdown]
// Both lanes compute from end to end, and both were interrupted after 50 ms. The
// first has no flash: nothing in it noticed. The second has one, and ends there.
//
// How often should a loop look? Often enough that the
// owner does not have to wait: once in each round, if a round takes milliseconds.
//
// ## A future that says CANCELLED while its task still runs
//
// `cancel(true)` interrupts the thread of the task, and marks the *future*. The
// task below needs 100 ms to hang up.
//
// **Predict:** what do `state()` and `get()` say right after `cancel(true)`? And
// what is the task doing?
//
// <details><summary>Answer</summary>
//
// `CANCELLED`, and `get` throws a `CancellationException`, both at once. The task
// is hanging up, and will be for 100 ms. The future says what was asked. What has
// become of the task it does not know any more, and no method of it waits for the
// task.
//
// </details>

// %%
/// A call that takes 300 ms, and 100 ms more to hang up.
final class Call {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch noticed = new CountDownLatch(1);
    volatile String doing = "not begun";

    Void make() throws InterruptedException {
        doing = "polling";
        begun.countDown();
        try {
            Thread.sleep(Duration.ofMillis(300));
        } finally {
            doing = "hanging up";
            noticed.countDown();
            Thread.sleep(Duration.ofMillis(100));
            doing = "over";
        }
        return null;
    }
}

// %%
void saysCancelled(boolean interrupt) throws InterruptedException {
    var call = new Call();
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var task = executor.submit(() -> call.make());
        call.begun.await();
        task.cancel(interrupt);
        call.noticed.await(interrupt ? 2000 : 20, TimeUnit.MILLISECONDS);
        IO.println("cancel(" + interrupt + "): " + task.state() + ", the call is " + call.doing);
    }
    IO.println("  closed: the call is " + call.doing + ", after " + millisSince(start) + " ms");
}

// %%
void cancelledOrEnded() throws InterruptedException {
    saysCancelled(true);
    saysCancelled(false);
}

// %% tags=["active-ipynb"]
// Timeline.record("cancelled is not ended", () -> cancelledOrEnded());

// %% [markdown]
// In the first half the task's lane has a flash, and sleeps on behind it: that is
// the hanging up. In the second half there is no flash at all. `cancel(false)`
// interrupts nobody: it keeps a task from *beginning* that still waits in a
// queue, and lets one that runs run on. In both halves your own lane waits in
// `close`, and that wait is what tells you that the task has ended.
//
// To know that a task has ended, wait for something that happens at its end: the
// `close` of its executor, the `join` of its thread, a latch in its `finally`.
//
// ## `CompletableFuture.cancel` interrupts nobody
//
// A `CompletableFuture` is a place for a result, and does not know who will bring
// it. Its `cancel(true)` completes it with a `CancellationException`. The
// documentation says that the argument has no effect.

// %%
Void makeUnchecked(Call call) {
    try {
        return call.make();
    } catch (InterruptedException asked) {
        throw new CancellationException("asked to end");
    }
}

void noThreadBehind() throws InterruptedException {
    var call = new Call();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var future = CompletableFuture.supplyAsync(() -> makeUnchecked(call), executor);
        call.begun.await();
        future.cancel(true);
        call.noticed.await(20, TimeUnit.MILLISECONDS);
        IO.println("CompletableFuture: " + future.state() + ", the call is " + call.doing);
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("no thread behind", () -> noThreadBehind());

// %% [markdown]
// The lane has no flash, and sleeps its 300 ms and 100 ms to the end. Lesson 21
// builds futures whose cancelling does reach the work.
//
// ## Cleanup: once, to its end, and with a bound
//
// Cleanup stands in `finally`, and it may block: say goodbye, delete half a film.
// Three things go wrong.
//
// - **The status is set.** Whoever restores it *before* the cleanup has the
//   cleanup interrupted by the same request: its first blocking call throws.
// - **It is interrupted again**, by an owner who is impatient. Interrupt once.
// - **It never ends.** The goodbye waits for the same machine that did not answer
//   in the first place. Then the task cannot be cancelled, because it is being
//   cancelled.
//
// Against the last one helps a bound. The goodbye gets a thread of its own, and
// so much time. Then it is interrupted, and left.

// %%
String goodbye(int millis) throws InterruptedException {
    rest(millis);
    return "said goodbye";
}

String boundedGoodbye(int millis, Duration patience) throws InterruptedException {
    var said = new FutureTask<String>(() -> goodbye(millis));
    Thread thread = Thread.ofVirtual().name("goodbye").start(said);
    boolean ended = false;
    try {
        ended = thread.join(patience);
    } finally {
        if (!ended) {
            thread.interrupt();
        }
    }
    return ended ? said.resultNow() : "left without a goodbye";
}

// %%
void restoredTooEarly() {
    try {
        throw new InterruptedException("asked to end");
    } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
    } finally {
        try {
            IO.println("restored first: " + goodbye(10));
        } catch (InterruptedException again) {
            IO.println("restored first: the goodbye was interrupted before it began");
        }
    }
}

void cleanups() throws InterruptedException {
    restoredTooEarly();
    long start = System.nanoTime();
    IO.println("short: " + boundedGoodbye(20, Duration.ofMillis(300)));
    var never = boundedGoodbye(3_600_000, Duration.ofMillis(300));
    IO.println("never: " + never + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("cleanup with a bound", () -> cleanups());

// %% [markdown]
// Two lanes named `goodbye`. One ends by itself, after 20 ms. The other, of an
// hour, has a flash after 300 ms: the bound.
//
// ## What an interrupt does not reach
//
// Some waits know nothing of the status. The first is the wait for a monitor: a
// thread that wants to enter `synchronized` waits until it may, interrupted or
// not. `lockInterruptibly` is the same wait for somebody who can be asked.

// %%
final class Counter {
    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();

    void occupy(int millis, CountDownLatch inside) throws InterruptedException {
        lock.lock();
        try {
            synchronized (monitor) {
                inside.countDown();
                Thread.sleep(Duration.ofMillis(millis));
            }
        } finally {
            lock.unlock();
        }
    }

    String enterDeaf() {
        synchronized (monitor) {
            return "got in, status set: " + Thread.currentThread().isInterrupted();
        }
    }

    String enterListening() throws InterruptedException {
        lock.lockInterruptibly();
        lock.unlock();
        return "got in";
    }
}

// %%
void waits(String name, Counter counter, Callable<String> entering) throws Exception {
    var inside = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> {
            counter.occupy(150, inside);
            return null;
        });
        inside.await();
        long start = System.nanoTime();
        var how = new AtomicReference<String>();
        Thread customer =
                Thread.ofVirtual()
                        .name(name)
                        .start(() -> {
                            try {
                                how.set(entering.call());
                            } catch (Exception asked) {
                                how.set(asked.getClass().getSimpleName());
                            }
                        });
        rest(50);
        customer.interrupt();
        customer.join();
        IO.println(name + ": " + how + ", after " + millisSince(start) + " ms");
    }
}

// %%
void monitors() throws Exception {
    var counter = new Counter();
    waits("synchronized", counter, () -> counter.enterDeaf());
    waits("lockInterruptibly", counter, () -> counter.enterListening());
}

// %% tags=["active-ipynb"]
// Timeline.record("a deaf wait, and one that listens", () -> monitors());

// %% [markdown]
// The lane `synchronized` waits until `occupy` lets go of the monitor, and has no
// flash. The lane `lockInterruptibly` waits for the same counter, and ends with one.
//
// The second deaf wait is `Socket.read`. Here a station has accepted the call and says
// nothing. A platform thread and a virtual thread read.
//
// **Predict:** both are interrupted after 50 ms. What happens to each?
//
// <details><summary>Answer</summary>
//
// The platform thread reads on. The read of a socket does not look at the status;
// what ends it is somebody who *closes* the socket. The virtual thread ends at
// once, with a `SocketException`: there the JDK closes the socket for you. It is
// no `InterruptedException`, and the connection is gone. Do not interrupt a
// virtual thread in the middle of a conversation that you want to go on with.
//
// </details>

// %%
void reads(String name, Thread.Builder builder, Duration patience) throws Exception {
    try (var station = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var line = new Socket(InetAddress.getLoopbackAddress(), station.getLocalPort());
            var silent = station.accept()) {
        var how = new AtomicReference<String>("reads on");
        Thread reader =
                builder.name(name)
                        .start(() -> {
                            try {
                                how.set("read " + line.getInputStream().read());
                            } catch (IOException ended) {
                                how.set(
                                        ended.getClass().getSimpleName()
                                                + ": "
                                                + ended.getMessage()
                                                + ", status set: "
                                                + Thread.currentThread().isInterrupted());
                            }
                        });
        rest(50);
        reader.interrupt();
        boolean ended = reader.join(patience);
        IO.println(name + ", interrupted: " + how + ", line closed: " + line.isClosed());
        line.close();
        reader.join();
        IO.println(ended ? "  it had ended" : "  line closed by its owner: " + how);
    }
}

// %%
void sockets() throws Exception {
    reads("platform thread", Thread.ofPlatform(), Duration.ofMillis(150));
    reads("virtual thread", Thread.ofVirtual(), Duration.ofSeconds(5));
}

// %% tags=["active-ipynb"]
// sockets();

// %% [markdown]
// So whoever owns a platform thread that reads has two things to do: interrupt it,
// for all that listens, and close its socket, for all that does not.
//
// ## Whose thread is it?
//
// `cancel(true)` of a future interrupts the thread only while *this* task runs on
// it. An interrupt by hand knows threads, and not tasks. Below a task of a pool
// notes its thread, and ends. Somebody interrupts the thread, a moment too late.
//
// **Predict:** who is hit?
//
// <details><summary>Answer</summary>
//
// The next task of the pool, which has nothing to do with it. Interrupt a thread
// only if you have started it, and know that it does your work.
//
// </details>

// %%
void somebodyElses() throws Exception {
    var noted = new AtomicReference<Thread>();
    var begun = new CountDownLatch(1);
    try (var pool = Executors.newSingleThreadExecutor()) {
        pool.submit(() -> noted.set(Thread.currentThread())).get();
        var other =
                pool.submit(() -> {
                    begun.countDown();
                    rest(100);
                    return "the order is saved";
                });
        begun.await();
        noted.get().interrupt(); // meant for the first task
        try {
            IO.println(other.get());
        } catch (ExecutionException hit) {
            IO.println("another task was hit: " + hit.getCause().getClass().getSimpleName());
        }
    }
}

// %% tags=["active-ipynb"]
// somebodyElses();

// %% [markdown]
// ## A scope cancels, and waits
//
// A structured scope is an owner. It interrupts its tasks when one of them fails,
// or when its time is over, and its `close` waits until all have ended. Nothing
// can be CANCELLED and still run after the block. It is a preview API in Java 25
// (JEP 505), so it lives in the notebook only.

// %% tags=["active-ipynb"]
// void scopeCancels() throws InterruptedException {
//     var log = new CopyOnWriteArrayList<String>();
//     try (var scope = StructuredTaskScope.open()) {
//         scope.fork(() -> {
//             try {
//                 rest(300);
//             } finally {
//                 rest(50);
//                 log.add("hung up");
//             }
//             return null;
//         });
//         scope.fork(() -> {
//             rest(50);
//             throw new IllegalStateException("station-2 is down");
//         });
//         scope.join();
//     } catch (StructuredTaskScope.FailedException failed) {
//         IO.println(failed.getCause().getMessage() + ", and the other " + log);
//     }
// }

// %% tags=["active-ipynb"]
// Timeline.record("a scope cancels, and waits", () -> scopeCancels());

// %% [markdown]
// One lane fails. At that moment the other has its flash, hangs up for 50 ms, and
// your own lane waits for that.
//
// ## No shield: an owner who lives longer
//
// An order is being saved, and the request that started it is cancelled. The order
// must be saved all the same. asyncio has `shield` for that: it cancels the wait,
// and not the work. Java needs no word for it. Give the work to an owner who
// outlives the caller, wait for its future, and do *not* cancel it when your wait
// is interrupted.

// %%
void request(ExecutorService saver, CountDownLatch asked, List<String> log) {
    var saved =
            saver.submit(() -> {
                asked.countDown();
                rest(300);
                return log.add("order saved");
            });
    try {
        saved.get();
    } catch (InterruptedException | ExecutionException gone) {
        log.add("request cancelled"); // the saving is not
    }
}

void outlives() throws InterruptedException {
    var log = new CopyOnWriteArrayList<String>();
    var asked = new CountDownLatch(1);
    try (var saver = Executors.newVirtualThreadPerTaskExecutor()) { // outlives requests
        Thread request = Thread.ofVirtual().name("request").start(() -> request(saver, asked, log));
        asked.await();
        rest(50);
        request.interrupt();
        request.join();
        IO.println("the request has ended: " + log);
    }
    IO.println("the saver has ended: " + log);
}

// %% tags=["active-ipynb"]
// Timeline.record("an owner who lives longer", () -> outlives());

// %% [markdown]
// The flash is in the lane of the request. The lane of the saving goes on behind
// it, and your own lane waits for it in `close`. That wait is the difference to a
// thread that nobody owns.
//
// ## What to answer
//
// | your code | its answer |
// |---|---|
// | blocks, and may throw | declare `InterruptedException`, catch nothing |
// | blocks in a `Runnable`, a getter, a stream | set the status again, leave |
// | loops and computes | look in each round: throw, or leave |
// | waits for its own tasks | interrupt them, wait for their end, throw |
// | cleans up | in `finally`, with a bound, the status restored afterwards |
// | waits in `synchronized` for long | `lockInterruptibly` |
// | reads a socket on a platform thread | its owner closes the socket |
// | must not be cut off | give it to an owner who lives longer |
// | catches `Exception` | catch `InterruptedException` before it |
//
// <details><summary>Teacher's notes: 55 minutes and the exercises</summary>
//
// - 10 min: ask, answer, wait. Write "who, who, what" on the board and leave it
//   there. Why is there no `kill`? (`Thread.stop` existed, and left objects
//   broken. It only throws since Java 20.)
// - 5 min: the status. Let them predict all five outputs of `whoClears`.
// - 10 min: swallowed, restored, never looks. Have each group find one of the
//   three in code of their own. Somebody always does.
// - 10 min: cancelled is not ended. This is the heart of the last exercise. Ask
//   what a page may show to its visitor after `cancel(true)`.
// - 5 min: cleanup with a bound.
// - 10 min: monitors and sockets. The prediction about the virtual thread is
//   wrong for most, experts too.
// - 5 min: whose thread, and the owner who lives longer.
// - Exercises: 5, 12 and 20 minutes.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [cancel](../bench/RESULTS.md#cancel).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p20`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p20/ProbeLoop` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks run your code many times, each time with its threads in another
// order, on a clock of their own. So they can say that something ends after
// exactly 40 ms, and an upload that hangs for a day costs no time of yours.
//
// - [ProbeLoop.java](../exercises/p20_cancellation/ProbeLoop.java), 5 minutes: a
//   loop that computes and blocks, and answers in both.
// - [OrderImport.java](../exercises/p20_cancellation/OrderImport.java),
//   12 minutes: repair an import that nobody could stop.
// - [UploadSlot.java](../exercises/p20_cancellation/UploadSlot.java), 20 minutes:
//   an owner whose `cancel` returns when the upload has really ended.

// %% tags=["active-ipynb"]
// check("p20/ProbeLoop");

// %% tags=["active-ipynb"]
// check("p20/OrderImport");

// %% tags=["active-ipynb"]
// check("p20/UploadSlot");

// %% [markdown]
// <details><summary>After you solved it: what else you could have built</summary>
//
// - `ProbeLoop` as a `Callable` could throw the `InterruptedException` and would
//   need no catch block at all. That is the better signature where you may
//   choose it. A `volatile boolean stopped` instead of the status ends the loop
//   as well, but not the wait for the board.
// - `OrderImport` could log off on its own thread, with a *watchdog* that
//   interrupts it when the patience is over. Then the owner's interrupt and the
//   watchdog's look alike. A thread for the goodbye keeps them apart. A protocol
//   with a time limit of its own (`socket.setSoTimeout`, `HttpRequest.timeout`)
//   needs neither, where there is one.
// - `UploadSlot` could keep a `CompletableFuture` that the upload completes at its
//   end, and wait for that with `get(limit)`. It is as good as `join(limit)`, and
//   others can build on it. A `FutureTask` cannot do it: after `cancel` it has
//   forgotten its task. An executor for each slot can: `shutdownNow`, then
//   `awaitTermination(limit)`; its `shutdownNow` may be called twice, and then
//   interrupts twice. A scope would be simplest, but `cancel` comes from another
//   thread here, at any time, and a scope belongs to the thread that opened it.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    askedAndAnswered();
    whoClears();
    swallowed();
    interruptInTheSecond("restores and goes on", rounds -> restoresAndGoesOn(rounds));
    busyLoops();
    cancelledOrEnded();
    noThreadBehind();
    cleanups();
    monitors();
    sockets();
    somebodyElses();
    outlives();
}
