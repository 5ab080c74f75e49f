///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 4 · Error handling: fail fast or collect all
//
// Six weather stations are asked at the same time, and two of them are down. What
// do you want now?
//
// A survey wants the four readings, and the names of the two. It **collects all**.
// A travel page that needs each of its three stations cannot be shown without one
// of them. It wants to know at once, and to stop the calls that nobody needs any
// more. It **fails fast**.
//
// *asyncio calls these* `gather(*calls, return_exceptions=True)` and `TaskGroup`.
// Between them lies plain `gather(*calls)`: it raises the first failure, and the
// other calls go on.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// What you expect to happen now and then, and can tell a reader about.
static class StationDown extends Exception {
    StationDown(String station) {
        super(station + " is down");
    }
}

record Reading(String station, double celsius) {}

static final List<String> STATIONS = List.of("Oslo", "Bergen", "Hamar", "Molde", "Narvik", "Voss");

/// Asks one station. Two are down, which takes 50 ms to find out; an answer takes 300 ms.
Reading read(String station) throws StationDown, InterruptedException {
    if (station.equals("Bergen") || station.equals("Molde")) {
        Thread.sleep(Duration.ofMillis(50));
        throw new StationDown(station);
    }
    Thread.sleep(Duration.ofMillis(300));
    return new Reading(station, station.length() - 2.5);
}

// %%
<T> List<Callable<T>> calls(List<String> stations, Function<String, Callable<T>> call) {
    return stations.stream().map(call).toList();
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

/// What was thrown, what caused it, what caused that; and the words of the last.
String chain(Throwable thrown) {
    var names = new ArrayList<String>();
    var last = thrown;
    for (var link = thrown; link != null; link = link.getCause()) {
        names.add(link.getClass().getSimpleName());
        last = link;
    }
    var words = last.getMessage() == null ? "" : ": " + last.getMessage();
    return String.join(", caused by ", names) + words;
}

// %% [markdown]
// ## What goes wrong: `Failed: 0`
//
// The program below is often seen, in Python as in Java. A wrapper catches the
// failure and returns `null`. All calls are gathered, each with what it returned
// or threw. Then these endings are sorted into two lists: what is an exception has
// failed, what is neither an exception nor `null` has succeeded.
//
// **Predict:** six stations, two of them down. What does the program print?
//
// <details><summary>Answer</summary>
//
// `Success: 4, Failed: 0`. The wrapper has turned both failures into `null`, and
// `null` is in neither list. No exception ever arrives, so the list of failures is
// dead code that looks as if somebody counted.
//
// </details>

// %%
Reading readOrNull(String station) throws InterruptedException {
    try {
        return read(station);
    } catch (StationDown down) {
        return null;
    }
}

/// What each call returned or threw, in the order of the calls.
List<Object> endings(List<Callable<Reading>> calls) throws InterruptedException {
    var endings = new ArrayList<Object>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var future : executor.invokeAll(calls)) {
            try {
                endings.add(future.get());
            } catch (ExecutionException failed) {
                endings.add(failed.getCause());
            }
        }
    }
    return endings;
}

// %%
void countEndings(List<Callable<Reading>> calls) throws InterruptedException {
    var endings = endings(calls);
    var failed = endings.stream().filter(ending -> ending instanceof Exception).toList();
    var successful =
            endings.stream()
                    .filter(ending -> ending != null && !(ending instanceof Exception))
                    .toList();
    IO.println("Success: " + successful.size() + ", Failed: " + failed.size());
}

// %% tags=["active-ipynb"]
// countEndings(calls(STATIONS, station -> () -> readOrNull(station)));

// %% [markdown]
// Leave the wrapper out, and the two failures are counted. The program is still wrong.
// Below, every station answers, and *your program* has a bug: it cannot read a number
// with a comma. Each of the six calls that hit it counts as a station that failed.
// Nothing is thrown, nothing is logged. The next morning somebody looks for the fault
// in the network.

// %%
Reading readWithBug(String station) {
    return new Reading(station, Double.parseDouble("21,5"));
}

