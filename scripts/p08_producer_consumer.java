///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 8 · Producers and consumers: a queue between
//
// A snack bar has tills and a kitchen. A till takes an order in a moment, a cook
// needs longer for it. If the till hands each order to a cook and waits, the
// guests stand in line. If it throws orders at the kitchen without looking, they
// pile up. Between the two belongs a belt with a few places: the till puts orders
// on it, the cooks take them off. Each side works at its own pace, and waits only
// when the belt is full or empty.
//
// *asyncio calls the belt* `asyncio.Queue(maxsize=2)`. Java calls it a
// `BlockingQueue`, and `put` and `take` block where asyncio awaits.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
record Order(int number) {}

/// Says that no order follows. Compared with `==`, so no real order is mistaken for it.
static final Order END = new Order(0);

Order takeOrder(int number, int millis) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(millis)); // the guest makes up their mind
    return new Order(number);
}

void cook(Order order, int millis) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(millis));
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

/// The numbers of some orders, for printing.
List<Integer> numbers(Collection<Order> orders) {
    return orders.stream().map(Order::number).sorted().toList();
}

// %% [markdown]
// ## Without it: one after the other
//
// The till takes an order in 10 ms, waits 60 ms until it is cooked, and takes the
// next. Six times both: 420 ms, and while one works the other stands idle.

