///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 17 · Blocking work: does it wait, or does it compute?
//
// A news site loads pictures from an archive and makes them small. Loading waits
// for another machine. Making small needs a processor all the time. Seen from the
// caller both are the same: a call that takes a while. For the threads they are
// opposites, and each belongs on a thread of its own kind.
//
// *asyncio has one rule*: never block the event loop. What blocks goes to
// `run_in_executor` or `to_thread`, whether it waits or computes. Java has a
// question instead. What **waits** may stay on its virtual thread, and nothing is to
// be done. What **computes** belongs on a few platform threads, as many as there are
// processors.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// So many virtual threads can run at the same moment.
static final int CARRIERS =
        Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism",
                Runtime.getRuntime().availableProcessors());

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

/// Keeps a processor busy until it is told that it is enough.
long compute(AtomicBoolean enough) {
    long value = 1;
    while (!enough.get()) {
        value = 31 * value + 7;
    }
    return value;
}

// %% [markdown]
// To see whether a program still answers, give it a heart: a virtual thread that
// beats every 20 ms, as long as it gets its turn. Any request of the site is such a
// thread.

// %%
final class Heart implements AutoCloseable {
    private final Semaphore beats = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("heart").start(() -> beat());

    private void beat() {
        try {
            while (true) {
                Thread.sleep(Duration.ofMillis(20));
                beats.release();
            }
        } catch (InterruptedException closed) {
            // the end of the heart
        }
    }

    /// Says whether it beats three times from now on, and waits so long at most.
    boolean beats(Duration patience) throws InterruptedException {
        beats.drainPermits();
        return beats.tryAcquire(3, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}

// %% [markdown]
// ## Waiting is fine where it is
//
// A hundred threads that all wait for the archive. None of them holds a carrier.

// %%
void hundredWait() throws Exception {
    var archive = new CountDownLatch(1);
    try (var heart = new Heart();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 100; i++) {
            executor.submit(() -> {
                archive.await();
                return "picture";
            });
        }
        IO.println("100 threads wait, the heart beats: " + heart.beats(Duration.ofSeconds(10)));
        archive.countDown();
    }
}

// %% tags=["active-ipynb"]
// hundredWait();

// %% [markdown]
// ## The trap: computing on virtual threads
//
// Now as many tasks as there are carriers *compute*. The heart is the same.
//
// **Predict:** does it beat three times within 300 ms?
//
// <details><summary>Answer</summary>
//
// Not once. A virtual thread leaves its carrier when it waits. These never wait, so
// they never leave. The scheduler of virtual threads has no clock that takes a
// carrier away from one and gives it to the next: there is no **time slicing**.
// The heart could run, and has nowhere to do it.
//
// </details>

// %%
void beatsWhile(String title, ExecutorService computing, Duration patience) throws Exception {
    var enough = new AtomicBoolean();
    var running = new CountDownLatch(CARRIERS);
    try (var heart = new Heart();
            computing) {
        for (int i = 0; i < CARRIERS; i++) {
            computing.submit(() -> {
                running.countDown();
                return compute(enough);
            });
        }
        running.await(); // from here on all of them compute
        IO.println(title + ", the heart beats: " + heart.beats(patience));
        enough.set(true);
    }
}

void computingOnVirtualThreads() throws Exception {
    var threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("compute-", 1).factory());
    beatsWhile("computing on virtual threads", threads, Duration.ofMillis(300));
}

// %% tags=["active-ipynb"]
// Timeline.record("computing on virtual threads", () -> computingOnVirtualThreads());

// %% [markdown]
// ## The pattern: a platform pool for what computes
//
// The same tasks, on platform threads. Those are the operating system's, which does
// have a clock. It takes the processor away from whoever computes and lets the
// carriers have their turn.

// %%
void computingOnPlatformThreads() throws Exception {
    var factory = Thread.ofPlatform().name("processor-", 1).factory();
    var processors = Executors.newFixedThreadPool(CARRIERS, factory);
    beatsWhile("computing on platform threads", processors, Duration.ofSeconds(10));
}

// %% tags=["active-ipynb"]
// Timeline.record("computing on platform threads", () -> computingOnPlatformThreads());

// %% [markdown]
// ## What the timelines show
//
// In the first picture the lane of the heart is *one* sleep, as long as the computing
// lasts. It was woken after 20 ms; a thread that was woken and gets no carrier looks
// as if it still slept. In the second it is a row of sleeps of 20 ms, with a beat
// between each two that is too short to be seen. The caller's lane tells the
// difference: it waits for three beats, in the first picture for 300 ms and in vain,
// in the second until the third has come. The lanes that compute look the same.
//
// You might try `Thread.yield()` in the loop. On this JDK it does not help: with each
// carrier computing and yielding a thousand times a second, the heart did not beat
// once in a second. The threads that yield take the carriers in turn among
// themselves.
//
// *asyncio* has the same trouble with a single task: one that computes stops the
// loop. Java needs one for each carrier, so it is found later, under load.
//
// ## Both in one request
//
// A request waits and computes. It runs on a virtual thread, and hands the computing
// over. `get()` waits for the result, which costs no carrier. The pool is made
// **once**, for all requests, with as many threads as there are processors. More do
// not compute faster: they share the same processors.

