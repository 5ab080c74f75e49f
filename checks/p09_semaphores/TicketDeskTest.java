package p09_semaphores;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class TicketDeskTest {

    private static final Duration EVER = Duration.ofHours(1);

    private static final String WITHOUT_COUNTER =
            "a customer is served without a permit: tryAcquire said false, and nobody listened";

    @AllSchedules(delays = 2) // four threads: two preemptions are 4,000 schedules
    @DisplayName("two counters serve two customers at once, and the third waits")
    @Hint({
        "How many customers does your desk serve at once, and what does a third one do?",
        "A semaphore with one permit for each counter; only who got a permit may go on."
    })
    void countersServe() throws Exception {
        var office = new Office();
        var desk = new TicketDesk(2);

        var first = new Customer("first", () -> desk.serve(office::buy, EVER));
        var second = new Customer("second", () -> desk.serve(office::buy, EVER));
        Thread.sleep(Duration.ofMillis(50));
        var third = new Customer("third", () -> desk.serve(office::buy, EVER));
        first.expectTicket();
        second.expectTicket();
        third.expectTicket();

        Expect.that(
                office.peak() >= 2,
                "2 customers are served at the same time",
                "1 at a time",
                "a lock lets one in at a time, however many counters there are");
        office.expectPeakOf(2, WITHOUT_COUNTER);
    }

    @AllSchedules
    @DisplayName("a purchase that fails, in whatever way, leaves its counter free")
    @Hint({
        "In which ways can a purchase end, and which line gives the counter back in each?",
        "A release for each type of exception forgets one. There is a block that runs in all cases.",
        "Get the permit first. Then try { purchase } finally { release }: once, and nowhere else."
    })
    void failureFreesTheCounter() throws Exception {
        var office = new Office();
        var desk = new TicketDesk(1);
        expectOneCounter(desk, office, WITHOUT_COUNTER);

        expectServedAfter(new IOException("no connection to the bank"), desk, office);
        expectServedAfter(new IllegalStateException("the card has expired"), desk, office);
        expectServedAfter(new AssertionError("a seat sold twice"), desk, office);

        expectOneCounter(
                desk,
                office,
                "the permit of a failed purchase came back twice: a counter more with every"
                        + " failure");
    }

    @AllSchedules
    @DisplayName("a customer whose patience ends is not served, and no counter is gained or lost")
    @Hint({
        "What does tryAcquire return when the time is over, and what runs after that return?",
        "finally runs after a return as well. Who got no permit must not come past it.",
        "if (!counters.tryAcquire(…)) { return Optional.empty(); } stands before try."
    })
    void patienceEnds() throws Exception {
        var office = new Office();
        var desk = new TicketDesk(1);

        var served = new Customer("served", () -> desk.serve(office::buy, EVER));
        Thread.sleep(Duration.ofMillis(10)); // the counter is taken now, until 100 ms
        var impatient =
                new Customer("impatient", () -> desk.serve(office::buy, Duration.ofMillis(40)));
        impatient.expectNotServed(40);
        served.expectTicket();

        expectOneCounter(
                desk,
                office,
                "finally gave back a permit that the impatient customer never had: it runs after"
                        + " the return as well, and release() adds a permit without asking");
    }

    @AllSchedules
    @DisplayName("patience is for the queue: at the counter a customer stays until it is served")
    @Hint({
        "For what does the patience count: for the wait, or for the purchase as well?",
        "Give the patience to whatever waits for the counter. The purchase itself has no time."
    })
    void patienceIsForTheQueue() throws Exception {
        var office = new Office();
        var desk = new TicketDesk(1);

        var slow = new Customer("slow", () -> desk.serve(office::buy, Duration.ofMillis(40)));
        var found = slow.end("the customer gets a ticket");

        Expect.that(
                found.failure == null && Optional.of("ticket").equals(found.result),
                "a ticket, after a purchase of 100 ms: the counter was free at once",
                found,
                "the patience of 40 ms ended the purchase: it counts from the moment when the"
                        + " customer comes until a counter is free, and not at the counter");
    }

    @AllSchedules
    @DisplayName("a customer who is interrupted in the queue leaves, and no counter is gained")
    @Hint({
        "An InterruptedException can come from two lines. Does the customer have a counter in both?",
        "Who is interrupted in the queue holds no permit, so there is none to give back.",
        "tryAcquire stands before try: what it throws does not come past the release."
    })
    void interruptedInTheQueue() throws Exception {
        var office = new Office();
        var desk = new TicketDesk(1);

        var served = new Customer("served", () -> desk.serve(office::buy, EVER));
        Thread.sleep(Duration.ofMillis(10)); // the counter is taken now, until 100 ms
        var queuing = new Customer("queuing", () -> desk.serve(office::buy, EVER));
        Thread.sleep(Duration.ofMillis(40));
        office.expectPeakOf(1, WITHOUT_COUNTER);
        queuing.interrupt();
        queuing.expectInterrupted(40, "it waited on: its wait cannot be interrupted");
        served.expectTicket();

        expectOneCounter(
                desk,
                office,
                "the interrupted customer gave back a permit that was never taken: in the queue it"
                        + " holds none, and release() adds one without asking");
    }

    @AllSchedules
    @DisplayName("a customer who is interrupted at the counter leaves it free for the next")
    @Hint({
        "Here the customer does hold a permit when the InterruptedException comes.",
        "finally gives it back, whatever ended the purchase."
    })
    void interruptedAtTheCounter() throws Exception {
        var office = new Office();
        var desk = new TicketDesk(1);

        var buying = new Customer("buying", () -> desk.serve(office::buy, EVER));
        Thread.sleep(Duration.ofMillis(40));
        buying.interrupt();
        buying.expectInterrupted(
                40, "the purchase was not interrupted: it does not run on the customer's thread");

        var next = new Customer("next", () -> desk.serve(office::buy, EVER));
        Expect.that(
                next.ends(),
                "the next customer is served",
                "the next waits for ever, and nobody is at the counter",
                "the interrupt jumped over release(): the counter is lost for good");
        expectOneCounter(desk, office, "the permit of the interrupted purchase came back twice");
    }

    @AllSchedules
    @DisplayName("customers are served in the order in which they came")
    @Hint({
        "One customer leaves the counter and comes straight back, while another waits. Who is next?",
        "A semaphore is not fair unless you ask for it when you make it.",
        "new Semaphore(counters, true), and no tryAcquire() without a time: that one overtakes."
    })
    void inOrderOfArrival() throws Exception {
        var order = new AtomicReference<>("");
        var desk = new TicketDesk(1);

        var regular =
                new Customer(
                        "regular",
                        () -> {
                            desk.serve(() -> note(order, "regular"), EVER);
                            return desk.serve(() -> note(order, "regular again"), EVER);
                        });
        Thread.sleep(Duration.ofMillis(50)); // the counter is taken until 100 ms
        var waiting = new Customer("waiting", () -> desk.serve(() -> note(order, "waiting"), EVER));
        regular.expectTicket();
        waiting.expectTicket();

        Expect.equal(
                "regular, waiting, regular again",
                order.get(),
                "whoever comes at the moment when a counter is free overtakes those who wait: new"
                        + " Semaphore(n) lets them, and tryAcquire() without a time always does");
    }

    /// Takes 100 ms.
    private static String note(AtomicReference<String> order, String name)
            throws InterruptedException {
        order.accumulateAndGet(name, (all, next) -> all.isEmpty() ? next : all + ", " + next);
        Thread.sleep(Duration.ofMillis(100));
        return "ticket";
    }

    /// Lets a purchase fail, then serves another customer.
    private static void expectServedAfter(Throwable failure, TicketDesk desk, Office office)
            throws Exception {
        String name = failure.getClass().getSimpleName();
        var failing = new Customer("failing", () -> desk.serve(() -> Office.fail(failure), EVER));
        failing.expectFailure(failure);

        var next = new Customer("next", () -> desk.serve(office::buy, EVER.dividedBy(2)));
        var end = next.end("the next customer is served");
        Expect.that(
                !Optional.empty().equals(end.result),
                "the next customer is served after a purchase has failed with " + name,
                "the next waits until the patience ends, and nobody is at the counter",
                "release() does not run for a failure of this type: the counter is lost for good");
        next.expectTicket();
    }

    private static void expectOneCounter(TicketDesk desk, Office office, String why)
            throws Exception {
        List<Customer> customers =
                List.of(
                        new Customer("one", () -> desk.serve(office::buy, EVER)),
                        new Customer("two", () -> desk.serve(office::buy, EVER)));
        for (var customer : customers) {
            customer.expectTicket();
        }
        office.expectPeakOf(1, why);
    }

    /// Sells a ticket in 100 ms, and notices how many customers are at the counters.
    private static final class Office {
        private final AtomicInteger atCounters = new AtomicInteger();
        private final AtomicInteger peak = new AtomicInteger();

        String buy() throws InterruptedException {
            peak.accumulateAndGet(atCounters.incrementAndGet(), Math::max);
            try {
                Thread.sleep(Duration.ofMillis(100));
                return "ticket";
            } finally {
                atCounters.decrementAndGet();
            }
        }

        static String fail(Throwable failure) throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }

        int peak() {
            return peak.get();
        }

        void expectPeakOf(int counters, String why) {
            int found = peak();
            Expect.that(
                    found <= counters,
                    "at most %d served at the same time".formatted(counters),
                    found + " served at the same time",
                    why);
        }
    }

    /// A thread that is served once or more, and how that ended.
    private static final class Customer {

        private record End(Optional<String> result, Throwable failure, long nanos) {
            @Override
            public String toString() {
                return failure == null ? "serve returned " + result : "serve threw " + failure;
            }
        }

        private final Thread thread;
        private End end;

        Customer(String name, Callable<Optional<String>> visit) {
            thread = Thread.ofVirtual().name(name).start(() -> end = make(visit));
        }

        private static End make(Callable<Optional<String>> visit) {
            long begin = System.nanoTime();
            try {
                var result = visit.call();
                return new End(result, null, System.nanoTime() - begin);
            } catch (Throwable failure) {
                return new End(null, failure, System.nanoTime() - begin);
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        /// The clock is a virtual one: two hours are over once no thread can go on.
        boolean ends() throws InterruptedException {
            return thread.join(EVER.multipliedBy(2));
        }

        End end(String expected) throws InterruptedException {
            Expect.that(
                    ends(),
                    expected,
                    "serve does not return, and nobody is at the counter",
                    "the customer waits without end for a counter that was never given back");
            return end;
        }

        void expectTicket() throws InterruptedException {
            var found = end("the customer gets a ticket");
            Expect.that(
                    found.failure == null && Optional.of("ticket").equals(found.result),
                    "the customer gets a ticket",
                    found,
                    Optional.empty().equals(found.result)
                            ? "the customer had patience left and was sent away: without a time,"
                                    + " tryAcquire does not wait"
                            : "a customer with patience is served as soon as a counter is free, and"
                                    + " gets what the purchase returned");
        }

        void expectFailure(Throwable expected) throws InterruptedException {
            var found = end("the customer gets " + expected);
            Expect.that(
                    found.failure == expected,
                    "the customer gets " + expected,
                    found,
                    found.failure == null
                            ? "the failure was caught and dropped on its way"
                            : "the failure was wrapped or replaced on its way, so the customer"
                                    + " cannot tell what happened");
        }

        void expectNotServed(int patience) throws InterruptedException {
            String expected = "an empty result after %d ms".formatted(patience);
            var found = end(expected);
            long waited = Duration.ofNanos(found.nanos).toMillis();
            String observed = found + " after %d ms".formatted(waited);
            Expect.that(
                    found.failure == null,
                    expected,
                    observed,
                    "a customer whose patience ends has not failed: the result says so, by being"
                            + " empty");
            // Whoever waited for the counter was served from 100 ms on, 90 ms after it came.
            Expect.that(
                    found.result.isEmpty(),
                    expected,
                    observed,
                    waited < 190
                            ? WITHOUT_COUNTER
                            : "the patience is not looked at: acquire() waits without end");
            Expect.that(
                    waited == patience,
                    expected,
                    observed,
                    waited < patience
                            ? "the customer was sent away before the patience had ended: without a"
                                    + " time, tryAcquire does not wait, and a coarse unit rounds"
                                    + " the time down"
                            : "the customer waited longer than the patience");
        }

        void expectInterrupted(int afterMillis, String whyOn) throws InterruptedException {
            String expected = "an InterruptedException, %d ms after it came".formatted(afterMillis);
            var found = end(expected);
            long waited = Duration.ofNanos(found.nanos).toMillis();
            String observed = found + " after %d ms".formatted(waited);
            Expect.that(waited <= afterMillis, expected, observed, whyOn);
            Expect.that(
                    waited == afterMillis,
                    expected,
                    observed,
                    "the customer had patience left and was sent away: without a time, tryAcquire"
                            + " does not wait");
            Expect.that(
                    found.failure instanceof InterruptedException,
                    expected,
                    observed,
                    found.failure == null
                            ? "the InterruptedException was caught and dropped: the customer cannot"
                                    + " tell being called away from losing patience"
                            : "the InterruptedException was replaced: whoever called cannot tell"
                                    + " that it was asked to stop");
        }
    }
}
