///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 9 · Semaphores: at most N at once
//
// Nine weather stations send their readings through one small gateway. The
// gateway falls over when more than three requests are inside it at the same
// time. Starting nine virtual threads costs next to nothing. What is scarce is
// the gateway, so the limit belongs there.
//
// A semaphore holds a number of **permits**. Whoever wants to use the gateway
// takes one, or waits until one comes back.
//
// *asyncio calls this* `asyncio.Semaphore`, used as `async with semaphore:`. It
// is often called rate limiting, and it is not. You will see why.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
static final List<String> STATIONS =
        IntStream.rangeClosed(1, 9).mapToObj(number -> "station-" + number).toList();

/// The way to the stations. It notices how many requests are inside.
final class Gateway {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    String read(String station) throws InterruptedException {
        peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            Thread.sleep(Duration.ofMillis(100));
            return station + ": sunny";
        } finally {
            inside.decrementAndGet();
        }
    }

    int peak() {
        return peak.get();
    }
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## Without a limit
//
// Every station gets a virtual thread, and every thread calls the gateway at once.
//
// **Predict:** how many requests are inside the gateway together, at most?
//
// <details><summary>Answer</summary>
//
// All nine. The last thread has started long before the first request is
// answered. A gateway that bears three would have fallen over.
//
// </details>

// %%
void withoutLimit() {
    var gateway = new Gateway();
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var station : STATIONS) {
            executor.submit(() -> gateway.read(station));
        }
    }
    IO.println("no limit: " + gateway.peak() + " at once, after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("no limit", () -> withoutLimit());

// %% [markdown]
// ## The pattern: acquire, try, finally release
//
// `acquire()` takes a permit, and waits while there is none. `release()` gives
// one back. Between the two stands what must be limited, and nothing else.
//
// Two places matter. `release()` is in `finally`, so a call that fails gives its
// permit back as well. `acquire()` stands **before** `try`: when it is
// interrupted, no permit was taken, and none may be given back.
//
// asyncio writes `async with semaphore:` and gets both places right by itself. A
// `Semaphore` of Java is not `AutoCloseable`, so you write them.

// %%
String readWithin(Semaphore permits, Gateway gateway, String station) throws InterruptedException {
    permits.acquire();
    try {
        return gateway.read(station);
    } finally {
        permits.release();
    }
}

void threePermits() {
    var gateway = new Gateway();
    var permits = new Semaphore(3);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var station : STATIONS) {
            executor.submit(() -> readWithin(permits, gateway, station));
        }
    }
    IO.println("3 permits: " + gateway.peak() + " at once, after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("three permits", () -> threePermits());

// %% [markdown]
// ## What the timeline shows
//
// On the first picture nine sleeps lie below each other. On the second all nine
// lanes begin together as well, but only three of them sleep, in the gateway.
// The other six are *waiting for a lock or permit*. Whenever a call ends, one
// lane turns from waiting to sleeping. Draw a line straight down anywhere: it
// never meets more than three calls.
//
// The waiting costs no carrier. A virtual thread that waits for a permit is
// parked, and its carrier runs another.
//
// ## The trap: no `finally`
//
// This looks right, and it is, until a call fails. So that the demonstration
// ends, it waits for a permit for 300 ms at most: `tryAcquire` with a time
// returns `false` when none came. Two stations are down. They are asked first.
//
// **Predict:** two permits, two calls that fail. Does the third call, to a
// station that is well, get through?
//
// <details><summary>Answer</summary>
//
// No. Each failure jumps over `release()`, so each takes a permit with it. The
// gateway is empty, and nobody will ever be let in. With a plain `acquire()`
// the third call waits for good.
//
// </details>

// %%
String withoutFinally(Semaphore permits, Callable<String> call) throws Exception {
    if (!permits.tryAcquire(300, TimeUnit.MILLISECONDS)) {
        return "no permit came";
    }
    var answer = call.call();
    permits.release(); // never reached when the call throws
    return answer;
}

String broken(String station) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(50));
    throw new IllegalStateException(station + " is down");
}

