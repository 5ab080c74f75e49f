///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 18 · Forgotten: results and exceptions that nobody looks at
//
// A storm is coming, and a weather office warns its three stations. Nobody needs
// an answer, so the warnings are sent in the background. The program says that
// all is well. Bergen never hears of the storm: its line is down.
//
// Somebody knew. The task failed, with an exception that names the station. It
// lies in a future that nobody asks.
//
// *asyncio tells you:* "coroutine … was never awaited", and "Task exception was
// never retrieved". Java says nothing, at any time. So looking is a habit that
// you need, and this lesson is about the places where it slips.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
static final List<String> STATIONS = List.of("Oslo", "Bergen", "Molde");

/// The line to the station does not work.
static class LineDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LineDown(String station) {
        super(station + " is down");
    }
}

void pause(int millis) {
    try {
        Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException calledOff) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

// %%
/// Sends a warning. The line to Bergen is down.
String warn(String station) {
    pause(100);
    if (station.equals("Bergen")) {
        throw new LineDown(station);
    }
    return station + " is warned";
}

/// The same as a stage, for steps that follow.
CompletableFuture<String> warnLater(String station, Executor executor) {
    return CompletableFuture.supplyAsync(() -> warn(station), executor);
}

/// Waits until a stage has ended, and says how.
String end(CompletableFuture<?> stage) {
    return stage.handle((result, failed) -> failed == null ? "done, " + result : chain(failed))
            .join();
}

String chain(Throwable failed) {
    String name = failed.getClass().getSimpleName();
    return failed.getCause() == null
            ? name + ": " + failed.getMessage()
            : name + " of " + chain(failed.getCause());
}

// %% [markdown]
// ## Sent and forgotten
//
// **Predict:** one of the three warnings fails. What does this print?
//
// <details><summary>Answer</summary>
//
// Its one line, as if all were well. `submit` puts what a task throws into the
// future that it returns, and the loop drops that future. `close` waits until
// each task has *ended*. It does not ask how.
//
// </details>

// %%
void sentAndForgotten() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var station : STATIONS) {
            executor.submit(() -> warn(station));
        }
    }
    IO.println("all stations are warned");
}

// %% tags=["active-ipynb"]
// Timeline.record("sent and forgotten", () -> sentAndForgotten());

// %% [markdown]
// The picture knows better: one of the three lanes fails. Your own lane waits for
// all of them, in `close`, and goes on.
//
// ## What you can forget
//
// In asyncio a call that is not awaited does *nothing*: you hold a coroutine. In
// Java the call you forget has been made all the same, and only its end is lost.
// There is one way to describe work that never runs: a stream without a last
// step.
//
// **Predict:** three ways to count three stations, and nobody waits for a result
// in any of them. How many does each count?
//
// <details><summary>Answer</summary>
//
// `submit` in a loop: 3. `map` with `submit`: 0, because a stream does nothing
// before its last step. Threads that are made and not started: 0. All three end
// without a word.
//
// </details>

// %%
void countedBy(String how, BiConsumer<ExecutorService, AtomicInteger> way) {
    var counted = new AtomicInteger();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        way.accept(executor, counted);
    }
    IO.println(how + ": " + counted.get());
}

void threeWaysToForget() {
    countedBy(
            "submit, in a loop",
            (executor, counted) ->
                    STATIONS.forEach(station -> executor.submit(() -> counted.incrementAndGet())));
    countedBy(
            "submit, in a map",
            (executor, counted) ->
                    STATIONS.stream()
                            .map(name -> executor.submit(() -> counted.incrementAndGet())));
    countedBy(
            "threads, unstarted",
            (executor, counted) ->
                    STATIONS.forEach(
                            name -> Thread.ofVirtual().unstarted(() -> counted.incrementAndGet())));
}

// %% tags=["active-ipynb"]
// threeWaysToForget();

// %% [markdown]
// | you forget | asyncio | Java |
// |---|---|---|
// | to await a call | it does not run; *was never awaited* | it runs, and its end is lost |
// | to look at a task | *exception was never retrieved*, once it is collected | silence |
// | the last step of a stream | (a generator does not run either) | nothing runs; silence |
//
// ## The pattern: every future has a reader
//
// Keep what `submit` and `invokeAll` return, and ask each of them. That is all.
// `invokeAll` throws nothing when a task fails; it returns futures that have
// ended. `state()` says how, `exceptionNow()` says why, and the compiler sees to
// it that no state is left out.