// %% tags=["active-ipynb"]
// countEndings(calls(STATIONS, station -> () -> readWithBug(station)));

// %% [markdown]
// A third way to count wrongly: by futures that are *done*. `isDone` is true for a
// result, for a failure, and for a task that was cancelled. (In Python the same
// slip has another face: there `CancelledError` is no `Exception`, so a test with
// `isinstance(ending, Exception)` takes a cancelled call for a success.)

// %%
void countDone() {
    var never = new CountDownLatch(1);
    List<Future<Reading>> futures;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        futures =
                List.of(
                        executor.submit(() -> read("Oslo")),
                        executor.submit(() -> read("Bergen")),
                        executor.submit(() -> {
                            never.await();
                            return read("Hamar");
                        }));
        futures.getLast().cancel(true);
    }
    IO.println("done: " + futures.stream().filter(Future::isDone).count() + " of 3");
    IO.println("in truth: " + futures.stream().map(Future::state).toList());
}

// %% tags=["active-ipynb"]
// countDone();

// %% [markdown]
// ## The pattern: collect all
//
// Decide first what you *expect* to go wrong. A station that is down is one of the
// possible answers, so it becomes a value. A sealed type says which answers there
// are. The task itself catches `StationDown`, where it happens, and nothing else.
//
// What you do not expect stays an exception. `get` throws it, wrapped in an
// `ExecutionException`, and this method lets it through. So a bug ends the survey
// with a stack trace, and is never taken for the weather.

// %%
sealed interface Outcome {
    record Answered(Reading reading) implements Outcome {}

    record Failed(String station, StationDown reason) implements Outcome {}
}

Outcome ask(String station) throws InterruptedException {
    try {
        return new Outcome.Answered(read(station));
    } catch (StationDown down) {
        return new Outcome.Failed(station, down);
    }
}

List<Outcome> collectAll() throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var outcomes = new ArrayList<Outcome>();
        for (var future : executor.invokeAll(calls(STATIONS, station -> () -> ask(station)))) {
            outcomes.add(future.get());
        }
        return outcomes;
    }
}

// %% [markdown]
// Whoever uses an outcome takes it apart with a `switch`. There is no `default`, so
// the day somebody adds a third kind of outcome, this no longer compiles.

// %%
String tell(Outcome outcome) {
    return switch (outcome) {
        case Outcome.Answered(Reading(var station, var celsius)) -> station + " " + celsius;
        case Outcome.Failed(var station, var reason) -> station + " -- (" + chain(reason) + ")";
    };
}

void survey() throws Exception {
    var outcomes = collectAll();
    long answered = outcomes.stream().filter(Outcome.Answered.class::isInstance).count();
    long failed = outcomes.stream().filter(Outcome.Failed.class::isInstance).count();
    outcomes.forEach(outcome -> IO.println(tell(outcome)));
    IO.println("answered " + answered + ", failed " + failed);
}

// %% tags=["active-ipynb"]
// Timeline.record("collect all", () -> survey());

// %% [markdown]
// On the timeline the second and the fourth lane, Bergen and Molde, end early, and
// they end *well*: for the executor a task that returns a `Failed` has succeeded. The
// other four go on to their answer, and the caller waits for the slowest.
//
// ## The pattern: fail fast
//
// The travel page needs Oslo, Bergen and Hamar, or it is not shown. Bergen is down,
// which is known after 50 ms. The two others need 300 ms.
//
// **Predict:** `invokeAll`, then `get` on each future. When is the failure thrown?
//
// <details><summary>Answer</summary>
//
// After about 300 ms. `invokeAll` waits for every task, and does not care how they
// end. With a station that needs a minute, you learn of the failure after a minute.
//
// </details>

// %%
static final List<String> TRAVEL = List.of("Oslo", "Bergen", "Hamar");

List<Reading> waitForAll(List<String> stations) throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var readings = new ArrayList<Reading>();
        for (var future : executor.invokeAll(calls(stations, name -> () -> read(name)))) {
            readings.add(future.get());
        }
        return readings;
    }
}

