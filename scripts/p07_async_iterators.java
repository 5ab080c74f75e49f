///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 7 · Iterators that wait: pages, streams, pumps
//
// The archive of a news site comes in pages. Each page is a call over the
// network, and each has to be waited for. You want to read headline after
// headline and not think of pages. You also want to stop when you have found
// what you were looking for, and then nothing more should be fetched.
//
// *asyncio calls this* an async iterator, and reads it with `async for`. Java
// needs no second kind: `next()` blocks, and on a virtual thread a call that
// blocks is the await.
//
// | asyncio | Java |
// |---|---|
// | `__anext__` | `next()`, which blocks |
// | `StopAsyncIteration` | `hasNext()` is false |
// | `async for` | `for`, or a `Stream` |
// | `async def` with `yield` | a thread that puts into a bounded queue: a *pump* |
// | `async with aclosing(…)` | `try`-with-resources |
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %% [markdown]
// `hasNext` and `next` may not throw an `InterruptedException`: the interface
// `Iterator` does not declare it. So `waitFor` sets the interrupt status again,
// for whoever looks next, and throws an exception that needs no declaration.

// %%
interface Wait<T> {
    T get() throws InterruptedException;
}

<T> T waitFor(Wait<T> wait) {
    try {
        return wait.get();
    } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
    }
}

/// The sleep stands for the network, or for work on a page.
void pause(int millis) {
    waitFor(() -> {
        Thread.sleep(Duration.ofMillis(millis));
        return null;
    });
}

// %%
long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

record Page(int number, List<String> headlines, boolean last) {}

static final List<String> HEADLINES =
        List.of("Ferry late", "Storm over Bergen", "Snow in Hamar", "Bridge opens", "Fog at noon");

// %%
/// So many pages with one headline each. A page takes 50 ms, one of them can take longer.
class Archive {
    final int pages;
    final AtomicInteger asked = new AtomicInteger();
    private final int slowPage;

    Archive(int pages, int slowPage) {
        this.pages = pages;
        this.slowPage = slowPage;
    }

    Page page(int number) {
        asked.incrementAndGet();
        pause(number == slowPage ? 300 : 50);
        var headline = HEADLINES.get((number - 1) % HEADLINES.size());
        return new Page(number, List.of(headline), number == pages);
    }
}

/// Searches an archive of five pages, and prints what was found and what it took.
void search(String how, Function<Archive, String> find) {
    var archive = new Archive(5, 0);
    long start = System.nanoTime();
    var found = find.apply(archive);
    IO.println(how + ": " + found + ", " + archive.asked + " pages, " + millisSince(start) + " ms");
}

// %% [markdown]
// ## Without it: everything first
//
// You look for snow. It is on page 3 of 5. The method that fetches has a list
// as its result, so it cannot return before it has the last page.

// %%
List<Page> everyPage(Archive archive) {
    var pages = new ArrayList<Page>();
    do {
        pages.add(archive.page(pages.size() + 1));
    } while (!pages.getLast().last());
    return pages;
}

String firstSnow(Iterator<Page> pages) {
    while (pages.hasNext()) {
        for (var headline : pages.next().headlines()) {
            if (headline.contains("Snow")) {
                return headline;
            }
        }
    }
    return "no snow";
}

// %% tags=["active-ipynb"]
// search("everything first", archive -> firstSnow(everyPage(archive).iterator()));

// %% [markdown]
// Five pages, for a headline on the third. With ten thousand pages of 50 ms you
// would wait eight minutes, and hold them all in memory.
//
// ## The pattern: an iterator that waits
//
// The reader stays as it is. What changes is what it iterates over: `next()`
// fetches one page, and waits for it. Between two calls nothing runs, so there
// is nothing to stop when the reader loses interest.

// %%
class Pages implements Iterator<Page> {
    private final Archive archive;
    private Page latest;

    Pages(Archive archive) {
        this.archive = archive;
    }

    @Override
    public boolean hasNext() {
        return latest == null || !latest.last();
    }

    @Override
    public Page next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the archive has ended");
        }
        latest = archive.page(latest == null ? 1 : latest.number() + 1);
        return latest;
    }
}

// %% tags=["active-ipynb"]
// search("an iterator", archive -> firstSnow(new Pages(archive)));

// %% [markdown]
// An iterator becomes a `Stream`, and a stream is lazy: `findFirst` takes page
// after page through all the steps and stops where it has its answer.

