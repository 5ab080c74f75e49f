///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 1 · Async and await: a blocking call is the await
//
// A weather page asks the station at the harbour. The answer takes a while, and
// the thread that asked has nothing to do until it comes. Somebody else could
// use that time: the map of the page is not loaded yet.
//
// In asyncio you mark such a place. The function is `async`, the call is an
// `await`, and the event loop runs something else meanwhile.
//
// ```python
// async def page():
//     reading = await read("harbour")
// ```
//
// Java has no such words, and on a virtual thread it needs none. **A call that
// blocks is the await.** You write `read("harbour")`. The thread waits, and what
// it ran on runs another thread meanwhile. So no function has to be marked, and
// the same method serves a caller that waits and a caller that does not.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
record Reading(String station, double celsius) {}

/// Asks a station. The sleep stands for the line to it.
Reading read(String station) throws IOException, InterruptedException {
    Thread.sleep(Duration.ofMillis(150));
    if (station.equals("nowhere")) {
        throw new IOException("no such station: nowhere");
    }
    return new Reading(station, 11.5);
}

/// Loads the map of the page. The sleep stands for the disk.
String loadMap() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(100));
    return "the map";
}

long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
}

// %% [markdown]
// ## Without it: the page waits, and nothing else happens
//
// One thread does one thing after the other. It waits for the station, and only
// then begins with the map.