// %%
String shrink(String picture) {
    long value = picture.hashCode();
    for (int i = 0; i < 20_000_000; i++) {
        value = 31 * value + i;
    }
    return picture + (value == 0 ? " (empty)" : " (small)");
}

String thumbnail(String name, ExecutorService processors) throws Exception {
    Thread.sleep(Duration.ofMillis(60)); // the archive
    return processors.submit(() -> shrink(name)).get();
}

// %%
void sixRequests() throws Exception {
    var factory = Thread.ofPlatform().name("processor-", 1).factory();
    try (var processors = Executors.newFixedThreadPool(CARRIERS, factory);
            var requests = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks =
                IntStream.rangeClosed(1, 6)
                        .mapToObj(number -> "picture-" + number)
                        .map(name -> (Callable<String>) () -> thumbnail(name, processors))
                        .toList();
        for (Future<String> picture : requests.invokeAll(tasks)) {
            IO.println(picture.get());
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("six requests", () -> sixRequests());

// %% [markdown]
// Six lanes sleep at the same time, which is the archive, and then wait for another
// task. The lanes of the processors run without a gap, one picture after the other.
// The requests are many, and the processors are few, and each side has as
// many threads as it has use for.
//
// ## The trap: a sleep that poses as work
//
// The Python pattern that this lesson answers shows `run_in_executor` with a function
// it calls *CPU-intensive*, and the function is `time.sleep(1)`. A sleep needs no
// processor. So five of them in five threads take as long as one, and the example
// seems to prove that threads make computing faster. Test with work that works.
//
// Here it is the other way round: a pool as small as the processors, and sleeps.
//
// **Predict:** four sleeps of 50 ms for each thread of the pool. How long does it
// take, and how long on virtual threads?
//
// <details><summary>Answer</summary>
//
// About 200 ms in the pool, four rounds, while the processors have nothing to do. About
// 50 ms on virtual threads. A pool for computing is the wrong place for waiting, just
// as the other way round.
//
// </details>

// %%
void sleepsIn(String title, ExecutorService executor) {
    long start = System.nanoTime();
    try (executor) {
        for (int i = 0; i < 4 * CARRIERS; i++) {
            executor.submit(() -> {
                Thread.sleep(Duration.ofMillis(50));
                return null;
            });
        }
    }
    IO.println(title + ": after " + millisSince(start) + " ms");
}

void sleepingIsNoWork() {
    sleepsIn("sleeps in a pool as small as the processors", Executors.newFixedThreadPool(CARRIERS));
    sleepsIn("sleeps on virtual threads", Executors.newVirtualThreadPerTaskExecutor());
}

// %% tags=["active-ipynb"]
// sleepingIsNoWork();

// %% [markdown]
// ## The trap: waiting in the common pool
//
// `CompletableFuture.supplyAsync(call)` without an executor uses the **common pool**.
// It is made for computing: one thread less than the machine has processors, and at
// least one. All code in the JVM shares it. Below, the archive is slow, and so many
// pictures are being loaded there as the pool has threads. Another part of the
// site, which has nothing to do with pictures, asks for something quick.
//
// **Predict:** does the quick one have its answer within 200 ms?
//
// <details><summary>Answer</summary>
//
// No. The threads of the pool all wait for the archive, and the quick task waits in
// the queue behind them, as long as the archive takes. With an executor of its own
// for what waits, nobody waits behind it.
//
// </details>

// %%
String load(CountDownLatch archive) {
    try {
        archive.await();
        return "picture";
    } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt(); // keeps the request to stop, for whoever looks next
        throw new CancellationException("interrupted while loading");
    }
}

boolean answersInTime(CompletableFuture<String> quick) throws Exception {
    try {
        quick.get(200, TimeUnit.MILLISECONDS);
        return true;
    } catch (TimeoutException late) {
        return false;
    }
}

// %%
void commonPool() throws Exception {
    var archive = new CountDownLatch(1);
    var loading = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
        loading.add(CompletableFuture.supplyAsync(() -> load(archive)));
    }
    var quick = CompletableFuture.supplyAsync(() -> "headline");
    IO.println("pictures load in the common pool, a headline in time: " + answersInTime(quick));
    archive.countDown();
    loading.forEach(CompletableFuture::join);
    IO.println("the archive has answered: " + quick.get());
}

// %% tags=["active-ipynb"]
// Timeline.record("the common pool", () -> commonPool());

// %%
void poolOfItsOwn() throws Exception {
    var archive = new CountDownLatch(1);
    try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            CompletableFuture.supplyAsync(() -> load(archive), waiting);
        }
        var quick = CompletableFuture.supplyAsync(() -> "headline", waiting);
        quick.join();
        IO.println("pictures load on virtual threads, and the headline came: " + quick.get());
        archive.countDown();
    }
}

