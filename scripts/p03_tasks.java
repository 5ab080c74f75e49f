///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 3 · Tasks: start now, await later
//
// A weather page needs the report of a slow station. While the report is on its
// way there is other work to do: the page can be laid out. Whoever asks first
// and lays out afterwards waits twice. You want to *order* the report, do your
// own work, and *collect* it when you need it.
//
// *asyncio calls this* `create_task`, and later `await task`. Java calls it
// `submit`, and later `get`. What you hold in between is a task in asyncio and a
// `Future` in Java.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// A station far away: it answers after so many milliseconds.
String report(String station, int millis) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(millis));
    return station + ": sunny";
}

/// A station that breaks down after so many milliseconds.
String brokenReport(String station, int millis) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(millis));
    throw new IllegalStateException(station + " is down");
}

/// Work of your own, here and now.
String layOutPage() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(100));
    return "page laid out";
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## Without tasks
//
// First the report, then the page. A call that blocks is an `await` on the spot.

// %%
void oneAfterTheOther() throws InterruptedException {
    long start = System.nanoTime();
    var report = report("Oslo", 150);
    var page = layOutPage();
    IO.println(page + ", " + report + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("one after the other", () -> oneAfterTheOther());

// %% [markdown]
// ## The pattern
//
// `submit` starts the report on a virtual thread of its own and returns at once,
// with a `Future`. The page is laid out meanwhile, on your thread. `get` waits,
// if there is anything left to wait for.
//
// **Predict:** the report takes 150 ms, the page 100 ms. When are both there?
//
// <details><summary>Answer</summary>
//
// After about 150 ms, the longer of the two. The report is on its way while the
// page is laid out, so `get` has about 50 ms left to wait. Had the page taken
// longer than the report, `get` would not wait at all.
//
// </details>

// %%
void startNowAwaitLater() throws Exception {
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<String> ordered = executor.submit(() -> report("Oslo", 150));
        var page = layOutPage();
        var report = ordered.get();
        IO.println(page + ", " + report + ", after " + millisSince(start) + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("start now, await later", () -> startNowAwaitLater());

// %% [markdown]
// The timeline has two lanes where the first had one. The lane of the report
// begins where you call `submit`. It and the layout lie above each other: that
// overlap is the time you save. Where your own lane turns from sleeping to
// waiting, `get` was called.
//
// ## Started means started
//
// In asyncio `create_task` puts the task in a queue. It takes its first step
// when you next `await`, and not before: a loop that computes and never awaits
// keeps it there. In Java `submit` starts a thread, and the thread runs beside
// you.
//
// **Predict:** below, the caller spins and never blocks until the task has set
// a flag. Does the loop end?
//
// <details><summary>Answer</summary>
//
// Yes. The task needs nothing from its caller, who may compute as long as they
// like. The same loop around an asyncio task never ends: the task waits for the
// loop to await, the loop waits for the task.
//
// </details>

// %%
void startedMeansStarted() throws Exception {
    var underWay = new AtomicBoolean();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> underWay.set(true));
        while (!underWay.get()) {
            Thread.onSpinWait();
        }
        IO.println("the task ran, and its caller never waited");
    }
}

// %% tags=["active-ipynb"]
// startedMeansStarted();

// %% [markdown]
// ## What a `Future` knows
//
// A future is in one of four states, and once it has left `RUNNING` it never
// changes again. `RUNNING` means *not completed*: a task that still waits in the
// queue of a pool is `RUNNING` too.
//
// | state | what to ask | asyncio |
// |---|---|---|
// | `RUNNING` | `get()` waits | `not task.done()` |
// | `SUCCESS` | `resultNow()` | `task.result()` |
// | `FAILED` | `exceptionNow()` | `task.exception()` |
// | `CANCELLED` | nothing to ask | `task.cancelled()` |
//
// `resultNow` and `exceptionNow` (since Java 19) never wait. They are for futures
// that are known to have ended; asked too early, or for the wrong outcome, they
// throw an `IllegalStateException`. A `switch` over the states is complete
// without a `default`.

// %%
String tell(Future<String> future) {
    return switch (future.state()) {
        case RUNNING -> "RUNNING, no answer yet";
        case SUCCESS -> "SUCCESS, " + future.resultNow();
        case FAILED -> "FAILED, " + future.exceptionNow().getMessage();
        case CANCELLED -> "CANCELLED, nobody wants it any more";
    };
}

void askTooEarly(Future<String> future) {
    try {
        IO.println(future.resultNow());
    } catch (IllegalStateException tooEarly) {
        IO.println("early  resultNow: " + tooEarly.getMessage());
    }
}

// %% [markdown]
// A latch holds the first station back, so that its future is `RUNNING` for sure
// when you look. The third station waits for a second latch, which nobody ever
// opens: `cancel(true)` interrupts its wait.

// %%
/// A station that does not answer before you say so.
String heldReport(String station, CountDownLatch answer) throws InterruptedException {
    answer.await();
    return station + ": sunny";
}

void fourStates() {
    var answer = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    List<Future<String>> reports;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        reports =
                List.of(
                        executor.submit(() -> heldReport("Oslo", answer)),
                        executor.submit(() -> brokenReport("Bergen", 0)),
                        executor.submit(() -> heldReport("Tromso", never)));
        IO.println("early  " + tell(reports.getFirst()));
        askTooEarly(reports.getFirst());
        answer.countDown();
        reports.getLast().cancel(true);
    }
    reports.forEach(report -> IO.println("ended  " + tell(report)));
}

// %% tags=["active-ipynb"]
// fourStates();

// %% [markdown]
// ## The executor's `close` waits
//
// The block above ends with `close`, and `close` waits until every submitted
// task has ended. So nothing that starts inside of the braces outlives them.
// Below, the latch holds the task until you have looked.
//
// *asyncio does the opposite:* when `asyncio.run` ends, it cancels the tasks that
// are still running.

// %%
void closeWaits() {
    var saved = new ConcurrentLinkedQueue<String>();
    var looked = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> {
            looked.await();
            return saved.add(report("Oslo", 100));
        });
        IO.println("at the end of the block " + saved.size() + " saved");
        looked.countDown();
    }
    IO.println("after the block " + saved.size() + " saved");
}

