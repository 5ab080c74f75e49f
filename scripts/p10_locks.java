///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 10 · Locks: one datum, one owner at a time
//
// A news site counts its visitors. Every request runs on a virtual thread of its
// own, and each adds one to the same number. In the evening the number is too
// small. Nothing has failed, no exception was thrown: two visitors came at the
// same moment, and one of them was not counted.
//
// A datum that several threads change needs an owner: at any moment one thread,
// and no other, may touch it. A *lock* makes a thread the owner for a while.
//
// *asyncio calls this* `asyncio.Lock`, and its lock is another thing. It keeps
// apart the tasks of **one event loop**, which runs one task at a time and
// changes over only at an `await`. A class built on it is often called
// thread-safe, and it is not: two threads, each with its own loop, used one such
// counter. One got `RuntimeError: … is bound to a different event loop`, the other
// never came back (Python 3.11). In Java a lock belongs to no loop. Any thread
// may take it, platform or virtual.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// Runs every task on a virtual thread of its own, and returns when all of them have ended.
<T> List<T> together(List<Callable<T>> tasks) throws Exception {
    var results = new ArrayList<T>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<T> future : executor.invokeAll(tasks)) {
            results.add(future.get());
        }
    }
    return results;
}

// %% [markdown]
// ## Without an owner
//
// `hits++` looks like one step. It is three: read the number, add one, write the
// number. Below, the three stand apart, in slow motion: a barrier holds each visitor
// back until both have read. At full speed nobody holds them back, and it happens
// all the same, by chance.
//
// The field is `volatile`, because somebody has heard that this makes it
// thread-safe.
//
// **Predict:** two visitors come. How many hits does the site count?
//
// <details><summary>Answer</summary>
//
// One. Both read 0, both write 1. This is called a *lost update*. `volatile` makes
// a written value visible to the next reader. It does not keep anybody out between
// the reading and the writing.
//
// At full speed, two threads that each did `hits++` a million times on a volatile
// field ended between 1,988,508 and 1,993,933, in five runs on two cores.
//
// </details>

// %%
final class SlowHits {
    private final CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    private volatile int hits;

    Void hit() throws Exception {
        int seen = hits; // the first third of ++
        bothHaveRead.await(); // the other visitor is here, too
        hits = seen + 1; // the other two thirds
        return null;
    }

    int hits() {
        return hits;
    }
}

void lostUpdate() throws Exception {
    var site = new SlowHits();
    together(List.of(site::hit, site::hit));
    IO.println("2 visitors, hits counted: " + site.hits());
}

// %% tags=["active-ipynb"]
// lostUpdate();

// %% [markdown]
// In asyncio `self.hits += 1` is safe as long as no `await` stands inside of it: a
// task cannot be stopped there. In Java a thread can be stopped anywhere, and on two
// cores it need not even be stopped. The other one runs beside it.
//
// ## How to read a failed check
//
// How does one find an error that happens by chance? Not by running it often. The
// checks of this lesson run your code under **every schedule** within a bound: one
// thread at a time, one order of steps after the other, until an order breaks it. The
// shortest such order is what you are shown. It is the same one each time.
//
// Try it. Open [HitCounter.java](../exercises/p10_locks/HitCounter.java), the first exercise.
// It counts with `hits++` and then returns `hits`. Make the shortest repair that comes to mind:
// one line, `return ++hits;`. Save the file, and run the cell below.

// %% tags=["active-ipynb"]
// check("p10/HitCounter");

// %% [markdown]
// (*Not started* means that the file is still as it was given.) It fails. Two visitors
// still get one number, and the verdict has four parts: what was
// expected, what was observed, why that happens, and what to try. Below them stands the
// schedule that broke your code:
//
// | main | visitor A | visitor B | line |
// |---|---|---|---|
// | task.get() | | | HitCounterTest.java |
// | | reads counter.hits = 0 | | HitCounter.java:26 ◄ |
// | | | reads counter.hits = 0 | HitCounter.java:26 |
// | | | writes counter.hits = 1 | HitCounter.java:26 ◄ |
// | | writes counter.hits = 1 | | HitCounter.java:26 ◄ |
//
// - A column is a thread. `main` is the thread of the check.
// - A row is a step, and time goes down. Only one thread makes a step at a time.
// - A step says what was touched and which value was there. Steps that touch nothing
//   shared are left out.
// - The last column is the line of the file that made the step. A ◄ says: look here.
//
// Look for the rows where the column changes. A reads 0, and *now* B has its turn: it reads 0
// and writes 1. A goes on where it was stopped, with the 0 that it has read, and writes its own
// 1 over B's. Line 26 made all four steps: one `++` is a reading and a writing.
//
// The line that begins with *again* names this schedule. The command in it runs that schedule
// once more, and no other, as often as you like. A check that passes says what the pass is worth:
// `every schedule within 2 preemptions (31)` means that none of 31 orders broke it. A preemption
// stops a thread that could have gone on, and here there are at most two of them.
//
// Two more verdicts you may meet. A *data race*: two threads use a field, one of them writes,
// and no lock, volatile or join comes between the two. Even if nothing went wrong in this order,
// something may. And a *deadlock*: the table ends with threads that wait for each other.