// %%
Stream<String> headlines(Archive archive) {
    Iterable<Page> pages = () -> new Pages(archive);
    return StreamSupport.stream(pages.spliterator(), false)
            .flatMap(page -> page.headlines().stream());
}

String snowInStream(Stream<String> headlines) {
    return headlines.filter(headline -> headline.contains("Snow")).findFirst().orElse("no snow");
}

// %% tags=["active-ipynb"]
// search("a stream", archive -> snowInStream(headlines(archive)));
// search("a sorted stream", archive -> snowInStream(headlines(archive).sorted()));

// %% [markdown]
// Look at the second line. Nothing can be sorted before the last element is
// there, so `sorted()` reads everything first, in silence. `toList()` in the
// middle of a pipeline does the same.
//
// ## One page ahead
//
// Three pages. Each takes 50 ms to fetch and 50 ms to read. The iterator
// fetches while nobody reads, and you read while nobody fetches.
//
// A `Future` repairs it: before you read a page, order the next one.
//
// **Predict:** one by one this takes 300 ms. How long does it take with one page
// ahead?
//
// <details><summary>Answer</summary>
//
// About 200 ms. The first page has to be waited for, and the last has to be
// read: 100 ms. In between each fetch lies below a reading, twice 50 ms. With
// many pages the time is halved. If reading took 10 ms and fetching 50, one page
// ahead would save little: then fetch several at a time, see below.
//
// </details>

// %%
void read(Page page) {
    pause(50);
}

void oneByOne() {
    long start = System.nanoTime();
    var pages = new Pages(new Archive(3, 0));
    while (pages.hasNext()) {
        read(pages.next());
    }
    IO.println("one by one: 3 pages read in " + millisSince(start) + " ms");
}