void travelPage(String how, Callable<List<Reading>> work) throws Exception {
    long start = System.nanoTime();
    try {
        IO.println(how + ": " + work.call());
    } catch (ExecutionException failed) {
        IO.println(how + ": " + chain(failed) + ", known after " + millisSince(start) + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("wait for all", () -> travelPage("wait for all", () -> waitForAll(TRAVEL)));

// %% [markdown]
// To fail fast takes three things. You take the futures in the order in which they
// *end*, so the first failure is seen when it happens. In `finally`, you cancel all
// of them: `cancel(true)` interrupts those that still run, and does nothing to those
// that have ended. Then `close` waits until the interrupted ones are gone.
//
// The `finally` is there for two cases. One is the failure. The other is that
// somebody interrupts *you*: then `take` throws, and nobody needs the calls either.

// %%
List<Reading> failFast(List<String> stations) throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var ended = new ExecutorCompletionService<Reading>(executor);
        var futures = new ArrayList<Future<Reading>>();
        stations.forEach(station -> futures.add(ended.submit(() -> read(station))));
        try {
            for (int i = 0; i < futures.size(); i++) {
                ended.take().get(); // throws what the first failed call threw
            }
            return futures.stream().map(Future::resultNow).toList();
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("fail fast", () -> travelPage("fail fast", () -> failFast(TRAVEL)));

// %% [markdown]
// ## What the timelines show
//
// Lay the last two side by side. On the first, the lane of Bergen, `read #2`, fails
// after 50 ms. Two lanes sleep on for a quarter of a second, for nobody, and the caller
// waits for them. On the second all lanes end together: the two sleeps are cut off by an
// interrupt, and the tasks are drawn as cancelled.
//
// ## Fail fast in a scope
//
// A structured scope does the three things for you: `join` throws at the first
// failure, the other subtasks are interrupted, and the block does not end before they
// have. It is a preview API in Java 25 (JEP 505), so it lives in the notebook only.
// Its exception is a `StructuredTaskScope.FailedException`, which is unchecked. The
// cause is what the subtask threw.

// %% tags=["active-ipynb"]
// List<Reading> inAScope(List<String> stations) throws InterruptedException {
//     try (var scope = StructuredTaskScope.open(
//             StructuredTaskScope.Joiner.<Reading>allSuccessfulOrThrow())) {
//         stations.forEach(station -> scope.fork(() -> read(station)));
//         return scope.join().map(StructuredTaskScope.Subtask::get).toList();
//     }
// }
//
// void travelPageInAScope() throws InterruptedException {
//     try {
//         IO.println(inAScope(TRAVEL));
//     } catch (StructuredTaskScope.FailedException failed) {
//         IO.println(chain(failed));
//     }
// }

// %% tags=["active-ipynb"]
// Timeline.record("fail fast in a scope", () -> travelPageInAScope());

// %% [markdown]
// ## Where the cause is
//
// A failure changes threads, and on its way it is wrapped. By what depends on whom
// you ask.
//
// | you call | it throws | what the task threw is |
// |---|---|---|
// | `Future.get` | `ExecutionException` (checked) | its cause |
// | `CompletableFuture.join` | `CompletionException` (unchecked) | its cause |
// | `scope.join` | `FailedException` (unchecked) | its cause |
// | `get` or `join` of what was cancelled | `CancellationException` (unchecked) | not there |
// | `Future.exceptionNow` | nothing, it returns | what you get |
//
// The wrapping is not noise. Its stack trace says where you waited, that of the cause
// says where it broke, on the other thread. Print both. Decide by the cause.
//
// Wrappings can lie inside each other: a task that waits for another task lets the
// first `ExecutionException` into a second one. So do not look at one `getCause`.
// Peel until what you hold is no wrapping.

// %%
Throwable peel(Throwable thrown) {
    var peeled = thrown;
    while ((peeled instanceof ExecutionException || peeled instanceof CompletionException)
            && peeled.getCause() != null) {
        peeled = peeled.getCause();
    }
    return peeled;
}

void showChain(String call, Callable<?> work) {
    try {
        IO.println(call + " returned " + work.call());
    } catch (Exception thrown) {
        IO.println(call + " threw " + chain(thrown));
        IO.println("  peeled: " + chain(peel(thrown)));
    }
}

// %%
void whereTheCauseIs() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Reading> inner = executor.submit(() -> read("Bergen"));
        Future<Reading> outer = executor.submit(() -> inner.get());
        var stage = new CompletableFuture<Reading>();
        var next = stage.thenApply(reading -> reading.celsius());
        stage.completeExceptionally(new StationDown("Molde"));
        var nobodysAnswer = new CompletableFuture<Reading>();
        var afterwards = nobodysAnswer.thenApply(reading -> reading.celsius());
        nobodysAnswer.cancel(true);

        showChain("get", () -> inner.get());
        showChain("get of a task that waits for a task", () -> outer.get());
        showChain("join", () -> next.join());
        showChain("get of a stage after a cancelled one", () -> afterwards.get());
    }
}

// %% tags=["active-ipynb"]
// whereTheCauseIs();

// %% [markdown]
// Look at the last line. The stage itself was not cancelled, it *failed*, and the
// cause is a `CancellationException`. Something similar happens to the tasks of an
// executor after `shutdownNow`: they are interrupted, and whoever lets the
// `InterruptedException` out has a future in state `FAILED`. So "cancelled" has three
// faces. Who counts has to know all of them.
//
// ## Several failures, one exception
//
// Java throws one exception at a time. If two stations are down and you want to tell
// both, throw the first and attach the others to it: `addSuppressed`. A stack trace
// prints them below the first, each as *Suppressed*. Python has `ExceptionGroup` and
// `except*` for it; Java has nothing that would match.
//
// `try`-with-resources does the same by itself: when the body fails and `close`
// fails after it, the second exception is suppressed and not lost.

// %%
List<Reading> allOrEveryFailure() throws StationDown, InterruptedException, ExecutionException {
    var readings = new ArrayList<Reading>();
    var failures = new ArrayList<StationDown>();
    for (var outcome : collectAll()) {
        switch (outcome) {
            case Outcome.Answered(var reading) -> readings.add(reading);
            case Outcome.Failed(var station, var reason) -> failures.add(reason);
        }
    }
    if (!failures.isEmpty()) {
        var first = failures.removeFirst();
        failures.forEach(first::addSuppressed);
        throw first;
    }
    return readings;
}

// %%
void everyFailure() throws InterruptedException, ExecutionException {
    try {
        IO.println(allOrEveryFailure());
    } catch (StationDown down) {
        IO.println(chain(down));
        for (var suppressed : down.getSuppressed()) {
            IO.println("  suppressed " + chain(suppressed));
        }
    }
}

void failureWhileClosing() {
    AutoCloseable line =
            () -> {
                throw new IOException("the line does not close");
            };
    try (line) {
        throw new StationDown("Bergen");
    } catch (Exception first) {
        IO.println(chain(first) + ", suppressed " + chain(first.getSuppressed()[0]));
    }
}

// %% tags=["active-ipynb"]
// everyFailure();
// failureWhileClosing();

// %% [markdown]
// An exception must not suppress itself. It happens when two tasks fail with one and
// the same object, as two stages behind one failed future do.

// %%
void suppressesItself() {
    var down = new StationDown("Bergen");
    var stage = CompletableFuture.<Reading>failedFuture(down);
    var first = peel(stage.thenApply(reading -> reading.celsius()).exceptionNow());
    var second = peel(stage.thenApply(reading -> reading.station()).exceptionNow());
    try {
        first.addSuppressed(second);
    } catch (IllegalArgumentException refused) {
        IO.println(chain(refused));
    }
}

// %% tags=["active-ipynb"]
// suppressesItself();

// %% [markdown]
// The program that wanted to tell two failures now tells neither, but an
// `IllegalArgumentException`. Compare with `==` before you add.
//
// ## The trap: catching `Exception` hides the interruption
//
// A station does not answer. The task below tries three times, and whatever goes
// wrong, it tries again. During the first attempt somebody cancels the task.
//
// **Predict:** how many attempts does each of the two versions make?
//
// <details><summary>Answer</summary>
//
// The first makes all three. The interrupt arrives as an `InterruptedException`,
// which is an `Exception`, so it is taken for a failed attempt. With that the request
// to stop is used up: the status is cleared when the exception is thrown. The second
// catches what it expects, so the interruption passes, and it makes one.
//
// </details>

// %%
/// The first attempt gets no answer, ever. The others find after 50 ms that it is down.
void attempt(AtomicInteger attempts, CountDownLatch underWay)
        throws StationDown, InterruptedException {
    if (attempts.incrementAndGet() == 1) {
        underWay.countDown();
        new CountDownLatch(1).await();
    }
    Thread.sleep(Duration.ofMillis(50));
    throw new StationDown("Bergen");
}

// %%
Void catchAnything(AtomicInteger attempts, CountDownLatch underWay) {
    for (int i = 0; i < 3; i++) {
        try {
            attempt(attempts, underWay);
        } catch (Exception failed) {
            // tries again
        }
    }
    return null;
}

Void catchTheExpected(AtomicInteger attempts, CountDownLatch underWay) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
        try {
            attempt(attempts, underWay);
        } catch (StationDown down) {
            // tries again
        }
    }
    return null;
}

