///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 21 · Sync and async: bridges and their threads
//
// A weather page talks to three libraries. The archive **blocks**: it returns when
// it has the answer. The station takes a **callback**, and calls it when there is a
// reading. The radar returns a **future**. And there is a news ticker, a **flow**
// of which nobody knows when the next item comes. Your code has one style, and
// needs bridges to the others.
//
// | shape | who waits | how it ends | how to call it off |
// |---|---|---|---|
// | blocking call | its caller's thread | returns or throws | interrupt |
// | callback | nobody | it calls you, on its thread | a handle, if there is one |
// | `CompletableFuture` | whoever asks | is completed, once | `cancel`: the future only |
// | `Flow` | nobody | `onComplete` or `onError` | `subscription.cancel()` |
//
// Every bridge has to answer the same four questions: **which thread** runs this,
// who hears of a **failure**, who hears of a **cancellation**, and what happens to
// an answer that comes **twice, too late or never**.
//
// *asyncio calls the bridges* `run_in_executor`, `asyncio.run`,
// `run_coroutine_threadsafe`. Its rules are strict: a function that awaits cannot
// be called from one that does not, and `asyncio.run` inside of a running loop is
// a `RuntimeError`. Java has no such rules. Any method may wait for any future,
// anywhere. That is convenient, and it is what goes wrong.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

