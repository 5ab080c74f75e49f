package p15_connection_pools;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class PooledCallTest {

    @AllSchedules
    @DisplayName("the query runs with a borrowed connection, on its caller's thread")
    @Hint({
        "Who calls query.with(…) in your code, and with which connection?",
        "borrow, return query.with(connection), and giveBack in finally."
    })
    void answers() throws Exception {
        var shop = new Shop(1);
        var pooled = new PooledCall(shop);
        var ranOn = new AtomicReference<Thread>();

        String answer =
                pooled.call(connection -> {
                    ranOn.set(Thread.currentThread());
                    return connection.ask("weather");
                });

        Expect.equal("answer to weather", answer, "the answer of the query was dropped");
        Expect.that(
                ranOn.get() == Thread.currentThread(),
                "the query on the thread of its caller",
                "on another thread",
                "an executor runs the query: an interrupt of the caller does not reach it");
        shop.expectAllBack("the query has ended");
    }

    @AllSchedules
    @DisplayName(
            "a query that fails gives its connection back, once, and its failure comes through")
    @Hint({
        "Which lines of yours are skipped when the query throws?",
        "try { return query.with(connection); } finally { pool.giveBack(connection); }"
    })
    void failureGivesBack() throws Exception {
        for (Throwable failure :
                new Throwable[] {
                    new IOException("no answer"),
                    new IllegalStateException("a bug"),
                    new StackOverflowError("too deep")
                }) {
            var shop = new Shop(1);
            Throwable thrown = null;
            try {
                new PooledCall(shop).call(connection -> fail(failure));
            } catch (UnsupportedOperationException todo) {
                throw todo;
            } catch (Throwable found) {
                thrown = found;
            }
            shop.verify();
            Expect.that(
                    thrown == failure,
                    "call throws " + failure,
                    "call threw " + thrown,
                    "the failure was dropped, wrapped or replaced on its way");
            shop.expectAllBack("the query has failed with " + failure);
        }
    }

    @AllSchedules
    @DisplayName("who is interrupted while it waits for a connection gives none back")
    @Hint({
        "When borrow() throws, which connection could be given back?",
        "borrow() stands before try: what it throws does not come past finally."
    })
    void interruptedWhileWaiting() throws Exception {
        var shop = new Shop(1);
        var pooled = new PooledCall(shop);
        PooledCall.Connection taken = shop.borrow();
        var end = new AtomicReference<Throwable>();

        var waiting = start("waiting", end, () -> pooled.call(connection -> connection.ask("a")));
        Thread.sleep(Duration.ofMillis(40));
        waiting.interrupt();
        waiting.join(Duration.ofHours(1));
        shop.verify();
        Expect.that(
                end.get() instanceof InterruptedException,
                "an InterruptedException for who waited",
                end.get() == null ? "call returned, or waits on" : "call threw " + end.get(),
                "the interrupt was caught, or replaced by what came of giving back a connection"
                        + " that was never borrowed");

        shop.giveBack(taken);
        shop.expectAllBack("nobody needs a connection");
    }

    @AllSchedules(delays = 2)
    @DisplayName("two callers at once have a connection each, and a third waits for one of them")
    @Hint({
        "Does a call borrow, or does it use what another call has borrowed?",
        "The connection is a local variable of call, and no field."
    })
    void aConnectionEach() throws Exception {
        var shop = new Shop(2);
        var pooled = new PooledCall(shop);
        var end = new AtomicReference<Throwable>();

        long begin = System.nanoTime();
        var first = start("first", end, () -> pooled.call(connection -> connection.ask("a")));
        var second = start("second", end, () -> pooled.call(connection -> connection.ask("b")));
        var third = start("third", end, () -> pooled.call(connection -> connection.ask("c")));
        first.join();
        second.join();
        boolean ended = third.join(Duration.ofHours(1));
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        shop.verify();
        if (end.get() instanceof UnsupportedOperationException todo) {
            throw todo;
        }
        Expect.that(
                ended && end.get() == null,
                "three answers",
                ended ? "call threw " + end.get() : "the third waits, and no query is in flight",
                "a connection that was used did not come back for the next");
        Expect.that(
                millis == 200,
                "two queries of 100 ms at once, then the third: 200 ms",
                millis + " ms",
                "the calls hold each other up: a lock around them lets one through at a time");
        shop.expectAllBack("all three have their answer");
    }

    private static Thread start(String name, AtomicReference<Throwable> end, Callable<?> call) {
        return Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        call.call();
                    } catch (Throwable failure) {
                        end.compareAndSet(null, failure);
                    }
                });
    }

    private static String fail(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    /// A pool, and what it notices; a question takes 100 ms.
    private static final class Shop implements PooledCall.Pool {

        private final Semaphore free;
        private final AtomicInteger out = new AtomicInteger();
        private final AtomicReference<Unmet> complaint = new AtomicReference<>();

        Shop(int size) {
            free = new Semaphore(size, true);
        }

        @Override
        public PooledCall.Connection borrow() throws InterruptedException {
            free.acquire();
            out.incrementAndGet();
            return new Conversation();
        }

        @Override
        public void giveBack(PooledCall.Connection connection) {
            complain(
                    connection != null,
                    "a borrowed connection is given back",
                    "giveBack(null)",
                    "borrow() was interrupted inside of try, and finally gave back what was never"
                            + " borrowed");
            complain(
                    ((Conversation) connection).isOut.compareAndSet(1, 0),
                    "each connection given back once",
                    "the same one twice",
                    "it comes back in catch and again in finally: the second time it may be in"
                            + " somebody else's hands");
            out.decrementAndGet();
            free.release();
        }

        void expectAllBack(String when) {
            verify();
            Expect.that(
                    out.get() == 0,
                    "no connection is out once " + when,
                    out + " still out",
                    "a way out of call does not pass giveBack: the connection is lost to all");
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

        private final class Conversation implements PooledCall.Connection {

            final AtomicInteger isOut = new AtomicInteger(1);
            private final AtomicInteger busy = new AtomicInteger();

            @Override
            public String ask(String question) throws InterruptedException {
                complain(
                        isOut.get() == 1,
                        "a question on a borrowed connection",
                        "one on a connection that was given back",
                        "the connection came back before the query had ended, or was kept");
                complain(
                        busy.incrementAndGet() == 1,
                        "one query at a time on each connection",
                        "two at once",
                        "two callers share a connection: each call borrows its own");
                Thread.sleep(Duration.ofMillis(100));
                busy.decrementAndGet();
                return "answer to " + question;
            }
        }
    }
}