// %%
void missingPermits() throws Exception {
    var permits = new Semaphore(2);
    var gateway = new Gateway();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.invokeAll(
                List.of(
                        () -> withoutFinally(permits, () -> broken("station-1")),
                        () -> withoutFinally(permits, () -> broken("station-2"))));
        IO.println("nobody is inside, permits left: " + permits.availablePermits());
        var third = executor.submit(() -> withoutFinally(permits, () -> gateway.read("station-3")));
        IO.println("station-3: " + third.get());
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("the missing permits", () -> missingPermits());

// %% [markdown]
// Two lanes fail. The third waits for a permit, and no other lane is there that
// could give one back. That is how a lost permit looks: someone waits, and
// nobody works. In production it takes weeks, one permit at a time, and a
// restart "helps".
//
// ## The trap: a release without an acquire
//
// `release()` does not ask whether you hold a permit. It adds one. Below, the
// `acquire()` has moved into the `try`. When it is interrupted while it waits,
// `finally` gives back a permit that was never taken.
//
// *asyncio has a guard:* `asyncio.BoundedSemaphore` raises a `ValueError` when
// it gets more permits than it began with. Java has no such class.

// %%
String acquireInsideTry(Semaphore permits, Gateway gateway, String station)
        throws InterruptedException {
    try {
        permits.acquire();
        return gateway.read(station);
    } finally {
        permits.release();
    }
}

void oneTooMany() throws Exception {
    var gateway = new Gateway();
    var permits = new Semaphore(3);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        permits.acquire(3); // the gateway is full
        var reader = executor.submit(() -> acquireInsideTry(permits, gateway, "station-1"));
        while (!permits.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        Thread.sleep(Duration.ofMillis(50)); // the reader's patience
        reader.cancel(true); // interrupts it: the reader gives up
        permits.release(3);
    }
    IO.println("began with 3 permits, ends with " + permits.availablePermits());
}

// %% tags=["active-ipynb"]
// Timeline.record("a release without an acquire", () -> oneTooMany());

// %% [markdown]
// One lane waits and is cancelled. It was never inside, and three permits have
// become four. No exception tells you. Each reader who loses patience adds one
// more, and one evening the gateway meets seven requests at once.
//
// ## The trap: acquire in the loop that submits
//
// Here the loop takes the permit, and the loop gives it back. What stands between
// `acquire` and `release` is `submit`, and `submit` returns at once. So the
// *submitting* is limited, by one thread that was alone anyway.

// %%
void releasedByTheLoop() throws InterruptedException {
    var gateway = new Gateway();
    var permits = new Semaphore(3);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var station : STATIONS) {
            permits.acquire();
            try {
                executor.submit(() -> gateway.read(station));
            } finally {
                permits.release();
            }
        }
    }
    IO.println("acquired and released by the loop: " + gateway.peak() + " at once");
}

// %% tags=["active-ipynb"]
// releasedByTheLoop();

// %% [markdown]
// The half of it that is repaired most often: the loop acquires, the task
// releases. Now the limit holds. But the taker and the giver are two, and the
// second may never come. A task that is cancelled while it is still in a queue
// does not run, so its `finally` does not run either. A `submit` that is
// refused loses its permit the same way.

// %%
<T> Future<T> acquireThenSubmit(Semaphore permits, ExecutorService executor, Callable<T> call)
        throws InterruptedException {
    permits.acquire();
    return executor.submit(() -> {
        try {
            return call.call();
        } finally {
            permits.release();
        }
    });
}

// %%
void cancelledInTheQueue() throws InterruptedException {
    var permits = new Semaphore(2);
    var answer = new CountDownLatch(1);
    Callable<String> slow =
            () -> {
                answer.await();
                return "station-1: sunny";
            };
    try (var executor = Executors.newSingleThreadExecutor()) {
        acquireThenSubmit(permits, executor, slow);
        var second = acquireThenSubmit(permits, executor, () -> "station-2: sunny");
        second.cancel(true);
        answer.countDown();
    }
    IO.println("both tasks are over, permits left: " + permits.availablePermits() + " of 2");
}

// %% tags=["active-ipynb"]
// cancelledInTheQueue();

// %% [markdown]
// ## What a semaphore does not do: hold back whoever submits
//
// Why would anyone acquire in the loop? Because of the other way's price. When
// the *tasks* acquire, all of them are started first, and all but three wait.
// Three calls are in flight, and every task is alive. A semaphore in the task
// limits the calls, not the tasks.

// %%
void everyTaskAlive(int calls) throws InterruptedException {
    var permits = new Semaphore(3);
    var alive = new AtomicInteger();
    var started = new CountDownLatch(calls);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        permits.acquire(3); // the gateway is busy with others
        for (int i = 0; i < calls; i++) {
            executor.submit(() -> {
                alive.incrementAndGet();
                started.countDown();
                permits.acquire();
                permits.release();
                return alive.decrementAndGet();
            });
        }
        started.await();
        IO.println(calls + " calls, 3 permits, tasks alive: " + alive.get());
        permits.release(3);
    }
}