// %% tags=["active-ipynb"]
// poolOfItsOwn();

// %% [markdown]
// The lane of the pool waits for the archive, and the headline comes at its very end. On
// two processors the common pool has *one* thread: a single call that waits there stops
// all others. `parallel()` streams and `thenApplyAsync` without an executor use
// the same pool, and so does `delayedExecutor`. (`orTimeout` and `completeOnTimeout`
// still fire on JDK 25 when all its threads are blocked; a thread of their own sees to
// it.)
//
// ## The trap: a pool for each call
//
// The Python pattern makes a `ThreadPoolExecutor` in each call. A pool bounds what runs
// in it. Five pools bound five times as much, and each pays for its threads.

// %%
/// Counts the threads that it makes.
final class Counting implements ThreadFactory {
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        made.incrementAndGet();
        return Thread.ofPlatform().unstarted(work);
    }

    int made() {
        return made.get();
    }
}

void fiveCalls() throws Exception {
    var perCall = new Counting();
    for (int call = 0; call < 5; call++) {
        try (var pool = Executors.newFixedThreadPool(2, perCall)) {
            pool.invokeAll(List.of(() -> shrink("left"), () -> shrink("right")));
        }
    }
    var once = new Counting();
    try (var pool = Executors.newFixedThreadPool(2, once)) {
        for (int call = 0; call < 5; call++) {
            pool.invokeAll(List.of(() -> shrink("left"), () -> shrink("right")));
        }
    }
    IO.println("a pool for each call: %d threads made".formatted(perCall.made()));
    IO.println("one pool for all: %d threads made".formatted(once.made()));
}

// %% tags=["active-ipynb"]
// fiveCalls();

// %% [markdown]
// And the end of each call closes its pool, which **waits** for what still runs there.
// In Python that wait even blocks the event loop: a `wait_for` of 0.1 s came back after
// 1.01 s. Here it blocks only the caller, but the caller has a limit, too.
//
// **Predict:** `get` gives up after 100 ms. When does the method return?
//
// <details><summary>Answer</summary>
//
// After 400 ms, when the task has ended by itself. The limit ended `get`, and not the
// task, and `close()` waits for the task. `answer.cancel(true)` in the `catch` block
// ends it, if it can be interrupted.
//
// </details>