// %% [markdown]
// ## The pattern: a lock around every touch
//
// `synchronized (lock)` lets one thread in. Who comes second waits at the door, until
// the first is out again. An exception lets go of the lock as well as a `return`.
//
// Reading is touching: the getter takes the same lock. And the lock is private and
// `final`. Who locks `this` shares a lock with everybody who can see the object.

// %%
final class LockedHits {
    private final Object lock = new Object();
    private int hits;

    Void hit() {
        synchronized (lock) {
            hits++;
        }
        return null;
    }

    int hits() {
        synchronized (lock) {
            return hits;
        }
    }
}

void synchronizedHits() throws Exception {
    var site = new LockedHits();
    together(Collections.nCopies(10_000, site::hit));
    IO.println("synchronized: 10000 visitors, hits counted: " + site.hits());
}

// %% tags=["active-ipynb"]
// synchronizedHits();

// %% [markdown]
// `ReentrantLock` does the same by method calls, and can do more: wait no longer than
// so long (`tryLock` with a time), stop waiting when interrupted
// (`lockInterruptibly`), say who waits. What it cannot do is let go by itself. Hence
// the form: `lock()`, then at once `try`, and `unlock()` in `finally`. The `lock()`
// stands before the `try`, because whoever failed to get it has nothing to give back.
//
// Both are *reentrant*: who holds the lock may take it again. An `asyncio.Lock` is
// not; a task that takes it twice waits for itself. And both belong to a thread: nobody
// else can give them back.

// %%
void ownerOfALock() throws Exception {
    var lock = new ReentrantLock();
    lock.lock();
    lock.lock();
    IO.println("taken " + lock.getHoldCount() + " times by one thread");
    try {
        together(List.of(Executors.callable(lock::unlock)));
    } catch (ExecutionException failed) {
        IO.println("unlocked by another: " + failed.getCause().getClass().getSimpleName());
    } finally {
        lock.unlock();
        lock.unlock();
    }
}

// %% tags=["active-ipynb"]
// ownerOfALock();

// %% [markdown]
// Here is the original's counter, with its work of a moment between reading and
// writing.

// %%
final class SlowLockedHits {
    private final ReentrantLock lock = new ReentrantLock();
    private int hits;

    Void hit() throws InterruptedException {
        lock.lock();
        try {
            int seen = hits;
            Thread.sleep(Duration.ofMillis(50));
            hits = seen + 1;
        } finally {
            lock.unlock();
        }
        return null;
    }

    int hits() {
        lock.lock();
        try {
            return hits;
        } finally {
            lock.unlock();
        }
    }
}

// %%
void oneOwnerAtATime() throws Exception {
    var site = new SlowLockedHits();
    together(Collections.nCopies(4, site::hit));
    IO.println("ReentrantLock: 4 visitors, hits counted: " + site.hits());
}

// %% [markdown]
// ## What the timeline shows
//
// Four lanes, one visitor each. In each the first stretch is waiting for the lock, the
// second the 50 ms inside. The waiting grows from lane to lane: 0, 50, 100, 150 ms.
// Draw a line down at any moment, and it meets one sleeper. That is the owner.

// %% tags=["active-ipynb"]
// Timeline.record("one owner at a time", () -> oneOwnerAtATime());

// %% [markdown]
// ## Without a lock: atomics
//
// For one number, changed in one step, the processor has an instruction. An
// `AtomicInteger` uses it: `incrementAndGet` is indivisible, and nobody waits at a
// door. *One* step is the point. `get` and then `set` are two, and a visitor fits in
// between.
//
// A `LongAdder` spreads a sum over several cells, so that threads on different cores do
// not push each other off the same one. `sum()` adds the cells up, while others
// may go on adding: good for statistics, useless as a ticket number.