// %%
interface Retry {
    Void run(AtomicInteger attempts, CountDownLatch underWay) throws Exception;
}

void cancelDuringTheFirst(String how, Retry retry) throws InterruptedException {
    var attempts = new AtomicInteger();
    var underWay = new CountDownLatch(1);
    Future<Void> task;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        task = executor.submit(() -> retry.run(attempts, underWay));
        underWay.await();
        task.cancel(true);
    }
    IO.println(how + ": attempts made " + attempts.get() + ", its future is " + task.state());
}

void hiddenInterruption() throws InterruptedException {
    cancelDuringTheFirst("catch Exception", (a, u) -> catchAnything(a, u));
    cancelDuringTheFirst("catch StationDown", (a, u) -> catchTheExpected(a, u));
}

// %% tags=["active-ipynb"]
// Timeline.record("hidden interruption", () -> hiddenInterruption());

// %% [markdown]
// On the timeline both lanes get an interrupt. The first goes on sleeping after it, and
// the caller waits for it in `close`. The second ends there. Both futures say
// `CANCELLED`, and the picture shows the first task to its end: a future tells what
// you asked for, not whether the task obeyed.
//
// In asyncio `CancelledError` is no `Exception` since Python 3.8, so `except
// Exception` lets it pass. Java's `InterruptedException` is one, so the care is yours.
// If you must catch `Exception`, catch `InterruptedException` before it, and pass it
// on.
//
// ## The trap: dropping the cause
//
// The page fails, and somebody translates the exception into one of their own. One
// argument is missing.