// %%
void everyFutureRead() throws InterruptedException {
    List<Callable<String>> calls = new ArrayList<>();
    for (var station : STATIONS) {
        calls.add(() -> warn(station));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<String> warning : executor.invokeAll(calls)) {
            IO.println(
                    switch (warning.state()) {
                        case SUCCESS -> warning.resultNow();
                        case FAILED -> "NOT WARNED: " + warning.exceptionNow().getMessage();
                        case CANCELLED -> "called off";
                        case RUNNING -> "impossible: invokeAll waits";
                    });
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("every future has a reader", () -> everyFutureRead());

// %% [markdown]
// It is the same picture: three lanes, and one of them fails. What has changed
// is not in the tasks. It is in who asks them.
//
// ## The trap: a handler on the side
//
// Methods of `CompletableFuture` do not change a stage. Each makes a **new** stage
// behind it. A chain is a tree, and a branch that you drop is a branch that
// nobody reads.
//
// **Predict:** the handler runs in both cases. What does each of the two stages
// end with?
//
// <details><summary>Answer</summary>
//
// The first still fails: the handler's answer is in a stage that was dropped. The
// second is done, with the handler's answer.
//
// </details>

// %%
void handlerOnTheSide() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var warning = warnLater("Bergen", executor);
        warning.exceptionally(failed -> "Bergen gets a telephone call"); // a new stage, dropped
        IO.println("on the side: " + end(warning));

        var handled = warnLater("Bergen", executor).exceptionally(failed -> "Bergen gets a call");
        IO.println("in the chain: " + end(handled));
    }
}

// %% tags=["active-ipynb"]
// handlerOnTheSide();

// %% [markdown]
// See what the first fails with. `supplyAsync` hands the exception over in a
// `CompletionException`, as every stage does to the next. A handler that asks
// `failed instanceof LineDown` does not know it. Peel first.
//
// ## The trap: a default that hides a bug
//
// Stations send their temperature as a text. If the line is down, yesterday's
// value will do. So there is a handler, at the end of the chain, where handlers
// tend to stand. Oslo's line works, and Oslo has sent `12 C`.

// %%
Throwable peel(Throwable failed) {
    var peeled = failed;
    while (peeled instanceof CompletionException && peeled.getCause() != null) {
        peeled = peeled.getCause();
    }
    return peeled;
}

/// What to show if the line is down. Whatever else fails goes on failing.
String yesterdayIfDown(Throwable failed) {
    return switch (peel(failed)) {
        case LineDown down -> "9";
        case Throwable other -> throw new CompletionException(other);
    };
}

// %%
void defaultThatHides() {
    var atTheEnd =
            CompletableFuture.completedFuture("12 C")
                    .thenApply(text -> Integer.parseInt(text))
                    .exceptionally(failed -> 9);
    IO.println("handler at the end: " + end(atTheEnd));

    var whereItHappens =
            CompletableFuture.completedFuture("12 C")
                    .exceptionally(failed -> yesterdayIfDown(failed))
                    .thenApply(text -> Integer.parseInt(text));
    IO.println("handler at the call: " + end(whereItHappens));
}

// %% tags=["active-ipynb"]
// defaultThatHides();

// %% [markdown]
// The first shows 9 degrees, today, tomorrow and all winter. The program cannot
// read a single temperature, and nobody will ever know. A handler answers for
// **every** failure of **every** stage before it. So it stands behind the stage
// that it has an answer for, and throws again what it does not know.
//
// A handler at the end is right in one case: it tells somebody, and hides nothing.
//
// ## `whenComplete` looks, `handle` answers
//
// | | gets | the new stage ends with | *in Python* |
// |---|---|---|---|
// | `thenApply` | the result only | what the function returns | after `await` |
// | `exceptionally` | the failure only | what the function returns | `except`: a value |
// | `handle` | either | what the function returns | `except` and `else` |
// | `whenComplete` | either | what came before it | `finally` |
//
// **Predict:** a `whenComplete` fails itself. Which of the two exceptions does the
// reader get?
//
// <details><summary>Answer</summary>
//
// After a success, the new one. After a failure, the first one, and the new one
// is suppressed in it: printed with a stack trace, and invisible to a log that
// writes `getMessage()`.
//
// </details>

// %%
void lookOrAnswer() {
    var failed = CompletableFuture.<String>failedFuture(new LineDown("Bergen"));
    IO.println("handle: " + end(failed.handle((result, failure) -> "Bergen gets a call")));
    IO.println("whenComplete: " + end(failed.whenComplete((result, failure) -> {})));

    var logFails =
            failed.whenComplete((result, failure) -> {
                throw new IllegalStateException("the log is full");
            });
    IO.println("whenComplete that fails: " + end(logFails));
    IO.println("  suppressed: " + chain(logFails.exceptionNow().getSuppressed()[0]));
}