// %%
void atomicHits() throws Exception {
    var numbers = new AtomicInteger();
    var sum = new LongAdder();
    Callable<Integer> visit =
            () -> {
                sum.increment();
                return numbers.incrementAndGet();
            };
    var visitors = together(Collections.nCopies(10_000, visit));
    IO.println("AtomicInteger: different numbers given: " + Set.copyOf(visitors).size());
    IO.println("LongAdder: visitors in all: " + sum.sum());
}

// %% tags=["active-ipynb"]
// atomicHits();

// %% [markdown]
// What does it cost? Two platform threads on two cores, four million additions and nothing
// else, in three runs: 21 to 27 ms with a `LongAdder`, 106 to 138 ms with an `AtomicLong`, 93 to
// 102 ms with a `ReentrantLock`, 417 to 468 ms with `synchronized`. One thread alone took 24
// to 34 ms with either of the first two. No site has visitors like that: take what is
// clear, and measure before you take what is fast.
//
// ## Without sharing: confinement
//
// The best lock is the one you do not need. Each task below counts in a local variable,
// which no other thread can see, and *returns* it. The one who waits for the tasks adds
// the parts up. `Future.get` hands the part over: what the task wrote before it ended,
// its reader sees.
//
// *asyncio does this all the time:* everything belongs to the loop's one thread.

// %%
int visitorsIn(List<String> log) {
    int visitors = 0; // on this thread's stack: nobody else's
    for (var line : log) {
        if (line.startsWith("GET")) {
            visitors++;
        }
    }
    return visitors;
}

void confinedHits() throws Exception {
    var log = Collections.nCopies(1_000, "GET /news");
    Callable<Integer> count = () -> visitorsIn(log);
    var parts = together(Collections.nCopies(10, count));
    int total = parts.stream().mapToInt(Integer::intValue).sum();
    IO.println("confined: visitors in 10 logs: " + total);
}

// %% tags=["active-ipynb"]
// confinedHits();

// %% [markdown]
// ## `synchronized` no longer pins
//
// A virtual thread runs on a carrier, and there are as many carriers as cores. In
// Java 21 to 23 a virtual thread that blocked inside `synchronized` kept its carrier:
// it was *pinned*, and a few of them stopped everybody. The advice of that time, to
// replace each `synchronized` by a `ReentrantLock`, is out of date: since Java 24
// (JEP 491) such a thread leaves its carrier like any other.
//
// The cell below starts four times as many threads as there are cores. Each
// enters a `synchronized` block of its own, and blocks in there until *all* are inside.
// Then each sleeps for 100 ms, still inside.
//
// **Predict:** does it end, and after how long?
//
// <details><summary>Answer</summary>
//
// It ends after a little more than 100 ms. Were they pinned, the first few would keep
// all the carriers and wait for the others, which would have nothing to run on.
//
// </details>

// %%
boolean blockInside(CountDownLatch allInside) throws InterruptedException {
    var own = new Object();
    synchronized (own) {
        allInside.countDown();
        boolean all = allInside.await(1, TimeUnit.SECONDS); // if pinned, it ends too
        Thread.sleep(Duration.ofMillis(100));
        return all;
    }
}

void notPinned() throws Exception {
    int threads = 4 * Runtime.getRuntime().availableProcessors();
    var allInside = new CountDownLatch(threads);
    long start = System.nanoTime();
    Callable<Boolean> block = () -> blockInside(allInside);
    var inside = together(Collections.nCopies(threads, block));
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    IO.println(
            "all blocked inside synchronized at once: "
                    + !inside.contains(false)
                    + ", after "
                    + millis
                    + " ms");
}

// %% tags=["active-ipynb"]
// notPinned();

// %% [markdown]
// So choose by what you need, not by fear of pinning. Lesson 17 shows what still pins.
//
// ## The trap: two locks in two orders
//
// Two box offices lend each other tickets. A transfer changes two data, so it takes
// two locks: its own office's first. One goes from Oslo to Bergen and one comes
// back at the same moment. Each gets its first lock. Each waits for the other's. Nothing
// fails, nothing is printed, and neither ever moves again. This is a *deadlock*.
//
// The cell makes it happen for sure: a barrier holds each transfer back until both hold
// one lock. They wait with `lockInterruptibly`, so that an interrupt can end it. A
// thread that waits for `synchronized` cannot be interrupted. Nor can one in `lock()`.