/// For stages, which cannot throw an InterruptedException.
void pause(int millis) {
    try {
        Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException askedToEnd) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

/// What this thread is called, so that it prints the same everywhere.
String here() {
    var name = Thread.currentThread().getName();
    return name.startsWith("ForkJoinPool.commonPool") ? "the common pool" : name;
}

void onThread(String name, Runnable work) throws InterruptedException {
    Thread.ofVirtual().name(name).start(work).join();
}

// %% [markdown]
// ## Which thread runs which stage
//
// A stage that is attached with `thenApply` has no thread of its own. It runs on
// whichever thread comes **last**: the one that completes the future, or the one
// that attaches the stage to a future that is completed already.
//
// **Predict:** the thread `page` attaches, the thread `station` completes. Who runs
// the stage in each of the four cases below?
//
// <details><summary>Answer</summary>
//
// Attached first: `station`, when it completes. Completed first: `page`, when it
// attaches. `thenApplyAsync`: a thread of the common pool, whoever was first. With
// an executor: a thread of that executor. Only the last two do not depend on luck.
//
// </details>

// %%
void attachedFirst() throws InterruptedException {
    var reading = new CompletableFuture<Double>();
    var ranOn = new AtomicReference<String>();
    onThread("page", () -> reading.thenAccept(celsius -> ranOn.set(here())));
    onThread("station", () -> reading.complete(11.5));
    IO.println("attached first: thenAccept runs on " + ranOn);
}

void completedFirst() throws InterruptedException {
    var reading = new CompletableFuture<Double>();
    var ranOn = new AtomicReference<String>();
    onThread("station", () -> reading.complete(11.5));
    onThread("page", () -> reading.thenAccept(celsius -> ranOn.set(here())));
    IO.println("completed first: thenAccept runs on " + ranOn);
}

// %%
void onAPool() throws InterruptedException {
    var factory = Thread.ofVirtual().name("drawer").factory();
    try (var drawers = Executors.newThreadPerTaskExecutor(factory)) {
        var reading = new CompletableFuture<Double>();
        var common = reading.thenApplyAsync(celsius -> here());
        var own = reading.thenApplyAsync(celsius -> here(), drawers);
        onThread("station", () -> reading.complete(11.5));
        IO.println("thenApplyAsync runs on " + common.join());
        IO.println("thenApplyAsync with an executor runs on " + own.join());
    }
}

// %% tags=["active-ipynb"]
// attachedFirst();
// completedFirst();
// onAPool();

// %% [markdown]
// In asyncio there is one thread, so nobody asks. In Java the answer decides who
// pays for a slow stage.
//
// ## The trap: a slow stage on somebody else's thread
//
// The station has one thread. It measures, and completes a future, three times.
// The page has attached a stage that takes 100 ms to draw.
//
// **Predict:** after how long has the station made its three measurements?
//
// <details><summary>Answer</summary>
//
// After 300 ms: it has drawn three times. `complete` runs the stages before it
// returns. With `thenAcceptAsync` on an executor of the page, the station is
// through at once. A library that calls you back does not expect to work for you.
//
// </details>

// %%
void threeReadings(String name, UnaryOperator<CompletableFuture<Double>> draw)
        throws InterruptedException {
    var readings = Stream.generate(() -> new CompletableFuture<Double>()).limit(3).toList();
    var drawn = readings.stream().map(draw).toList();
    long start = System.nanoTime();
    onThread("station", () -> readings.forEach(reading -> reading.complete(11.5)));
    IO.println(name + ": the station is through after " + millisSince(start) + " ms");
    drawn.forEach(drawing -> drawing.join());
}

double draw(double celsius) {
    pause(100);
    return celsius;
}

void whoDraws() throws InterruptedException {
    threeReadings("thenApply", reading -> reading.thenApply(celsius -> draw(celsius)));
    try (var page = Executors.newVirtualThreadPerTaskExecutor()) {
        threeReadings(
                "thenApplyAsync",
                reading -> reading.thenApplyAsync(celsius -> draw(celsius), page));
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("who draws", () -> whoDraws());

// %% [markdown]
// The first lane named `station` sleeps three times, 100 ms each: it draws. The
// second has ended before the three lanes of the page have begun to.
//
// ## From a callback to a future
//
// The station's library calls back. The bridge is a future that the callback
// completes. A future completes **once**: a second call changes nothing, and
// `complete` says so by returning `false`.
//
// A callback that **never** comes is the other case. The bridge cannot know. Whoever
// waits gives the future a limit, or waits with one.

// %%
interface Callback {
    void onReading(double celsius);
}

/// The station's library. It knows which callbacks are waiting.
final class Station {
    private final Set<Callback> waiting = ConcurrentHashMap.newKeySet();

    void ask(Callback callback) {
        waiting.add(callback);
    }

    void forget(Callback callback) {
        waiting.remove(callback);
    }

    void measure(double celsius) {
        waiting.forEach(callback -> callback.onReading(celsius));
    }

    int waiting() {
        return waiting.size();
    }
}

// %%
CompletableFuture<Double> reading(Station station) {
    var future = new CompletableFuture<Double>();
    Callback callback = celsius -> future.complete(celsius);
    station.ask(callback);
    future.whenComplete((celsius, failure) -> station.forget(callback)); // however it ends
    return future;
}

void calledBack() {
    var station = new Station();
    var first = reading(station);
    station.measure(11.5);
    station.measure(12.5);
    IO.println("measured twice: " + first.join() + ", waiting: " + station.waiting());
    var never = reading(station).orTimeout(50, TimeUnit.MILLISECONDS);
    IO.println("never called: " + never.exceptionally(late -> -1.0).join());
    var quiet = new Station(); // of the first, the timer's thread may still be at its whenComplete
    var left = reading(quiet);
    left.cancel(true);
    IO.println("cancelled, waiting: " + quiet.waiting());
}

// %% tags=["active-ipynb"]
// calledBack();

// %% [markdown]
// `whenComplete` is where cancellation crosses the bridge. It runs however the
// future ends: by the callback, by `cancel`, by `orTimeout`. Without it the station
// keeps each callback of each visitor who has left. Attach it **after** asking: it
// needs what `ask` gave you, and if the answer is there already it runs at once.
//
// ## The trap: cancel does not go up
//
// A page hands out `reading(station).thenApply(…)`, a future made from the future.
//
// **Predict:** the visitor cancels *that* one. Does the station forget the callback?
//
// <details><summary>Answer</summary>
//
// No. Cancelling goes down a chain, as a failure, and never up. The first future
// does not know that anybody waited for the second. Keep the first one, and cancel
// it, or hand out that one.
//
// </details>

// %%
void cancelGoesDown() {
    var station = new Station();
    var source = reading(station);
    var text = source.thenApply(celsius -> celsius + " degrees");
    text.cancel(true);
    IO.println(
            "cancelled below: the source is " + source.state() + ", waiting: " + station.waiting());
    var other = reading(station);
    var below = other.thenApply(celsius -> celsius + " degrees");
    other.cancel(true);
    IO.println(
            "cancelled above: below it is "
                    + below.state()
                    + ", isCancelled: "
                    + below.isCancelled());
}

// %% tags=["active-ipynb"]
// cancelGoesDown();

// %% [markdown]
// The last line is worth a second look. Below a cancelled future there is a
// *failed* one, with the `CancellationException` as its cause: `isCancelled` is
// `false` there.
//
// ## The trap: a registration that throws
//
// `ask` may throw: the line is down. Then no callback will ever come. A bridge
// that lets it through has two ways to fail, and its callers look at one. A bridge
// that catches it and forgets the future has callers who wait for ever.

// %%
CompletableFuture<Double> askAll(Consumer<Callback> ask) {
    var future = new CompletableFuture<Double>();
    try {
        ask.accept(celsius -> future.complete(celsius));
    } catch (RuntimeException | Error refused) {
        future.completeExceptionally(refused); // one place to look for failures
    }
    return future;
}

void refused() {
    var future =
            askAll(callback -> {
                throw new IllegalStateException("the line is down");
            });
    IO.println(future.exceptionNow().getMessage());
}

// %% tags=["active-ipynb"]
// refused();

// %% [markdown]
// ## From a future to a blocking call
//
// There are two ways to wait, and they differ in three things.
//
// | | `get()`, `get(limit)` | `join()` |
// |---|---|---|
// | a failure arrives as | `ExecutionException` (checked) | `CompletionException` |
// | an interrupt | ends the wait | does **not** end the wait |
// | a limit | yes | no, but `orTimeout` before it |
//
// **Predict:** two threads wait for a radar image that comes after 150 ms. Both are
// interrupted after 50 ms. When do they end?
//
// <details><summary>Answer</summary>
//
// `get` after 50 ms, `join` after 150 ms: it waits on, and sets the status again
// at its end. On a thread that somebody may want to stop, use `get`.
//
// </details>

// %%
void interruptedIn(String name, Consumer<CompletableFuture<String>> wait)
        throws InterruptedException {
    var image = new CompletableFuture<String>();
    long start = System.nanoTime();
    image.completeOnTimeout("rain", 150, TimeUnit.MILLISECONDS); // stands for the radar
    var after = new AtomicReference<String>();
    Thread waiter =
            Thread.ofVirtual()
                    .name(name)
                    .start(() -> {
                        wait.accept(image);
                        after.set(
                                "after "
                                        + millisSince(start)
                                        + " ms, status set: "
                                        + Thread.currentThread().isInterrupted());
                    });
    Thread.sleep(Duration.ofMillis(50));
    waiter.interrupt();
    waiter.join();
    IO.println(name + ": the wait ends " + after);
    image.join();
}

void getUnchecked(CompletableFuture<String> image) {
    try {
        image.get();
    } catch (InterruptedException askedToEnd) {
        Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
        throw new IllegalStateException(failed.getCause());
    }
}

// %%
void twoWaits() throws InterruptedException {
    interruptedIn("get", image -> getUnchecked(image));
    interruptedIn("join", image -> image.join());
}

// %% tags=["active-ipynb"]
// Timeline.record("get and join", () -> twoWaits());

// %% [markdown]
// Both threads were interrupted after 50 ms. The lane of `get` ends there, with a
// flash. The lane of `join` has none, and waits on until the image is there.
//
// And the future? In both cases nobody has told the radar. A blocking bridge has a
// second duty: when its wait ends early, by interrupt or limit, it **calls the
// source off**, and it says what becomes of an answer that comes all the same.
//
// ## One failure, three wrappings
//
// What a source reports is wrapped on its way, and not everywhere.

// %%
void wrappings() {
    var source = CompletableFuture.<Double>failedFuture(new IllegalStateException("iced over"));
    var below = source.thenApply(celsius -> celsius + 1);
    var seen = new CopyOnWriteArrayList<String>();
    source.whenComplete((celsius, failure) -> seen.add(name(failure)));
    below.whenComplete((celsius, failure) -> seen.add(name(failure)));
    IO.println("whenComplete on the source, and one stage below: " + seen);
    IO.println(
            "exceptionNow, both: "
                    + name(source.exceptionNow())
                    + ", "
                    + name(below.exceptionNow()));
    try {
        source.join();
    } catch (CompletionException failed) {
        IO.println("join: " + name(failed) + ", cause " + name(failed.getCause()));
    }
    try {
        source.get();
    } catch (InterruptedException | ExecutionException failed) {
        IO.println("get: " + name(failed) + ", cause " + name(failed.getCause()));
    }
}

String name(Throwable failure) {
    return failure.getClass().getSimpleName();
}

// %% tags=["active-ipynb"]
// wrappings();

// %% [markdown]
// A handler that asks `failure instanceof IllegalStateException` works on the
// source, and stops working when somebody puts a stage in between. A bridge
// unwraps: it hands out what the source has reported, in **one** wrapping, always
// the same.
//
// ## From a blocking call to a future
//
// `supplyAsync(() -> archive.find(day))` is one line, and it runs on the common
// pool. The common pool has one thread fewer than the machine has processors (but at
// least one), and everybody uses it. Below, as many calls block as it has threads. Then another
// part of the program, which knows nothing of them, wants to draw.
//
// **Predict:** the drawing takes no time. After 200 ms, is it done?
//
// <details><summary>Answer</summary>
//
// No. Every thread of the pool waits for the archive. The drawing waits in the
// queue until one of them is back.
//
// On a machine with two processors the pool has one thread, and in Java 25
// `CompletableFuture` uses it all the same: there one call that blocks is enough.
//
// </details>

// %%
String find(CountDownLatch found) {
    try {
        found.await(); // the archive is slow today
        return "1.4 degrees";
    } catch (InterruptedException calledOff) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

void archiveOn(String name, Function<Supplier<String>, CompletableFuture<String>> bridge) {
    var found = new CountDownLatch(1);
    int calls = ForkJoinPool.commonPool().getParallelism();
    var answers = Stream.generate(() -> bridge.apply(() -> find(found))).limit(calls).toList();
    var drawing = CompletableFuture.supplyAsync(() -> "drawn");
    pause(200);
    IO.println(name + ": after 200 ms the drawing is " + drawing.getNow("not begun"));
    found.countDown();
    answers.forEach(answer -> answer.join());
    drawing.join();
}

// %%
void blockingBridge() {
    archiveOn("common pool", find -> CompletableFuture.supplyAsync(find));
    try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
        archiveOn("virtual threads", find -> CompletableFuture.supplyAsync(find, virtual));
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a blocking bridge", () -> blockingBridge());

// %% [markdown]
// In the first half the lanes of the common pool wait for a signal, all of them.
// In the second half the calls wait on threads of their own, the lanes named
// `find`, and the pool is free.
//
// One thing is still missing. `cancel` of such a future does not reach the call
// (lesson 20). A bridge that carries it over keeps the `Future` of the task.

// %%
<T> CompletableFuture<T> inFuture(Callable<T> call, ExecutorService executor) {
    var future = new CompletableFuture<T>();
    var task =
            executor.submit(() -> {
                try {
                    future.complete(call.call());
                } catch (Throwable failure) {
                    future.completeExceptionally(failure);
                }
            });
    future.whenComplete((value, failure) -> {
        if (future.isCancelled()) { // not on completion: that would interrupt the task's own end
            task.cancel(true);
        }
    });
    return future;
}

// %%
void cancelReachesTheCall() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var log = new CopyOnWriteArrayList<String>();
    long start = System.nanoTime();
    try (var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
        var answer =
                inFuture(
                        () -> {
                            begun.countDown();
                            try {
                                Thread.sleep(Duration.ofHours(1));
                            } finally {
                                log.add("the call has ended");
                            }
                            return "1.4 degrees";
                        },
                        virtual);
        begun.await();
        answer.cancel(true);
    }
    IO.println(log + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("cancel reaches the call", () -> cancelReachesTheCall());

// %% [markdown]
// ## The trap: waiting on the thread that should answer
//
// The station delivers its answers on one thread. A callback asks a second
// question, and waits for it: on that thread.
//
// **Predict:** the wait has a limit of 100 ms, so that the demonstration ends. Who
// answers the second question, and when?
//
// <details><summary>Answer</summary>
//
// The thread that waits for it. So nobody does, until the wait is given up. asyncio
// would refuse: `asyncio.run() cannot be called from a running event loop`. Java
// says nothing, and without the limit it waits for ever. Compose instead:
// `thenCompose` asks the second question and frees the thread.
//
// </details>

// %%
String secondQuestion(ExecutorService station) {
    var second = CompletableFuture.supplyAsync(() -> "humid", station);
    try {
        return second.get(100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException nobody) {
        return "no answer within 100 ms";
    } catch (InterruptedException | ExecutionException failed) {
        return name(failed);
    }
}

void waitsForItself() {
    try (var station = Executors.newSingleThreadExecutor()) {
        var first = CompletableFuture.supplyAsync(() -> "warm", station);
        var both = first.thenApplyAsync(warm -> warm + ", " + secondQuestion(station), station);
        IO.println("waits: " + both.join());
        var composed =
                first.thenComposeAsync(
                        warm ->
                                CompletableFuture.supplyAsync(() -> "humid", station)
                                        .thenApply(humid -> warm + ", " + humid),
                        station);
        IO.println("composes: " + composed.join());
    }
}

// %% tags=["active-ipynb"]
// waitsForItself();

// %% [markdown]
// ## From a loop to a flow
//
// A flow is a callback for many values, with two additions. The subscriber says how
// many it wants (`request`), and says when it wants no more (`cancel`). The
// publisher sends no more than was asked for, and ends with **one** `onComplete` or
// **one** `onError`.
//
// `SubmissionPublisher` is the bridge from a loop. Its `submit` **blocks** while the
// subscriber's buffer is full: that is the backpressure. The loop asks whether
// anybody still listens: `cancel` does not interrupt it.

// %%
/// Asks for one reading at a time, and wants three.
final class Display implements Flow.Subscriber<Integer> {
    final CountDownLatch ended = new CountDownLatch(1);
    final List<Integer> shown = new CopyOnWriteArrayList<>();
    private Flow.Subscription subscription;

    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    public void onNext(Integer reading) {
        shown.add(reading);
        if (shown.size() < 3) {
            subscription.request(1);
        } else {
            subscription.cancel();
            ended.countDown();
        }
    }

    public void onError(Throwable failure) {
        ended.countDown();
    }

    public void onComplete() {
        ended.countDown();
    }
}

// %%
void loopToFlow() throws InterruptedException {
    var display = new Display();
    int measured = 0;
    try (var virtual = Executors.newVirtualThreadPerTaskExecutor();
            var publisher = new SubmissionPublisher<Integer>(virtual, 2)) {
        publisher.subscribe(display);
        while (publisher.hasSubscribers() && measured < 1000) {
            publisher.submit(++measured); // waits while the buffer is full
        }
    }
    IO.println("shown: " + display.shown + ", measured no more than ten: " + (measured <= 10));
}

// %% tags=["active-ipynb"]
// loopToFlow();

// %% [markdown]
// The loop could have measured a thousand times. It measured three times, and what
// fits into a small buffer, because `submit` waited and `hasSubscribers` said when
// to stop.
//
// The way back, from a flow to a loop, is the last exercise: a queue between
// `onNext` and `next`, as large as what was asked for. On virtual threads it is the
// bridge that you will want most often. A loop that blocks is easier to read, to
// debug and to cancel than four callbacks.
//
// ## When each
//
// | from | to | take | and do not forget |
// |---|---|---|---|
// | callback | future | complete it in the callback | `whenComplete` withdraws; `ask` may throw |
// | future | blocking | `get(limit)` | on the way out, call the source off |
// | callback | blocking | both, a future in between | what becomes of a late answer |
// | blocking | future | `supplyAsync` with virtual threads | cancel must interrupt the task |
// | loop | flow | `SubmissionPublisher.submit` | `hasSubscribers`, `closeExceptionally` |
// | flow | loop | a queue as large as the demand | `close` cancels the subscription |
// | stage | its thread | `…Async` with an executor | else luck decides |
//
// If you may choose, have no bridge: block, on virtual threads.
//
// <details><summary>Teacher's notes: 55 minutes and the exercises</summary>
//
// - 10 min: the four shapes and four questions on the board. Come back to the
//   questions at each bridge.
// - 10 min: which thread. Let them fill in the four cases before they run them.
//   Then ask what `thenApply` on the answer of `HttpClient.sendAsync` costs.
// - 10 min: callbacks. Twice, never, thrown at registration: ask for libraries
//   that do each. All of them exist.
// - 10 min: back to blocking. The table of `get` and `join` surprises those who
//   use `join` because it is shorter.
// - 10 min: the common pool. On a machine with two processors the pool has one
//   thread; ask how many their containers have.
// - 5 min: flow. Lesson 27 says more about demand.
// - Exercises: 8, 15 and 25 minutes.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p21`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p21/CallbackBridge` saves itself as that file; the
// original IJava kernel lacks that magic.
//
// The checks run your code many times, each time with its threads in another
// order, on a clock of their own. They are fond of the moment at which two things
// happen together: the answer and the end of the limit, `close` and `onSubscribe`.
//
// - [CallbackBridge.java](../exercises/p21_sync_and_async/CallbackBridge.java),
//   8 minutes: from a callback to a future, and what is withdrawn when.
// - [BlockingGate.java](../exercises/p21_sync_and_async/BlockingGate.java),
//   15 minutes: repair a box office that sells you the ticket of somebody else.
// - [ReadingFlow.java](../exercises/p21_sync_and_async/ReadingFlow.java),
//   25 minutes: a flow that you can iterate over.

// %% tags=["active-ipynb"]
// check("p21/CallbackBridge");

// %% tags=["active-ipynb"]
// check("p21/BlockingGate");

// %% tags=["active-ipynb"]
// check("p21/ReadingFlow");

// %% [markdown]
// <details><summary>After you solved it: what else you could have built</summary>
//
// - `CallbackBridge` can override `cancel` in a subclass of `CompletableFuture`
//   instead of attaching `whenComplete`. Then `orTimeout` goes past it. A flag in
//   the callback tells an answer from a withdrawal; `isCancelled` tells only one
//   kind of withdrawal.
// - `BlockingGate` with a `SynchronousQueue` for each order: `offer` in `sold` and
//   `poll(limit)` in `buy` meet, or do not, in one step. It is as good as the
//   future, and failures need a second kind of message. A `CountDownLatch` and two
//   fields work too, until the answer and the limit come together: nothing decides
//   between them. Whoever asks `isDone` and then acts has two steps again.
// - `ReadingFlow` could use a lock and a condition around a deque, which makes the
//   one queue and the end marker unnecessary, and `close` is then a flag and a
//   `signalAll`. It could ask for half of the capacity at a time: fewer calls of
//   `request`, the same bound. And if the station is yours, do not publish at all:
//   `ReadingPump` of lesson 7 is the same thing without a flow.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    attachedFirst();
    completedFirst();
    onAPool();
    whoDraws();
    calledBack();
    cancelGoesDown();
    refused();
    twoWaits();
    wrappings();
    blockingBridge();
    cancelReachesTheCall();
    waitsForItself();
    loopToFlow();
}