// %% tags=["active-ipynb"]
// Timeline.record("close waits", () -> closeWaits());

// %% [markdown]
// And an executor that is never closed? Then nobody waits. The method below
// returns while its task is still running; a latch makes sure of it. Where such
// a task ends is a matter of luck: virtual threads are daemons, so they die with
// `main`. The threads of a platform pool are not, so they keep a program alive
// that should have ended long ago.

// %%
Future<String> leaveItRunning(CountDownLatch answer, List<ExecutorService> leftOpen) {
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    leftOpen.add(executor);
    return executor.submit(() -> heldReport("Oslo", answer));
}

void neverClosed() throws Exception {
    var answer = new CountDownLatch(1);
    var leftOpen = new ArrayList<ExecutorService>();
    var future = leaveItRunning(answer, leftOpen);
    IO.println("the method has returned, its task: " + future.state());
    answer.countDown();
    leftOpen.getFirst().close();
    IO.println("closed at last, its task: " + future.state());
}

// %% tags=["active-ipynb"]
// neverClosed();

// %% [markdown]
// ## Threads with names
//
// `newVirtualThreadPerTaskExecutor` gives its threads no name. In a thread dump,
// a log or a timeline a name says whose thread it is. A factory that counts
// gives each thread its own; `newThreadPerTaskExecutor` takes the factory.

// %%
void namedThreads() throws Exception {
    var factory = Thread.ofVirtual().name("station-", 0).factory();
    try (var nameless = Executors.newVirtualThreadPerTaskExecutor();
            var named = Executors.newThreadPerTaskExecutor(factory)) {
        Callable<String> name = () -> "\"" + Thread.currentThread().getName() + "\"";
        IO.println("without a factory " + nameless.submit(name).get());
        IO.println("with a factory " + named.submit(name).get() + " " + named.submit(name).get());
    }
}

// %% tags=["active-ipynb"]
// namedThreads();

// %% [markdown]
// ## Which failure do you notice first?
//
// Two reports are on their way. The first takes 600 ms, the second fails after
// 50 ms. You await them in the order in which you started them.
//
// **Predict:** when do you notice the failure?
//
// <details><summary>Answer</summary>
//
// After about 600 ms. `get` on the first future waits for the first report, and
// meanwhile the failure of the second lies in its future, where nobody looks.
// With six seconds instead of 600 ms that is six seconds of ignorance.
//
// </details>