// %%
final class BoxOffice {
    final int number;
    final ReentrantLock lock = new ReentrantLock(); // whoever touches the tickets holds it
    int tickets = 10;

    BoxOffice(int number) {
        this.number = number;
    }
}

Void ownLockFirst(BoxOffice from, BoxOffice to, CyclicBarrier bothHoldOne) throws Exception {
    from.lock.lockInterruptibly();
    try {
        bothHoldOne.await();
        to.lock.lockInterruptibly();
        try {
            from.tickets--;
            to.tickets++;
        } finally {
            to.lock.unlock();
        }
    } finally {
        from.lock.unlock();
    }
    return null;
}

// %% [markdown]
// **Predict:** who ends the deadlock? The JVM, by an exception in one of the two? Nobody?
//
// <details><summary>Answer</summary>
//
// Nobody, unless you do. The JVM breaks no deadlock. It has a search for them,
// `ThreadMXBean.findDeadlockedThreads`, and that looks at platform threads only. Below,
// after 100 ms in which nothing moves, one of the two is cancelled. It gives its lock
// back, and the other goes on.
//
// </details>

// %%
void deadlock() throws Exception {
    var oslo = new BoxOffice(1);
    var bergen = new BoxOffice(2);
    var bothHoldOne = new CyclicBarrier(2);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var there = executor.submit(() -> ownLockFirst(oslo, bergen, bothHoldOne));
        var back = executor.submit(() -> ownLockFirst(bergen, oslo, bothHoldOne));
        while (!oslo.lock.hasQueuedThreads() || !bergen.lock.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        Thread.sleep(Duration.ofMillis(100)); // nothing depends on it: see that nothing moves
        IO.println("deadlock: there " + there.state() + ", back " + back.state());
        var jvm = java.lang.management.ManagementFactory.getThreadMXBean();
        boolean nothing = jvm.findDeadlockedThreads() == null;
        IO.println("the JVM's search finds " + (nothing ? "nothing" : "something"));
        there.cancel(true);
        back.get();
        IO.println("one has given up: there " + there.state() + ", back " + back.state());
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("deadlock", () -> deadlock());

// %% [markdown]
// Two lanes wait for a lock, side by side, and nothing else happens: that is how a
// deadlock looks. It ends where the caller wakes up and cancels. A check tells you more,
// namely who holds what. Change one letter of a comment in the second exercise, so that
// it is begun, and its check says:
//
// ```
// observed  Bergen's clerk and Oslo's clerk wait for each other, for ever
// why       Oslo's clerk holds oslo.lock (taken at TicketAccounts.java:68)
//           and waits for bergen.lock (TicketAccounts.java:69)
//           Bergen's clerk holds bergen.lock (taken at TicketAccounts.java:68)
//           and waits for oslo.lock (TicketAccounts.java:69)
//           main waits for the result of task (TicketAccountsTest.java:177)
// ```
//
// Follow *holds* and *waits for* from line to line. If you come back to where you began,
// that circle is the deadlock.
//
// The cure is an **order**. Give every lock a number, and let everybody take the
// lower number first. Then whoever holds the highest lock that is taken waits for nobody,
// so somebody can always go on. The order must not change: an account's number will do,
// its balance will not.

// %%
Void lowerNumberFirst(BoxOffice from, BoxOffice to) {
    var first = from.number < to.number ? from : to;
    var second = first == from ? to : from;
    first.lock.lock();
    try {
        second.lock.lock();
        try {
            from.tickets--;
            to.tickets++;
        } finally {
            second.lock.unlock();
        }
    } finally {
        first.lock.unlock();
    }
    return null;
}

// %%
void inOneOrder() throws Exception {
    var oslo = new BoxOffice(1);
    var bergen = new BoxOffice(2);
    var transfers = new ArrayList<Callable<Void>>();
    for (int i = 0; i < 1_000; i++) {
        transfers.add(() -> lowerNumberFirst(oslo, bergen));
        transfers.add(() -> lowerNumberFirst(bergen, oslo));
    }
    together(transfers);
    IO.println("2000 transfers in one order: " + oslo.tickets + " and " + bergen.tickets);
}

// %% tags=["active-ipynb"]
// inOneOrder();

// %% [markdown]
// ## The trap: two locks for one datum
//
// A lock keeps out only those who take **the same** lock. Below, visitors by the website
// and visitors by the app are each locked with care, and not against each other.

// %%
final class TwoDoors {
    private final Object website = new Object();
    private final Object app = new Object();
    private final SlowHits hits = new SlowHits();

    int counted() {
        return hits.hits();
    }

    Void hitByWebsite() throws Exception {
        synchronized (website) {
            return hits.hit();
        }
    }

    Void hitByApp() throws Exception {
        synchronized (app) {
            return hits.hit();
        }
    }
}

void twoLocks() throws Exception {
    var site = new TwoDoors();
    together(List.of(site::hitByWebsite, site::hitByApp));
    IO.println("two locks: 2 visitors, hits counted: " + site.counted());
}

// %% tags=["active-ipynb"]
// twoLocks();

// %% [markdown]
// The barrier shows it: with one lock the two could never meet inside. The same
// mistake has quieter forms. A `static synchronized` method locks the class, its
// neighbour without `static` locks the object. `synchronized (name)` locks a
// string, and an equal string may be another object. And check-then-act under two
// locks, or twice under the same one, leaves a gap in between.
//
// ## The trap: `unlock` is not in `finally`
//
// It works, until something between `lock` and `unlock` throws.

// %%
int readTickets(ReentrantLock lock, String text) {
    lock.lock();
    int tickets = Integer.parseInt(text);
    lock.unlock(); // too late for an exception
    return tickets;
}

void neverUnlocked() throws Exception {
    var lock = new ReentrantLock();
    try {
        together(List.of(() -> readTickets(lock, "ten")));
    } catch (ExecutionException failed) {
        IO.println("the reader ended with " + failed.getCause().getMessage());
    }
    IO.println("its thread is gone, its lock is held: " + lock.isLocked());
    boolean got = lock.tryLock(100, TimeUnit.MILLISECONDS);
    IO.println("the next one waits for 100 ms and gets it: " + got);
}

// %% tags=["active-ipynb"]
// neverUnlocked();

// %% [markdown]
// The one that failed is not the one that hangs. The next one does, and everybody after
// it: far from the cause, and much later. `synchronized` cannot make this mistake.
//
// ## The trap: a lock that is held over I/O
//
// A cache of weather reports asks a station when it does not know the answer. One lock
// guards the map, and the station is asked while it is held.
//
// Four readers want four *different* cities, and a station answers after 50 ms.

// %%
String askStation(String city) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(50)); // the network
    return city + ": sunny";
}