// %%
void oneAfterTheOther() throws InterruptedException {
    long start = System.nanoTime();
    for (int number = 1; number <= 6; number++) {
        var order = takeOrder(number, 10);
        cook(order, 60);
    }
    IO.println("without a belt: 6 orders in " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("without a belt", () -> oneAfterTheOther());

// %% [markdown]
// ## The pattern: a queue with a capacity
//
// `put` waits while the belt is full, `take` waits while it is empty. Nothing else
// keeps the two sides in step. The order that is taken was put there by another
// thread, and the queue makes sure that it is seen whole: what happens before a
// `put` happens before the `take` that gets it.
//
// The queue itself has no end. Somebody has to say that no order follows: a special
// order, the *end marker*. It travels behind the last real one, so nothing
// overtakes it.

// %%
/// A producer: puts its orders on the belt, and waits while the belt is full.
Void runTill(BlockingQueue<Order> belt, int first, int last, int millis)
        throws InterruptedException {
    for (int number = first; number <= last; number++) {
        belt.put(takeOrder(number, millis));
    }
    return null;
}

/// A consumer: cooks until the end marker comes, and says how many orders it had.
int runCook(BlockingQueue<Order> belt, int millis) throws InterruptedException {
    int cooked = 0;
    for (var order = belt.take(); order != END; order = belt.take()) {
        cook(order, millis);
        cooked++;
    }
    return cooked;
}

// %%
void beltBetween(int tillMillis, int cookMillis) throws Exception {
    long start = System.nanoTime();
    var belt = new ArrayBlockingQueue<Order>(2);
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        var cook = staff.submit(() -> runCook(belt, cookMillis));
        var till = staff.submit(() -> runTill(belt, 1, 6, tillMillis));
        till.get();
        belt.put(END);
        IO.println("belt of 2: " + cook.get() + " orders in " + millisSince(start) + " ms");
    }
}

// %% [markdown]
// **Predict:** the till takes an order in 10 ms again, the cook needs 60 ms. Six
// orders, and now a belt with two places. How long does it take, and what does
// the till do all that time?
//
// <details><summary>Answer</summary>
//
// About 370 ms: 10 ms until the first order is there, then six times 60 ms. The
// slower side sets the pace. The till has put its last order on the belt after
// about 190 ms, not after 60 ms: most of its time it waits in `put` for a free
// place.
//
// </details>

// %% tags=["active-ipynb"]
// Timeline.record("a fast till: the belt is full", () -> beltBetween(10, 60));

// %% tags=["active-ipynb"]
// Timeline.record("a slow till: the belt is empty", () -> beltBetween(60, 10));

// %% [markdown]
// ## What the timeline shows
//
// In both pictures one lane waits *on a queue*, and it is not the same one. With
// the fast till the cook's lane sleeps without a gap, which is cooking here, and
// the till's lane waits in `put`. With the slow till it is the other way round:
// the cook waits in `take` before each order. The faster side always waits. That
// the *till* can be made to wait is called **backpressure**: the pace of the
// kitchen reaches the guests at the door.
//
// In the first picture the caller's lane waits on the queue as well, near the end:
// its end marker needs a place, too.
//
// ## Full: wait, refuse, or give up after a while
//
// `put` is one of four ways. The other three do not wait for ever, so you decide
// what happens to the order that has no place.
//
// | belt is full | Java | asyncio |
// |---|---|---|
// | wait | `put(order)` | `await queue.put(order)` |
// | refuse | `offer(order)` returns `false` | `put_nowait` raises `QueueFull` |
// | wait a while | `offer(order, 50, MILLISECONDS)` | `wait_for(queue.put(order), 0.05)` |
// | fail | `add(order)` throws `IllegalStateException` | |
//
// And for an empty belt: `take()`, `poll()` which returns `null`, `poll` with a
// time. That `null` says *nothing there now*. It does not say *nothing will come*,
// and a queue takes no `null` as an element.

// %%
void fullBelt() throws InterruptedException {
    var belt = new ArrayBlockingQueue<Order>(2);
    IO.println(
            "offer: "
                    + belt.offer(new Order(1))
                    + ", "
                    + belt.offer(new Order(2))
                    + ", "
                    + belt.offer(new Order(3)));
    boolean later = belt.offer(new Order(3), 50, TimeUnit.MILLISECONDS);
    IO.println("offer with a time: " + later);
    try {
        belt.add(new Order(3));
    } catch (IllegalStateException full) {
        IO.println("add: " + full.getMessage());
    }
    IO.println("on the belt: " + numbers(belt));
}

// %% tags=["active-ipynb"]
// fullBelt();

// %% [markdown]
// ## The trap: a belt without end
//
// `new LinkedBlockingQueue<>()` asks for no capacity, and takes `2147483647`
// elements: more than most heaps have room for. The till never waits, all tests
// are green, and on a busy evening memory runs out, or the last guest waits for an
// hour behind the orders of all others. `asyncio.Queue()` has no limit either, nor
// has the queue inside of `Executors.newFixedThreadPool`.

// %%
void whatTheBeltTakes(String name, BlockingQueue<Order> belt) {
    int taken = 0;
    while (taken < 100_000 && belt.offer(new Order(taken + 1))) {
        taken++;
    }
    IO.println(
            name
                    + ": took "
                    + taken
                    + " orders while nobody cooked, and has room for "
                    + belt.remainingCapacity());
}

void unboundedBelt() {
    whatTheBeltTakes("ArrayBlockingQueue(2)", new ArrayBlockingQueue<>(2));
    whatTheBeltTakes("LinkedBlockingQueue()", new LinkedBlockingQueue<>());
}

// %% tags=["active-ipynb"]
// unboundedBelt();

// %% [markdown]
// ## Many tills, many cooks
//
// A cook who takes an end marker goes home, and the marker is gone with him. So
// every *cook* needs one. A till cannot know how many cooks there are, nor whether
// it is the last till to finish. Whoever started them all knows both: it waits for
// the tills, and then puts one marker for each cook.
//
// **Predict:** two tills, three cooks. How many end markers, and who puts them when?
//
// <details><summary>Answer</summary>
//
// Three, one for each cook, put by the caller when both tills have ended. Put
// earlier, a marker overtakes orders that are still to come.
//
// </details>

// %%
void twoTillsThreeCooks() throws Exception {
    var belt = new ArrayBlockingQueue<Order>(2);
    var cooks = new ArrayList<Future<Integer>>();
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 3; i++) {
            cooks.add(staff.submit(() -> runCook(belt, 60)));
        }
        var tills =
                List.of(
                        staff.submit(() -> runTill(belt, 1, 6, 20)),
                        staff.submit(() -> runTill(belt, 7, 12, 20)));
        for (var till : tills) {
            till.get(); // its last order is on the belt
        }
        for (int i = 0; i < cooks.size(); i++) {
            belt.put(END);
        }
    }
    int cooked = cooks.stream().mapToInt(Future::resultNow).sum();
    IO.println("3 cooks: " + cooked + " orders cooked, left on the belt " + numbers(belt));
}