// %% tags=["active-ipynb"]
// lookOrAnswer();

// %% [markdown]
// ## The trap: a future in a future
//
// Before the warning, the station is looked up in a register. Both steps answer
// with a future. `thenApply` takes what its function returns as the *result*,
// and here the result is a future. `thenCompose` waits for that one too.
//
// *asyncio's form of it:* `await` forgotten inside of an `async def`.
//
// **Predict:** in which state is each of the two stages, once it is done?
//
// <details><summary>Answer</summary>
//
// The first is a `SUCCESS`: it has a result, a future that is still running. The
// second has `FAILED`. The type would have told you, `var` hides it, and
// `thenAccept` and `thenRun` have no type that could.
//
// </details>

// %%
void futureInAFuture() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var register = CompletableFuture.supplyAsync(() -> "Bergen", executor);

        var nested = register.thenApply(station -> warnLater(station, executor));
        end(nested);
        IO.println("thenApply: " + nested.state());

        var flat = register.thenCompose(station -> warnLater(station, executor));
        end(flat);
        IO.println("thenCompose: " + flat.state());
    }
}

void joinedTooEarly() {
    var looked = new CountDownLatch(1); // holds the warning back until you have looked
    var arrived = new AtomicBoolean();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        CompletableFuture.runAsync(() -> pause(100), executor)
                .thenAccept(found ->
                        executor.submit(() -> {
                            looked.await();
                            return arrived.getAndSet(true);
                        }))
                .join();
        pause(50);
        IO.println("joined, and the warning has arrived: " + arrived.get());
        looked.countDown();
    }
}

// %% tags=["active-ipynb"]
// futureInAFuture();

// %% tags=["active-ipynb"]
// Timeline.record("joined too early", () -> joinedTooEarly());

// %% [markdown]
// In the second cell a latch holds the warning back until you have looked. The
// picture shows your lane wait for the first step and go on, while the lane of
// the warning has only begun. `join` waited for a stage that had done its part
// when it *started* the other.
//
// ## Who would have noticed?
//
// Here are eight ways to lose something. Next to them is what each tool said to a
// file with all of them, on JDK 25.0.3 and Error Prone 2.52.
//
// | lost | `javac -Xlint:all` | Error Prone | uncaught handler | Flight Recorder |
// |---|---|---|---|---|
// | `submit(…)`, future ignored | – | yes | – | the exception |
// | a future that is kept and not asked | – | unused variable | – | the exception |
// | `invokeAll(…)`, list ignored | – | – | – | the exception |
// | a stage dropped: `thenApply`, `whenComplete` | – | yes | – | the exception |
// | `exceptionally(failed -> 0)` at the end | – | – | – | the exception |
// | a future in a future | – | yes | – | the exception |
// | a stream without a last step | – | an error | – | – |
// | `execute(…)`, or a thread's own exception | – | – | yes | the exception |
//
// Error Prone's checks are `FutureReturnValueIgnored` (a warning) and
// `ReturnValueIgnored` (an error). They read the source, so they see what you
// drop, and not what you keep and forget. The handler for uncaught exceptions
// sees what *ends a thread*. What a future has caught ended no thread.
//
// Flight Recorder sees every exception that is **made**: the lost, the handled,
// and those that were never thrown. It is on in the default settings of JDK 25,
// at most a hundred a second.

// %%
void whatTheRecorderSaw() throws IOException {
    var file = Files.createTempFile("forgotten", ".jfr");
    try (var recording = new jdk.jfr.Recording()) {
        recording.enable("jdk.JavaExceptionThrow");
        recording.start();
        sentAndForgotten();
        recording.stop();
        recording.dump(file);
    }
    for (var event : jdk.jfr.consumer.RecordingFile.readAllEvents(file)) {
        String type = event.getClass("thrownClass").getName();
        if (type.endsWith("LineDown")) { // the JDK makes exceptions of its own
            IO.println("Flight Recorder: " + event.getString("message"));
        }
    }
    Files.delete(file);
}

// %% tags=["active-ipynb"]
// whatTheRecorderSaw();