// %%
List<Reading> causeDropped() throws InterruptedException {
    try {
        return failFast(TRAVEL);
    } catch (ExecutionException failed) {
        throw new IllegalStateException("no travel page");
    }
}

List<Reading> causeKept() throws InterruptedException {
    try {
        return failFast(TRAVEL);
    } catch (ExecutionException failed) {
        throw new IllegalStateException("no travel page", failed);
    }
}

void droppedAndKept() throws Exception {
    var pages = List.<Callable<?>>of(() -> causeDropped(), () -> causeKept());
    for (var page : pages) {
        try {
            IO.println(page.call());
        } catch (IllegalStateException failed) {
            IO.println(chain(failed));
        }
    }
}

// %% tags=["active-ipynb"]
// droppedAndKept();

// %% [markdown]
// Without the cause nobody learns that it was Bergen, nor in which line of which
// thread. To put `failed.getMessage()` into the new message is no substitute: the
// stack trace and the suppressed exceptions are gone, and no program can ask for the
// type.
//
// ## When each
//
// | you want | take | because |
// |---|---|---|
// | every outcome | `invokeAll`, tasks that return a sealed type | in order, and bugs come out |
// | the first failure | completion service, cancel in `finally` | no preview API needed |
// | the same, shorter | `StructuredTaskScope` (preview) | cancels and waits by itself |
// | further steps | `CompletableFuture`, `handle` | the next stage sees the failure |
//
// Two warnings. A `CompletableFuture` does not fail fast: `allOf` waits for all, and its
// `cancel` interrupts nobody. And in a pool tasks may wait in a queue. Here is one that
// `shutdownNow` finds there.

