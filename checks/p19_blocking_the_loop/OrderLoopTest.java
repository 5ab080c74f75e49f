package p19_blocking_the_loop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p19_blocking_the_loop.OrderLoop.Board;
import p19_blocking_the_loop.OrderLoop.Lookup;
import p19_blocking_the_loop.OrderLoop.Order;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class OrderLoopTest {

    private static final Order ANN_1 = new Order("Ann", 1);
    private static final Order ANN_2 = new Order("Ann", 2);
    private static final Order BEN_1 = new Order("Ben", 1);

    private final long start = System.nanoTime();
    private final Recorder board = new Recorder();

    @AllSchedules(delays = 2)
    @DisplayName("close waits until every accepted order is on the board")
    @Hint({
        "In which order do you close the loop and the lookups, and which needs the other?",
        "A lookup that has ended has its answer still to bring: a closed loop takes no event.",
        "An event of its own, at the end of the loop's queue, sees every order before it. Wait for"
                + " those orders, then close the lookups, then the loop."
    })
    void closeWaits() throws Exception {
        var orders = new OrderLoop(board, lasting(Map.of(ANN_1, 2, ANN_2, 2)));
        submit(orders, ANN_1);
        submit(orders, ANN_2);
        close(orders);
        var then = board.events();
        Thread.sleep(Duration.ofDays(1)); // what has not happened by then, never will

        Expect.that(
                then.contains("answered Ann 2: in stock"),
                "both orders are answered when close returns",
                board.events().size() > then.size() ? "the answers came later" : then + " only",
                board.events().size() > then.size()
                        ? "close came back without waiting"
                        : "the answer came to a loop that was closed, or the next lookup to an"
                                + " executor that was: they refuse, and nobody hears of it");
    }

    @AllSchedules(delays = 2)
    @Needs("closeWaits")
    @DisplayName("only the loop touches the board: one thread, none of the callers'")
    @Hint({
        "On which thread does each call of the board run?",
        "A step without Async runs on the thread that has completed the one before it: that is the"
                + " thread of the lookup.",
        "thenAcceptAsync(…, loop), or loop.execute(…) at the end of the lookup, brings the answer"
                + " back to the loop."
    })
    void onlyTheLoop() throws Exception {
        var orders =
                new OrderLoop(
                        board,
                        order -> {
                            board.lookupThreads.add(Thread.currentThread());
                            return "in stock";
                        });
        submit(orders, ANN_1);
        submit(orders, BEN_1);
        close(orders);

        Expect.that(
                !board.threads.contains(Thread.currentThread()),
                "the callers never touch the board",
                "submit called it",
                "received is an event of the loop too: submit hands it over, and does nothing"
                        + " itself");
        Expect.that(
                board.threads.stream().noneMatch(board.lookupThreads::contains),
                "the board and the lookups have different threads",
                "a thread of a lookup called the board",
                "the answer was put on the board where it came in: a step without Async, or without"
                        + " the loop as its executor, runs on the thread of the lookup. Or the"
                        + " lookup itself ran on the loop");
        Expect.that(
                board.threads.size() == 1,
                "1 thread calls the board",
                board.threads.size() + " threads",
                "there are several loops, for customers or for orders, and the board is one");
        Expect.equal(
                List.of(
                        "answered Ann 1: in stock",
                        "answered Ben 1: in stock",
                        "received Ann 1",
                        "received Ben 1"),
                board.events().stream().sorted().toList(),
                "an order, or its answer, has not reached the board");
    }

    @AllSchedules(delays = 1)
    @Needs("closeWaits")
    @DisplayName("the loop never waits: while a lookup takes 5 hours, others come and are answered")
    @Hint({
        "What does the loop do between handing a lookup over and its answer?",
        "get() and join() on the loop wait. Say what is to follow, and go on with the next event.",
        "A chain for each customer: two customers have nothing to wait for."
    })
    void loopNeverWaits() throws Exception {
        var orders = new OrderLoop(board, lasting(Map.of(ANN_1, 5, BEN_1, 1)));
        submit(orders, ANN_1);
        submit(orders, BEN_1);
        close(orders);

        Expect.equal(
                List.of(
                        "0 h received Ann 1",
                        "0 h received Ben 1",
                        "1 h answered Ben 1: in stock",
                        "5 h answered Ann 1: in stock"),
                board.timed(),
                "the loop stood still while a lookup was on its way, or one customer's order waited"
                        + " for another's");
    }

    @AllSchedules(delays = 1)
    @DisplayName("each lookup has a virtual thread of its own")
    @Needs("loopNeverWaits")
    @Hint({
        "Which executor runs the lookups, and how many of them at the same time?",
        "supplyAsync without an executor takes the common pool, which has few threads, and they are"
                + " everybody's. newVirtualThreadPerTaskExecutor() has one for each."
    })
    void virtualThreads() throws Exception {
        var orders =
                new OrderLoop(
                        board,
                        order -> {
                            board.lookupThreads.add(Thread.currentThread());
                            return "in stock";
                        });
        submit(orders, ANN_1);
        submit(orders, BEN_1);
        close(orders);

        for (var thread : board.lookupThreads) {
            // The explorer gives each task of the common pool a virtual thread with such a name.
            boolean borrowed = thread.getName().startsWith("async-");
            Expect.that(
                    thread.isVirtual() && !borrowed,
                    "a virtual thread for each lookup",
                    borrowed ? "a thread of the common pool" : "a platform thread",
                    "the lookups block threads that are few: in the common pool they are shared by"
                            + " the whole program");
        }
    }

    @AllSchedules(delays = 1)
    @Needs("closeWaits")
    @DisplayName("orders of one customer follow each other, also after a failure")
    @Hint({
        "Who starts the lookup of a customer's second order, and when?",
        "Keep the last stage of each customer in a map that belongs to the loop, and put the next"
                + " order behind it.",
        "handle or exceptionally ends a stage well after a failure too, so the chain goes on."
    })
    void oneAfterTheOther() throws Exception {
        var gone = new IOException("the service is gone");
        var tooEarly = new AtomicBoolean();
        Lookup lookup =
                order -> {
                    if (order.equals(ANN_2) && board.causes.isEmpty()) {
                        tooEarly.set(true);
                    }
                    Thread.sleep(Duration.ofHours(order.number() == 1 ? 3 : 1));
                    if (order.equals(ANN_1)) {
                        throw gone;
                    }
                    return "in stock";
                };
        var orders = new OrderLoop(board, lookup);
        submit(orders, ANN_1);
        submit(orders, ANN_2);
        close(orders);

        Expect.that(
                !board.timed().contains("1 h answered Ann 2: in stock"),
                "Ann 2 is answered after Ann 1",
                "before it",
                "both lookups of one customer ran at the same time, and the quicker overtook");
        Expect.that(
                board.causes.isEmpty() || board.causes.contains(gone),
                "the cause is what the lookup threw",
                board.causes,
                "the board got the wrapping: a CompletionException, or an ExecutionException");
        Expect.equal(
                List.of(
                        "0 h received Ann 1",
                        "0 h received Ann 2",
                        "3 h failed Ann 1: the service is gone",
                        "4 h answered Ann 2: in stock"),
                board.timed(),
                "after the failure the customer's chain has failed as well, and what stands behind"
                        + " it never runs; or the failure was dropped");
        Expect.that(
                !tooEarly.get(),
                "the second lookup begins when the first order is on the board",
                "it began before",
                "the next order follows the lookup, and not the step on the loop behind it: the"
                        + " stage that was kept is the wrong one of the two");
    }

    @AllSchedules(delays = 2)
    @DisplayName("two callers at the same moment: both orders of the customer are done, in turn")
    @Needs("oneAfterTheOther")
    @Hint({
        "Which fields of yours does submit touch, on the thread of its caller?",
        "submit does nothing but hand the order over. What comes next is done on the loop, and its"
                + " map needs no lock."
    })
    void twoCallers() throws Exception {
        var orders =
                new OrderLoop(
                        board,
                        order -> {
                            Thread.sleep(Duration.ofHours(1));
                            return "in stock";
                        });
        var other = Thread.ofVirtual().name("caller").start(() -> orders.submit(ANN_2));
        submit(orders, ANN_1);
        other.join();
        close(orders);
        long hours = Duration.ofNanos(System.nanoTime() - start).toHours();

        var events = board.events();
        Expect.equal(4, events.size(), "an order that was accepted was not done: " + events);
        boolean inTurn =
                events.get(0)
                        .replace("received", "")
                        .equals(events.get(2).replace("answered", "").replace(": in stock", ""));
        Expect.that(
                inTurn && hours == 2,
                "the orders are answered in the order in which they were received, in 2 hours",
                events + " in " + hours + (hours == 1 ? " hour" : " hours"),
                "both callers made the chain of the customer at the same moment, and one lost the"
                        + " stage of the other; or they made it in another order than the loop got"
                        + " the orders");
    }

    @AllSchedules(delays = 1)
    @DisplayName("an error of a lookup is told like any other failure")
    @Needs("oneAfterTheOther")
    @Hint({"Which types does your catch name? An Error is no Exception."})
    void errorsToo() throws Exception {
        var tooDeep = new StackOverflowError("too deep");
        var orders =
                new OrderLoop(
                        board,
                        order -> {
                            throw tooDeep;
                        });
        submit(orders, ANN_1);
        close(orders);

        Expect.equal(
                List.of(tooDeep),
                List.copyOf(board.causes),
                "a catch names only some types of failure: the order of an Error is never done");
    }

    @AllSchedules(delays = 2)
    @DisplayName("an order during close is refused or answered, and never forgotten")
    @Needs({"onlyTheLoop", "closeWaits"})
    @Hint({
        "Between the look at the flag and the hand-over to the loop, what may close do?",
        "Look and hand over in one step, under the lock under which close sets the flag."
    })
    void refusedOrAnswered() throws Exception {
        var orders = new OrderLoop(board, order -> "in stock");
        var accepted = new AtomicBoolean();
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                orders.submit(ANN_1);
                                accepted.set(true);
                            } catch (RejectedExecutionException refused) {
                                // the other right answer
                            }
                        });
        close(orders);
        caller.join();
        var then = board.events();

        Expect.that(
                !accepted.get() || then.contains("answered Ann 1: in stock"),
                "the order is refused, or answered when close returns",
                "it was accepted, and the board has " + then,
                "the look at the flag and the hand-over are two steps, and close came in between");
        try {
            orders.submit(BEN_1);
        } catch (RejectedExecutionException refused) {
            return;
        }
        throw new Unmet(
                "after close, submit throws a RejectedExecutionException",
                "it returned",
                "the order was dropped without a word");
    }

    private static void submit(OrderLoop orders, Order order) throws InterruptedException {
        long begin = System.nanoTime();
        orders.submit(order);
        long hours = Duration.ofNanos(System.nanoTime() - begin).toHours();
        Expect.that(
                hours == 0,
                "submit returns at once",
                "after " + hours + " hours",
                "the caller waits for the lookup, or makes it itself");
    }

    /// Closes the loop, but does not wait for ever: the clock is a virtual one.
    private static void close(OrderLoop orders) throws InterruptedException {
        var thrown = new AtomicReference<Throwable>();
        var closer =
                Thread.ofVirtual()
                        .name("closer")
                        .start(() -> {
                            try {
                                orders.close();
                            } catch (Throwable failed) {
                                thrown.set(failed);
                            }
                        });
        Expect.that(
                closer.join(Duration.ofDays(30)),
                "close returns when every order is done",
                "it still waits after 30 days",
                "close waits for something that will not come: an event for a loop that is closed"
                        + " or waits itself, or an order whose end nobody counts");
        if (thrown.get() instanceof Throwable failed) {
            var unmet =
                    new Unmet(
                            "close returns when every order is done",
                            "it threw " + failed,
                            "an order or its answer was handed to an executor that was closed"
                                    + " before, or a failure of a lookup reached close");
            unmet.initCause(failed);
            throw unmet;
        }
    }

    private static Lookup lasting(Map<Order, Integer> hours) {
        return order -> {
            Thread.sleep(Duration.ofHours(hours.get(order)));
            return "in stock";
        };
    }

    /// Notes what happens on the board, when, and on which thread.
    private final class Recorder implements Board {

        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final Set<Thread> lookupThreads = ConcurrentHashMap.newKeySet();
        final Queue<Throwable> causes = new ConcurrentLinkedQueue<>();
        private final Queue<String> events = new ConcurrentLinkedQueue<>();

        @Override
        public void received(Order order) {
            note("received", order, "");
        }

        @Override
        public void answered(Order order, String answer) {
            note("answered", order, ": " + answer);
        }

        @Override
        public void failed(Order order, Throwable cause) {
            causes.add(cause);
            note("failed", order, ": " + cause.getMessage());
        }

        private void note(String what, Order order, String more) {
            threads.add(Thread.currentThread());
            long hours = Duration.ofNanos(System.nanoTime() - start).toHours();
            events.add(
                    "%d h %s %s %d%s"
                            .formatted(hours, what, order.customer(), order.number(), more));
        }

        List<String> timed() {
            return List.copyOf(events);
        }

        List<String> events() {
            return events.stream().map(event -> event.replaceFirst("\\d+ h ", "")).toList();
        }
    }
}