// %% [markdown]
// No tool sees a default that hides a bug: to all of them that is a program that
// handles its failures. And one API does not let you forget. A structured scope
// (lesson 23, a preview in Java 25) throws what a task threw from `join`, and if
// you forget `join`, its `close` throws: *Owner did not join after forking*.
//
// ## Forgetting on purpose
//
// Some tasks have no reader, and should not need one. Then the task tells its own
// failure, or the last stage of the chain does. That stage may be dropped: it
// has told somebody. And a catch that is empty is no handler.

// %%
void ownersOfTheirFailures() {
    var told = new ConcurrentLinkedQueue<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.execute(() -> {
            try {
                warn("Bergen");
            } catch (Throwable failed) { // no future keeps it, so whatever it is
                told.add("the task tells: " + failed.getMessage());
            }
        });
        warnLater("Bergen", executor)
                .thenApply(text -> text.length())
                .whenComplete((length, failed) -> {
                    if (failed != null) {
                        told.add("the last stage tells: " + peel(failed).getMessage());
                    }
                });
    }
    told.stream().sorted().forEach(IO::println);
}

// %% tags=["active-ipynb"]
// Timeline.record("owners of their failures", () -> ownersOfTheirFailures());

// %% [markdown]
// The picture shows one failure: the task has caught its own, and the stage has
// passed it on. `close` has waited for both, since the steps behind `supplyAsync`
// run on the thread of the task. For a stage that somebody else completes,
// nobody waits. The last exercise is about an owner who does.
//
// ## When each
//
// | you want | use | not lost, because |
// |---|---|---|
// | all results | `invokeAll`, then `state()` of each | you ask each |
// | the first failure to end it all | a scope (23) | `join` throws, and must be called |
// | steps after each other | one chain, its last stage returned | it is the only end |
// | to recover from one failure | `exceptionally` at its stage | the rest is thrown again |
// | to log, and fail all the same | `whenComplete` | it passes on what came |
// | no result at all | a task that tells its failures | an owner waits for it |
//
// And in the build: Error Prone, with `FutureReturnValueIgnored` as an error.
//
// <details><summary>Teacher's notes: 45 minutes and the exercises</summary>
//
// - 10 min: sent and forgotten, and what you can forget. Have them say what
//   asyncio would print, before the table.
// - 5 min: every future has a reader. Compare the two pictures: there is nothing
//   to see, and that is the point.
// - 10 min: the handler on the side, and the default. Ask who has an
//   `exceptionally` at the end of a chain in production, and for what failure.
// - 10 min: `whenComplete` and `handle`, a future in a future. Replace `var` by
//   the type in `futureInAFuture`: now the compiler helps.
// - 10 min: who would have noticed. Let them fill in the table first, from
//   memory of their own tools.
// - Exercises: 5, 12 and 20 minutes. In the second, have them draw the stages as
//   a tree, and mark the branches that nobody reads.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p18`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p18/NothingLost` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks run your code many times, each time with its threads in another
// order, on a clock of their own: an hour there is no time of yours.
//
// - [NothingLost.java](../exercises/p18_forgotten_await/NothingLost.java),
//   5 minutes: start all, look at all, report every failure.
// - [NewsDesk.java](../exercises/p18_forgotten_await/NewsDesk.java), 12 minutes:
//   repair a chain of stages that loses articles.
// - [TaskOwner.java](../exercises/p18_forgotten_await/TaskOwner.java), 20 minutes:
//   an owner for tasks that nobody waits for.

// %% tags=["active-ipynb"]
// check("p18/NothingLost");

// %% tags=["active-ipynb"]
// check("p18/NewsDesk");

// %% tags=["active-ipynb"]
// check("p18/TaskOwner");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `NothingLost` with `invokeAll` and `state()` is the shortest. With tasks that
//   note their own failure you need a collection for many threads, and you lose
//   the order of the stations. With `CompletableFuture`, `allOf` waits for all
//   and tells you *one* failure: you still ask each stage.
// - `NewsDesk` on virtual threads is four calls below each other, a `try` around
//   `check` and another around `tell`. Nothing can be forgotten there: a call
//   that blocks returns or throws. Take stages where an API hands them to you.
// - `TaskOwner` can keep its tasks in an executor and its stages in a set, or
//   count both, as the solution does. An executor alone does not know the stages.
//   A `Phaser` counts as well, up to 65,535 at once. A scope is the better owner
//   where the tasks end with a block; here they outlive the request.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    sentAndForgotten();
    threeWaysToForget();
    everyFutureRead();
    handlerOnTheSide();
    defaultThatHides();
    lookOrAnswer();
    futureInAFuture();
    joinedTooEarly();
    whatTheRecorderSaw();
    ownersOfTheirFailures();
}