// %%
void oneAfterTheOther() throws Exception {
    long start = System.nanoTime();
    var reading = read("harbour");
    var map = loadMap();
    IO.println("one after the other: " + reading.celsius() + " on " + map);
    IO.println("it took " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("one after the other", () -> oneAfterTheOther());

// %% [markdown]
// ## The pattern: start, go on, wait
//
// Give the call a thread of its own. `Thread.ofVirtual()` is a builder: it takes
// a name, and `start` makes the thread, lets it run, and returns at once. A
// `FutureTask` is the box in which the thread leaves its result. Its `get()`
// waits until there is one.
//
// *asyncio calls this* `create_task` and `await task`.

// %%
void togetherWithTheMap() throws Exception {
    long start = System.nanoTime();
    var answer = new FutureTask<>(() -> read("harbour"));
    Thread.ofVirtual().name("harbour").start(answer);
    var map = loadMap();
    var reading = answer.get();
    IO.println("together with the map: " + reading.celsius() + " on " + map);
    IO.println("it took " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("together with the map", () -> togetherWithTheMap());

// %% [markdown]
// ## What the timeline shows
//
// In the first picture there is one lane: it sleeps for the station, and then it
// sleeps for the map. In the second there are two. The lane *harbour* begins
// where the first lane starts it, and both sleep at the same time. Then the
// first lane waits in `get()`, for the rest of the station's time and no longer.
// The whole is as long as the slower of the two, not as long as both.
//
// ## What happens to a thread that waits
//
// A virtual thread runs *on* a platform thread, its **carrier**. When it blocks,
// it is **unmounted**: its stack goes to the heap, and the carrier runs another
// virtual thread. When the answer is there, it is **mounted** again, on any
// carrier that is free (JEP 444). The text of a thread says which carrier it is
// on. Its form is not part of any specification, but it is good for a look.
//
// **Predict:** the thread below asks for its own text while it runs. Then it
// waits, and you ask for its text from outside. Which carrier does it name then?
//
// <details><summary>Answer</summary>
//
// None. A virtual thread that waits is on no carrier: in place of one its text
// has the state, `waiting`. That is why it costs so little.
// </details>

// %%
/// Waits for a gate, where nothing may be thrown. Trap 3 says why it catches like this.
void hold(CountDownLatch gate) {
    try {
        gate.await();
    } catch (InterruptedException calledOff) {
        Thread.currentThread().interrupt();
    }
}

void mountedAndNot() throws InterruptedException {
    var answered = new CountDownLatch(1);
    var text = new AtomicReference<String>();
    var reader =
            Thread.ofVirtual()
                    .name("harbour")
                    .start(() -> {
                        text.set(Thread.currentThread().toString());
                        hold(answered);
                    });
    while (reader.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
    }
    String outside = reader.toString();
    answered.countDown();
    reader.join();
    IO.println("while it runs:  " + text.get().replaceAll("\\d+", "n"));
    IO.println("while it waits: " + outside.replaceAll("\\d+", "n"));
}

// %% tags=["active-ipynb"]
// mountedAndNot();

// %% [markdown]
// ## Ten thousand that wait
//
// Ten thousand visitors have asked for a page. Each has a virtual thread, and
// each thread notes its carrier, before it waits and after. The gate opens when
// all of them have come, so all of them wait at the same time.
//
// **Predict:** how many different carriers do they note together?
//
// <details><summary>Answer</summary>
//
// No more than the machine has processors. That is how many carriers the
// scheduler works with, unless it is told otherwise (the system property
// `jdk.virtualThreadScheduler.parallelism`). The number of waiting threads plays
// no part in it.
// </details>

// %%
String carrier() {
    var text = Thread.currentThread().toString();
    return text.substring(text.indexOf('@') + 1);
}

void tenThousand() throws InterruptedException {
    var carriers = ConcurrentHashMap.<String>newKeySet();
    var arrived = new CountDownLatch(10_000);
    var gate = new CountDownLatch(1);
    Runnable visit =
            () -> {
                carriers.add(carrier());
                arrived.countDown();
                hold(gate);
                carriers.add(carrier());
            };
    var visitors = Stream.generate(() -> Thread.startVirtualThread(visit)).limit(10_000).toList();
    arrived.await();
    gate.countDown();
    for (Thread visitor : visitors) {
        visitor.join();
    }
    boolean few = carriers.size() <= Runtime.getRuntime().availableProcessors();
    IO.println("10000 threads waited together, on " + (few ? "few" : "many") + " carriers:");
    IO.println(few ? "no more than there are processors" : "more than there are processors");
}

// %% tags=["active-ipynb"]
// tenThousand();

// %% [markdown]
// ## Getting the result back
//
// A thread returns nothing. There are three places where it can leave a result.
//
// | place | you wait by | a failure |
// |---|---|---|
// | a shared variable | `thread.join()` | is lost, unless you store it, too |
// | a `FutureTask` | `task.get()` | is kept: `ExecutionException`, with the cause |
// | a `CompletableFuture` | `future.get()` | is kept, if the thread hands it over |
//
// A shared variable may be a plain field here. Whatever a thread did *happens
// before* another thread returns from `join()` on it (Java Language
// Specification, 17.4.5): after the join you see what it wrote. Without the join
// nothing is promised, and lesson 31 shows what you may see instead.
//
// A `FutureTask` has this built in, and keeps failures: it is the one to begin
// with. A `CompletableFuture` is for a result that comes from somewhere else, as
// from a callback, or that others are to build on (lesson 21).

// %%
/// Where a thread leaves what it has read.
final class Box {
    Reading reading;
}

void threeWaysBack() throws Exception {
    var box = new Box();
    var writer = Thread.ofVirtual().start(() -> box.reading = new Reading("harbour", 11.5));
    writer.join();
    IO.println("shared variable:   " + box.reading);

    var task = new FutureTask<>(() -> read("harbour"));
    Thread.ofVirtual().name("harbour").start(task);
    IO.println("FutureTask:        " + task.get());

    var future = new CompletableFuture<Reading>();
    Thread.ofVirtual().start(() -> future.complete(new Reading("harbour", 11.5)));
    IO.println("CompletableFuture: " + future.get());
}

// %% tags=["active-ipynb"]
// threeWaysBack();

// %% [markdown]
// A failure travels the same way. It ends the thread of the call; the
// `FutureTask` keeps it, and `get()` throws it on the thread that asks, wrapped
// in an `ExecutionException`. In asyncio the `await` throws what the coroutine
// threw, without a wrapper.

// %%
void aFailure() throws InterruptedException {
    var answer = new FutureTask<>(() -> read("nowhere"));
    Thread.ofVirtual().name("nowhere").start(answer);
    try {
        answer.get();
    } catch (ExecutionException failed) {
        IO.println("get() threw " + failed.getClass().getSimpleName());
        IO.println("its cause:  " + failed.getCause());
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a failure", () -> aFailure());

// %% [markdown]
// ## When a platform thread
//
// A virtual thread is for work that **waits**. Some work wants a thread of the
// operating system.
//
// | the work | thread | why |
// |---|---|---|
// | waits for a network, a disk, a timer | virtual | who waits keeps no carrier |
// | computes for long | platform | who computes keeps its carrier (lesson 17) |
// | waits inside of native code | platform | it is pinned to its carrier (JEP 491) |
// | must keep the program alive | platform | a virtual thread is always a daemon |
// | wants another priority | platform | a virtual thread has always the normal one |
//
// Virtual threads are not time-sliced (JEP 444). A computation goes on until it
// blocks or ends, and a few of them take every carrier there is. Give them a
// pool with as many platform threads as there are processors.
//
// The last two rows of the table you can ask the JDK for.

// %%
void whatAVirtualThreadIsNot() {
    var virtual = Thread.ofVirtual().unstarted(() -> {});
    virtual.setPriority(Thread.MAX_PRIORITY);
    IO.println("virtual:  daemon " + virtual.isDaemon() + ", priority " + virtual.getPriority());
    try {
        virtual.setDaemon(false);
    } catch (IllegalArgumentException refused) {
        IO.println("          setDaemon(false): " + refused.getMessage());
    }
    var platform = Thread.ofPlatform().daemon(false).unstarted(() -> {});
    platform.setPriority(Thread.MAX_PRIORITY);
    IO.println("platform: daemon " + platform.isDaemon() + ", priority " + platform.getPriority());
}

// %% tags=["active-ipynb"]
// whatAVirtualThreadIsNot();

// %% [markdown]
// ## Trap 1: nobody joined
//
// `start()` returns at once. What the thread is to write does not exist yet. On
// a quick line the program works by luck, and on a slow one it does not. Here
// the station answers after the look, so that you see it each time.
//
// *In asyncio* this is a task that nobody awaits. Its `result()` complains with
// an `InvalidStateError` when you come too early, like `resultNow()` of a Java
// future. A field complains of nothing: it is still null.

// %%
void notJoined() throws InterruptedException {
    var box = new Box();
    var line = new CountDownLatch(1);
    var reader =
            Thread.ofVirtual()
                    .name("harbour")
                    .start(() -> {
                        hold(line);
                        box.reading = new Reading("harbour", 11.5);
                    });
    IO.println("before the join: " + box.reading);
    line.countDown();
    reader.join();
    IO.println("after the join:  " + box.reading);
}

// %% tags=["active-ipynb"]
// notJoined();

// %% [markdown]
// ## Trap 2: `run()` for `start()`
//
// Both compile. Only `start()` makes a thread.
//
// **Predict:** the task notes the thread that it runs on. What does it note when
// you call `run()` on a platform thread, and what on a virtual thread?
//
// <details><summary>Answer</summary>
//
// `run()` of a platform thread is a plain method call: the task runs, on the
// thread that called it. `run()` of a virtual thread does nothing at all. The
// thread stays `NEW`, and a `join()` on it returns at once, since a thread that
// was not started is not alive. A `FutureTask` that nobody runs is worse: its
// `get()` waits for ever.
// </details>

// %%
void runForStart() throws InterruptedException {
    var ranOn = new ArrayList<Thread>();
    Runnable task = () -> ranOn.add(Thread.currentThread());

    var platform = Thread.ofPlatform().unstarted(task);
    platform.run();
    boolean onMine = ranOn.equals(List.of(Thread.currentThread()));
    IO.println("platform: ran on " + (onMine ? "the thread that called run()" : "another thread"));

    ranOn.clear();
    var virtual = Thread.ofVirtual().unstarted(task);
    virtual.run();
    virtual.join();
    IO.println("virtual:  ran " + ranOn.size() + " times, and the thread is " + virtual.getState());
}

// %% tags=["active-ipynb"]
// runForStart();

// %% [markdown]
// ## Trap 3: a swallowed interrupt
//
// `thread.interrupt()` asks a thread to stop. It is a request and not a force.
//
// 1. It sets the **interrupt status** of the thread: a flag.
// 2. A blocking call that finds the flag set, before it waits or while it waits,
//    **clears** it and throws `InterruptedException`.
// 3. Code that computes notices nothing, until it looks at the flag.
//
// *asyncio calls this* `task.cancel()`, and the exception `CancelledError`. One
// thing differs: `CancelledError` is no `Exception`, so `except Exception` lets
// it pass. `InterruptedException` is one: `catch (Exception e)` takes it.
//
// So when you catch it, the flag is down, and nobody above you knows. You owe
// one of two things:
//
// - **pass it on**: declare `throws InterruptedException`, and do not catch;
// - **restore it**: `Thread.currentThread().interrupt()`, and then end soon.

// %%
void theStatus() throws InterruptedException {
    var seen = new ArrayList<Boolean>();
    var thread =
            Thread.ofVirtual()
                    .name("harbour")
                    .start(() -> {
                        try {
                            Thread.sleep(Duration.ofSeconds(10));
                        } catch (InterruptedException calledOff) {
                            seen.add(Thread.currentThread().isInterrupted());
                            Thread.currentThread().interrupt();
                            seen.add(Thread.currentThread().isInterrupted());
                        }
                    });
    thread.interrupt();
    thread.join();
    IO.println("caught: status " + seen.getFirst() + ", restored: status " + seen.getLast());
}

// %% tags=["active-ipynb"]
// theStatus();

// %% [markdown]
// Now a reader that asks a station three times. The station is down: the first
// request would take ten seconds. The page is closed during that request, and
// the reader is interrupted.

// %%
/// A station that counts its requests. It is down at first.
final class Station {
    final AtomicInteger requests = new AtomicInteger();
    final CountDownLatch asked = new CountDownLatch(1);

    void ask() throws InterruptedException {
        int request = requests.incrementAndGet();
        asked.countDown();
        Thread.sleep(request == 1 ? Duration.ofSeconds(10) : Duration.ofMillis(100));
    }
}

// %%
Void swallowing(Station station) {
    for (int i = 0; i < 3; i++) {
        try {
            station.ask();
        } catch (Exception ignored) {
            // perhaps it works the next time
        }
    }
    return null;
}

Void passingOn(Station station) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
        station.ask();
    }
    return null;
}

// %%
void callOff(String name, Station station, Callable<Void> reading) throws InterruptedException {
    var reader = Thread.ofVirtual().name(name).start(new FutureTask<>(reading));
    station.asked.await();
    reader.interrupt();
    reader.join();
    IO.println(name + ": " + station.requests + " of 3 requests were made");
}

void calledOff() throws InterruptedException {
    var first = new Station();
    callOff("swallowed", first, () -> swallowing(first));
    var second = new Station();
    callOff("passed on", second, () -> passingOn(second));
}

// %% tags=["active-ipynb"]
// Timeline.record("called off", () -> calledOff());

// %% [markdown]
// The timeline shows what the swallowed interrupt costs. The lane *swallowed* has
// the mark of an interrupt at its beginning, and then it sleeps twice more, for
// nobody. The lane *passed on* ends at its mark.

// %% [markdown]
// ## The map from asyncio
//
// | asyncio | Java |
// |---|---|
// | `async def read(...)` | any method; nothing is marked |
// | `await read(...)` | `read(...)`, on a virtual thread |
// | `asyncio.run(main())` | `void main()` |
// | `task = create_task(read(...))` | `Thread.ofVirtual().start(task)` |
// | `await task` | `task.get()`, or `thread.join()` |
// | `task.cancel()` | `thread.interrupt()` |
// | `CancelledError` | `InterruptedException` |
// | the event loop | the scheduler, and its carriers |
//
// And one thing that has no counterpart: between two awaits no other coroutine
// runs, and in Java another thread may run at any moment. Lesson 10 is about
// what follows from that.

// %% [markdown]
// <details><summary>For teachers: 40 minutes, and 35 for the exercises</summary>
//
// - *5 minutes*, without it. Let them say what the thread does in the 150 ms.
// - *10 minutes*, the pattern and the two pictures. Ask which part of the lane
//   is the await. It is any part that does not run.
// - *10 minutes*, carriers. Collect the predictions for ten thousand threads
//   before you run the cell, and ask what each rests on.
// - *15 minutes*, the traps. Trap 3 takes the most of it. Have somebody play the
//   thread, asleep, and somebody else interrupt: who lowers the flag, and who
//   knows of it afterwards?
// - Whoever comes from asyncio asks for colours of functions, and for the loop.
//   The first is gone, and the second is the scheduler.
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [sleepers](../bench/RESULTS.md#sleepers) and
// [waiters](../bench/RESULTS.md#waiters).
//
// ## Your turn
//
// Three exercises. Open a file from here, edit it, save it, and run the cell
// below it. In a terminal `./workbook check p01` does the same. You can also
// write the class in a cell that begins with `%%exercise p01/Fetch`: under JJava
// the cell saves itself as that file. The original IJava kernel lacks this magic.
//
// [Fetch.java](../exercises/p01_async_await/Fetch.java) · implement, 5
// minutes: make one call on a virtual thread, wait for it, and return what it
// answered or how it failed.

// %% tags=["active-ipynb"]
// check("p01/Fetch");

// %% [markdown]
// [Patience.java](../exercises/p01_async_await/Patience.java) · implement, 10
// minutes: a wait that can be called off, and that stops the call, too.

// %% tags=["active-ipynb"]
// check("p01/Patience");

// %% [markdown]
// [StationReader.java](../exercises/p01_async_await/StationReader.java) ·
// repair, 20 minutes: a class that reads stations in the background, with all
// three traps in it.

// %% tags=["active-ipynb"]
// check("p01/StationReader");

// %% [markdown]
// <details><summary>After solving</summary>
//
// You have written by hand what an executor does: start the threads, keep them,
// interrupt them all, wait for them all. `close()` of an executor waits, and
// `shutdownNow()` before it interrupts. `StationReader` is worth its own code
// because `start`, `report` and `stop` are three calls from outside. Where all
// three happen in one method, let an executor in a `try` do it (lesson 3).
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    oneAfterTheOther();
    togetherWithTheMap();
    mountedAndNot();
    tenThousand();
    threeWaysBack();
    aFailure();
    whatAVirtualThreadIsNot();
    notJoined();
    runForStart();
    theStatus();
    calledOff();
}