final class OneLockCache {
    private final Object lock = new Object();
    private final Map<String, String> reports = new HashMap<>();

    String report(String city) throws InterruptedException {
        synchronized (lock) {
            var report = reports.get(city);
            if (report == null) {
                report = askStation(city);
                reports.put(city, report);
            }
            return report;
        }
    }
}

// %%
interface Cache {
    String report(String city) throws InterruptedException;
}

void fourCities(String how, Cache cache) throws Exception {
    long start = System.nanoTime();
    var readers = new ArrayList<Callable<String>>();
    for (var city : List.of("Oslo", "Bergen", "Hamar", "Narvik")) {
        readers.add(() -> cache.report(city));
    }
    int reports = together(readers).size();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    IO.println(how + ": " + reports + " reports in " + millis + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("one lock", () -> fourCities("one lock", new OneLockCache()::report));

// %% [markdown]
// The staircase again: 200 ms, and this time for no reason. Nobody shares a
// datum with anybody. (`synchronized` promises no order, so the steps may be in any.) Worse, a city
// that is *known* waits as well, for as long as some
// other city's station takes to answer.
//
// The repair: the map is locked for a moment, to find or make the city's entry.
// `computeIfAbsent` of a `ConcurrentHashMap` does that. The station is asked under the
// *entry's* lock. Those who wait there want this very answer, and would have to wait
// for it anyway.

// %%
final class Entry {
    final ReentrantLock lock = new ReentrantLock();
    String report; // guarded by lock
}

final class LockPerCityCache {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    String report(String city) throws InterruptedException {
        var entry = entries.computeIfAbsent(city, name -> new Entry());
        entry.lock.lockInterruptibly();
        try {
            if (entry.report == null) {
                entry.report = askStation(city);
            }
            return entry.report;
        } finally {
            entry.lock.unlock();
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a lock per city", () -> fourCities("per city", new LockPerCityCache()::report));

// %% [markdown]
// Four sleeps below each other, and no lane waits for a lock.
//
// ## When each
//
// | the datum | take | because |
// |---|---|---|
// | one number, one step | `AtomicInteger`, `AtomicLong` | nobody waits, no lock to forget |
// | a sum, added to often, read seldom | `LongAdder` | nobody pushes others off |
// | one entry for each key | `ConcurrentHashMap`: `merge`, `compute` | locks by key, for you |
// | fields that change together | `synchronized` | lets go by itself |
// | the same, with an end to the wait | `ReentrantLock` | `tryLock`, `lockInterruptibly` |
// | a part for each task | confinement | nothing is shared |
//
// Confinement comes in the form of whatever runs your tasks:
//
// | you run | the parts meet |
// |---|---|
// | a platform pool, virtual threads | in the caller of `invokeAll`, who adds them up |
// | `CompletableFuture` | in `thenCombine`: its function gets both, nobody else does |
// | a structured scope (preview) | in the owner, after `join` |
// | an executor with a single thread | there: each change is a task, as in asyncio |
//
// A lock belongs to the thread that took it. So it never spans two stages of a
// `CompletableFuture`: the second may run on another thread, whose `unlock` throws, as
// above. And a lock says nothing about how *many* may be
// inside; where three are allowed, it is a semaphore (lesson 9).
//
// <details><summary>Teacher's notes: 55 minutes and the exercises</summary>
//
// - 10 min: the lost update. Let two people play it with a number on the
//   whiteboard: each reads, both turn round, both write.
// - 10 min: the table of a failed check. Have them find the line where the other
//   order would have been right. Whoever reads tables finds bugs.
// - 10 min: `synchronized`, `ReentrantLock`, atomics, confinement. Ask each time: who
//   is the owner now?
// - 5 min: pinning. Those who know Java 21 will have heard the opposite.
// - 10 min: the deadlock and its order. Two volunteers, two pens, one sheet.
// - 10 min: the other three traps. `neverUnlocked` first: where will they look for it?
// - Exercises: 5, 12 and 20 minutes. Let them read the failed check aloud,
//   step by step, before they touch the code.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [lock](../bench/RESULTS.md#lock).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p10`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p10/HitCounter` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// 1. [HitCounter.java](../exercises/p10_locks/HitCounter.java), 5 minutes: repair a
//    counter, so that no hit is lost and each visitor gets a number of their own.

// %% tags=["active-ipynb"]
// check("p10/HitCounter");

// %% [markdown]
// 2. [TicketAccounts.java](../exercises/p10_locks/TicketAccounts.java), 12 minutes: repair
//    transfers that hang, and a total that lacks tickets.

// %% tags=["active-ipynb"]
// check("p10/TicketAccounts");

// %% [markdown]
// 3. [WeatherCache.java](../exercises/p10_locks/WeatherCache.java), 20 minutes: repair a
//    cache that asks twice, keeps everybody waiting, or both.

// %% tags=["active-ipynb"]
// check("p10/WeatherCache");

// %% [markdown]
// <details><summary>After solving</summary>
//
// **HitCounter.** An `AtomicLong` and a `synchronized` block are both right. The lock can
// do what the atomic cannot: count the visitor *and* note who was the thousandth, as one step. A
// `LongAdder` cannot give numbers at all.
//
// **TicketAccounts.** Three cures for the deadlock: one order, one lock for everything,
// or `tryLock` with a time and a new attempt. The order is the only one of them that
// neither makes strangers wait nor needs a second attempt. One lock for everything is the
// right choice where transfers are rare, and where nobody else uses the accounts' own locks.
//
// **WeatherCache.** There are three ways to ask once.
//
// | way | who waits | the one who asks fails |
// |---|---|---|
// | a lock for each city | who wants this city | the next asks |
// | a future for each city | who wants this city | all share it: remove it, *then* tell them |
// | `computeIfAbsent` that asks | others as well: it locks a part of the table | the next asks |
//
// The second holds no lock at all while it asks. It is the best one where the asking has a
// thread of its own, which no reader can interrupt. And no lock over I/O means: no lock that
// *others* need. In the first way those who wait for the lock wait for the answer.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    lostUpdate();
    synchronizedHits();
    ownerOfALock();
    oneOwnerAtATime();
    atomicHits();
    confinedHits();
    notPinned();
    deadlock();
    inOneOrder();
    twoLocks();
    neverUnlocked();
    fourCities("one lock", new OneLockCache()::report);
    fourCities("per city", new LockPerCityCache()::report);
}
