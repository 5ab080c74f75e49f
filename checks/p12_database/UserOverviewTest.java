package p12_database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p12_database.UserOverview.Connection;
import p12_database.UserOverview.DatabaseException;
import p12_database.UserOverview.Overview;
import p12_database.UserOverview.Pool;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class UserOverviewTest {

    private static final long SLOW = 5000;
    private static final Overview ADA =
            new Overview("Ada", List.of("ticket", "map"), Optional.of("trains"));

    @AllSchedules(delays = 2)
    @DisplayName("three connections: the queries are in flight together, one on each")
    @Hint({
        "How many connections does a page borrow, and how many threads talk on each?",
        "A connection answers one question after the other. Three at once need three.",
        "Each task borrows its own: try (var connection = pool.borrow()) { return"
                + " connection.query(…); }"
    })
    void together() throws Exception {
        var shop = new Shop(3);
        var page = new Page(shop, "1");

        page.expect(Optional.of(ADA));
        Expect.that(
                page.millis == 100,
                "the page after 100 ms: three queries of 100 ms at the same time",
                "after " + page.millis + " ms",
                "the queries come one after the other: they share a connection, or one is waited"
                        + " for before the next is made");
        shop.expectAllBack("the page is there");
    }

    @AllSchedules(delays = 2)
    @DisplayName("a pool of one connection, which is in use: the page comes when it is free")
    @Hint({
        "What does a task hold while it waits for a connection?",
        "Borrowing three connections before the first query needs three that are free at once.",
        "A task borrows one connection, asks, gives it back, and needs no other."
    })
    void onlyOne() throws Exception {
        var shop = new Shop(1);
        var elsewhere = shop.borrow();
        var page = new Page(shop, "1");
        Thread.sleep(Duration.ofMillis(SLOW));
        elsewhere.close();

        page.expect(Optional.of(ADA));
        shop.expectAllBack("the page is there");
        Expect.that(
                page.millis == SLOW + 300,
                "the page 300 ms after the connection became free",
                page.millis - SLOW + " ms after",
                "more or fewer than three queries were made, or the connection lay idle");
    }

    @AllSchedules(delays = 2)
    @DisplayName("whoever types SQL into the address bar finds nobody")
    @Hint({
        "Print the SQL that your code sends for the id \"1 or 1=1\".",
        "A ? in the SQL, and the id as a parameter of query."
    })
    void noInjection() throws Exception {
        var shop = new Shop(3);
        var page = new Page(shop, "1 or 1=1");

        Expect.that(
                !Optional.of(ADA).equals(page.expectValue("an empty result")),
                "an empty result for the user \"1 or 1=1\"",
                "the page of the first user",
                "what came from the address bar is a part of the SQL: \"1 or 1=1\" is a condition"
                        + " that holds for every row");
        page.expect(Optional.empty());
        shop.expectAllBack("the page is there");
    }

    @AllSchedules(delays = 2)
    @DisplayName("an unknown user is an empty result, and a missing profile no failure")
    @Hint({
        "What is in the list when a query finds no row?",
        "list.stream().findFirst() is empty for an empty list; getFirst() throws."
    })
    void notFound() throws Exception {
        var shop = new Shop(3);
        new Page(shop, "4711").expect(Optional.empty());
        shop.expectAllBack("nobody was found");

        new Page(shop, "2").expect(Optional.of(new Overview("Grace", List.of(), Optional.empty())));
        shop.expectAllBack("the page is there");
    }

    @AllSchedules(delays = 1)
    @DisplayName("a query that fails ends the others at once, whichever it is")
    @Hint({
        "Who looks at the second query while your code waits for the first?",
        "An ExecutorCompletionService hands out the tasks in the order in which they end.",
        "finally { executor.shutdownNow(); } interrupts what still runs, and close() waits for it."
    })
    void failure() throws Exception {
        for (String table : List.of("users", "orders", "profiles")) {
            var shop = new Shop(3);
            shop.fail(table);
            var page = new Page(shop, "1");
            page.expectFailure(shop.failure, table);
            shop.expectAllBack("the query of " + table + " has failed");
        }
    }

    @AllSchedules(delays = 2)
    @DisplayName("an interrupt of the caller ends the queries, and every connection is back")
    @Hint({
        "Which lines of yours run when get() or take() throws InterruptedException?",
        "Interrupt the tasks in finally, and let the InterruptedException go on."
    })
    void interrupted() throws Exception {
        var shop = new Shop(2);
        shop.slow();
        var page = new Page(shop, "1");
        Thread.sleep(Duration.ofMillis(40));
        page.thread.interrupt();

        page.expectInterrupted(40);
        shop.expectAllBack("the page was called off");
    }

    /// Three tables behind a pool; a query takes 100 ms.
    private static final class Shop implements Pool {

        private static final Map<String, List<String>> ROWS =
                Map.of(
                        "users 1", List.of("Ada"),
                        "orders 1", List.of("ticket", "map"),
                        "profiles 1", List.of("trains"),
                        "users 2", List.of("Grace"));

        final DatabaseException failure = new DatabaseException("the disk is full");
        private final AtomicReference<Unmet> complaint = new AtomicReference<>();
        private final AtomicInteger out = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final Semaphore free;
        private final int size;
        private String failing = "";
        private boolean isSlow;

        Shop(int size) {
            this.size = size;
            free = new Semaphore(size, true);
        }

        void fail(String table) {
            failing = table;
            isSlow = true;
        }

        void slow() {
            isSlow = true;
        }

        @Override
        public Connection borrow() throws InterruptedException {
            free.acquire();
            out.incrementAndGet();
            return new Conversation();
        }

        void verify() {
            if (complaint.get() != null) {
                throw complaint.get();
            }
        }

        private void complain(boolean holds, String expected, String observed, String why) {
            if (!holds) {
                complaint.compareAndSet(null, new Unmet(expected, observed, why));
                throw complaint.get();
            }
        }

        void expectAllBack(String when) throws InterruptedException {
            verify();
            int left = out.get();
            Expect.that(
                    running.get() == 0,
                    "no query is in flight once " + when,
                    running + " in flight",
                    "nobody ended the other queries, or nobody waited until they had ended");
            Expect.that(
                    left == 0,
                    "all connections are back once " + when,
                    left + " of " + size + (left == 1 ? " is" : " are") + " still out",
                    "a way out of the task does not pass close(): the connection is lost to the"
                            + " pool for good");
        }

        private final class Conversation implements Connection {

            private final AtomicBoolean busy = new AtomicBoolean();
            private final AtomicBoolean isBack = new AtomicBoolean();
            private final Semaphore turn = new Semaphore(1, true);

            @Override
            public List<String> query(String sql, Object... parameters)
                    throws DatabaseException, InterruptedException {
                complain(
                        !isBack.get(),
                        "queries on a borrowed connection",
                        "a query on one that was given back",
                        "somebody else may have it by now");
                turn.acquire(); // as pgjdbc does: the second of two waits
                running.incrementAndGet();
                try {
                    return answer(sql, parameters);
                } finally {
                    running.decrementAndGet();
                    turn.release();
                }
            }

            @Override
            public void close() {
                if (isBack.compareAndSet(false, true)) {
                    out.decrementAndGet();
                    free.release();
                }
            }
        }

        private List<String> answer(String sql, Object... parameters)
                throws DatabaseException, InterruptedException {
            String table = sql.replaceAll("(?is).*\\bfrom\\s+(\\w+).*", "$1");
            Thread.sleep(Duration.ofMillis(isSlow && !table.equals(failing) ? SLOW : 100));
            if (table.equals(failing)) {
                throw failure;
            }
            if (!sql.contains("?")) {
                return concatenated(table, sql);
            }
            complain(
                    !sql.contains("'?'") && parameters.length == 1,
                    "one parameter for a ? without apostrophes",
                    parameters.length + " parameters for: " + sql,
                    "each ? gets its value from the parameters, in their order; between"
                            + " apostrophes it is a text of one character");
            return ROWS.getOrDefault(table + " " + parameters[0], List.of());
        }
    }

    /// Believes what the SQL says, as a database does: `1 or 1=1` holds for every row.
    private static List<String> concatenated(String table, String sql) {
        return sql.contains("or 1=1")
                ? Shop.ROWS.get(table + " 1")
                : Shop.ROWS.getOrDefault(
                        table + " " + sql.replaceAll("(?s).*=\\D*", "").strip(), List.of());
    }

    /// A thread that asks for a page, and how that ended.
    private static final class Page {

        final Thread thread;
        long millis;
        private final Shop shop;
        private Object value;
        private Throwable thrown;

        Page(Shop shop, String id) {
            this.shop = shop;
            var overview = new UserOverview(shop);
            Callable<Object> call = () -> overview.of(id);
            thread = Thread.ofVirtual().name("page").start(() -> make(call));
        }

        private void make(Callable<Object> call) {
            long begin = System.nanoTime();
            try {
                value = call.call();
            } catch (Throwable failure) {
                thrown = failure;
            }
            millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }

        private String end(String expected) throws InterruptedException {
            boolean ended = thread.join(Duration.ofHours(1));
            shop.verify();
            Expect.that(
                    ended,
                    expected,
                    "of does not return, and no query is in flight",
                    "a task waits for a connection while others, of the same page, hold all there"
                            + " are; or a connection was not given back");
            return thrown == null ? "of returned " + value : "of threw " + thrown;
        }

        Object expectValue(String expected) throws InterruptedException {
            end(expected);
            return value;
        }

        void expect(Optional<Overview> expected) throws InterruptedException {
            String observed = end("the page: " + expected);
            Expect.that(
                    !(thrown instanceof IllegalStateException),
                    expected.toString(),
                    observed,
                    "somebody gave up waiting for a query, or for a connection, that comes late");
            Expect.that(
                    thrown == null,
                    expected.isEmpty() ? "an empty result" : expected.toString(),
                    observed,
                    "a query without a row gives an empty list, which is no failure: getFirst() of"
                            + " it throws");
            Expect.equal(
                    expected,
                    value,
                    expected.isEmpty()
                            ? "a user who does not exist is an empty result, and no page of nulls"
                            : "the answers were mixed up, or one was dropped");
        }

        void expectFailure(DatabaseException failure, String table) throws InterruptedException {
            String expected =
                    "an ExecutionException caused by the failure of %s, after 100 ms"
                            .formatted(table);
            String observed = end(expected) + ", after " + millis + " ms";
            Expect.that(
                    thrown != null,
                    expected,
                    observed,
                    "the failure of a query was caught, and taken for an empty result");
            Expect.that(
                    millis == 100,
                    expected,
                    observed,
                    "the queries are waited for in the order in which they were made, or nobody"
                            + " interrupts those that still run: a failure is told when the"
                            + " slowest has ended");
            Expect.that(
                    thrown instanceof ExecutionException && thrown.getCause() == failure,
                    expected,
                    observed,
                    "what the query threw was wrapped once more, or replaced, on its way");
        }

        void expectInterrupted(long after) throws InterruptedException {
            String expected = "an InterruptedException after %d ms".formatted(after);
            String observed = end(expected) + ", after " + millis + " ms";
            Expect.that(
                    millis == after,
                    expected,
                    observed,
                    "the queries went on although their caller was called off: the interrupt ends"
                            + " the wait, and only an interrupt of the tasks ends them");
            Expect.that(
                    thrown instanceof InterruptedException,
                    expected,
                    observed,
                    "the InterruptedException was caught or replaced: whoever called cannot tell"
                            + " that it was asked to stop");
        }
    }
}