// %% tags=["active-ipynb"]
// everyTaskAlive(10_000);

// %% [markdown]
// A virtual thread is cheap, and ten thousand are affordable. Ten million lines of
// a file, each with its own waiting thread, are not. Then the producer has to
// wait, which is called **backpressure**. `acquireThenSubmit` gives it, for tasks
// that nobody cancels. `Gatherers.mapConcurrent` (lesson 2) gives it with the
// bookkeeping done, for a stream, and a bounded queue (lesson 8) for anything.
//
// ## What a semaphore does not do: limit the rate
//
// **Predict:** five permits, calls of 10 ms. How many calls a second get through?
//
// <details><summary>Answer</summary>
//
// Up to 500: each permit is used a hundred times in a second. Below, a hundred
// calls are through after little more than 200 ms. Five permits bound how many
// calls are **in flight**, and say nothing about how many are made **per
// second**. When the service answers twice as fast, it gets twice the calls. If
// the contract says "5 calls a second", you need a token bucket: lesson 26.
//
// </details>

// %%
void notARate() {
    var permits = new Semaphore(5);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 100; i++) {
            executor.submit(() -> {
                permits.acquire();
                try {
                    Thread.sleep(Duration.ofMillis(10));
                } finally {
                    permits.release();
                }
                return null;
            });
        }
    }
    IO.println("100 calls of 10 ms with 5 permits: after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// notARate();

// %% [markdown]
// ## Fairness: who is next
//
// A ferry has two places. One is taken. A lorry needs both, and waits. Then comes
// a bicycle that needs one. Does it wait behind the lorry?
//
// A semaphore is *not* fair unless you ask: `new Semaphore(2)` lets the newcomer
// take what is free, past those who wait. With enough bicycles the lorry waits
// for ever. `new Semaphore(2, true)` serves in order of arrival.
// But not for a `tryAcquire()` without a time: that one always overtakes. With a
// time, even of zero, it queues.
//
// *asyncio's* `Semaphore` *is fair.*

// %%
boolean overtakes(Semaphore places, Callable<Boolean> bicycle) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        places.acquire(); // one of the two places is taken
        var lorry =
                executor.submit(() -> {
                    places.acquire(2);
                    places.release(2);
                    return "across";
                });
        while (!places.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        boolean aboard = bicycle.call();
        places.release(aboard ? 2 : 1);
        lorry.get();
        return aboard;
    }
}

// %%
void fairness() throws Exception {
    var unfair = new Semaphore(2);
    var fair = new Semaphore(2, true);
    boolean first = overtakes(unfair, () -> unfair.tryAcquire(0, TimeUnit.SECONDS));
    boolean second = overtakes(fair, () -> fair.tryAcquire(0, TimeUnit.SECONDS));
    boolean third = overtakes(fair, () -> fair.tryAcquire());
    IO.println("unfair: the bicycle overtakes the lorry: " + first);
    IO.println("fair: the bicycle overtakes the lorry: " + second);
    IO.println("fair, and no time given: the bicycle overtakes the lorry: " + third);
}

// %% tags=["active-ipynb"]
// fairness();

// %% [markdown]
// ## Permits or a small pool?
//
// A pool of three threads also lets no more than three tasks run. It limits the
// *whole* task, though, and a permit only the part that needs it. Below, a
// station wakes up for 100 ms, which harms nobody, before its 100 ms in the
// gateway. Six stations, three at once.
//
// **Predict:** how long does each way take?
//
// <details><summary>Answer</summary>
//
// The pool about 400 ms: two rounds of 200 ms. The permits about 300 ms: all six
// wake up together, 100 ms, and then pass the gateway in two rounds of 100 ms.
//
// </details>

// %%
void smallPool() {
    var gateway = new Gateway();
    long start = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(3)) {
        for (var station : STATIONS.subList(0, 6)) {
            pool.submit(() -> {
                Thread.sleep(Duration.ofMillis(100));
                return gateway.read(station);
            });
        }
    }
    IO.println("pool of 3: " + gateway.peak() + " at once, after " + millisSince(start) + " ms");
}