// %% tags=["active-ipynb"]
// Timeline.record("two tills, three cooks", () -> twoTillsThreeCooks());

// %% [markdown]
// The caller's lane shows its waits: first for the tills, then for a place for each
// marker, at last, in the executor's `close`, for the cooks.
//
// ## The trap: an end marker from each till
//
// It looks natural that each till says when it is done. The Python pattern that
// this lesson answers does so, with two producers and three consumers. The third
// consumer waits for a marker that nobody will put; there it is cancelled at last.

// %%
void tooFewEnds() throws InterruptedException {
    // What two tills put: their orders, and each its own marker behind its last.
    var belt =
            new LinkedBlockingQueue<>(List.of(new Order(1), new Order(2), new Order(3), END, END));
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        var home = new ExecutorCompletionService<Integer>(staff);
        for (int i = 0; i < 3; i++) {
            home.submit(() -> runCook(belt, 60));
        }
        home.take();
        home.take();
        var third = home.poll(100, TimeUnit.MILLISECONDS);
        IO.println(
                "two cooks are at home, the third "
                        + (third == null ? "still waits for an end" : "too"));
        staff.shutdownNow(); // or close() would wait for that cook for ever
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("too few ends", () -> tooFewEnds());

// %% [markdown]
// In the timeline one lane waits on the queue long after the other cooks have
// ended, until it is interrupted. A program that waits for its cooks hangs there;
// one that does not wait leaks a thread.
//
// Three tills and two cooks is worse. The first two tills to finish send both
// cooks home, and the third till may still be taking orders. The Python pattern, run
// with these numbers, hangs in `join()`: it waits for a marker that nobody takes.

// %%
void tooManyTills() throws Exception {
    var belt = new ArrayBlockingQueue<Order>(2);
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        var cooks =
                List.of(
                        staff.submit(() -> runCook(belt, 60)),
                        staff.submit(() -> runCook(belt, 60)));
        belt.put(END); // from the first till
        belt.put(END); // from the second
        for (var cook : cooks) {
            cook.get();
        }
        boolean accepted = true;
        for (int number = 1; accepted; number++) { // the third till has only begun
            accepted = belt.offer(new Order(number), 100, TimeUnit.MILLISECONDS);
        }
        IO.println(
                "both cooks are at home, nobody will cook "
                        + numbers(belt)
                        + ", and the till waits");
    }
}

// %% tags=["active-ipynb"]
// tooManyTills();

// %% [markdown]
// ## The trap: an order that fails takes the cook with it
//
// asyncio counts: `task_done()` after each item, and `join()` waits for the count
// of unfinished ones to be zero. Java's queues do not count; a `CountDownLatch` can.
// The counting has the same trap in both. If an order fails *between* `take` and
// the count, nobody counts it.
//
// **Predict:** one cook; order 2 burns and throws. How many of three orders are
// open when the cook has ended, and what does a caller do that awaits the latch?
//
// <details><summary>Answer</summary>
//
// Two: order 2, which was taken and never counted, and order 3, which nobody takes
// any more. The caller waits for ever. So does a till, as soon as the belt is full.
// The exception lies in the cook's future, where a caller who waits for the latch
// does not look.
//
// </details>

// %%
void cookOrBurn(Order order) throws InterruptedException {
    cook(order, 20);
    if (order.number() == 2) {
        throw new IllegalStateException("order 2 is burnt");
    }
}