// %%
void leftInTheQueue() {
    Future<String> first;
    Future<String> second;
    try (var pool = Executors.newFixedThreadPool(1)) {
        first =
                pool.submit(() -> {
                    new CountDownLatch(1).await();
                    return "first";
                });
        second = pool.submit(() -> "second");
        pool.shutdownNow();
    }
    IO.println("closed; the first has " + first.state() + ", the second is " + second.state());
}

// %% tags=["active-ipynb"]
// leftInTheQueue();

// %% [markdown]
// The pool is closed, and the second task will never run. Its future does not know it,
// so a `get` on it never returns. `cancel` on each future reaches those in the queue
// too. With a virtual thread for each task there is no queue.
//
// Fail fast when a part is worth nothing without the others. Collect all when each
// part has a worth of its own, and say in the type what may be missing.
//
// <details><summary>Teacher's notes: 55 minutes and the exercises</summary>
//
// - 10 min: `Failed: 0`. Let them find the dead list by reading before they run it.
//   Then the six bugs: who would have been called at night, and why the wrong one?
// - 10 min: collect all. Have them add a third outcome, `Cancelled`, and watch the
//   compiler point at `tell`.
// - 15 min: the two timelines of the travel page, then the scope. Ask what happens if
//   the `finally` is deleted. (The failure is thrown by `get` at 50 ms, and `close`
//   waits until 300 ms.)
// - 10 min: chains and suppressed exceptions. Have them print a stack trace with
//   `printStackTrace` and read it aloud, wrapping and cause.
// - 10 min: both traps. Ask who in the room has a `catch (Exception` around a
//   `Thread.sleep` in production.
// - Exercises: 8, 12 and 20 minutes. The last one is the program of the beginning,
//   as it looks when it has been in use for a year.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p04`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p04/StationSurvey` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// - [StationSurvey.java](../exercises/p04_error_handling/StationSurvey.java),
//   8 minutes: collect all, as a sealed type, and count right.
// - [FirstFailure.java](../exercises/p04_error_handling/FirstFailure.java),
//   12 minutes: repair a booking that fails slowly and does not say why.
// - [OrderReport.java](../exercises/p04_error_handling/OrderReport.java),
//   20 minutes: repair the report that says `refused: 0` every night.

// %% tags=["active-ipynb"]
// check("p04/StationSurvey");

// %% tags=["active-ipynb"]
// check("p04/FirstFailure");

// %% [markdown]
// <details><summary>After solving</summary>
//
// The repaired `book` needs an `ExecutorCompletionService`, a list of futures, a
// `finally` and a `close`, and each of them is there for one of the complaints. A
// structured scope has them built in. With preview APIs the whole method is this, and it
// passes the same checks:
//
// ```java
// try (var scope = StructuredTaskScope.open(Joiner.<T>allSuccessfulOrThrow())) {
//     parts.forEach(scope::fork);
//     return scope.join().map(Subtask::get).toList();
// } catch (FailedException failed) {
//     throw new BookingException("booking failed", failed.getCause());
// }
// ```
//
// `invokeAll` is shorter still, and wrong here: it waits for all. A `CompletableFuture` is
// longer and wrong: its `cancel` completes the future and leaves the thread alone.
//
// </details>

// %% tags=["active-ipynb"]
// check("p04/OrderReport");

// %% tags=["active-java"]
void main() throws Exception {
    countEndings(calls(STATIONS, station -> () -> readOrNull(station)));
    countEndings(calls(STATIONS, station -> () -> readWithBug(station)));
    countDone();
    survey();
    travelPage("wait for all", () -> waitForAll(TRAVEL));
    travelPage("fail fast", () -> failFast(TRAVEL));
    whereTheCauseIs();
    everyFailure();
    failureWhileClosing();
    suppressesItself();
    hiddenInterruption();
    droppedAndKept();
    leftInTheQueue();
}
