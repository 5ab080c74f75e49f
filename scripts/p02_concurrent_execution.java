///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 2 · Concurrent execution: many calls, one wait
//
// The front page of a news site shows the temperature at five weather stations.
// Each station answers after about a tenth of a second. Whoever asks one after
// the other waits for the sum of the answers. Whoever asks all of them at once
// waits for the slowest.
//
// *asyncio calls this* `asyncio.gather(*calls)`. Java has no single word for it.
// It has four ways, and this lesson shows when to use which.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
record Reading(String station, double celsius) {}

static final List<String> STATIONS = List.of("Oslo", "Bergen", "Hamar", "Molde", "Narvik");

/// Asks one station. The sleep stands for the network.
Reading read(String station) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(100));
    return new Reading(station, station.length() - 2.5);
}

/// Runs `work`, and prints what it returned and how long it took.
void show(String title, Callable<List<Reading>> work) throws Exception {
    long start = System.nanoTime();
    var readings = work.call();
    var elapsed = Duration.ofNanos(System.nanoTime() - start);
    var stations = readings.stream().map(Reading::station).toList();
    IO.println(title + ": " + stations + " in " + elapsed.toMillis() + " ms");
}

// %% [markdown]
// ## Without it: one after the other
//
// A loop that waits for each answer before it asks the next station.
//
// **Predict:** five calls of 100 ms each. How long does the loop take?
//
// <details><summary>Answer</summary>
//
// A little more than 500 ms: the sum of the calls. While one station is asked, nobody
// asks the others.
//
// </details>

// %%
List<Reading> oneAfterTheOther() throws InterruptedException {
    var readings = new ArrayList<Reading>();
    for (var station : STATIONS) {
        readings.add(read(station));
    }
    return readings;
}

// %% tags=["active-ipynb"]
// show("one after the other", () -> oneAfterTheOther());

// %% [markdown]
// ## The pattern: start all, then wait
//
// An executor that starts a **virtual thread** for each task, and `invokeAll`, which
// starts every task and returns when all of them have ended. Its futures are in the
// order of the tasks, so the results are too, whatever order they finished in.
//
// `try`-with-resources closes the executor, and `close()` waits until its tasks have
// ended. No thread outlives this method.

// %%
List<Reading> allAtOnce() throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks =
                STATIONS.stream().map(station -> (Callable<Reading>) () -> read(station)).toList();
        var readings = new ArrayList<Reading>();
        for (Future<Reading> future : executor.invokeAll(tasks)) {
            readings.add(future.get());
        }
        return readings;
    }
}

// %% tags=["active-ipynb"]
// show("all at once", () -> allAtOnce());

// %% [markdown]
// ## What the timeline shows
//
// Run both cells. On the first picture a single lane sleeps for half a second: five sleeps,
// one behind the other. On the second each call has a lane of its own, the five sleeps
// lie below each other, and the lane of the caller waits in `invokeAll` until the last ends.

// %% tags=["active-ipynb"]
// Timeline.record("one after the other", () -> oneAfterTheOther());

// %% tags=["active-ipynb"]
// Timeline.record("all at once", () -> allAtOnce());

// %% [markdown]
// ## Another way: `CompletableFuture`
//
// Useful where the results go into a chain of further steps, or where an API hands you
// such futures anyway. Give `supplyAsync` an executor. Without one it uses the common
// pool, which has as many threads as the machine has processors, less one. The second
// cell below shows what five waiting calls make of that.
//
// A `Supplier` may not throw a checked exception, so the call is wrapped here.

// %%
Reading readUnchecked(String station) {
    try {
        return read(station);
    } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt(); // keeps the request to stop, for whoever looks next
        throw new CancellationException("interrupted while reading " + station);
    }
}

List<Reading> withFutures() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var futures =
                STATIONS.stream()
                        .map(name ->
                                CompletableFuture.supplyAsync(() -> readUnchecked(name), executor))
                        .toList();
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
        return futures.stream().map(CompletableFuture::join).toList();
    }
}

// %% tags=["active-ipynb"]
// show("CompletableFuture", () -> withFutures());

// %%
List<Reading> inTheCommonPool() {
    IO.println("threads of the common pool: " + ForkJoinPool.getCommonPoolParallelism());
    var futures =
            STATIONS.stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> readUnchecked(name)))
                    .toList();
    return futures.stream().map(CompletableFuture::join).toList();
}

// %% tags=["active-ipynb"]
// Timeline.record("in the common pool", () -> inTheCommonPool());

// %% [markdown]
// On two processors the pool has one thread, and its lane sleeps five times in a row: half
// a second, as long as the loop at the beginning. A larger machine hides the mistake until
// more calls come than it has processors.

// %% [markdown]
// ## A third way: `mapConcurrent`
//
// A stream operation since Java 24 (JEP 485). It runs the function on virtual threads,
// at most as many at once as its first argument says, and keeps the order. It fits where
// the elements are a stream already and the limit is wanted. Lesson 7 comes back to it.

// %%
List<Reading> withGatherer() {
    return STATIONS.stream()
            .gather(Gatherers.mapConcurrent(5, station -> readUnchecked(station)))
            .toList();
}

// %% tags=["active-ipynb"]
// show("mapConcurrent", () -> withGatherer());