void onePageAhead() throws Exception {
    long start = System.nanoTime();
    var archive = new Archive(3, 0);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var ordered = executor.submit(() -> archive.page(1));
        for (int number = 1; number <= 3; number++) {
            var page = ordered.get();
            if (!page.last()) {
                ordered = executor.submit(() -> archive.page(page.number() + 1));
            }
            read(page);
        }
    }
    IO.println("one page ahead: 3 pages read in " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("one by one", () -> oneByOne());

// %% tags=["active-ipynb"]
// Timeline.record("one page ahead", () -> onePageAhead());

// %% [markdown]
// ## What the timeline shows
//
// The first picture has one lane and six sleeps, one behind the other: fetch, read,
// fetch, read, fetch, read. In the second each fetch has a lane of its own. The first
// fetch stands alone, and your lane waits for it. Those of page 2 and page 3 lie
// below the readings, and your lane does not wait for them any more.
//
// An async generator of asyncio fetches nothing ahead either. It stands still at
// its `yield` until the next turn of the loop: three pages of 200 ms, each read
// for 200 ms, took 1.2 s in Python 3.11.
//
// ## A generator: the pump
//
// Pages are asked for by number, so it takes little to remember where you are.
// What if the source is a loop of its own, with its state in local variables? In
// Python you write `yield` inside of it, and the loop stands still there. In Java
// no loop stands still for its caller, but a thread can wait: the loop runs on one
// of its own, and hands each element over through a queue.
//
// The queue is **bounded**. A source that is faster than its reader waits in
// `put`; one that is slower lets its reader wait in `take`. The end is an element
// too, an empty `Optional`.

// %%
/// What a source hands its elements to: the `yield` of this generator.
interface Sink<T> {
    void put(T element) throws InterruptedException;
}

interface Source<T> {
    void sendTo(Sink<T> sink) throws InterruptedException;
}

// %%
class Pump<T> implements Iterator<T>, AutoCloseable {
    private final BlockingQueue<Optional<T>> queue;
    final Thread thread;
    private Optional<T> head; // null: nobody has asked for it yet

    Pump(int capacity, Source<T> source) {
        queue = new ArrayBlockingQueue<>(capacity);
        thread = Thread.ofVirtual().name("pump").start(() -> run(source));
    }

    private void run(Source<T> source) {
        try {
            source.sendTo(element -> queue.put(Optional.of(element)));
            queue.put(Optional.empty());
        } catch (InterruptedException stopped) {
            // close() has interrupted: nobody reads any more
        }
    }

    @Override
    public boolean hasNext() {
        if (head == null) {
            head = waitFor(queue::take);
        }
        return head.isPresent();
    }

    @Override
    public T next() {
        hasNext();
        T element = head.orElseThrow();
        head = null;
        return element;
    }

    /// Stops the source, and waits until it has ended.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

// %%
/// A station that measures every 50 ms. The loop and its variables are those of any loop.
void measure(int times, Sink<Double> sink) throws InterruptedException {
    double celsius = 4;
    for (int i = 0; i < times; i++) {
        Thread.sleep(Duration.ofMillis(50));
        celsius = celsius + (i % 2 == 0 ? 0.5 : -0.25);
        sink.put(celsius);
    }
}

void generated() {
    var readings = new ArrayList<Double>();
    try (var pump = new Pump<Double>(2, sink -> measure(4, sink))) {
        while (pump.hasNext()) {
            readings.add(pump.next());
        }
    }
    IO.println("the pump brought " + readings);
}

// %% tags=["active-ipynb"]
// Timeline.record("a generator", () -> generated());

// %% [markdown]
// Two lanes. The pump sleeps from one measurement to the next, and your lane
// waits in `take`. Had your lane work of its own to do with each reading, the
// pump would go on measuring meanwhile: a pump *is* fetching ahead.
//
// ## The trap: the reader who leaves early
//
// An iterator that nobody asks does nothing. A pump does: it has a thread. Below,
// the reader takes one reading and leaves, by `break`, `return` or an exception.
// The queue has room for one element.
//
// **Predict:** how many readings does the station make for a reader who takes
// one? And what does its thread do afterwards?
//
// <details><summary>Answer</summary>
//
// Three. One was read, one lies in the queue, and one is in the hands of the
// thread, which waits in `put` for room. It waits for as long as the program
// runs: a thread, its stack, and the connection to the station with it. A queue
// for one element lets the source run *two* ahead of its reader.
//
// </details>

// %%
Pump<String> readOneAndLeave(AtomicInteger made) throws InterruptedException {
    Source<String> station =
            sink -> {
                while (true) {
                    Thread.sleep(Duration.ofMillis(50));
                    sink.put("reading " + made.incrementAndGet());
                }
            };
    var pump = new Pump<String>(1, station);
    while (pump.hasNext()) {
        pump.next();
        break;
    }
    while (pump.thread.getState() != Thread.State.WAITING) {
        pump.thread.join(Duration.ofMillis(10)); // until it is stuck; a real reader is long gone
    }
    return pump;
}

void leftOpen() throws InterruptedException {
    var made = new AtomicInteger();
    var pump = readOneAndLeave(made);
    IO.println("1 reading taken, " + made + " made, the pump is " + pump.thread.getState());
    pump.close();
    IO.println("closed, the pump is " + pump.thread.getState());
}

// %% tags=["active-ipynb"]
// leftOpen();

// %% tags=["active-ipynb"]
// var forgotten = new ArrayList<Pump<String>>();
// var leak = Timeline.record(
//         "a pump that leaks", () -> forgotten.add(readOneAndLeave(new AtomicInteger())));
// forgotten.forEach(Pump::close);
// leak

// %% [markdown]
// The lane of the pump does not end with the picture, and the line below it says in
// which call it waits: `ArrayBlockingQueue.put`. `try`-with-resources closes
// it on every way out of the block, so use the one from `generated`, always.
//
// In asyncio it is the same trap: `break` leaves an async generator open. In a run
// with Python 3.11 its `finally` ran later, by the event loop, when the generator
// was collected, and where somebody still held the generator, only when
// `asyncio.run` ended. `async with aclosing(pages())` closes it in time.
//
// This pump still has three holes. If the *source fails*, its thread ends, and the
// reader waits for an end that nobody puts into the queue. A source that answers
// the interrupt by ending *normally* comes to the line that puts the end, into a
// queue that may be full. And whoever closes the pump with their own interrupt
// status set does not wait: `join` throws at once. The third exercise closes all
// three.
//
// ## Several at a time, in order: `mapConcurrent`
//
// When fetching is slower than reading, fetch several pages at a time. A *window*
// of three has three calls under way. `Gatherers.mapConcurrent` (JEP 485, since
// Java 24) does it on virtual threads and keeps the order. When the stream needs
// no more, it interrupts the calls that are still under way and waits for their
// threads: nothing leaks.

// %%
Stream<Page> inOrder(Archive archive) {
    return IntStream.rangeClosed(1, archive.pages)
            .boxed()
            .gather(Gatherers.mapConcurrent(3, number -> archive.page(number)));
}

void window() {
    long start = System.nanoTime();
    var archive = new Archive(9, 0);
    var pages = inOrder(archive).map(Page::number).toList();
    IO.println("a window of 3: " + pages + " in " + millisSince(start) + " ms");
}

void windowLeftEarly() {
    var archive = new Archive(9, 2);
    var page = inOrder(archive).findFirst().orElseThrow();
    IO.println("page " + page.number() + " was wanted, " + archive.asked + " were asked for");
}

// %% tags=["active-ipynb"]
// Timeline.record("a window of three", () -> window());

// %% tags=["active-ipynb"]
// Timeline.record("a window left early", () -> windowLeftEarly());

// %% [markdown]
// Page 1 was enough. Whatever is under way then is cut off by an interrupt, page 2 after
// 50 of its 300 ms, and your lane goes on when it has ended.
//
// ## The trap: a slow head stalls the window
//
// Nine pages, a window of three. Page 1 takes 300 ms, all others 50 ms.
//
// **Predict:** when is the first page there, whichever it is? When is the last?
//
// <details><summary>Answer</summary>
//
// The first after 300 ms, the last after about 400. Pages 2 and 3 have come after
// 50 ms, but `mapConcurrent` keeps the order, so they wait behind page 1. They
// also keep their places in the window: page 4 is asked for when page 1 has
// left it. For 250 ms there is one call under way, not three. After that six
// pages remain, in two rounds of three.
//
// </details>

// %%
void stalledWindow() {
    long start = System.nanoTime();
    var first = new AtomicLong();
    var pages =
            inOrder(new Archive(9, 1))
                    .peek(page -> first.compareAndSet(0, millisSince(start)))
                    .map(Page::number)
                    .toList();
    IO.println("in order: the first after " + first + " ms");
    IO.println(pages + " after " + millisSince(start) + " ms");
}

// %% [markdown]
// Who does not need the order takes whatever has come, and orders the next page
// for each that has. An `ExecutorCompletionService` (lesson 3) hands them out.

// %%
void asTheyCome() throws Exception {
    long start = System.nanoTime();
    var archive = new Archive(9, 1);
    var arrived = new ArrayList<Integer>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var ended = new ExecutorCompletionService<Page>(executor);
        int ordered = 0;
        while (arrived.size() < archive.pages) {
            while (ordered < archive.pages && ordered - arrived.size() < 3) {
                int number = ++ordered;
                ended.submit(() -> archive.page(number));
            }
            arrived.add(ended.take().get().number());
            if (arrived.size() == 1) {
                IO.println("as they come: the first after " + millisSince(start) + " ms");
            }
        }
    }
    var all = arrived.size() + " pages after " + millisSince(start) + " ms";
    IO.println(all + ", and page " + arrived.getLast() + " was the last");
}

// %% tags=["active-ipynb"]
// Timeline.record("the stalled window", () -> stalledWindow());

// %% tags=["active-ipynb"]
// Timeline.record("as they come", () -> asTheyCome());

// %% [markdown]
// On the first picture the lane of page 1 is long, those of pages 2 and 3 are
// short, and beside the long one there is nothing: no lane begins before it
// ends. That gap is the stall. On the second picture the short lanes follow one
// another beside the long one, two at a time, and the gap is gone.
//
// ## `Flow`: when the source pushes
//
// So far the reader pulls. `java.util.concurrent.Flow` turns it round: a
// *publisher* calls its *subscribers*, and each says by `request(n)` how many
// more it can take. There is no loop to read any more, only callbacks.

// %%
class OneAtATime implements Flow.Subscriber<String> {
    final List<String> heard = new ArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        subscription.request(1);
    }

    @Override
    public void onNext(String reading) {
        heard.add(reading);
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failed) {
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }
}