// %%
void permitsForTheGateway() {
    var gateway = new Gateway();
    var permits = new Semaphore(3);
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var station : STATIONS.subList(0, 6)) {
            executor.submit(() -> {
                Thread.sleep(Duration.ofMillis(100));
                return readWithin(permits, gateway, station);
            });
        }
    }
    IO.println("3 permits: " + gateway.peak() + " at once, after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("a pool of three threads", () -> smallPool());

// %% tags=["active-ipynb"]
// Timeline.record("permits for the gateway", () -> permitsForTheGateway());

// %% [markdown]
// The pool's picture has three lanes, busy from end to end, and half of that time
// they wake stations while the gateway has nothing to do. The other has six
// lanes: all wake up together, three go on, three wait for a permit.
//
// ## When each
//
// | you want | use | because |
// |---|---|---|
// | a scarce thing in a part of each task | virtual threads, a `Semaphore` | only it is limited |
// | a bound on work for the processor | a platform pool | its threads are what is scarce (17) |
// | a stream of calls, in order | `mapConcurrent(n, …)` | limit and backpressure in one |
// | children that end together | a scope, a `Semaphore` in its tasks | a scope has no limit |
// | steps after each call | `CompletableFuture` on virtual threads | the steps compose |
// | to refuse instead of wait | `tryAcquire()`, and look at the answer | no hidden queue (26) |
// | calls per second | a token bucket | a semaphore limits no rate (26) |
//
// The numbers are lessons. With `CompletableFuture`, keep `acquire` and `release`
// in the same stage: a stage that never runs never releases.
//
// <details><summary>Teacher's notes: 45 minutes and the exercises</summary>
//
// - 10 min: no limit, three permits. Have them draw the second timeline before
//   they run it: many draw six lanes that begin late. They begin at once.
// - 10 min: the missing permit and the permit too many. Ask which of the two
//   they would notice first in production, and how. (The first: someone waits.
//   The second shows in the other system.)
// - 5 min: acquire in the loop. Ask what the repaired half is good for:
//   backpressure, if nobody cancels.
// - 10 min: not a rate, and the tasks alive. This is where the original of this
//   book errs: it calls the pattern rate limiting, and starts a task per URL.
// - 10 min: fairness, and the pool beside the permits.
// - Exercises: 5, 12 and 20 minutes. In the last, let them draw on paper who
//   holds what while the slow host is slow.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [semaphore](../bench/RESULTS.md#semaphore) and
// [semaphore-1ms](../bench/RESULTS.md#semaphore-1ms).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p09`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p09/AtMost` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// Nearly all checks run your code many times, each time with its threads in
// another order, on a clock of their own: a call of 100 ms takes exactly 100 ms
// there, and no time of yours. A check that fails names its *steps*: run that
// command, and a table shows who took a permit, who waited, and who went first.
//
// - [AtMost.java](../exercises/p09_semaphores/AtMost.java), 5 minutes: the
//   pattern, written once, for any call.
// - [TicketDesk.java](../exercises/p09_semaphores/TicketDesk.java), 12 minutes:
//   repair a box office that loses counters, and invents others.
// - [PoliteCrawler.java](../exercises/p09_semaphores/PoliteCrawler.java),
//   20 minutes: two limits at once, so few requests to each host, and so many
//   in total.

// %% tags=["active-ipynb"]
// check("p09/AtMost");

// %% tags=["active-ipynb"]
// check("p09/TicketDesk");

// %% tags=["active-ipynb"]
// check("p09/PoliteCrawler");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `AtMost` in one line per call is `mapConcurrent`, where the calls are a
//   stream. A semaphore can be shared by callers that know nothing of each other.
// - `TicketDesk` could have been a fixed pool of platform threads with a queue.
//   Then the *purchase* runs on another thread, patience must cancel it there,
//   and an interrupt of the customer has to be passed on by hand. With a permit
//   the customer's own thread does the work, and interrupts arrive by themselves.
// - `PoliteCrawler` could have a pool for each host. That bounds each host, but
//   the total only by adding up, and a thousand hosts are a thousand pools. With
//   permits the order is what matters: first the one that others rarely want
//   (the host's), last the one that all want (the total), and never wait for one
//   while holding what you no longer need.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    withoutLimit();
    threePermits();
    missingPermits();
    oneTooMany();
    releasedByTheLoop();
    cancelledInTheQueue();
    everyTaskAlive(10_000);
    notARate();
    fairness();
    smallPool();
    permitsForTheGateway();
}