// %% [markdown]
// ## The fourth way: a structured scope
//
// `StructuredTaskScope` makes the tasks children of a block: when one fails, the others
// are cancelled, and no task outlives the block. It is a **preview** API in Java 25
// (JEP 505), so this cell lives in the notebook only, where preview is switched on, and
// is a comment in the script. Lesson 23 takes it apart.
//
// *asyncio calls this* `asyncio.TaskGroup`.

// %% tags=["active-ipynb"]
// List<Reading> withScope() throws InterruptedException {
//     try (var scope = StructuredTaskScope.open(
//             StructuredTaskScope.Joiner.<Reading>allSuccessfulOrThrow())) {
//         STATIONS.forEach(station -> scope.fork(() -> read(station)));
//         return scope.join().map(StructuredTaskScope.Subtask::get).toList();
//     }
// }

// %% tags=["active-ipynb"]
// show("structured scope", () -> withScope());

// %% [markdown]
// ## When each
//
// | you have | use | because |
// |---|---|---|
// | a list of calls | executor and `invokeAll` | keeps the order, waits for all |
// | steps after each result | `CompletableFuture` with an executor | the steps compose |
// | a stream, and a limit | `Gatherers.mapConcurrent` | lazy, ordered, bounded |
// | calls that fail together | `StructuredTaskScope` (preview) | the others are cancelled |
//
// With `invokeAll` a failure does **not** stop the others: they run to their end, and
// `future.get()` throws afterwards. `asyncio.gather` does not stop them either, but its
// `await` raises at once, while they still run. Lesson 4 shows how to fail fast.

// %% [markdown]
// ## The trap: concurrent in looks only
//
// A stream is lazy. It takes *one* element through all of its steps before it fetches the
// next. So the first `map` below submits one task, and the second waits for it at once.
//
// **Predict:** how long do five calls take, written like this?
//
// <details><summary>Answer</summary>
//
// About 500 ms, as long as the loop at the beginning. The executor is there, the virtual
// threads are there, and never are two of them at work. `toList()` between the two steps
// repairs it: it ends the first stream, so all tasks are submitted before the first wait.
//
// </details>

// %%
Reading result(Future<Reading> future) {
    try {
        return future.get();
    } catch (InterruptedException | ExecutionException failed) {
        throw new IllegalStateException(failed);
    }
}

List<Reading> lazyStream() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        return STATIONS.stream()
                .map(station -> executor.submit(() -> read(station)))
                .map(future -> result(future))
                .toList();
    }
}

// %% tags=["active-ipynb"]
// show("lazy stream", () -> lazyStream());

// %% tags=["active-ipynb"]
// Timeline.record("lazy stream", () -> lazyStream());

// %% [markdown]
// The picture gives it away: each task has a lane of its own, and the sleeps form a staircase.
//
// Two more traps wait in the exercises. Collecting results *as they arrive* changes their
// order from run to run. Letting the tasks add to one list does the same; a task that fails
// adds nothing and nobody hears of it, and two that add to an `ArrayList` at the same moment
// may lose one of the two.
//
// <details><summary>For teachers: 50 minutes</summary>
//
// 5 minutes for the loop and its timeline, 10 for `invokeAll`, 10 for the three other ways
// (skip the scope if preview APIs are not your subject), 5 for the lazy stream, 20 for the
// first two exercises. The third is homework. Ask the class to draw the timeline of
// the lazy stream before they run it.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [gather](../bench/RESULTS.md#gather).
//
// ## Your turn
//
// Open a file, complete it, save it, and run its cell below. In a terminal the same check is
// `./workbook check p02`, or `./workbook watch p02` at each save. On the JJava kernel a
// cell that begins with `%%exercise p02/FetchAll` saves itself as that file when you run
// it; the original IJava kernel lacks this magic, so edit the file there.
//
// 1. [FetchAll.java](../exercises/p02_concurrent_execution/FetchAll.java): make a list of
//    calls at the same time, keep the order of the results.

// %% tags=["active-ipynb"]
// check("p02/FetchAll");

// %% [markdown]
// 2. [FrontPage.java](../exercises/p02_concurrent_execution/FrontPage.java): three calls of
//    different types, one page.

// %% tags=["active-ipynb"]
// check("p02/FrontPage");

// %% [markdown]
// 3. [SurveyReport.java](../exercises/p02_concurrent_execution/SurveyReport.java): repair a
//    report that somebody made parallel.

// %% tags=["active-ipynb"]
// check("p02/SurveyReport");

// %% [markdown]
// <details><summary>After solving</summary>
//
// The three exercises ask one question: who makes the list? When the caller makes it, from
// futures in the order of the calls, order and failures come right by themselves and nothing
// is shared. `FrontPage` needs a future for each type, so `invokeAll` does not fit there, and
// three `submit` do. In `SurveyReport` a failure is a result like any other: catch it for
// each station. `mapConcurrent` would do as well, if its limit is as large as the list.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    show("one after the other", () -> oneAfterTheOther());
    show("all at once", () -> allAtOnce());
    show("CompletableFuture", () -> withFutures());
    inTheCommonPool();
    show("mapConcurrent", () -> withGatherer());
    show("lazy stream", () -> lazyStream());
}