// %%
void aBurntOrder() throws InterruptedException {
    var belt = new LinkedBlockingQueue<>(List.of(new Order(1), new Order(2), new Order(3), END));
    var open = new CountDownLatch(3);
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Void> cook =
                () -> {
                    for (var order = belt.take(); order != END; order = belt.take()) {
                        cookOrBurn(order);
                        open.countDown();
                    }
                    return null;
                };
        staff.submit(cook).get();
    } catch (ExecutionException failed) {
        IO.println(
                failed.getCause().getMessage()
                        + ": open "
                        + open.getCount()
                        + ", and nobody is there to cook");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a burnt order", () -> aBurntOrder());

// %% [markdown]
// One order failed, so one order should be reported, and the cook should take the
// next. Catch *inside* the loop, and count in `finally`. Catch everything that a
// cook may throw: here that is a `RuntimeException`, elsewhere it may be a checked one.

// %%
Void runCarefulCook(BlockingQueue<Order> belt, Collection<Order> burnt, CountDownLatch open)
        throws InterruptedException {
    for (var order = belt.take(); order != END; order = belt.take()) {
        try {
            cookOrBurn(order);
        } catch (RuntimeException failed) {
            burnt.add(order);
        } finally {
            open.countDown();
        }
    }
    return null;
}

void aCarefulCook() throws InterruptedException {
    var belt = new LinkedBlockingQueue<>(List.of(new Order(1), new Order(2), new Order(3), END));
    var burnt = new ConcurrentLinkedQueue<Order>();
    var open = new CountDownLatch(3);
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        staff.submit(() -> runCarefulCook(belt, burnt, open));
        open.await();
    }
    IO.println("burnt " + numbers(burnt) + ": open " + open.getCount());
}

// %% tags=["active-ipynb"]
// Timeline.record("a careful cook", () -> aCarefulCook());

// %% [markdown]
// ## The trap: closing time
//
// The usual way to be rid of consumers is to cancel them. An interrupt ends a cook
// wherever he is. What he has in his hand is neither on the belt nor served.
// Below, order 2 takes long, and a latch tells when it is under way.

// %%
/// Order 2 takes ten seconds, the others no time.
void cookSlowly(Order order, CountDownLatch underWay) throws InterruptedException {
    if (order.number() == 2) {
        underWay.countDown();
        cook(order, 10_000);
    }
}

void cancelTheCook() throws InterruptedException {
    var belt = new LinkedBlockingQueue<>(List.of(new Order(1), new Order(2), new Order(3)));
    var cooked = new ConcurrentLinkedQueue<Order>();
    var underWay = new CountDownLatch(1);
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        staff.submit(() -> {
            while (true) {
                var order = belt.take();
                cookSlowly(order, underWay);
                cooked.add(order);
            }
        });
        underWay.await();
        staff.shutdownNow(); // interrupts; close() waits until the cook has ended
    }
    IO.println("accepted [1, 2, 3]: cooked " + numbers(cooked) + ", on the belt " + numbers(belt));
}

// %% tags=["active-ipynb"]
// cancelTheCook();

// %% [markdown]
// Order 2 is nowhere, and order 3 lies on a belt that nobody looks at. Two guests
// have paid and get no meal. A shutdown that loses nothing goes in this order:
//
// 1. Accept no more. From here on a till is told *no*.
// 2. Let the cooks finish what was accepted: the end marker is behind it.
// 3. If that takes longer than you can wait: interrupt, **wait for the cooks to
//    end**, then take what is left from the belt. Only now nobody else has a hand
//    on it. Whoever is interrupted reports what he had in his hand.
//
// The third step in code. (In asyncio, too, `task.cancel()` only asks. It is
// `await` that waits: whoever cancels consumers and goes on does so beside
// consumers that still run.)

// %%
/// Cooks until the end marker, or until he is interrupted, and tells what became of each order.
Void runHonestCook(
        BlockingQueue<Order> belt,
        Collection<Order> cooked,
        Collection<Order> notDone,
        CountDownLatch underWay)
        throws InterruptedException {
    for (var order = belt.take(); order != END; order = belt.take()) {
        try {
            cookSlowly(order, underWay);
            cooked.add(order);
        } catch (InterruptedException closing) {
            notDone.add(order);
            throw closing;
        }
    }
    return null;
}

