package p21_sync_and_async;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p21_sync_and_async.BlockingGate.Listener;
import p21_sync_and_async.BlockingGate.Order;
import p21_sync_and_async.BlockingGate.Seller;
import p21_sync_and_async.BlockingGate.SoldOut;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class BlockingGateTest {

    private static final int ANSWER = 100;
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeSeller seller = new FakeSeller();
    private final BlockingGate gate = new BlockingGate(seller);

    @AllSchedules
    @DisplayName("buy returns the ticket as soon as the seller answers, early or late")
    @Hint({
        "What may the seller do before order has returned?",
        "Make the place for the answer first, then order, then wait.",
        "A CompletableFuture for each call: complete in sold, get(limit) in buy."
    })
    void returnsTheTicket() throws Exception {
        new Buyer(gate, "row 1", LONG).expectTicket("row 1", ANSWER);
        seller.atOnce = true;
        new Buyer(gate, "row 2", LONG).expectTicket("row 2", 0);
        seller.expectGivenBack();
        seller.expectCancelled(0, "the seller has answered");
    }

    @AllSchedules
    @DisplayName("two who buy at the same time get each their own ticket")
    @Hint({
        "Where does sold put the ticket, and who else reads there?",
        "A field of the gate is shared by all its callers.",
        "The answer belongs to one order: a local variable of buy, not a field."
    })
    void twoAtOnce() throws Exception {
        var one = new Buyer(gate, "row 1", LONG);
        var two = new Buyer(gate, "row 2", LONG);
        one.expectTicket("row 1", ANSWER);
        two.expectTicket("row 2", ANSWER);
        seller.expectGivenBack();
    }

    @AllSchedules
    @DisplayName(
            "an order that fails ends the wait at once, with the seller's own failure as cause")
    @Hint({
        "Who wakes the buyer when the seller calls failed?",
        "completeExceptionally(cause); what get throws has it as its cause.",
        "catch (ExecutionException failed) { throw new SoldOut(failed.getCause()); }"
    })
    void soldOut() throws Exception {
        seller.failure = new IllegalStateException("no seat left");
        var buyer = new Buyer(gate, "row 1", LONG);
        String expected = "SoldOut with the cause " + seller.failure + ", after 100 ms";
        var end = buyer.end(expected);
        Expect.that(
                end.millis == ANSWER,
                expected,
                end,
                "failed does not wake the buyer, who waits until the limit is over");
        Expect.that(
                end.failure instanceof SoldOut,
                expected,
                end,
                end.failure == null
                        ? "the failure was dropped, so the buyer takes it for an answer"
                        : "the buyer catches SoldOut, and this is another wrapping");
        Expect.that(
                end.failure.getCause() == seller.failure,
                expected,
                end + ", with the cause " + end.failure.getCause(),
                "between what the seller reported and what the buyer sees is one wrapping too many");
        seller.expectCancelled(0, "the seller has answered");
    }

    @AllSchedules
    @DisplayName("what order itself throws comes out as it is")
    @Hint({
        "If order throws, was anything ordered?",
        "Let it through: nobody is going to call back."
    })
    void orderThrows() throws Exception {
        var closed = new IllegalStateException("the seller is closed");
        seller.refusal = closed;
        var end = new Buyer(gate, "row 1", LONG).end("buy throws " + closed);
        Expect.that(
                end.failure == closed,
                "buy throws " + closed,
                end,
                "what order throws was caught with the answers, or waited for as if there were one");
    }

    @AllSchedules
    @DisplayName("when the limit is over the order is cancelled, and its late ticket given back")
    @Hint({
        "tryAcquire returns false, get throws a TimeoutException: what does your buy do then?",
        "Cancel the order; it may be too late for that. What if the ticket comes all the same?",
        "if (!future.complete(ticket)) { seller.giveBack(ticket); }, and on the way out of buy"
                + " future.cancel(false): after that, complete returns false."
    })
    void limit() throws Exception {
        new Buyer(gate, "row 1", Duration.ofMillis(60)).expectTimeout(60);
        seller.expectCancelled(1, "the limit is over");
        new Buyer(gate, "row 2", LONG).expectTicket("row 2", ANSWER);
        seller.expectGivenBack("row 1");
    }

    @AllSchedules
    @DisplayName("a buyer who is interrupted leaves at once, and the order with the buyer")
    @Hint({
        "What does your buy tell its caller when it is interrupted?",
        "Clean up, then let the InterruptedException through: the same as for the limit.",
        "catch (TimeoutException | InterruptedException gone) { order.cancel(); …; throw gone; }"
    })
    void interrupted() throws Exception {
        var buyer = new Buyer(gate, "row 1", LONG);
        Thread.sleep(ANSWER / 2);
        buyer.interrupt();
        buyer.expectInterrupted(ANSWER / 2);
        seller.expectCancelled(1, "the buyer is gone");
        Thread.sleep(ANSWER);
        seller.expectGivenBack("row 1");
    }

    @AllSchedules
    @DisplayName("an answer that is told twice changes nothing the second time")
    @Hint({
        "The second call brings the ticket that the buyer already has. What does your bridge do?",
        "complete returns false for a late answer and for a second one. They are not the same.",
        "An AtomicBoolean in the listener: only the first call counts."
    })
    void toldTwice() throws Exception {
        seller.twice = true;
        new Buyer(gate, "row 1", LONG).expectTicket("row 1", ANSWER);
        Thread.sleep(1);
        seller.expectGivenBack();
        new Buyer(gate, "row 2", Duration.ofMillis(60)).expectTimeout(60);
        Thread.sleep(ANSWER);
        seller.expectGivenBack("row 2");
    }

    @AllSchedules
    @DisplayName("a ticket at the very moment when the buyer leaves is returned or given back")
    @Hint({
        "Between the end of the wait and the next line of buy, what may the seller do?",
        "One step must decide who has the ticket: complete and cancel of one future, of which one"
                + " succeeds.",
        "If cancel returns false, the answer came first: give the ticket back yourself, or return"
                + " it."
    })
    void atTheVeryMoment() throws Exception {
        var late = new Buyer(gate, "row 1", Duration.ofMillis(ANSWER));
        late.expectOnce("row 1", seller, "the limit is over when the ticket comes");
    }

    @AllSchedules
    @DisplayName("the same for a buyer who is interrupted when the ticket comes")
    @Hint({
        "An interrupted buyer and a ticket that has come: who has it now?",
        "If cancel returns false, the answer came first: give the ticket back yourself, or return"
                + " it."
    })
    void interruptedAtTheVeryMoment() throws Exception {
        var buyer = new Buyer(gate, "row 1", LONG);
        Thread.sleep(ANSWER);
        buyer.interrupt();
        buyer.expectOnce("row 1", seller, "the buyer is interrupted when the ticket comes");
    }

    /// Answers after 100 ms on a thread of its own, whether or not the order was cancelled.
    private static final class FakeSeller implements Seller {

        private final List<String> givenBack = new CopyOnWriteArrayList<>();
        private final AtomicInteger cancelled = new AtomicInteger();
        private volatile boolean atOnce;
        private volatile boolean twice;
        private volatile Exception failure;
        private volatile RuntimeException refusal;

        @Override
        public Order order(String seat, Listener listener) {
            if (refusal != null) {
                throw refusal;
            }
            if (atOnce) {
                answer(seat, listener);
            } else {
                Thread.ofVirtual()
                        .name("seller")
                        .start(() -> {
                            sleep();
                            answer(seat, listener);
                        });
            }
            return cancelled::incrementAndGet;
        }

        private void answer(String seat, Listener listener) {
            if (failure != null) {
                listener.failed(failure);
                return;
            }
            listener.sold(seat);
            if (twice) {
                listener.sold(seat);
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(ANSWER);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void giveBack(String ticket) {
            givenBack.add(ticket);
        }

        void expectCancelled(int times, String when) {
            Expect.that(
                    cancelled.get() == times,
                    "the order is %s: %s"
                            .formatted(times == 0 ? "not cancelled" : "cancelled", when),
                    cancelled + " times",
                    cancelled.get() < times
                            ? "the wait has ended, and the order goes on: the seller works for"
                                    + " nobody, and charges"
                            : "an order that was answered is over, and cannot be cancelled");
        }

        void expectGivenBack(String... tickets) {
            Expect.that(
                    List.of(tickets).equals(givenBack),
                    tickets.length == 0
                            ? "no ticket is given back"
                            : "the ticket of %s is given back once".formatted(tickets[0]),
                    "given back: " + givenBack,
                    givenBack.size() < tickets.length
                            ? "the ticket came when its buyer had gone, and nobody has it: it was"
                                    + " put where nobody looks any more"
                            : tickets.length == 0
                                    ? "a ticket that a buyer has was given back: the second call for"
                                            + " the same answer was taken for a late one"
                                    : "the same ticket was given back more than once");
        }
    }

    /// A counter of the office that buys one ticket, and how that ended.
    private static final class Buyer {

        private record End(String ticket, Throwable failure, long millis) {
            @Override
            public String toString() {
                return (failure == null ? "buy returned " + ticket : "buy threw " + failure)
                        + " after "
                        + millis
                        + " ms";
            }
        }

        private final Thread thread;
        private final AtomicReference<End> end = new AtomicReference<>();

        Buyer(BlockingGate gate, String seat, Duration limit) {
            long begin = System.nanoTime();
            thread =
                    Thread.ofVirtual()
                            .name("buyer of " + seat)
                            .start(() -> {
                                String ticket = null;
                                Throwable failure = null;
                                try {
                                    ticket = gate.buy(seat, limit);
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                long nanos = System.nanoTime() - begin;
                                end.set(
                                        new End(
                                                ticket,
                                                failure,
                                                Duration.ofNanos(nanos).toMillis()));
                            });
        }

        void interrupt() {
            thread.interrupt();
        }

        End end(String expected) throws InterruptedException {
            Expect.that(
                    thread.join(LONG.multipliedBy(2)),
                    expected,
                    "buy has not returned after two hours",
                    "nobody wakes the buyer: the answer came by a way on which nobody waits");
            return end.get();
        }

        void expectTicket(String seat, long afterMillis) throws InterruptedException {
            String expected = "the ticket of %s, after %d ms".formatted(seat, afterMillis);
            var found = end(expected);
            Expect.that(
                    found.failure == null,
                    expected,
                    found,
                    "the seller has answered with a ticket, and it did not get to the buyer");
            Expect.that(
                    seat.equals(found.ticket),
                    expected,
                    found,
                    found.ticket == null
                            ? "the wait ended without an answer: something of another call woke the"
                                    + " buyer, or cleared the ticket"
                            : "this is the ticket of another order: the answers of all callers meet"
                                    + " in one field");
            Expect.that(
                    found.millis == afterMillis,
                    expected,
                    found,
                    "the buyer waits for something else than the answer: one caller keeps the"
                            + " others out");
        }

        void expectTimeout(long afterMillis) throws InterruptedException {
            String expected = "TimeoutException, after %d ms".formatted(afterMillis);
            var found = end(expected);
            Expect.that(
                    found.failure instanceof TimeoutException,
                    expected,
                    found,
                    found.failure == null
                            ? "no answer came within the limit, and the caller cannot tell that from"
                                    + " an answer"
                            : "another failure than the end of the limit reached the caller");
            Expect.that(found.millis == afterMillis, expected, found, "the limit is not kept");
        }

        void expectInterrupted(long afterMillis) throws InterruptedException {
            String expected = "InterruptedException, after %d ms".formatted(afterMillis);
            var found = end(expected);
            Expect.that(
                    found.failure instanceof InterruptedException,
                    expected,
                    found,
                    "the interrupt was swallowed or replaced: the counter goes on to its next"
                            + " customer");
            Expect.that(
                    found.millis == afterMillis,
                    expected,
                    found,
                    "the buyer waits on after the interrupt");
        }

        /// Returned or given back, and not both.
        void expectOnce(String seat, FakeSeller seller, String when) throws InterruptedException {
            String expected = "the ticket is returned or given back, once: " + when;
            var found = end(expected);
            Thread.sleep(1);
            int returned = seat.equals(found.ticket) ? 1 : 0;
            int givenBack = seller.givenBack.size();
            Expect.that(
                    returned + givenBack == 1,
                    expected,
                    "%s, and given back %d times".formatted(found, givenBack),
                    returned + givenBack == 0
                            ? "the ticket came after the wait had ended, and before buy said so: the"
                                    + " seller thinks it is sold, and the buyer is gone"
                            : "both sides think that it is theirs to decide");
        }
    }
}
