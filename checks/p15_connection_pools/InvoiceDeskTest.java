package p15_connection_pools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p15_connection_pools.InvoiceDesk.Connection;
import p15_connection_pools.InvoiceDesk.Order;
import p15_connection_pools.InvoiceDesk.Pool;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class InvoiceDeskTest {

    private static final String TEXT = "Invoice for Ada\nticket: 20\nmap: 5";

    @AllSchedules
    @DisplayName("with a pool of one connection an invoice comes, on one borrowed connection")
    @Hint({
        "How many connections does one invoice hold at the same moment?",
        "What invoice calls while it holds a connection must not borrow another.",
        "Ask with the connection in hand: connection.nameOf(…), connection.priceOf(…)."
    })
    void oneConnection() throws Exception {
        var shop = new Shop(1);
        var desk = new InvoiceDesk(shop, shop::print);

        var end = new Call("invoice", () -> desk.invoice(1));
        shop.expectEnds(end, "an invoice, from a pool of one connection");
        Expect.equal(
                List.of(TEXT),
                List.copyOf(shop.printed),
                "the text of the invoice is as it was: its name and its prices in their order");
        Expect.that(
                shop.borrowed.get() == 1,
                "one connection borrowed, once",
                shop.borrowed + " times",
                "each question goes to the pool anew: the answers may be of different moments, and"
                        + " the invoice waits in the queue again and again");
        shop.expectAllBack("the invoice is printed");
    }

    @AllSchedules(delays = 2)
    @DisplayName("two invoices at once, on two connections, do not wait for each other")
    @Hint({
        "Two tasks hold a connection each, and each waits for a second. Who gives one back?",
        "The pool must be larger than tasks times (connections per task - 1). Better: one per task."
    })
    void twoAtOnce() throws Exception {
        var shop = new Shop(2);
        var desk = new InvoiceDesk(shop, shop::print);

        var first = new Call("first", () -> desk.invoice(1));
        var second = new Call("second", () -> desk.invoice(1));
        shop.expectEnds(first, "both invoices");
        shop.expectEnds(second, "both invoices");
        Expect.that(
                first.millis == 140 && second.millis == 140,
                "both after 140 ms: four questions of 10 ms, and 100 ms of printing",
                first.millis + " and " + second.millis + " ms",
                "a lock around the invoices, or around the printer, lets one through at a time");
        shop.expectAllBack("both are printed");
    }

    @AllSchedules
    @DisplayName("the connection is back before the printer begins")
    @Hint({
        "For how long does an invoice need the database?",
        "One method makes the text and gives the connection back. Its caller prints."
    })
    void notWhilePrinting() throws Exception {
        var shop = new Shop(1);
        var desk = new InvoiceDesk(shop, shop::print);

        var end = new Call("invoice", () -> desk.invoice(1));
        shop.expectEnds(end, "an invoice");
        Expect.that(
                shop.outWhilePrinting.get() == 0,
                "no connection is out while the printer prints",
                shop.outWhilePrinting + " of 1 is out",
                "the slowest thing of all happens with a connection in the hand: whoever needs the"
                        + " database waits for the printer");
    }

    @AllSchedules
    @DisplayName("what fails gives its connection back, and comes through as it is")
    @Hint({
        "Which way out of invoice does not pass close()?",
        "try (var connection = pool.borrow()) { … }"
    })
    void failure() throws Exception {
        for (String failing : List.of("order", "nameOf", "priceOf", "print")) {
            var shop = new Shop(2);
            shop.failing = failing;
            var desk = new InvoiceDesk(shop, shop::print);
            var end = new Call("invoice", () -> desk.invoice(1));
            end.join();
            Expect.that(
                    end.thrown == shop.failure,
                    "invoice throws " + shop.failure,
                    end.thrown == null ? "invoice returned" : "invoice threw " + end.thrown,
                    "the failure was dropped, wrapped or replaced on its way");
            shop.expectAllBack(failing + " has failed");
        }
    }

    @AllSchedules
    @DisplayName("customer and price can be called by themselves, and borrow one connection")
    @Hint("The two public methods stay as they are. What invoice needs is another method.")
    void byThemselves() throws Exception {
        var shop = new Shop(2);
        var desk = new InvoiceDesk(shop, shop::print);
        var answers = new ConcurrentLinkedQueue<String>();

        var end =
                new Call(
                        "caller",
                        () -> {
                            answers.add(desk.customer("c1"));
                            answers.add("" + desk.price("map"));
                        });
        shop.expectEnds(end, "a name and a price");
        Expect.equal(List.of("Ada", "5"), List.copyOf(answers), "their answers are what they were");
        Expect.that(
                shop.borrowed.get() == 2,
                "one connection borrowed for each",
                shop.borrowed + " borrowed",
                "they need a connection of their own when nobody gives them one");
        shop.expectAllBack("both have answered");
    }

    private interface Action {
        void run() throws Exception;
    }

    /// A thread that makes a call, and how that ended.
    private static final class Call {

        final Thread thread;
        Throwable thrown;
        long millis;

        Call(String name, Action action) {
            thread = Thread.ofVirtual().name(name).start(() -> make(action));
        }

        private void make(Action action) {
            long begin = System.nanoTime();
            try {
                action.run();
            } catch (Throwable failure) {
                thrown = failure;
            }
            millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }

        boolean join() throws InterruptedException {
            return thread.join(Duration.ofHours(1));
        }
    }

    /// A database behind a pool, and a printer. A question takes 10 ms, printing 100 ms.
    private static final class Shop implements Pool {

        final List<String> printed = new ArrayList<>();
        final AtomicInteger borrowed = new AtomicInteger();
        final AtomicInteger out = new AtomicInteger();
        final AtomicInteger outWhilePrinting = new AtomicInteger();
        final IllegalStateException failure = new IllegalStateException("it is broken");
        String failing = "";
        private final AtomicReference<Unmet> complaint = new AtomicReference<>();
        private final Semaphore free;
        private final Semaphore paper = new Semaphore(1);

        Shop(int size) {
            free = new Semaphore(size, true);
        }

        @Override
        public Connection borrow() throws InterruptedException {
            free.acquire();
            borrowed.incrementAndGet();
            out.incrementAndGet();
            return new Conversation();
        }

        void print(String text) throws InterruptedException {
            outWhilePrinting.accumulateAndGet(out.get(), Math::max);
            take("print", 100);
            paper.acquire();
            printed.add(text);
            paper.release();
        }

        private void take(String what, int millis) throws InterruptedException {
            Thread.sleep(Duration.ofMillis(millis));
            if (what.equals(failing)) {
                throw failure;
            }
        }

        void expectEnds(Call call, String expected) throws InterruptedException {
            boolean ended = call.join();
            if (complaint.get() != null) {
                throw complaint.get();
            }
            Expect.that(
                    ended,
                    expected,
                    "everybody waits for a connection, and the database has nothing to do",
                    "whoever holds a connection waits for another one: when all are held by such,"
                            + " nobody gives one back");
            Expect.that(
                    call.thrown == null, expected, "it threw " + call.thrown, "nothing was broken");
        }

        void expectAllBack(String when) {
            Expect.that(
                    out.get() == 0,
                    "all connections are back once " + when,
                    out + " still out",
                    "a way out does not pass close(): the connection is lost to all");
        }

        private final class Conversation implements Connection {

            private final AtomicInteger isOut = new AtomicInteger(1);

            @Override
            public Order order(int number) throws InterruptedException {
                ask("order");
                return new Order("c1", List.of("ticket", "map"));
            }

            @Override
            public String nameOf(String customer) throws InterruptedException {
                ask("nameOf");
                return Map.of("c1", "Ada").get(customer);
            }

            @Override
            public int priceOf(String item) throws InterruptedException {
                ask("priceOf");
                return Map.of("ticket", 20, "map", 5).get(item);
            }

            private void ask(String what) throws InterruptedException {
                if (isOut.get() == 0) {
                    complaint.compareAndSet(
                            null,
                            new Unmet(
                                    "questions on a borrowed connection",
                                    "one on a connection that was given back",
                                    "the connection was closed before the last question"));
                    throw complaint.get();
                }
                take(what, 10);
            }

            @Override
            public void close() {
                if (isOut.compareAndSet(1, 0)) {
                    out.decrementAndGet();
                    free.release();
                }
            }
        }
    }
}