// %%
void closingTime() throws InterruptedException {
    var belt = new LinkedBlockingQueue<>(List.of(new Order(1), new Order(2), new Order(3), END));
    var cooked = new ConcurrentLinkedQueue<Order>();
    var notDone = new ConcurrentLinkedQueue<Order>();
    var underWay = new CountDownLatch(1);
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
        staff.submit(() -> runHonestCook(belt, cooked, notDone, underWay));
        underWay.await();
        staff.shutdown();
        if (!staff.awaitTermination(100, TimeUnit.MILLISECONDS)) {
            staff.shutdownNow();
        }
    }
    belt.remove(END);
    belt.drainTo(notDone);
    IO.println("accepted [1, 2, 3]: cooked " + numbers(cooked) + ", not done " + numbers(notDone));
}

// %% tags=["active-ipynb"]
// Timeline.record("closing time", () -> closingTime());

// %% [markdown]
// The picture shows the patience of 100 ms, then the interrupt, then the end: the
// caller is the last to leave.
//
// What is missing is step 1 with a till at work. Asking *is it open?* and putting
// the order are two steps, and closing time may come between them. A
// `BlockingQueue` cannot be closed. (`asyncio.Queue` has `shutdown()` since Python
// 3.13.) The last exercise is about that gap.
//
// ## The same with a scope
//
// In a structured scope (preview in Java 25, JEP 505) tills and cooks are children
// of one block. If one of them fails, the others are interrupted, in `put` and in
// `take` as well, so nobody waits for somebody who is gone. With the executor above,
// a till that fails makes `till.get()` throw before the markers are put, and then
// `close()` waits for the cooks for ever.
//
// The nested scope ends when the tills have ended; that is the moment for the
// markers. The second cell below has a till that fails, and a cook who waits in
// `take`.

// %% tags=["active-ipynb"]
// void withScope() throws Exception {
//     var belt = new ArrayBlockingQueue<Order>(2);
//     try (var kitchen = StructuredTaskScope.open()) {
//         var cooks = List.of(
//                 kitchen.fork(() -> runCook(belt, 60)), kitchen.fork(() -> runCook(belt, 60)));
//         try (var tills = StructuredTaskScope.open()) {
//             tills.fork(() -> runTill(belt, 1, 3, 20));
//             tills.fork(() -> runTill(belt, 4, 6, 20));
//             tills.join();
//         }
//         for (int i = 0; i < cooks.size(); i++) {
//             belt.put(END);
//         }
//         kitchen.join();
//         IO.println("scope: " + cooks.stream().mapToInt(cook -> cook.get()).sum() + " cooked");
//     }
// }

// %% tags=["active-ipynb"]
// Timeline.record("a scope", () -> withScope());

// %% tags=["active-ipynb"]
// void tillFailsInScope() throws InterruptedException {
//     var belt = new ArrayBlockingQueue<Order>(2);
//     try (var kitchen = StructuredTaskScope.open()) {
//         kitchen.fork(() -> runCook(belt, 60));
//         kitchen.fork(() -> {
//             takeOrder(1, 30);
//             throw new IllegalStateException("the till is out of paper");
//         });
//         kitchen.join();
//     } catch (StructuredTaskScope.FailedException failed) {
//         IO.println(failed.getCause().getMessage() + ", and nobody waits for an order");
//     }
// }

// %% tags=["active-ipynb"]
// Timeline.record("a till fails", () -> tillFailsInScope());

