///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 5 · Timeouts and deadlines: no wait without an end
//
// A weather page asks its stations. One of them is slow today. Another is dead:
// its line is open, and nothing will ever come. A call that blocks waits as long
// as the other side likes, and so does everybody who waits for you.
//
// *asyncio calls this* `asyncio.wait_for(call, timeout=2.0)`, and for a whole
// block `async with asyncio.timeout(2.0)`. In Java the limit belongs to the
// *wait*, not to the call. What becomes of the call is your decision, and half
// of this lesson.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %%
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// A station far away. It answers after a while, and knows how its calls ended.
final class Station {
    private final Duration delay;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    Station(int millis) {
        delay = Duration.ofMillis(millis);
    }

    String ask() throws InterruptedException {
        peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            Thread.sleep(delay);
            answered.incrementAndGet();
            return "sunny";
        } finally {
            inside.decrementAndGet();
        }
    }

    String log() {
        return "at most " + peak + " at once, worked to the end for " + answered;
    }
}

// %%
long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## Without it
//
// You wait for as long as it takes.

// %%
void noLimit() throws InterruptedException {
    long start = System.nanoTime();
    var weather = new Station(100).ask();
    IO.println("no limit: " + weather + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// noLimit();

// %% [markdown]
// ## The pattern: wait for so long, say what happened, end the task
//
// Three steps, and people forget the second and the third.
//
// 1. Make the call on a virtual thread, and wait with `get(limit)`.
// 2. Return a result of a type that tells an answer from a timeout. A `null`, an
//    empty list or a default could be an answer as well, and a printed "timed out"
//    reaches no caller.
// 3. End the task with `cancel(true)`, which interrupts its thread. In `finally`
//    it also runs when you are interrupted yourself. A task that has ended does
//    not mind.

// %%
sealed interface Answer {
    record Answered(String text) implements Answer {}

    record TimedOut(Duration limit) implements Answer {}
}

Answer askWithin(Duration limit, Callable<String> call, ExecutorService owner)
        throws InterruptedException, ExecutionException {
    var task = owner.submit(call);
    try {
        return new Answer.Answered(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
        return new Answer.TimedOut(limit);
    } finally {
        task.cancel(true);
    }
}

// %%
String tell(Answer answer) {
    return switch (answer) {
        case Answer.Answered(String text) -> text;
        case Answer.TimedOut(Duration limit) -> "no answer within " + limit.toMillis() + " ms";
    };
}

void waitSoLong() throws Exception {
    var station = new Station(150);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var answer = askWithin(Duration.ofMillis(50), () -> station.ask(), executor);
        long after = millisSince(start);
        IO.println(tell(answer) + ", after " + after + " ms");
    }
    IO.println("  closed after " + millisSince(start) + " ms; " + station.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("wait for so long, end the task", () -> waitSoLong());

// %% [markdown]
// The timeline has two lanes. Yours waits in `get`, and a small clock marks where
// the limit was over. A flash marks where the station's task was interrupted:
// both lanes end together.
//
// ## A timeout that stops waiting, but not the task
//
// **Predict:** here is the same without `cancel`. When is "no answer" printed,
// and when is the executor closed?
//
// <details><summary>Answer</summary>
//
// "No answer" after 50 ms, like before. The executor is closed after 150 ms.
// Nobody has told the task that nobody waits, and `close` waits for every task,
// so the block takes as long as it would without any limit.
//
// </details>

// %%
void stopsWaitingOnly() throws Exception {
    var station = new Station(150);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        try {
            IO.println(executor.submit(() -> station.ask()).get(50, TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            IO.println("no answer within 50 ms, after " + millisSince(start) + " ms");
        }
    }
    IO.println("  closed after " + millisSince(start) + " ms; " + station.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("stops waiting only", () -> stopsWaitingOnly());

// %% [markdown]
// Look at the clock, and at the lane below it: **the task outlives its timeout**.
// It lives three times as long as your wait for it. There is no flash. Your own lane
// waits twice, first in `get`, then in `close`.
//
// It gets worse when somebody tries again. A page that is refreshed asks the slow
// station four times, and gives it 40 ms each time.

// %%
void latePile() throws Exception {
    var station = new Station(300);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 4; i++) {
            try {
                executor.submit(() -> station.ask()).get(40, TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                // the next refresh asks again
            }
        }
    }
    IO.println("only stops waiting: " + station.log());
}

void endedEachTime() throws Exception {
    var station = new Station(300);
    for (int i = 0; i < 4; i++) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            askWithin(Duration.ofMillis(40), () -> station.ask(), executor);
        }
    }
    IO.println("ends the task: " + station.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("the late tasks pile up", () -> latePile());

// %% tags=["active-ipynb"]
// Timeline.record("each late task is ended", () -> endedEachTime());

// %% [markdown]
// The first picture is a pile: each refresh adds a lane, before any of them ends.
// A station that is slow because it has too much to do now has four times as
// much to do, for nobody. On the second picture each lane ends before the next
// begins.
//
// ## `CompletableFuture`: the future ends, the task does not
//
// `orTimeout` completes the *future* with a `TimeoutException`. The task behind
// it does not hear of that. `completeOnTimeout` completes it with a value, and
// then nobody can tell that value from an answer. `cancel(true)` is no help: the
// class says that its argument has no effect.

// %%
String askUnchecked(Station station) {
    try {
        return station.ask();
    } catch (InterruptedException calledOff) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

void onlyTheFuture() {
    var station = new Station(150);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Supplier<CompletableFuture<String>> ask =
                () -> CompletableFuture.supplyAsync(() -> askUnchecked(station), executor);
        var strict = ask.get().orTimeout(50, TimeUnit.MILLISECONDS);
        var mild = ask.get().completeOnTimeout("cloudy", 50, TimeUnit.MILLISECONDS);
        var cancelled = ask.get();
        IO.println("orTimeout: " + strict.exceptionally(late -> late.toString()).join());
        IO.println("completeOnTimeout: " + mild.join());
        cancelled.cancel(true);
        IO.println("cancel: " + cancelled.state());
    }
    IO.println("  " + station.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("only the future ends", () -> onlyTheFuture());

// %% [markdown]
// Three futures are done after 50 ms. On the timeline three lanes go on to their
// end, and `close` waits for them.
//
// ## A scope with a timeout
//
// A structured scope ends its tasks itself. When the time is over it is
// cancelled: `join` throws, and every task that still runs is interrupted. It is
// a preview API in Java 25 (JEP 505), so it lives in the notebook only.

// %% tags=["active-ipynb"]
// void scopeWithin() throws InterruptedException {
//     var station = new Station(150);
//     var joiner = StructuredTaskScope.Joiner.<String>allSuccessfulOrThrow();
//     long start = System.nanoTime();
//     try (var scope = StructuredTaskScope.open(
//             joiner, config -> config.withTimeout(Duration.ofMillis(50)))) {
//         scope.fork(() -> station.ask());
//         scope.fork(() -> station.ask());
//         scope.join();
//     } catch (StructuredTaskScope.TimeoutException late) {
//         IO.println("scope: time is over, after " + millisSince(start) + " ms");
//     }
//     IO.println("  " + station.log());
// }

// %% tags=["active-ipynb"]
// Timeline.record("a scope with a timeout", () -> scopeWithin());

// %% [markdown]
// The short lane at the end, of a thread of the common pool, is the alarm clock of the
// scope: it is that thread that cancels it.
//
// For a list of calls an executor does the same: `invokeAll` with a limit cancels
// what is late, and keeps what is there.

// %%
void listWithin() throws InterruptedException {
    var fast = new Station(20);
    var slow = new Station(500);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<String>> calls =
                List.of(() -> fast.ask(), () -> slow.ask(), () -> fast.ask());
        var futures = executor.invokeAll(calls, 100, TimeUnit.MILLISECONDS);
        IO.println("invokeAll: " + futures.stream().map(Future::state).toList());
    }
}

// %% tags=["active-ipynb"]
// listWithin();

// %% [markdown]
// ## A limit is a request, not a bound
//
// `cancel(true)` asks the task to end. This one is polite: before it goes, it says
// goodbye to the station, which takes 100 ms.
//
// **Predict:** the limit is 50 ms. After how long is the block closed?
//
// <details><summary>Answer</summary>
//
// After about 150 ms. The task is interrupted at 50 ms, and `close` waits for its
// goodbye. A structured scope does the same. So does asyncio: a `wait_for` with
// `timeout=2.0` returned after 5.0 s when the cleanup took 3 s.
//
// </details>

// %%
String politely(Station station) throws InterruptedException {
    try {
        return station.ask();
    } finally {
        Thread.sleep(Duration.ofMillis(100)); // the goodbye
    }
}

void ownedByTheCall() throws Exception {
    var station = new Station(600);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        askWithin(Duration.ofMillis(50), () -> politely(station), executor);
    }
    IO.println("its executor inside: back after " + millisSince(start) + " ms");
}

// %%
void ownedFromOutside(ExecutorService owner) throws Exception {
    var station = new Station(600);
    long start = System.nanoTime();
    askWithin(Duration.ofMillis(50), () -> politely(station), owner);
    IO.println("its executor outside: back after " + millisSince(start) + " ms");
}

void twoPromises() throws Exception {
    ownedByTheCall();
    try (var owner = Executors.newVirtualThreadPerTaskExecutor()) {
        ownedFromOutside(owner);
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("two promises", () -> twoPromises());

// %% [markdown]
// Each half of the timeline has a clock, a flash, and a goodbye that somebody
// waits for in `close`. In the first half that is the call itself. In the second
// the call is back already, and whoever owns the executor waits.
//
// There are two promises, and with a task that ends late you can keep one of
// them.
//
// - *Nothing is left running when I return.* The executor is opened and closed
//   inside of the method. The limit is not a bound: a slow goodbye is waited for.
// - *I return at the limit.* The executor belongs to somebody who lives longer,
//   and who waits for the stragglers when it is closed. The bound is hard.
//
// A straggler without an owner is neither: it is a leak. And a task that swallows
// its `InterruptedException` goes on to its own end. Under the first promise you
// wait for it, under the second such tasks pile up. Lesson 20 is about them.
//
// ## HTTP: the limit of a request
//
// `HttpRequest.timeout` is the limit of one request, `connectTimeout` of the client
// that of a new connection. Neither has a default: without them you wait as long as
// it takes.
//
// Here is a small web site on this machine. `/now` answers at once. The other
// pages cost 300 ms of work. `/begin` takes them before it sends its headers,
// `/end` between headers and body.

// %%
/// Answers a request, after some work before its headers or before its body.
void serve(HttpExchange exchange, int beforeHeaders, int beforeBody) throws IOException {
    try (exchange) {
        Thread.sleep(Duration.ofMillis(beforeHeaders));
        exchange.sendResponseHeaders(200, 5);
        exchange.getResponseBody().flush(); // sends the headers now
        Thread.sleep(Duration.ofMillis(beforeBody));
        exchange.getResponseBody().write("sunny".getBytes(StandardCharsets.US_ASCII));
    } catch (InterruptedException stopped) {
        throw new InterruptedIOException("the site was stopped");
    }
}

// %%
final class Site implements AutoCloseable {
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Site() throws IOException {
        var freePort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.create(freePort, 0);
        server.setExecutor(handlers);
        server.createContext("/now", exchange -> serve(exchange, 0, 0));
        server.createContext("/begin", exchange -> serve(exchange, 300, 0));
        server.createContext("/end", exchange -> serve(exchange, 0, 300));
        server.start();
    }

    URI page(String path) {
        var address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }
}

// %% [markdown]
// **Predict:** the limit of each request is 150 ms. What do you get from `/begin`,
// and what from `/end`?
//
// <details><summary>Answer</summary>
//
// `/begin` ends with an `HttpTimeoutException`. `/end` answers, after 300 ms. In
// Java 25 the limit of a request ends when the headers are there. A body may take
// as long as it likes.
//
// </details>

// %%
String fetch(HttpClient client, URI page, Duration limit) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(page).timeout(limit).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
}

void limitOfARequest() throws Exception {
    var limit = Duration.ofMillis(150);
    try (var site = new Site();
            var client = HttpClient.newHttpClient();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        IO.println("/now: " + fetch(client, site.page("/now"), Duration.ofSeconds(10)));
        try {
            IO.println("/begin: " + fetch(client, site.page("/begin"), limit));
        } catch (HttpTimeoutException late) {
            IO.println("/begin: HttpTimeoutException");
        }
        IO.println("/end: " + fetch(client, site.page("/end"), limit));
        var answer = askWithin(limit, () -> fetch(client, site.page("/end"), limit), executor);
        IO.println("/end, with a limit around it: " + tell(answer));
    }
}

// %% tags=["active-ipynb"]
// limitOfARequest();

// %% [markdown]
// The last line is the pattern again: a limit on the wait, around the whole call.
// The interrupt makes `send` give up the request. The *site* never hears of any
// limit. It works on to the end of each page, and finds out when it writes, if at
// all.
//
// ## Many calls, one budget
//
// A page has 200 ms. It makes three calls, one after the other, because each
// needs the answer before it. Each call has a limit.

// %%
record Hop(String name, int millis) {}

static final List<Hop> HOPS =
        List.of(new Hop("place", 40), new Hop("station", 40), new Hop("forecast", 220));

void limitForEachHop() throws Exception {
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var hop : HOPS) {
            var station = new Station(hop.millis());
            var answer = askWithin(Duration.ofMillis(400), () -> station.ask(), executor);
            IO.println("  " + hop.name() + ": " + tell(answer));
        }
    }
    IO.println("a limit for each hop: after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("a limit for each hop", () -> limitForEachHop());

// %% [markdown]
// Every call keeps its limit, and the page is late: **limits for each hop add
// up**. Three hops with a limit of 400 ms each may take 1200 ms. Smaller limits
// are no way out: a third of the budget for each, and the forecast fails on a day
// on which the first two are quick.
//
// A *deadline* is a moment, not a length. It is set once, where the request comes
// in. Each hop gets what is left of it, and where nothing is left nothing starts.
// It is measured with `nanoTime`, because the clock on the wall may be set.
//
// *asyncio calls this* `asyncio.timeout_at(when)`.

// %%
record Deadline(long nanos) {
    static Deadline after(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean isOver() {
        return remaining().isZero();
    }
}

// %%
void oneDeadline(int budgetMillis) throws Exception {
    long start = System.nanoTime();
    var deadline = Deadline.after(Duration.ofMillis(budgetMillis));
    var started = new ArrayList<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var hop : HOPS) {
            if (deadline.isOver()) {
                break;
            }
            started.add(hop.name());
            var station = new Station(hop.millis());
            askWithin(deadline.remaining(), () -> station.ask(), executor);
        }
    }
    IO.println("one deadline: started " + started + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("one deadline", () -> oneDeadline(200));

// %% [markdown]
// On this timeline the forecast is cut off where the budget of the page ends. With
// a budget of 20 ms the second and the third hop never start.

// %% tags=["active-ipynb"]
// oneDeadline(20);

// %% [markdown]
// Hand the deadline on. A service that is told what is left of the budget gives up
// by itself, and does not work for nobody. Between machines it travels as a
// length, "120 ms from now", since their clocks differ.
//
// ## When each
//
// | you have | take | at the limit |
// |---|---|---|
// | one blocking call | virtual thread, `get(limit)`, `cancel(true)` | the task is interrupted |
// | a list of calls | `invokeAll` with a limit | what is late is interrupted |
// | calls that belong together | a scope with `withTimeout` (preview) | all are interrupted |
// | steps of a `CompletableFuture` | `orTimeout` | the future ends, its task does not |
// | a request to another machine | `HttpRequest.timeout` and `get(limit)` | the other works on |
// | several hops for one request | a deadline | nothing starts after it |
//
// A pool of platform threads makes late tasks dearer. A task that nobody ended
// holds a thread of the pool, and the limit of the next task runs while that task
// is still in the queue.
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: the pattern and its two lanes, then the same without `cancel`. Let
//   them draw the second picture before they run it.
// - 5 min: the pile. Ask who has a retry around a timeout at work.
// - 5 min: `CompletableFuture`. Ask where `orTimeout` would be right: where
//   nobody pays for the work that goes on.
// - 10 min: two promises. Collect on the board who may be made to wait, and by
//   what. There is no third way; that is the point.
// - 10 min: HTTP. Many are sure that the limit covers the body.
// - 10 min: deadlines. Give each group a budget and three hops, and let them
//   find limits for each hop that are right on every day. There are none.
// - Exercises: 5, 12 and 20 minutes.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [timeouts](../bench/RESULTS.md#timeouts).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p05`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p05/QuickAnswer` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// - [QuickAnswer.java](../exercises/p05_timeouts/QuickAnswer.java), 5 minutes: a
//   call with a limit, an answer that can be told from a timeout, no task left.
// - [DepartureBoard.java](../exercises/p05_timeouts/DepartureBoard.java),
//   12 minutes: repair a departure board that has a limit and freezes all the same.
// - [TripPlanner.java](../exercises/p05_timeouts/TripPlanner.java), 20 minutes: one
//   deadline over four calls, two of them at the same time.

// %% tags=["active-ipynb"]
// check("p05/QuickAnswer");

// %% tags=["active-ipynb"]
// check("p05/DepartureBoard");

// %% tags=["active-ipynb"]
// check("p05/TripPlanner");

// %% [markdown]
// <details><summary>After solving</summary>
//
// *QuickAnswer* keeps the promise that nothing is left, *DepartureBoard* the
// promise to be back in time. Compare where their executors live: that is the
// whole difference. A scope can only keep the first, since it never ends before
// its tasks. A `CompletableFuture` keeps the second by forgetting its task.
//
// *TripPlanner* can be written in three ways. One deadline, and what is left of it
// at each wait: most code, and every wait is in view. One scope for each step,
// with `withTimeout` of what is left: the cancelling is done for you. Or the
// whole plan as a single task that is cancelled at the deadline: one limit, no
// sums. Even then each service needs its budget, and the task has to look at the
// deadline before it starts a step.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    noLimit();
    waitSoLong();
    stopsWaitingOnly();
    latePile();
    endedEachTime();
    onlyTheFuture();
    listWithin();
    twoPromises();
    limitOfARequest();
    limitForEachHop();
    oneDeadline(200);
    oneDeadline(20);
}
