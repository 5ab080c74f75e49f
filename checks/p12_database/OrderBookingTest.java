package p12_database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p12_database.OrderBooking.Booking;
import p12_database.OrderBooking.Booking.Booked;
import p12_database.OrderBooking.Booking.SoldOut;
import p12_database.OrderBooking.Conflict;
import p12_database.OrderBooking.Connection;
import p12_database.OrderBooking.DatabaseException;
import p12_database.OrderBooking.Pool;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class OrderBookingTest {

    private static final List<String> BOTH = List.of("ticket", "map");

    @AllSchedules
    @DisplayName("an order is booked in one transaction, and the connection is back")
    @Hint({
        "When does the database keep what a statement changed, if nobody said begin?",
        "borrow, begin, TAKE and LINE for each item, commit, close.",
        "try (var connection = pool.borrow()) { connection.begin(); … }"
    })
    void booked() throws Exception {
        var shop = new Shop(1, 1);
        var customer = new Customer("Ada", shop, BOTH);

        customer.expect(new Booked(1));
        shop.expectStock(0, 0);
        shop.expectLines("Ada ticket", "Ada map");
        shop.expectAllBack();
    }

    @AllSchedules
    @DisplayName("an item that is sold out undoes what was taken before it")
    @Hint({
        "The ticket was taken before the map turned out to be missing. Who puts it back?",
        "TAKE returns how many rows it changed: 0 means sold out.",
        "connection.rollback(), and return new Booking.SoldOut(item)."
    })
    void soldOut() throws Exception {
        var shop = new Shop(1, 0);
        var customer = new Customer("Ada", shop, BOTH);

        customer.expect(new SoldOut("map"));
        shop.expectStock(1, 0);
        shop.expectLines();
        shop.expectAllBack();
    }

    @AllSchedules
    @DisplayName("whatever fails, in whatever way, is rolled back, and reaches the caller as it is")
    @Hint({
        "Which types of failure does your catch know? The database throws one, a bug another.",
        "catch (Throwable failed) { … rollback …; throw failed; } keeps the type.",
        "A rollback that fails: failed.addSuppressed(it), and throw what failed first."
    })
    void failure() throws Exception {
        expectRolledBack(new DatabaseException("the disk is full"), false);
        expectRolledBack(new IllegalStateException("a bug in the driver"), false);
        expectRolledBack(new StackOverflowError("too deep"), false);
        expectRolledBack(new DatabaseException("the server is gone"), true);
    }

    private static void expectRolledBack(Throwable failure, boolean rollbackFails)
            throws Exception {
        var shop = new Shop(1, 1);
        shop.next("LINE", failure);
        shop.rollbackFails = rollbackFails;
        var customer = new Customer("Ada", shop, BOTH);

        customer.expectThrown(failure);
        if (rollbackFails) {
            Expect.that(
                    Arrays.asList(failure.getSuppressed()).contains(shop.rollbackFailure),
                    "the failed rollback suppressed under " + failure,
                    "suppressed: " + Arrays.toString(failure.getSuppressed()),
                    "a rollback that fails is a second thing to know, and was dropped");
        } else {
            shop.expectStock(1, 1);
        }
        shop.expectAllBack();
    }

    @AllSchedules
    @DisplayName("after a conflict the whole transaction is tried again, three times in all")
    @Hint({
        "What is left of the first attempt when the second begins?",
        "The loop is around everything: borrow, begin, statements, commit.",
        "The pause stands where the connection is back already: after the try-with-resources."
    })
    void conflict() throws Exception {
        var shop = new Shop(1, 1);
        shop.next("TAKE", new Conflict("deadlock detected"));
        shop.next("commit", new Conflict("could not serialize access"));
        var customer = new Customer("Ada", shop, List.of("ticket"));

        customer.expect(new Booked(3));
        shop.expectStock(0, 1);
        shop.expectLines("Ada ticket");
        shop.expectAllBack();
        // TAKE; pause; TAKE, LINE, commit; pause; TAKE, LINE, commit: 10 ms each
        customer.expectMillis(
                170, "the pauses of 50 ms stand between the attempts, and nowhere else");
    }

    @AllSchedules
    @DisplayName("the last conflict reaches the caller, without another pause")
    @Hint({
        "How often does your loop run, and what does it do when it has run out?",
        "In the last attempt the conflict is not caught, or thrown again."
    })
    void conflictForEver() throws Exception {
        var shop = new Shop(1, 1);
        var last = new Conflict("deadlock detected, for the third time");
        shop.next("TAKE", new Conflict("deadlock detected"));
        shop.next("TAKE", new Conflict("deadlock detected, again"));
        shop.next("TAKE", last);
        var customer = new Customer("Ada", shop, List.of("ticket"));

        customer.expectThrown(last);
        shop.expectStock(1, 1);
        shop.expectAllBack();
        customer.expectMillis(130, "who gives up does not pause first");
    }

    @AllSchedules
    @DisplayName("who pauses holds no connection")
    @Hint({
        "Where stands your Thread.sleep: before or after close()?",
        "One method does one attempt, with its try-with-resources. Another loops and pauses."
    })
    void noConnectionInThePause() throws Exception {
        var shop = new Shop(1, 1);
        shop.next("TAKE", new Conflict("deadlock detected"));
        var customer = new Customer("Ada", shop, List.of("ticket"));
        Thread.sleep(Duration.ofMillis(20)); // the conflict was at 10 ms, the pause ends at 60

        int out = shop.out.get();
        shop.verify();
        Expect.that(
                out == 0,
                "the connection is free while Ada's booking pauses",
                out + " of 1 is out",
                "it sleeps with a connection in its hand: what everybody waits for lies idle");
        customer.expect(new Booked(2));
        shop.expectAllBack();
    }

    @AllSchedules
    @DisplayName("a commit that fails otherwise is never tried again")
    @Hint({
        "The answer to commit was lost. Has the database done it?",
        "Catch Conflict, and no other type, around an attempt."
    })
    void commitInDoubt() throws Exception {
        var shop = new Shop(2, 1);
        var lost = new DatabaseException("the connection broke during commit");
        shop.next("commit", lost);
        var customer = new Customer("Ada", shop, List.of("ticket"));

        customer.end("book ends");
        Expect.that(
                shop.begun.get() == 1,
                "one attempt",
                shop.begun + " attempts",
                "only a conflict promises that nothing has happened: after another failure of"
                        + " commit a second try may book, and charge, twice");
        customer.expectThrown(lost);
        shop.expectAllBack();
    }

    @AllSchedules
    @DisplayName("an interrupt rolls back, and leaves as an InterruptedException")
    @Hint({
        "An InterruptedException is no DatabaseException. Does it pass your rollback?",
        "catch (Throwable failed) around the statements sees it as well."
    })
    void interrupted() throws Exception {
        var shop = new Shop(1, 1);
        var customer = new Customer("Ada", shop, BOTH);
        Thread.sleep(Duration.ofMillis(15)); // in the middle of the second statement
        customer.thread.interrupt();
        customer.expectInterrupted();
        shop.expectStock(1, 1);
        shop.expectAllBack();

        shop.next("TAKE", new Conflict("deadlock detected"));
        var pausing = new Customer("Grace", shop, BOTH);
        Thread.sleep(Duration.ofMillis(30));
        pausing.thread.interrupt();
        pausing.expectInterrupted();
        shop.expectAllBack();
    }

    @AllSchedules(delays = 2)
    @DisplayName("two customers and one ticket: one gets it")
    @Hint({
        "Between which two of your statements can another customer come?",
        "TAKE itself looks and takes, in one step: believe what it returns."
    })
    void lastTicket() throws Exception {
        var shop = new Shop(1, 5);
        var ada = new Customer("Ada", shop, List.of("ticket"));
        var grace = new Customer("Grace", shop, List.of("ticket"));

        var ends = new ArrayList<>(List.of(ada.value(), grace.value()));
        Expect.that(
                ends.remove(new Booked(1)) && ends.remove(new SoldOut("ticket")),
                "one Booked and one SoldOut",
                "Ada: " + ada.value() + ", Grace: " + grace.value(),
                "the second customer's TAKE changes no row: that is the answer");
        shop.expectStock(0, 5);
        shop.expectAllBack();
    }

    /// A database with one connection; a statement takes 10 ms.
    private static final class Shop implements Pool {

        final DatabaseException rollbackFailure = new DatabaseException("the rollback failed");

        final AtomicInteger out = new AtomicInteger();
        final AtomicInteger begun = new AtomicInteger();
        boolean rollbackFails;
        private final Semaphore free = new Semaphore(1, true);
        private final Map<String, Integer> stock = new HashMap<>();
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Deque<Throwable>> failures = new HashMap<>();
        private final AtomicReference<Unmet> complaint = new AtomicReference<>();
        private volatile Thread holder;

        Shop(int tickets, int maps) {
            stock.put("ticket", tickets);
            stock.put("map", maps);
        }

        /// The next statement of this kind fails.
        void next(String kind, Throwable failure) {
            failures.computeIfAbsent(kind, any -> new ArrayDeque<>()).add(failure);
        }

        void verify() {
            if (complaint.get() != null) {
                throw complaint.get();
            }
        }

        void complain(boolean holds, String expected, String observed, String why) {
            if (!holds) {
                complaint.compareAndSet(null, new Unmet(expected, observed, why));
                throw complaint.get();
            }
        }

        @Override
        public Connection borrow() throws InterruptedException {
            complain(
                    out.get() == 0 || Thread.currentThread() != holder,
                    "one connection for each booking",
                    "a second one was asked for by who holds the first",
                    "who waits for a connection and holds one may wait for itself");
            free.acquire();
            holder = Thread.currentThread();
            out.incrementAndGet();
            return new Conversation();
        }

        void expectStock(int tickets, int maps) {
            String expected = "%d tickets and %d maps".formatted(tickets, maps);
            String observed =
                    "%d tickets and %d maps".formatted(stock.get("ticket"), stock.get("map"));
            verify();
            Expect.that(
                    expected.equals(observed),
                    expected + " in the stock",
                    observed,
                    "what an attempt took was neither paid for by an order nor put back");
        }

        void expectLines(String... expected) {
            Expect.equal(
                    List.of(expected),
                    List.copyOf(lines),
                    "each booked item has one line, and an order that is not booked has none");
        }

        void expectAllBack() {
            verify();
            Expect.that(
                    out.get() == 0,
                    "the connection is back",
                    "it is still out",
                    "a way out of book does not pass close(): the connection is lost for good");
        }

        private final class Conversation implements Connection {

            private final Map<String, Integer> before = new HashMap<>();
            private final List<String> linesBefore = new ArrayList<>();
            private boolean inTransaction;
            private boolean isBroken;
            private boolean isBack;

            @Override
            public void begin() {
                open();
                complain(
                        !inTransaction,
                        "one transaction at a time",
                        "begin in the middle of a transaction",
                        "an attempt was neither committed nor rolled back before the next began");
                begun.incrementAndGet();
                inTransaction = true;
                before.putAll(stock);
                linesBefore.addAll(lines);
            }

            @Override
            public int update(String sql, Object... parameters)
                    throws DatabaseException, InterruptedException {
                open();
                complain(
                        inTransaction,
                        "statements between begin and commit",
                        "one without a transaction",
                        "without begin each statement is committed by itself, and a failure leaves"
                                + " half an order");
                complain(
                        !isBroken,
                        "a rollback after a failure",
                        "another statement in the same transaction",
                        "a transaction in which a statement has failed does not go on: PostgreSQL"
                                + " refuses everything but the rollback");
                boolean takes = sql.equals(OrderBooking.TAKE);
                complain(
                        takes || sql.equals(OrderBooking.LINE),
                        "TAKE and LINE, with parameters",
                        sql,
                        "the values are a part of the SQL, or another question was asked");
                complain(
                        parameters.length == (takes ? 1 : 2),
                        takes ? "one parameter for TAKE" : "two parameters for LINE",
                        Arrays.toString(parameters),
                        "each ? gets its value from the parameters, in their order");
                work(takes ? "TAKE" : "LINE");
                return takes ? take((String) parameters[0]) : line(parameters);
            }

            private int take(String item) {
                int pieces = stock.get(item);
                if (pieces > 0) {
                    stock.put(item, pieces - 1);
                }
                return pieces > 0 ? 1 : 0;
            }

            private int line(Object... parameters) {
                lines.add(parameters[0] + " " + parameters[1]);
                return 1;
            }

            @Override
            public void commit() throws DatabaseException, InterruptedException {
                open();
                complain(
                        inTransaction && !isBroken,
                        "a commit of a transaction that is whole",
                        "a commit after a failure, or without begin",
                        "what is half done is rolled back, not committed");
                work("commit");
                inTransaction = false;
            }

            @Override
            public void rollback() throws DatabaseException {
                open();
                if (rollbackFails) {
                    inTransaction = false;
                    throw rollbackFailure;
                }
                if (inTransaction) {
                    stock.putAll(before);
                    lines.clear();
                    lines.addAll(linesBefore);
                    inTransaction = false;
                }
            }

            @Override
            public void close() {
                if (!isBack) {
                    isBack = true;
                    out.decrementAndGet();
                    free.release();
                    complain(
                            !inTransaction,
                            "a connection that is given back without a transaction",
                            "a transaction is still open",
                            "some way out passes neither commit nor rollback: the locks stay, and"
                                    + " whoever gets the connection next goes on with half an"
                                    + " order");
                }
            }

            private void open() {
                complain(
                        !isBack,
                        "work on a borrowed connection",
                        "work on one that was given back",
                        "somebody else may have it by now");
            }

            private void work(String kind) throws DatabaseException, InterruptedException {
                boolean whole = false;
                try {
                    Thread.sleep(Duration.ofMillis(10));
                    var planned = failures.getOrDefault(kind, new ArrayDeque<>()).poll();
                    switch (planned) {
                        case null -> {}
                        case DatabaseException failure -> throw failure;
                        case RuntimeException failure -> throw failure;
                        case Error failure -> throw failure;
                        default -> throw new IllegalArgumentException(planned);
                    }
                    whole = true;
                } finally {
                    isBroken = !whole;
                }
            }
        }
    }

    /// A thread that books an order, and how that ended.
    private static final class Customer {

        final Thread thread;
        private final Shop shop;
        private Booking booking;
        private Throwable thrown;
        private long millis;

        Customer(String name, Shop shop, List<String> items) {
            this.shop = shop;
            var desk = new OrderBooking(shop);
            thread = Thread.ofVirtual().name(name).start(() -> book(desk, name, items));
        }

        private void book(OrderBooking desk, String name, List<String> items) {
            long begin = System.nanoTime();
            try {
                booking = desk.book(name, items);
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
                    "book does not return, and no statement is in flight",
                    "a connection was not given back, and book waits for it");
            return thrown == null ? "book returned " + booking : "book threw " + thrown;
        }

        Booking value() throws InterruptedException {
            String observed = end("a booking");
            Expect.that(thrown == null, "a booking", observed, "nothing failed, and book threw");
            return booking;
        }

        void expect(Booking expected) throws InterruptedException {
            String observed = end(expected.toString());
            Expect.that(
                    expected.equals(booking),
                    expected.toString(),
                    observed,
                    thrown instanceof DatabaseException
                            ? "a conflict asks to try the whole transaction again: at a statement,"
                                    + " and at commit as well"
                            : "TAKE says by its count whether there was a piece; Booked says how"
                                    + " many transactions it took");
        }

        void expectThrown(Throwable failure) throws InterruptedException {
            String expected = "book throws " + failure;
            String observed = end(expected);
            Expect.that(
                    thrown == failure,
                    expected,
                    observed,
                    thrown == shop.rollbackFailure
                            ? "the failure of the rollback has taken the place of what failed"
                                    + " first"
                            : "the failure was dropped, wrapped or replaced on its way, or the"
                                    + " attempt was made again");
        }

        void expectInterrupted() throws InterruptedException {
            String expected = "book throws InterruptedException";
            String observed = end(expected);
            Expect.that(
                    thrown instanceof InterruptedException,
                    expected,
                    observed,
                    "the InterruptedException was caught or replaced: whoever called cannot tell"
                            + " that it was asked to stop");
        }

        void expectMillis(long expected, String why) {
            Expect.that(
                    millis == expected,
                    "%s ended after %d ms".formatted(thread.getName(), expected),
                    "after " + millis + " ms",
                    why);
        }
    }
}
