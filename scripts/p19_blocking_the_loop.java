///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 19 · Blocking the loop: one thread that everybody needs
//
// A news site has a ticker. One thread, its loop, does everything: it takes
// events from a queue, one after the other, and every 50 ms it sends a heartbeat.
// One day somebody looks up an article from within an event. The archive takes
// 300 ms, and for 300 ms nothing else happens.
//
// *asyncio calls this* blocking the event loop: `time.sleep(1)` in an `async def`
// stops all tasks. There *everything* runs on one loop. In Java a call that
// blocks a virtual thread blocks nobody else, so most programs need no loop. But
// some have one, and some have one without knowing it.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
void pause(int millis) {
    try {
        Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException calledOff) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

/// The archive: it blocks for 300 ms.
String lookUp(String article) {
    pause(300);
    return article + " found";
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %%
/// A loop with a heartbeat. Its state has no lock: only the loop touches it.
final class Ticker implements AutoCloseable {
    final ScheduledExecutorService loop =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("loop").factory());
    private long lastBeat = System.nanoTime();
    private long longestPause;

    Ticker() {
        loop.scheduleAtFixedRate(() -> beat(), 0, 50, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        long now = System.nanoTime();
        longestPause = Math.max(longestPause, now - lastBeat);
        lastBeat = now;
    }

    long longestPauseMillis() throws Exception {
        return loop.submit(() -> Duration.ofNanos(longestPause).toMillis()).get();
    }

    @Override
    public void close() {
        loop.close();
    }
}

// %% [markdown]
// ## A blocking call on the loop
//
// **Predict:** the heartbeat comes every 50 ms. How long is its longest pause, if
// an event looks up an article?
//
// <details><summary>Answer</summary>
//
// A little more than 300 ms. The loop sleeps in the archive, and the beats wait in
// its queue. With a second lookup behind the first it would be 600 ms.
//
// </details>

// %%
void lookupOnTheLoop() throws Exception {
    try (var ticker = new Ticker()) {
        pause(100);
        var found = ticker.loop.submit(() -> lookUp("storm"));
        IO.println("on the loop: " + found.get());
        pause(100);
        IO.println("  longest pause of the heartbeat " + ticker.longestPauseMillis() + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a lookup on the loop", () -> lookupOnTheLoop());

// %% [markdown]
// ## The pattern: wait elsewhere, come back
//
// The lookup runs on a virtual thread, where waiting costs nothing. Its answer
// comes back as an event of the loop, because the loop's state is at home there.
//
// `supplyAsync(…, lookups)` goes out, `thenApplyAsync(…, loop)` comes back. The
// loop waits in neither. *asyncio calls the two ways* `run_in_executor` and
// `call_soon_threadsafe`.

// %%
void lookupOffTheLoop() throws Exception {
    try (var ticker = new Ticker();
            var lookups = Executors.newVirtualThreadPerTaskExecutor()) {
        pause(100);
        var found =
                CompletableFuture.supplyAsync(() -> lookUp("storm"), lookups)
                        .thenApplyAsync(text -> text + ", on the ticker", ticker.loop);
        IO.println("off the loop: " + found.get());
        pause(100);
        IO.println("  longest pause of the heartbeat " + ticker.longestPauseMillis() + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a lookup off the loop", () -> lookupOffTheLoop());

// %% [markdown]
// On the first picture the lane of the loop is one long sleep, with a few
// beats before and after it. On the second the sleep has a lane of its own, and
// the loop goes on beating above it.
//
// asyncio's debug mode reports *Executing … took 0.301 seconds*. The JDK has no
// such report (Vert.x has: it warns after two seconds). If you own a loop,
// measure its heartbeat as above: that number is what every other event has
// waited.
//
// ## Where Java has a loop
//
// | the loop | its threads | what runs on it |
// |---|---|---|
// | `newSingleThreadExecutor`, a timer | 1 | its tasks |
// | the timer of `CompletableFuture` | 1 for the JVM | stages behind `orTimeout` |
// | the common pool | processors less 1 | `supplyAsync` without an executor |
// | `HttpClient.sendAsync` | its executor | body handlers, not the stages behind |
// | Swing, JavaFX | 1 | everything on the screen |
// | Vert.x, Netty | 2 for each processor | handlers of requests |
//
// The first four were run for this table. The stages behind `sendAsync` run in the
// common pool, even if the client has an executor of its own. The last two are
// known from their documentation.
//
// ## The loop that nobody has made
//
// **Predict:** two timeouts, one of 10 ms and one of 50 ms. A step behind the
// first blocks for 300 ms. When does the second fire?
//
// <details><summary>Answer</summary>
//
// After about 300 ms. One thread, `ForkJoinPool.commonPool-delayScheduler`,
// completes all timeouts of the JVM, and a step without `Async` runs on the
// thread that completes. So a slow step behind *your* timeout delays everybody's:
// those of your libraries as well.
//
// </details>

// %%
long secondTimeout(BiFunction<CompletableFuture<String>, Function<String, String>, ?> attach)
        throws Exception {
    var blocked = new CountDownLatch(1);
    var first =
            new CompletableFuture<String>().completeOnTimeout("late", 10, TimeUnit.MILLISECONDS);
    attach.apply(
            first,
            text -> {
                blocked.countDown();
                return lookUp(text);
            });
    blocked.await();
    long start = System.nanoTime();
    return new CompletableFuture<String>()
            .completeOnTimeout("late", 50, TimeUnit.MILLISECONDS)
            .thenApply(text -> millisSince(start))
            .get();
}

void hiddenLoop() throws Exception {
    try (var lookups = Executors.newVirtualThreadPerTaskExecutor()) {
        long here = secondTimeout((late, step) -> late.thenApply(step));
        IO.println("thenApply: a timeout of 50 ms fired after " + here + " ms");
        long away = secondTimeout((late, step) -> late.thenApplyAsync(step, lookups));
        IO.println("thenApplyAsync: a timeout of 50 ms fired after " + away + " ms");
    }
}

// %% tags=["active-ipynb"]
// hiddenLoop();

// %% [markdown]
// ## The trap: `join` on the loop
//
// Worse than slow: here the loop waits for an event that stands behind it in its
// own queue. So that the demonstration ends, it waits for 200 ms.
//
// **Predict:** what does the JVM's own search for deadlocks find meanwhile?
//
// <details><summary>Answer</summary>
//
// Nothing. That search follows locks and their owners. Here nobody holds a lock:
// one thread waits for a *task*, and the task waits for the *thread*.
//
// </details>

// %%
String priceByWaiting(Executor loop) {
    var price = CompletableFuture.supplyAsync(() -> "12 euros", loop);
    try {
        return price.get(200, TimeUnit.MILLISECONDS); // join() would wait for ever
    } catch (TimeoutException late) {
        var jvm = java.lang.management.ManagementFactory.getThreadMXBean();
        boolean found = jvm.findDeadlockedThreads() != null;
        return "no price after 200 ms, deadlock found by the JVM: " + found;
    } catch (InterruptedException | ExecutionException failed) {
        return "failed: " + failed;
    }
}

CompletableFuture<String> priceByComposing(Executor loop) {
    return CompletableFuture.supplyAsync(() -> "12 euros", loop)
            .thenApply(price -> price + ", and nobody has waited on the loop");
}

void waitsForItself() throws Exception {
    try (var loop = Executors.newSingleThreadExecutor()) {
        IO.println("get: " + loop.submit(() -> priceByWaiting(loop)).get());
        IO.println("compose: " + loop.submit(() -> priceByComposing(loop)).get().get());
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a loop that waits for itself", () -> waitsForItself());

// %% [markdown]
// The picture shows the loop's lane waiting until its time is over, and your lane
// waiting for the loop. No third lane is there that could help. Without the time,
// that is all you would ever see.
//
// The cure is to say what follows, and return. With `thenApply` and `thenCompose`
// the loop is free when the price comes.
//
// ## The trap: a nested submit on a bounded pool
//
// A pool with two threads is a loop with two threads. Each task of a region
// submits a task for its station to the same pool, and waits for it.
//
// **Predict:** with one region all is well. And with two at the same time?
//
// <details><summary>Answer</summary>
//
// Neither gets a reading. Both threads wait for tasks that stand in the queue
// behind them. With a plain `get()` the pool stands still for good, and one
// region more or less decides it: a test with one region passes for ever.
//
// </details>

// %%
String region(ExecutorService reading, CyclicBarrier regions) throws Exception {
    regions.await(); // all regions have begun
    var station = reading.submit(() -> "sunny");
    try {
        return station.get(200, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
        return "no reading after 200 ms";
    } finally {
        regions.await(); // nobody makes room for the others
    }
}

void report(String how, int regions, ExecutorService waiting, ExecutorService reading)
        throws Exception {
    var together = new CyclicBarrier(regions);
    var tasks = new ArrayList<Future<String>>();
    for (int i = 0; i < regions; i++) {
        tasks.add(waiting.submit(() -> region(reading, together)));
    }
    var readings = new ArrayList<String>();
    for (var task : tasks) {
        readings.add(task.get());
    }
    IO.println(how + ": " + readings);
}

// %%
void oneRegion() throws Exception {
    try (var pool = Executors.newFixedThreadPool(2)) {
        report("a pool of 2, one region", 1, pool, pool);
    }
}

void twoRegions() throws Exception {
    try (var pool = Executors.newFixedThreadPool(2)) {
        report("a pool of 2, two regions", 2, pool, pool);
    }
}

void waitingIsFree() throws Exception {
    try (var pool = Executors.newFixedThreadPool(2);
            var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
        report("virtual threads wait, the pool reads", 2, virtual, pool);
    }
}

// %% tags=["active-ipynb"]
// oneRegion();

// %% tags=["active-ipynb"]
// Timeline.record("two regions, a pool of two", () -> twoRegions());

// %% tags=["active-ipynb"]
// Timeline.record("waiting is free", () -> waitingIsFree());

// %% [markdown]
// The first picture has two lanes, both waiting, and nothing that runs. In the
// second the waiting is done by virtual threads, which are not counted, and the
// pool only reads. A bigger pool would be no cure: it moves the number of regions
// at which everything stops.
//
// The common pool helps itself out: who calls `join` on one of its threads runs
// other tasks meanwhile. On two processors it has one thread, and four nested
// `supplyAsync(…).join()` came through. That help is for `join` alone: eight sleeps
// of 100 ms took 804 ms there.
//
// ## The trap: the state, off the loop
//
// A loop's state needs no lock, as long as every step that touches it runs on the
// loop. Where a step runs depends on how it is attached, and on *when*.

// %%
void whereTheStepRuns() throws Exception {
    var names = Thread.ofVirtual().name("lookup-", 0).factory();
    var attached = new CountDownLatch(1);
    var caller = Thread.currentThread();
    Supplier<String> here =
            () ->
                    Thread.currentThread() == caller
                            ? "the caller"
                            : Thread.currentThread().getName();
    try (var ticker = new Ticker();
            var lookups = Executors.newThreadPerTaskExecutor(names)) {
        var found = lookUpOnce(attached, lookups);
        var before = found.thenApply(text -> here.get());
        attached.countDown();
        IO.println("thenApply, attached before the answer: " + before.join());
        IO.println("thenApply, attached after it: " + found.thenApply(text -> here.get()).join());
        var back = found.thenApplyAsync(text -> here.get(), ticker.loop);
        IO.println("thenApplyAsync with the loop: " + back.join());
    }
}

CompletableFuture<String> lookUpOnce(CountDownLatch attached, Executor lookups) {
    return CompletableFuture.supplyAsync(
            () -> {
                try {
                    attached.await();
                } catch (InterruptedException calledOff) {
                    Thread.currentThread().interrupt();
                }
                return "storm found";
            },
            lookups);
}

// %% tags=["active-ipynb"]
// whereTheStepRuns();

// %% [markdown]
// Only the last is on the loop. The other two are sometimes right, if the lookup
// happens to end on it, and that makes them so hard to find. With two steps behind
// one stage a third answer turned up: the thread that had run the one step, on its
// own executor, went on with the other.
//
// ## When a loop is right: confinement
//
// One writer, no locks, events in order: for a piece of state that many touch
// that is a good design, on virtual threads too. Four threads hand in a thousand
// events each.

// %%
void oneWriter() throws InterruptedException {
    var count = new int[1]; // belongs to the loop
    try (var loop = Executors.newSingleThreadExecutor()) {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < 4; sender++) {
                senders.submit(() -> {
                    for (int i = 0; i < 1000; i++) {
                        loop.execute(() -> count[0]++);
                    }
                });
            }
        }
    }
    IO.println("counted without a lock: " + count[0]);
}

// %% tags=["active-ipynb"]
// oneWriter();

// %% [markdown]
// But confinement ends where the hand-off begins. Between going out and coming
// back the loop handles other events, and they change the state.
//
// One ticket is left. The loop looks, hands the payment over, and counts when the
// answer is back. *asyncio has the same trap at every* `await`.
//
// **Predict:** Ann and Ben both ask while no payment has come back. Who gets it?
//
// <details><summary>Answer</summary>
//
// Both, and there is one ticket less than none. Each look came before either
// payment. The cure is to change the state *before* the hand-off: reserve, pay,
// and give back if the payment fails.
//
// </details>

// %%
/// Sells on the loop, and lets others take the payment.
final class BoxOffice {
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final ExecutorService payments = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch bothAsked = new CountDownLatch(2);
    private final List<String> sold = new ArrayList<>();
    private int tickets = 1; // belongs to the loop, as does sold

    private void lookThenPay(String customer) {
        if (tickets > 0) {
            payThen(() -> {
                tickets--;
                sold.add(customer);
            });
        }
    }

    private void reserveThenPay(String customer) {
        if (tickets > 0) {
            tickets--; // a payment that fails would give it back
            payThen(() -> sold.add(customer));
        }
    }

    /// Goes out for the payment, and comes back to the loop.
    private void payThen(Runnable next) {
        payments.submit(() -> {
            bothAsked.await(); // the bank takes longer than the next customer
            return loop.submit(next);
        });
    }

    String sellTo(List<String> customers, boolean reserve) throws InterruptedException {
        for (var customer : customers) {
            loop.submit(() -> {
                if (reserve) {
                    reserveThenPay(customer);
                } else {
                    lookThenPay(customer);
                }
                bothAsked.countDown();
            });
        }
        bothAsked.await();
        payments.close(); // first those who come back to the loop
        loop.close();
        return "sold to " + sold.stream().sorted().toList() + ", tickets left " + tickets;
    }
}

// %%
void theLastTicket() throws InterruptedException {
    var customers = List.of("Ann", "Ben");
    IO.println("look, pay, count: " + new BoxOffice().sellTo(customers, false));
    IO.println("reserve, pay: " + new BoxOffice().sellTo(customers, true));
}

// %% tags=["active-ipynb"]
// theLastTicket();

// %% [markdown]
// ## When each
//
// | you have | do | because |
// |---|---|---|
// | a request that waits for others | a virtual thread, and wait | it blocks nobody else |
// | a loop, and a blocking call | a virtual thread, `…Async(…, loop)` back | the loop goes on |
// | a loop, and a future | `thenApply`, `thenCompose` | nobody waits |
// | tasks that wait for tasks | the waiting on virtual threads | it holds no place |
// | a limit on calls | a pool or permits for the calls only | who waits is not counted |
// | state that many change | a loop with one writer, or a lock (10) | one after the other |
// | work for the processor | a platform pool (17) | it would hold the loop as well |
//
// Never `join` or `get` on a thread that the answer needs. On whose thread your code
// runs is the first question about any callback.
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: the lookup on and off the loop. Have them draw the lane of the loop
//   before they run it.
// - 10 min: where Java has a loop, and the one that nobody has made. Ask who uses
//   `orTimeout`, and what stands behind it.
// - 10 min: join on the loop, nested submit. Let them act it out: two chairs, a
//   queue, and nobody may stand up before the one behind him has sat.
// - 10 min: where a step runs. The second line surprises most.
// - 10 min: confinement and the last ticket. Those from asyncio know it: an
//   `await` between the look and the change.
// - Exercises: 5, 12 and 25 minutes. In the last, let them mark each line with
//   the thread it runs on.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p19`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p19/PriceLoop` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks run your code many times, each time with its threads in another
// order, on a clock of their own: whoever waits there for ever is found at once.
//
// - [PriceLoop.java](../exercises/p19_blocking_the_loop/PriceLoop.java),
//   5 minutes: compose instead of join.
// - [RegionReport.java](../exercises/p19_blocking_the_loop/RegionReport.java),
//   12 minutes: repair a pool that waits for itself.
// - [OrderLoop.java](../exercises/p19_blocking_the_loop/OrderLoop.java),
//   25 minutes: one loop, blocking lookups, and the state never leaves the loop.

// %% tags=["active-ipynb"]
// check("p19/PriceLoop");

// %% tags=["active-ipynb"]
// check("p19/RegionReport");

// %% tags=["active-ipynb"]
// check("p19/OrderLoop");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `PriceLoop` with `allOf` and a `join` behind it, or with `thenCombine`, price by
//   price. On a virtual thread it would be a loop with `get`; but the shop's
//   services are at home on the loop, and calling them elsewhere is a data race.
// - `RegionReport` lets the caller wait, who has a thread anyway. With many callers
//   on a loop you would return a future instead. A virtual thread for each
//   region and a semaphore around `read` is as good, if no task waits for another
//   while it holds a permit.
// - `OrderLoop` with a stage for each customer is short. Its map never forgets a
//   customer: remove the stage, on the loop, when it is the last. An actor for
//   each customer (lesson 28) keeps the order as well, but the board is one. And
//   without any loop: a lock for the board, a virtual thread for each customer's
//   queue. That is easier to read, and every touch of the board must take the
//   lock.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    lookupOnTheLoop();
    lookupOffTheLoop();
    hiddenLoop();
    waitsForItself();
    oneRegion();
    twoRegions();
    waitingIsFree();
    whereTheStepRuns();
    oneWriter();
    theLastTicket();
}