// %%
void closeWaits() throws Exception {
    long start = System.nanoTime();
    try (var pool = Executors.newSingleThreadExecutor()) {
        var answer =
                pool.submit(() -> {
                    Thread.sleep(Duration.ofMillis(400));
                    return "late";
                });
        try {
            answer.get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            IO.println("gave up after " + millisSince(start) + " ms");
        }
    }
    IO.println("came back after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("close waits", () -> closeWaits());

// %% [markdown]
// ## What still pins
//
// A virtual thread is **pinned** when it waits and cannot leave its carrier. Until
// JDK 23 that was so in every `synchronized` block. Since JDK 24 (JEP 491) it is not.
// Below, each task sleeps within a `synchronized` block, as many as there are carriers.

// %%
void synchronizedBlocks() throws Exception {
    var inside = new CountDownLatch(CARRIERS);
    var open = new CountDownLatch(1);
    try (var heart = new Heart();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CARRIERS; i++) {
            var lock = new Object();
            executor.submit(() -> {
                synchronized (lock) {
                    inside.countDown();
                    open.await();
                }
                return null;
            });
        }
        inside.await();
        IO.println("in synchronized, the heart beats: " + heart.beats(Duration.ofSeconds(10)));
        open.countDown();
    }
}

// %% tags=["active-ipynb"]
// synchronizedBlocks();

// %% [markdown]
// Two cases are left. One is a **class initializer**. Who needs a class for the first time
// runs its `static { … }`, with a frame of the JVM on the stack that cannot be moved.
// Whoever needs the class meanwhile waits for that, and is pinned as well.
//
// The rates below are fetched in such an initializer. The gate is the other machine.

// %%
final class Gate {
    static final CountDownLatch OPEN = new CountDownLatch(1);
}

final class Rates {
    static final int OSLO = fetch();

    private static int fetch() {
        try {
            Gate.OPEN.await();
            return 7;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

void classInitializer() throws Exception {
    var arriving = new CountDownLatch(CARRIERS);
    try (var heart = new Heart();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CARRIERS; i++) {
            executor.submit(() -> {
                arriving.countDown();
                return Rates.OSLO;
            });
        }
        arriving.await();
        IO.println(
                "in a class initializer, the heart beats: " + heart.beats(Duration.ofMillis(300)));
        Gate.OPEN.countDown();
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a class initializer", () -> classInitializer());

// %% [markdown]
// One task runs the initializer and waits for the gate. The others wait for its end, and are
// drawn as running, because that wait is inside the JVM. The lane of the heart is one long
// sleep. It looks like computing on virtual threads, and nobody computes. Do not wait in an
// initializer; fetch on first use, in a method. (Run the cell of the class again before you
// run this one a second time: a class is initialized once.)
//
// The other case is a **native frame**: code in C that calls back into Java, which then
// waits. With the foreign function API and `qsort`, whose comparison slept for 300 ms, twice
// as many sorts as carriers took 619 ms, and the heart beat once, between the two rounds.
// Flight Recorder tells of each: `jdk.VirtualThreadPinned` has the reason, such as *Waited
// for initialization of Rates by another thread*, and the stack (lesson 30).
//
// ## When each
//
// | you have | use | because |
// |---|---|---|
// | calls that wait | a virtual thread each | who waits holds no carrier |
// | long computing | one platform pool, sized to the processors | the system takes turns |
// | computing of some microseconds | the thread you are on | handing over costs more |
// | more orders than processors | a bounded queue that refuses | late for all helps nobody (26) |
// | a large array to compute | `parallel()`, the common pool | never waits there |
// | native code that waits | a platform pool of its own | it holds its thread anyway |
//
// <details><summary>Teacher's notes: 45 minutes and the exercises</summary>
//
// - 10 min: the heart. Ask what the heart is in their systems: a health check, the
//   renewal of a lease. What happens to a service that computes past it?
// - 10 min: the platform pool and the six requests. Let them say for each line of
//   `thumbnail` which thread it runs on, and which threads wait meanwhile.
// - 10 min: the sleep that poses as work, and the common pool. Let them search their own
//   code for `supplyAsync(` with one argument.
// - 5 min: a pool for each call.
// - 10 min: what still pins. Many have learned that `synchronized` does. Since JDK 24 it
//   does not, and replacing it by `ReentrantLock` for that reason is work for nothing.
// - Exercises: 6, 14 and 22 minutes. The last is a bulkhead, which lesson 26 takes up.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [computing](../bench/RESULTS.md#computing),
// [sha-256](../bench/RESULTS.md#sha-256) and
// [blocking](../bench/RESULTS.md#blocking).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p17`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p17/PageParts` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks ask on which kind of thread something runs, and never how long it took. They
// ask the same of a machine with two processors and of one with sixty-four.
//
// - [PageParts.java](../exercises/p17_blocking_work/PageParts.java), 6 minutes: each
//   part of a page on its kind of thread.
// - [PictureDesk.java](../exercises/p17_blocking_work/PictureDesk.java), 14 minutes:
//   repair a desk that waits in the common pool and makes a pool for each call.
// - [ForecastDesk.java](../exercises/p17_blocking_work/ForecastDesk.java), 22 minutes:
//   a desk that bounds what is computed and what waits, and refuses the rest.

// %% tags=["active-ipynb"]
// check("p17/PageParts");

// %% tags=["active-ipynb"]
// check("p17/PictureDesk");

// %% tags=["active-ipynb"]
// check("p17/ForecastDesk");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `PageParts` with two `invokeAll` waits for one kind before it starts the other. With
//   `CompletableFuture.supplyAsync(call, executor)` it reads as well, if every call gets
//   its executor: it is the forgotten second argument that hurts.
// - `PictureDesk` as a chain, `supplyAsync(load, virtual).thenApplyAsync(scale, pool)`, has
//   no thread that waits between the two, and needs `allOf` and care with causes. On virtual
//   threads the waiting costs nothing, and the code reads from top to bottom.
// - `ForecastDesk` by a semaphore of `running` permits on the threads of the callers would
//   bound the computing, but on *virtual* threads: with `running` as large as the number of
//   carriers the service stands still, within its limits. The bounded queue of the pool is
//   the second limit. With a semaphore you would write it yourself, and decide who counts a
//   forecast whose caller has left.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    hundredWait();
    computingOnVirtualThreads();
    computingOnPlatformThreads();
    sixRequests();
    sleepingIsNoWork();
    commonPool();
    poolOfItsOwn();
    fiveCalls();
    closeWaits();
    synchronizedBlocks();
    classInitializer();
}