// %%
void awaitInOrder() throws InterruptedException {
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var reports =
                List.of(
                        executor.submit(() -> report("Oslo", 600)),
                        executor.submit(() -> brokenReport("Bergen", 50)));
        for (Future<String> report : reports) {
            report.get();
        }
    } catch (ExecutionException failed) {
        IO.println(
                failed.getCause().getMessage() + ": noticed after " + millisSince(start) + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("awaited in order", () -> awaitInOrder());

// %% [markdown]
// The lane of the broken report ends early, with a failure. Your own lane goes on
// waiting for the other.
//
// An `ExecutorCompletionService` puts each future in a queue the moment it ends.
// `take` returns whichever is next, so you need not know which one that will be.
// *asyncio calls this* `asyncio.as_completed`.

// %%
void awaitWhicheverEnds() throws InterruptedException {
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var ended = new ExecutorCompletionService<String>(executor);
        ended.submit(() -> report("Oslo", 600));
        ended.submit(() -> brokenReport("Bergen", 50));
        for (int i = 0; i < 2; i++) {
            Future<String> next = ended.take();
            IO.println(tell(next) + ": noticed after " + millisSince(start) + " ms");
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("whichever ends", () -> awaitWhicheverEnds());

// %% [markdown]
// A `CompletableFuture` goes one step further: nobody takes, the failure calls
// you. `whenComplete` is told by the thread that completed the future, not by
// yours, so what it calls must be thread-safe. *asyncio calls this*
// `task.add_done_callback`.

// %%
CompletableFuture<String> later(Callable<String> work, Executor executor) {
    var future = new CompletableFuture<String>();
    executor.execute(() -> {
        try {
            future.complete(work.call());
        } catch (Throwable failed) {
            future.completeExceptionally(failed);
        }
    });
    return future;
}

// %%
void toldByTheFailure() {
    var told = new ConcurrentLinkedQueue<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var name : List.of("Oslo", "Bergen")) {
            Callable<String> work =
                    () -> name.equals("Oslo") ? report(name, 600) : brokenReport(name, 50);
            later(work, executor)
                    .whenComplete((report, failed) ->
                            told.add(failed == null ? report : failed.getMessage()));
        }
    }
    IO.println("told in this order: " + String.join(", ", told));
}

// %% tags=["active-ipynb"]
// toldByTheFailure();

// %% [markdown]
// ## The trap: fire and forget
//
// You need no result, so you ignore the future. What the task throws goes into
// that future all the same, and nobody has it. `execute` has no future: what its
// task throws ends the thread and goes to the handler for uncaught exceptions,
// which prints it unless you give your own.

// %%
void fireAndForget() throws InterruptedException {
    var heard = new ConcurrentLinkedQueue<String>();
    var told = new CountDownLatch(1);
    var factory =
            Thread.ofVirtual()
                    .name("saver-", 0)
                    .uncaughtExceptionHandler((thread, thrown) -> {
                        heard.add(thread.getName() + " heard: " + thrown.getMessage());
                        told.countDown();
                    })
                    .factory();
    try (var executor = Executors.newThreadPerTaskExecutor(factory)) {
        executor.submit(() -> {
            throw new IllegalStateException("submitted, and lost");
        });
        executor.execute(() -> {
            throw new IllegalStateException("executed, and lost");
        });
    }
    told.await(); // close() waited for the tasks; the handler runs after its task has ended
    heard.forEach(IO::println);
    IO.println("2 tasks failed, " + heard.size() + " was heard of");
}

// %% tags=["active-ipynb"]
// Timeline.record("fire and forget", () -> fireAndForget());

// %% [markdown]
// The timeline shows both failures, your program shows one. asyncio is kinder
// here: it logs *Task exception was never retrieved* when the lost task is
// collected. Java says nothing.
//
// That is the price of forgetting. Nobody sees the failure. Nobody waits for the
// end, so the last tasks may be cut off. Nobody counts, so there is no limit to
// how many there are. Whoever fires a task can forget the *result*, and still
// owes three things: a place where failures are told, an owner who closes the
// executor, and a name.
//
// ## The trap: a pool of virtual threads
//
// A pool exists because platform threads are dear: it makes few of them and
// shares them. It is tempting to give a pool a factory of virtual threads. Six
// stations answer after 100 ms each.

// %%
void sixReports(String how, ExecutorService executor) throws Exception {
    long start = System.nanoTime();
    Set<String> threads = ConcurrentHashMap.newKeySet();
    try (executor) {
        for (int i = 0; i < 6; i++) {
            executor.submit(() -> {
                threads.add(Thread.currentThread().getName());
                return report("Oslo", 100);
            });
        }
    }
    IO.println(how + ": " + threads.size() + " threads, after " + millisSince(start) + " ms");
}

void pooledVirtualThreads() throws Exception {
    var factory = Thread.ofVirtual().name("pooled-", 0).factory();
    sixReports("a pool of 2", Executors.newFixedThreadPool(2, factory));
}

void aThreadForEachTask() throws Exception {
    var factory = Thread.ofVirtual().name("station-", 0).factory();
    sixReports("no pool", Executors.newThreadPerTaskExecutor(factory));
}

// %% tags=["active-ipynb"]
// Timeline.record("a pool of virtual threads", () -> pooledVirtualThreads());

// %% tags=["active-ipynb"]
// Timeline.record("a thread for each task", () -> aThreadForEachTask());

// %% [markdown]
// The first timeline has two lanes, and each sleeps through three reports in a
// row. The second has six lanes, and all reports are on their way together.
// The pool has saved four virtual threads, which cost next to nothing, and made
// four stations wait. A virtual thread is no resource to be shared: it *is* the
// task, and the next task gets the next thread. If the stations bear only two
// calls at a time, guard the *stations*, with a semaphore (lesson 9).
//
// ## When each
//
// | you want | take |
// |---|---|
// | one thing in the background, its result later | `submit`, your own work, `get` |
// | all results, in order | `invokeAll` (lesson 2) |
// | to act on each as it ends | `ExecutorCompletionService` |
// | the next step to follow without you | `CompletableFuture` (lesson 21) |
// | the first failure to end the others | `StructuredTaskScope` (lesson 23) |
// | no result at all | `execute`, in a task that tells its failures, in an executor with an owner |
//
// <details><summary>Teacher's notes: 45 minutes and the exercises</summary>
//
// - 10 min: the first two timelines. Let them say what the overlap is before you
//   do. Ask what happens if `get` moves up one line.
// - 5 min: started means started. Those from asyncio expect the task to wait for
//   an await; the loop that spins is the proof.
// - 10 min: the states, `close`, names. Have them move `answer.countDown()` in
//   `fourStates` behind the block, predict, and interrupt the kernel.
// - 10 min: which failure do you notice. Compare the two pictures: the same
//   tasks, another reader.
// - 10 min: both traps. Ask who in the room has a `submit` without a `get` in
//   production, and who would see its exception.
// - Exercises: 5, 10 and 20 minutes. The last one is about a class as people
//   write it; let them find the five faults from what a user sees, before they
//   read the code.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [waiters](../bench/RESULTS.md#waiters) and
// [deep-waiters](../bench/RESULTS.md#deep-waiters).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p03`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p03/StartNow` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// - [StartNow.java](../exercises/p03_tasks/StartNow.java), 5 minutes: start a
//   task, do the foreground work, combine both.
// - [EarlyWarning.java](../exercises/p03_tasks/EarlyWarning.java), 15 minutes:
//   tell each failure when it happens, not when its turn comes.
// - [BackgroundSaver.java](../exercises/p03_tasks/BackgroundSaver.java),
//   20 minutes: repair a saver that fires and forgets.

// %% tags=["active-ipynb"]
// check("p03/StartNow");

// %% tags=["active-ipynb"]
// check("p03/EarlyWarning");

// %% tags=["active-ipynb"]
// check("p03/BackgroundSaver");

// %% [markdown]
// <details><summary>After solving</summary>
//
// `EarlyWarning` has two good shapes. An `ExecutorCompletionService` brings the
// futures in the order in which they end; who they belong to, you keep in a map.
// Or each task puts its own failure into a queue, and the caller takes from there:
// then a task that succeeds must put something, too, or the caller waits for ever.
// Asking `isDone()` in a loop with a pause is neither: each failure waits for the
// next round. In both shapes one thread waits, and it is the one that tells.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    oneAfterTheOther();
    startNowAwaitLater();
    startedMeansStarted();
    fourStates();
    closeWaits();
    neverClosed();
    namedThreads();
    awaitInOrder();
    awaitWhicheverEnds();
    toldByTheFailure();
    fireAndForget();
    pooledVirtualThreads();
    aThreadForEachTask();
}