// %%
void pushed() throws InterruptedException {
    var board = new OneAtATime();
    var log = new OneAtATime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
            var station = new SubmissionPublisher<String>(executor, 1)) {
        station.subscribe(board);
        station.subscribe(log);
        for (int i = 1; i <= 3; i++) {
            station.submit("reading " + i); // waits while the buffer of a subscriber is full
        }
    }
    board.ended.await();
    log.ended.await();
    IO.println("the board heard " + board.heard);
    IO.println("the log heard " + log.heard);
}

// %% tags=["active-ipynb"]
// pushed();

// %% [markdown]
// Thirty lines for what `for` does in two. It is worth it where something *calls
// you* anyway: several readers for one source, each at its own speed; a protocol
// with demand on the wire; an API that hands you a publisher, as `HttpClient` does
// with `BodyHandlers.ofPublisher`. To read a sequence from a thread of your own, it
// is not. Lesson 27 comes back to demand and buffers.
//
// ## When each
//
// | you have | use | because |
// |---|---|---|
// | pages by number or cursor | an `Iterator`, or its `Stream` | nothing runs ahead |
// | a reader as slow as the source | one page ahead, by a `Future` | both overlap |
// | a loop that produces | a pump: thread and bounded queue | the loop stays; close it |
// | many slow calls, in order | `Gatherers.mapConcurrent` | bounded; a slow head stalls it |
// | many slow calls, any order | `ExecutorCompletionService` | no stall |
// | a source that calls you | `Flow` | demand goes back to the source |
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: everything first, the iterator, the stream. Ask which line of
//   `snowInStream` decides how many pages are fetched. Then show `sorted()`.
// - 10 min: one page ahead. Draw both pictures by hand before you run them. What
//   if reading takes twice as long as fetching?
// - 15 min: the pump and its leak. Two people and a table play it: a source, a
//   reader, and room for one sheet of paper. The reader goes home.
// - 10 min: the stalled window. Let them guess the gap. Ask what a window of six
//   would change: more pages are there when the gap begins, and the gap stays.
// - 5 min: `Flow`. Who in the room has a source that calls them?
// - Exercises: 8, 12 and 20 minutes. The third has a deadlock in store for who
//   puts the end into a full queue.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [generator](../bench/RESULTS.md#generator).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p07`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p07/PageIterator` saves itself as that file; the
// original IJava kernel lacks that magic.
//
// - [PageIterator.java](../exercises/p07_async_iterators/PageIterator.java),
//   8 minutes: story after story from an archive in pages, each page fetched when
//   it is needed and not before.

