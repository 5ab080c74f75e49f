package p15_connection_pools;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p15_connection_pools.ConnectionPool.Connection;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class ConnectionPoolTest {

    private static final Duration EVER = Duration.ofHours(1);

    private static final String WRONG_END =
            "the wait goes on past its end, ends too early, or tells something else than what has"
                    + " happened";
    private static final String LOST =
            "a place went away with a borrower who got no connection, or with one that gave it"
                    + " back";

    private final Server server = new Server();

    @AllSchedules
    @DisplayName("an idle connection is used again, and none is opened before it is needed")
    @Hint({
        "Where is a connection while nobody uses it?",
        "A collection of idle ones. borrow looks there first, and connects if it is empty."
    })
    void usedAgain() throws Exception {
        var pool = new ConnectionPool(server::connect, 2);
        expectOpened(0, "nobody has borrowed");
        for (int i = 0; i < 3; i++) {
            pool.giveBack(pool.borrow(EVER));
        }
        expectOpened(1, "three borrowers, one after the other");
        expectOpen(1);
    }

    @AllSchedules(delays = 2)
    @DisplayName("two are opened at the same time, and the third borrower waits for one of them")
    @Hint({
        "Who waits while your pool is opening a connection?",
        "Count the places, not the connections: a Semaphore(size, true), a permit for each place.",
        "connector.connect() stands outside of every lock."
    })
    void bounded() throws Exception {
        var pool = new ConnectionPool(server::connect, 2);
        var users =
                List.of(
                        new User("first", pool, EVER),
                        new User("second", pool, EVER),
                        new User("third", pool, EVER));
        for (var user : users) {
            user.expectServed();
        }
        expectOpened(2, "three users of a pool of two");
        // 100 ms to open, 100 ms of use; the third uses one of the two after that.
        var millis = users.stream().map(user -> user.millis).sorted().toList();
        Expect.that(
                millis.equals(List.of(200L, 200L, 300L)),
                "two served after 200 ms, the third after 300 ms",
                "after " + millis + " ms",
                "connections are opened one after the other: a lock is held while one is opened,"
                        + " or a place lay idle");
    }

    @AllSchedules(delays = 2)
    @DisplayName("who waits longest is served first")
    @Hint({
        "One gives back and comes again at once, while another waits. Who is next?",
        "new Semaphore(size, true), and only tryAcquire with a time: it queues."
    })
    void inOrder() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var order = new AtomicReference<>("");
        var regular =
                new Thread[] {
                    Thread.ofVirtual()
                            .name("regular")
                            .unstarted(() -> {
                                note(pool, order, "regular");
                                note(pool, order, "regular again");
                            }),
                    Thread.ofVirtual()
                            .name("waiting")
                            .unstarted(() -> {
                                note(pool, order, "waiting");
                            })
                };
        regular[0].start();
        Thread.sleep(Duration.ofMillis(50));
        regular[1].start();
        for (var thread : regular) {
            thread.join(EVER.multipliedBy(2));
        }
        Expect.equal(
                " regular, waiting, regular again,",
                order.get(),
                "whoever comes at the moment when one is free overtakes those who wait");
    }

    private static void note(ConnectionPool pool, AtomicReference<String> order, String name) {
        try {
            var connection = pool.borrow(EVER);
            order.accumulateAndGet(name, (all, next) -> all + " " + next + ",");
            Thread.sleep(Duration.ofMillis(100));
            pool.giveBack(connection);
        } catch (Exception failed) {
            order.accumulateAndGet(failed.toString(), (all, next) -> all + " " + next + ",");
        }
    }

    @AllSchedules
    @DisplayName("a borrower whose patience ends gets a TimeoutException, and takes no place along")
    @Hint({
        "What does tryAcquire return when no permit came?",
        "if (!places.tryAcquire(patience.toNanos(), NANOSECONDS)) throw new TimeoutException(…)"
    })
    void patienceEnds() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var taken = pool.borrow(EVER);
        var impatient = new User("impatient", pool, Duration.ofMillis(40));
        impatient.expectFailure(TimeoutException.class, 40);
        pool.giveBack(taken);
        expectOnePlace(pool, "a borrower ran out of patience");
    }

    @AllSchedules
    @DisplayName("opening takes as long as it takes: the patience is for the wait")
    @Hint("Give the patience to whatever waits for a place, and to nothing else.")
    void openingIsNoWait() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        new User("user", pool, Duration.ofMillis(40)).expectServed();
    }

    @AllSchedules
    @DisplayName("a broken connection is closed when it comes back, and another takes its place")
    @Hint({
        "What does giveBack ask the connection?",
        "isBroken: close it, do not keep it, and free its place."
    })
    void brokenIsReplaced() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var broken = (Line) pool.borrow(EVER);
        broken.isBroken.set(true);
        pool.giveBack(broken);
        expectOpen(0);
        var next = new User("next", pool, EVER);
        next.expectServed();
        Expect.that(
                next.line.get() != broken,
                "another connection for the next user",
                "the broken one again",
                "giveBack keeps what is of no use: every user of it will fail");
        expectOnePlace(pool, "a connection broke");
    }

    @AllSchedules
    @DisplayName("opening that fails reaches the borrower, and its place is free again")
    @Hint({
        "Who gives the place back when connect throws?",
        "A boolean handedOut, and in finally: if (!handedOut) places.release()."
    })
    void openingFails() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        server.failure.set(new IOException("no route"));
        var unlucky = new User("unlucky", pool, EVER);
        unlucky.expectFailure(IOException.class, 100);
        server.failure.set(null);
        expectOnePlace(pool, "a connection could not be opened");
    }

    @AllSchedules
    @DisplayName("an interrupt, in the wait or while it opens, takes no place along")
    @Hint({
        "Where does the InterruptedException come from, and was a place taken by then?",
        "acquire before try; from then on finally gives the place back unless it was handed out."
    })
    void interrupted() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var opening = new User("opening", pool, EVER);
        Thread.sleep(Duration.ofMillis(40));
        opening.thread.interrupt();
        opening.expectFailure(InterruptedException.class, 40);

        var taken = take(pool, "an opening was interrupted");
        var waiting = new User("waiting", pool, EVER);
        Thread.sleep(Duration.ofMillis(40));
        waiting.thread.interrupt();
        waiting.expectFailure(InterruptedException.class, 40);
        pool.giveBack(taken);
        expectOnePlace(pool, "two borrowers were interrupted");
    }

    @AllSchedules
    @DisplayName("an interrupt at the moment when a connection comes loses neither")
    @Hint({
        "Two things happen at once: somebody gives back, and who waits is interrupted.",
        "Either the borrower has the connection, or the place is free: finally decides."
    })
    void interruptedAtTheMoment() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var taken = pool.borrow(EVER);
        var waiting = new User("waiting", pool, EVER);
        Thread.sleep(Duration.ofMillis(40));
        var interrupter = Thread.ofVirtual().name("interrupter").start(waiting.thread::interrupt);
        pool.giveBack(taken);
        interrupter.join();
        waiting.thread.join(EVER);
        expectOnePlace(pool, "an interrupt and a connection came together");
    }

    @AllSchedules
    @DisplayName("what is given back twice is refused, and nothing changes")
    @Hint({
        "How does giveBack know that a connection is out?",
        "A set of what is out: if (!out.remove(connection)) throw new IllegalStateException(…)."
    })
    void givenBackTwice() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var connection = pool.borrow(EVER);
        pool.giveBack(connection);
        Expect.failure(
                IllegalStateException.class,
                () -> pool.giveBack(connection),
                "it goes into the idle ones a second time, and two users will have it at once");
        Expect.failure(
                IllegalStateException.class,
                () -> pool.giveBack(new Line(new Server())),
                "a connection of somebody else is taken into the pool");
        expectOnePlace(pool, "a connection was given back twice");
    }

    @AllSchedules
    @DisplayName("close closes what is idle, and what is out when it comes back")
    @Hint({
        "Which connections may be closed at once, and who still uses one?",
        "A flag closed: close() empties the idle ones, giveBack() looks at the flag."
    })
    void closes() throws Exception {
        var pool = new ConnectionPool(server::connect, 2);
        var out = (Line) pool.borrow(EVER);
        var idle = (Line) pool.borrow(EVER);
        pool.giveBack(idle);

        pool.close();
        pool.close();
        Expect.that(
                idle.isClosed.get(),
                "the idle connection is closed",
                "it is open",
                "nobody will ever use it again, and the server keeps it");
        Expect.that(
                !out.isClosed.get(),
                "the borrowed connection can be used",
                "it is closed",
                "its user is in the middle of something");
        pool.giveBack(out);
        expectOpen(0);
        Expect.failure(
                IllegalStateException.class,
                () -> pool.borrow(EVER),
                "a closed pool hands out connections that nobody will close");
        expectOpen(0);
    }

    @AllSchedules(delays = 2)
    @DisplayName("close ends the wait of everybody")
    @Needs("closes")
    @Hint({
        "Who wakes the borrowers that wait when the pool is closed?",
        "close() releases a permit. Who is woken sees the flag, throws, and releases it for the"
                + " next."
    })
    void closeEndsTheWait() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var out = pool.borrow(EVER);
        var first = new User("first", pool, EVER);
        var second = new User("second", pool, EVER);
        Thread.sleep(Duration.ofMillis(40));
        pool.close();
        first.expectFailure(IllegalStateException.class, 40);
        second.expectFailure(IllegalStateException.class, 40);
        pool.giveBack(out);
        expectOpen(0);
    }

    @AllSchedules
    @DisplayName("a connection that is being opened when the pool is closed does not stay open")
    @Needs("closes")
    @Hint({
        "close() comes between connect() and the moment when the connection is handed out.",
        "After connect(), look at the flag again, under the lock: closed means close it and throw."
    })
    void closedWhileOpening() throws Exception {
        var pool = new ConnectionPool(server::connect, 1);
        var late = new User("late", pool, EVER);
        Thread.sleep(Duration.ofMillis(40));
        pool.close();
        late.expectFailure(IllegalStateException.class, 100);
        expectOpen(0);
    }

    private void expectOpened(int expected, String when) {
        Expect.that(
                server.opened.get() == expected,
                "%d opened, with %s".formatted(expected, when),
                server.opened.get() + " opened",
                server.opened.get() > expected
                        ? "a connection is opened although an idle one, or a place that comes"
                                + " back, would do"
                        : "fewer connections are opened than places are there");
    }

    private void expectOpen(int expected) {
        Expect.that(
                server.open.get() == expected,
                expected + " open at the server",
                server.open + " open",
                "nobody closes what the pool has no more use for");
    }

    private static Connection take(ConnectionPool pool, String after) throws Exception {
        try {
            return pool.borrow(EVER);
        } catch (TimeoutException none) {
            throw new Unmet(
                    "the one place is free once " + after,
                    "no connection was free for an hour",
                    LOST);
        }
    }

    /// One user is served, and while it has the connection, another is not.
    private void expectOnePlace(ConnectionPool pool, String after) throws Exception {
        server.peakReset();
        var one = new User("one", pool, Duration.ofMinutes(1));
        var two = new User("two", pool, Duration.ofMinutes(1));
        for (var user : List.of(one, two)) {
            boolean ended = user.thread.join(EVER);
            Expect.that(
                    ended && user.failure == null,
                    "the one place is free once " + after,
                    ended ? "borrow threw " + user.failure : "borrow waits for ever",
                    LOST);
        }
        Expect.that(
                server.peak.get() <= 1,
                "one connection in use at a time, once " + after,
                server.peak + " in use",
                "a place was given back that had not been taken: the pool has grown");
    }

    /// What is on the other end: opening takes 100 ms.
    private static final class Server {

        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger used = new AtomicInteger();
        final AtomicInteger peak = new AtomicInteger();
        final AtomicReference<IOException> failure = new AtomicReference<>();

        Connection connect() throws IOException, InterruptedException {
            Thread.sleep(Duration.ofMillis(100));
            if (failure.get() != null) {
                throw failure.get();
            }
            opened.incrementAndGet();
            open.incrementAndGet();
            return new Line(this);
        }

        void peakReset() {
            peak.set(0);
        }
    }

    private static final class Line implements Connection {

        final AtomicBoolean isBroken = new AtomicBoolean();
        final AtomicBoolean isClosed = new AtomicBoolean();
        final Semaphore inUse = new Semaphore(1);
        private final Server server;

        Line(Server server) {
            this.server = server;
        }

        @Override
        public boolean isBroken() {
            return isBroken.get();
        }

        @Override
        public void close() {
            if (isClosed.compareAndSet(false, true)) {
                server.open.decrementAndGet();
            }
        }

        /// Takes 100 ms.
        void use() throws InterruptedException {
            if (isClosed.get()) {
                throw new Unmet(
                        "a connection that is open",
                        "one that was closed",
                        "the pool hands out what it has closed, or closes what is in use");
            }
            if (!inUse.tryAcquire()) {
                throw new Unmet(
                        "a connection for one user at a time",
                        "two have the same",
                        "it is among the idle ones twice, or stays there when it is handed out");
            }
            server.peak.accumulateAndGet(server.used.incrementAndGet(), Math::max);
            try {
                Thread.sleep(Duration.ofMillis(100));
            } finally {
                server.used.decrementAndGet();
                inUse.release();
            }
        }
    }

    /// A thread that borrows, uses and gives back, and how that ended.
    private static final class User {

        final Thread thread;
        final AtomicReference<Line> line = new AtomicReference<>();
        Throwable failure;
        private long millis;

        User(String name, ConnectionPool pool, Duration patience) {
            thread = Thread.ofVirtual().name(name).start(() -> visit(pool, patience));
        }

        private void visit(ConnectionPool pool, Duration patience) {
            long begin = System.nanoTime();
            try {
                var connection = (Line) pool.borrow(patience);
                line.set(connection);
                try {
                    connection.use();
                } finally {
                    pool.giveBack(connection);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
            millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }

        private void end(String expected, String why) throws InterruptedException {
            boolean ended = thread.join(EVER.multipliedBy(2));
            Expect.that(ended, expected, "borrow waits for ever", why);
            switch (failure) {
                case Unmet unmet -> throw unmet;
                case UnsupportedOperationException todo -> throw todo;
                case null, default -> {}
            }
        }

        void expectServed() throws InterruptedException {
            end("a connection for " + thread.getName(), LOST);
            Expect.that(
                    failure == null,
                    "a connection for " + thread.getName(),
                    "borrow threw " + failure,
                    failure instanceof TimeoutException && millis >= EVER.toMillis()
                            ? LOST
                            : failure instanceof TimeoutException
                                    ? "the patience ended the opening, or was measured in a unit"
                                            + " too small: it is for the wait, while all are in use"
                                    : "there was a place, and somebody with patience");
        }

        void expectFailure(Class<? extends Throwable> type, long after)
                throws InterruptedException {
            String expected =
                    "%s for %s, after %d ms"
                            .formatted(type.getSimpleName(), thread.getName(), after);
            end(expected, WRONG_END);
            String observed =
                    (failure == null ? "it got a connection" : "borrow threw " + failure)
                            + ", after "
                            + millis
                            + " ms";
            Expect.that(type.isInstance(failure) && millis == after, expected, observed, WRONG_END);
        }
    }
}