// %% [markdown]
// ## When each
//
// | you have | take |
// |---|---|
// | items in a stream, two paces | a bounded `BlockingQueue` between virtual threads |
// | a known list of calls | `invokeAll` (lesson 2): no queue, no end marker |
// | tasks for a few dear threads | a platform pool with a bounded queue |
// | at most N at once, and no more | a thread for each item and a `Semaphore` (lesson 9) |
// | tills and cooks that fail together | `StructuredTaskScope` around all of them |
// | one result, and steps after it | `CompletableFuture`: it has no belt, and no backpressure |
//
// A platform pool *is* this pattern: its queue is the belt, its threads are the
// cooks, and `shutdown` is the end marker for all of them.
//
// And which queue:
//
// | | capacity | for |
// |---|---|---|
// | `ArrayBlockingQueue` | must be given | the usual belt |
// | `LinkedBlockingQueue` | give one: by default it has none | a lock for each side |
// | `SynchronousQueue` | 0 | from hand to hand: `put` waits for a `take` |
// | `PriorityBlockingQueue`, `DelayQueue` | none to give | producers limited elsewhere |
//
// How large? Large enough to bridge the unevenness of both sides, no more. A
// longer queue does not make cooks faster. It makes guests wait longer.
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: the first three timelines. Ask which lane waits, and why it is always
//   the faster side. Have them change the capacity to 1 and to 10: the total hardly
//   changes.
// - 5 min: unbounded. Ask who has ever given `newFixedThreadPool` a thought about
//   its queue.
// - 15 min: end markers. Play it: three cooks, two tills, paper orders. Then
//   three tills and two cooks.
// - 10 min: the burnt order. Those from asyncio know `task_done`; ask them where
//   their `finally` is. Move `countDown` out of `finally` and interrupt the kernel.
// - 10 min: closing time. Ask where order 2 is before you run the cell.
// - Exercises: 5, 12 and 20 minutes. The last is a good one for pairs: one writes
//   `submit`, the other `stop`, and then they look for the gap between them.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [queue](../bench/RESULTS.md#queue) and
// [ping-pong](../bench/RESULTS.md#ping-pong).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p08`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p08/OrderBelt` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// - [OrderBelt.java](../exercises/p08_producer_consumer/OrderBelt.java), 5 minutes:
//   one till, one cook, a belt with few places, and an end.

// %% tags=["active-ipynb"]
// check("p08/OrderBelt");

// %% [markdown]
// - [ManyCooks.java](../exercises/p08_producer_consumer/ManyCooks.java), 12 minutes:
//   repair a kitchen that works on most evenings and hangs on the others.

// %% tags=["active-ipynb"]
// check("p08/ManyCooks");

// %% [markdown]
// - [OrderDesk.java](../exercises/p08_producer_consumer/OrderDesk.java), 20 minutes:
//   a desk that can be closed while orders come in. Nothing is lost, nothing is
//   cooked twice.

// %% tags=["active-ipynb"]
// check("p08/OrderDesk");

// %% [markdown]
// <details><summary>After solving</summary>
//
// Three ways to end N consumers, and what each costs:
//
// - *One marker for each cook*, put by whoever waits for the tills. You need to know
//   the number of cooks, and room on the belt for each marker.
// - *One marker that is passed on*: the cook who takes it puts it back and goes
//   home. No number needed. It stays on the belt at the end, and it must be the
//   only thing that is put by then, or the cook waits for a place.
// - *A belt that can be closed*: no marker at all. `take` says *closed and empty*,
//   `put` says *closed*. One lock for both, so nothing gets between asking and
//   putting. The solution of `OrderDesk` has one.
//
// And `OrderDesk` in the JDK? Almost. `new ThreadPoolExecutor(cooks, cooks, 0,
// SECONDS, new ArrayBlockingQueue<>(places))` has `shutdown`, `awaitTermination`, and
// `shutdownNow`, which returns the tasks that never began. The tasks that were
// interrupted you have to collect yourself. It refuses where you want to wait. Two
// ways to make it wait:
//
// - A handler that answers a refusal with `getQueue().put(task)`. It loses orders: it
//   puts behind the back of `shutdown`. The check of `OrderDesk` shows the schedule.
// - A `Semaphore` with one permit for each place, taken in `submit` and given back
//   when a cook begins, in front of a pool whose queue has no capacity. It passes
//   the check, if `stop` gives permits to those who still wait.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    oneAfterTheOther();
    beltBetween(10, 60);
    beltBetween(60, 10);
    fullBelt();
    unboundedBelt();
    twoTillsThreeCooks();
    tooFewEnds();
    tooManyTills();
    aBurntOrder();
    aCarefulCook();
    cancelTheCook();
    closingTime();
}