// %% tags=["active-ipynb"]
// check("p07/PageIterator");

// %% [markdown]
// - [PageAhead.java](../exercises/p07_async_iterators/PageAhead.java), 12 minutes:
//   repair a reader that was meant to fetch one page ahead.

// %% tags=["active-ipynb"]
// check("p07/PageAhead");

// %% [markdown]
// <details><summary>After solving</summary>
//
// A pump could do the same, but how far does it run ahead? With room for one page
// in its queue it is two ahead: one page lies there, the next is in the hands of
// its thread. A `SynchronousQueue` has no room at all, and with it a pump is one
// ahead. With a `Future` for each page you need not count: you order one, you take
// one, and `cancel` is at hand when you leave.
//
// </details>
//
// - [ReadingPump.java](../exercises/p07_async_iterators/ReadingPump.java),
//   20 minutes: a pump without the three holes.

// %% tags=["active-ipynb"]
// check("p07/ReadingPump");

// %% [markdown]
// <details><summary>After solving</summary>
//
// Two ways to close. *Interrupt and join*: short, but `join` throws at once when
// the status of the caller is set, so it takes a loop that joins again and sets the
// status at the end. *An executor*: `shutdownNow` and `close`, and `close` has that
// loop inside. Mind one thing: interrupted while it waits, `close` interrupts the
// tasks once more, and a source that sleeps while it cleans up is woken from that,
// too.
//
// Two ways to tell the end. *An element*: it cannot overtake the readings, it wakes
// whoever waits, and it needs room. *A flag*: it needs no room, and it wakes nobody.
// A lock with a condition can do both; then you have written a queue.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    search("everything first", archive -> firstSnow(everyPage(archive).iterator()));
    search("an iterator", archive -> firstSnow(new Pages(archive)));
    search("a stream", archive -> snowInStream(headlines(archive)));
    search("a sorted stream", archive -> snowInStream(headlines(archive).sorted()));
    oneByOne();
    onePageAhead();
    generated();
    leftOpen();
    window();
    windowLeftEarly();
    stalledWindow();
    asTheyCome();
    pushed();
}
