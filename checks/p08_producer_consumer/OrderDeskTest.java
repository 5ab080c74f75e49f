package p08_producer_consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p08_producer_consumer.OrderDesk.Kitchen;
import p08_producer_consumer.OrderDesk.Order;
import p08_producer_consumer.OrderDesk.Report;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

/// Time is virtual here: a sleep costs nothing and lasts exactly as long as it says. Some slack is
/// left for answers that look at the belt now and then.
class OrderDeskTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final long SLACK = 100;

    /// What the answer is doing, for the report on one that never ends.
    private final AtomicReference<String> doing = new AtomicReference<>("the constructor");

    @AllSchedules(preemptions = 1) // three orders and two cooks have many schedules
    @DisplayName("stop lets the cooks finish what was accepted, and returns when they have")
    @Hint({
        "What do the cooks do between the last order and the end of the patience?",
        "Interrupt nobody while there is patience left. Tell the cooks that no more orders come,"
                + " then join them.",
        "A cook's loop ends when the belt is closed and empty. stop joins each cook with the time"
                + " that is left until its deadline."
    })
    void finishesTheAccepted() throws InterruptedException {
        within(() -> {
            long begin = System.nanoTime();
            var desk = new OrderDesk(2, 2, order -> Thread.sleep(1_000));
            submit(desk, 1);
            submit(desk, 2);
            submit(desk, 3);

            var report = stop(desk, LONG);

            long millis = millisSince(begin);
            expectReported(List.of(1, 2, 3), report);
            Expect.that(
                    report.notDone().isEmpty(),
                    "all 3 orders are cooked: there was an hour of patience",
                    "not done " + numbers(report.notDone()),
                    "cooks were interrupted, or sent home, while there was patience left: an"
                            + " interrupt is for when it is over");
            Expect.that(
                    millis <= 2_000 + SLACK,
                    "2000 ms: two cooks, three orders of 1000 ms",
                    millis + " ms",
                    millis > 3_000
                            ? "stop waits until its patience is over although all cooks have ended:"
                                    + " a cook was never told that no more orders come, or patience"
                                    + " is slept"
                            : "the orders are cooked one after the other: only one cook is at work,"
                                    + " or they wait for each other's lock");
        });
    }

    @AllSchedules
    @DisplayName("submit waits while no place is free")
    @Hint({
        "Where does an order wait that no cook has taken yet? How many of them can there be?",
        "If the belt has as many orders as it has places, submit waits until a cook takes one."
    })
    void backpressure() throws InterruptedException {
        within(() -> {
            long begin = System.nanoTime();
            var desk = new OrderDesk(1, 1, order -> Thread.sleep(1_000));
            submit(desk, 1);
            submit(desk, 2);
            submit(desk, 3);
            long millis = millisSince(begin);

            var report = stop(desk, LONG);

            Expect.that(
                    millis >= 1_000,
                    "the third guest waits 1000 ms: one order in the cook's hand, one on the belt",
                    millis + " ms",
                    "nothing makes a guest wait: the belt has no capacity, and orders pile up");
            Expect.that(
                    millis <= 1_000 + SLACK,
                    "the third guest waits 1000 ms: one order in the cook's hand, one on the belt",
                    millis + " ms",
                    "a guest waits although there is a place: submit waits for a cook, or for the"
                            + " dish");
            expectReported(List.of(1, 2, 3), report);
        });
    }

    @AllSchedules(preemptions = 1) // it is about the two places of an order, found in any schedule
    @DisplayName("when the patience is over, the cooks are sent home and what is not done is told")
    @Hint({
        "Where can an accepted order be when the patience is over? There are two places.",
        "One is in the hand of a cook, who knows it when the interrupt comes. The others are on the"
                + " belt.",
        "Interrupt the cooks, join them all, and only then empty the belt. A cook whose kitchen"
                + " throws InterruptedException adds the order to notDone."
    })
    void patienceIsOver() throws InterruptedException {
        within(() -> {
            // Order 1 is quick. Order 2 is not, and its cook needs a while to clean up.
            Kitchen kitchen =
                    order -> {
                        try {
                            Thread.sleep(order.number() == 1 ? 100 : 10_000);
                        } catch (InterruptedException sentHome) {
                            Thread.sleep(500);
                            throw sentHome;
                        }
                    };
            var desk = new OrderDesk(1, 3, kitchen);
            submit(desk, 1);
            submit(desk, 2);
            submit(desk, 3);
            long begin = System.nanoTime();

            var report = stop(desk, Duration.ofMillis(1_000));

            long millis = millisSince(begin);
            Expect.that(
                    millis <= 1_500 + SLACK,
                    "1500 ms: the patience, and the time that the cook needs to clean up",
                    millis + " ms",
                    "the cook is not interrupted when the patience is over, or starts another order"
                            + " after the interrupt");
            Expect.that(
                    millis >= 1_500,
                    "1500 ms: the patience, and the time that the cook needs to clean up",
                    millis + " ms",
                    "stop came back while a cook was still there: an interrupt only asks, whoever"
                            + " interrupts has to join as well");
            expectReported(List.of(1, 2, 3), report);
            Expect.equal(
                    List.of(1),
                    numbers(report.cooked()),
                    "an order that was interrupted, or never begun, is told as cooked");
        });
    }

    @AllSchedules
    @DisplayName("an order at closing time is accepted or refused, and never lost")
    @Hint({
        "A guest asks whether the desk is open. It is. Then stop runs to its end. Then the guest"
                + " goes on: where does the order go?",
        "Asking and putting have to be one step that stop cannot interrupt: one lock for both.",
        "A lock around 'if open, add' in submit and around 'open = false' in stop. Waiting for a"
                + " place must give the lock back: Condition.await, or wait()."
    })
    void closingTime() throws InterruptedException {
        within(() -> {
            var desk = new OrderDesk(1, 2, order -> {});
            var guest = new Guest(desk, 1);

            var report = stop(desk, LONG);

            guest.expectAnswered();
            expectReported(guest.accepted ? List.of(1) : List.of(), report);
        });
    }

    @AllSchedules
    @DisplayName("a guest who waits for a place when the desk closes is not left standing")
    @Hint({
        "Who wakes a guest in submit when no cook will take an order any more?",
        "And can stop begin at all while somebody is inside of submit?",
        "stop sets open = false and signals all who wait. They look again, and are refused."
    })
    void guestIsWaiting() throws InterruptedException {
        within(() -> {
            var desk = new OrderDesk(2, 1, order -> Thread.sleep(10_000));
            submit(desk, 1);
            submit(desk, 2);
            submit(desk, 3);
            var guest = new Guest(desk, 4);
            Thread.sleep(1_000); // virtual time: the guest is waiting now
            long begin = System.nanoTime();

            var report = stop(desk, Duration.ofMillis(1_000));

            long millis = millisSince(begin);
            Expect.that(
                    millis <= 1_000 + SLACK,
                    "stop is back when its patience is over, after 1000 ms",
                    "after %d ms".formatted(millis),
                    millis < 5_000
                            ? "the patience begins anew for each cook: it is one deadline for all"
                                    + " of them, and each may have what is left of it"
                            : "stop cannot begin, or cannot put what ends the cooks, before a place is"
                                    + " free: it waits for the lock that the guest holds, or in"
                                    + " put()");
            guest.expectAnswered();
            expectReported(guest.accepted ? List.of(1, 2, 3, 4) : List.of(1, 2, 3), report);
        });
    }

    @AllSchedules
    @DisplayName("after stop the desk refuses")
    @Hint({
        "What does a guest hear who comes when the lights are out?",
        "throw new RejectedExecutionException(…), from submit, as soon as stop has begun."
    })
    void refusesAfterStop() throws InterruptedException {
        within(() -> {
            var desk = new OrderDesk(1, 1, order -> {});
            var report = stop(desk, LONG);
            expectReported(List.of(), report);
            var guest = new Guest(desk, 1);
            guest.expectAnswered();

            Expect.that(
                    !guest.accepted,
                    "a RejectedExecutionException",
                    "submit returned as if the order were accepted",
                    "nobody will cook this order, and the report has already been made: it was"
                            + " dropped without a word");
        });
    }

    /// A guest on a thread of their own, with one order.
    private static final class Guest {

        private final Thread thread;
        private final int number;
        private volatile boolean accepted;
        private volatile Throwable failure;

        Guest(OrderDesk desk, int number) {
            this.number = number;
            thread = Thread.ofVirtual().name("guest").start(() -> order(desk));
        }

        private void order(OrderDesk desk) {
            try {
                desk.submit(new Order(number));
                accepted = true;
            } catch (RejectedExecutionException refused) {
                // That is an answer, too.
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        void expectAnswered() throws InterruptedException {
            if (!thread.join(Duration.ofMillis(SLACK))) {
                throw new Unmet(
                        "the guest has an answer when the desk is closed",
                        "the guest still waits in submit",
                        "nobody wakes a guest who waits for a place: the cooks have gone, and"
                                + " closing tells it to nobody");
            }
            if (failure instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            if (failure != null) {
                throw new Unmet(
                        "submit accepts the order, or throws a RejectedExecutionException",
                        "it threw " + failure,
                        "whoever hands in work expects a RejectedExecutionException when it is not"
                                + " accepted, and nothing else");
            }
        }
    }

    private void submit(OrderDesk desk, int number) throws InterruptedException {
        doing.set("submit");
        try {
            desk.submit(new Order(number));
        } catch (RejectedExecutionException | IllegalStateException refused) {
            throw new Unmet(
                    "submit waits for a place while the desk is open",
                    "it threw " + refused,
                    "add() and a pool with a bounded queue do not wait: they throw when there is no"
                            + " place");
        }
    }

    private Report stop(OrderDesk desk, Duration patience) throws InterruptedException {
        doing.set("stop");
        return desk.stop(patience);
    }

    private static void expectReported(List<Integer> accepted, Report report) {
        var told = new ArrayList<>(numbers(report.cooked()));
        told.addAll(numbers(report.notDone()));
        var missing = new ArrayList<>(accepted);
        missing.removeAll(told);
        var strange = new ArrayList<>(told);
        strange.removeAll(accepted);
        String expected = "every accepted order once in the report: " + accepted;
        String observed =
                "cooked %s, not done %s"
                        .formatted(numbers(report.cooked()), numbers(report.notDone()));
        Expect.that(
                strange.isEmpty(),
                expected,
                observed,
                "the report has an order that was refused, or the end marker: the guest was told"
                        + " that nobody took it");
        Expect.that(missing.isEmpty(), expected, observed, whyMissing(accepted, missing));
        Expect.that(
                new HashSet<>(told).size() == told.size(),
                expected,
                observed,
                "an order is told twice: somebody took it from the belt, or from a list, while its"
                        + " cook was still at work");
    }

    private static String whyMissing(List<Integer> accepted, List<Integer> missing) {
        if (accepted.size() <= 1) {
            return "submit returned, and nobody will cook the order: it was dropped, or the desk"
                    + " closed between asking whether it is open and putting the order";
        }
        if (missing.contains(4)) {
            return "submit returned, and nobody will cook the order: it was dropped, or put when the"
                    + " belt was cleared at closing time; whoever has waited has to ask again"
                    + " whether the desk is open";
        }
        return missing.contains(accepted.getLast())
                ? "an order that lay on the belt was forgotten: it was accepted, so its guest is to"
                        + " be told"
                : "an order that was in a cook's hand was forgotten: the interrupt ends the cook,"
                        + " and nobody else knew of it";
    }

    /// @return the numbers, sorted
    private static List<Integer> numbers(List<Order> orders) {
        return orders.stream().map(Order::number).sorted().toList();
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /// Makes the calls of one check on a thread of their own, and waits for a day of virtual time,
    /// which no right answer needs.
    private void within(Expect.Action calls) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                calls.run();
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            }
                        });
        if (!caller.join(Duration.ofDays(1))) {
            boolean inStop = doing.get().equals("stop");
            throw new Unmet(
                    doing.get() + " returns",
                    "a day later it still waits",
                    inStop
                            ? "stop waits for a cook who waits for an order, or for a place on a"
                                    + " belt from which nobody takes"
                            : "nobody takes orders off the belt: the cooks were never started, or"
                                    + " have gone home");
        }
        switch (failure.get()) {
            case null -> {}
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            default ->
                    throw new Unmet(
                            doing.get() + " returns",
                            "it threw " + failure.get(),
                            "nobody interrupted the caller: the interrupt of a cook went astray");
        }
    }
}
