package p04_error_handling;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p04_error_handling.FirstFailure.BookingException;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

class FirstFailureTest {

    @AllSchedules
    @DisplayName("when all goes well: the parts run together, their results are in order")
    @Hint({
        "Submit all the parts before you wait for the first.",
        "Keep the futures in the order of the parts: resultNow() of each, when all have ended."
    })
    void allWell() throws Exception {
        long begin = System.nanoTime();

        var results = FirstFailure.book(List.of(part(30, "seat"), part(20, "card")));

        long millis = millisSince(begin);
        Expect.equal(
                List.of("seat", "card"),
                results,
                "the results are in the order in which the parts ended, or one is missing");
        Expect.that(
                millis == 30,
                "30 ms for a part of 30 ms and one of 20 ms",
                millis + " ms",
                millis < 30
                        ? "the method does not wait for its parts"
                        : "a part is waited for before the next is started, by a get() in the loop"
                                + " that submits");
        Expect.equal(
                List.of(),
                FirstFailure.book(List.<Callable<String>>of()),
                "no parts, no results, and nothing to wait for");
    }

    @Test
    @DisplayName("a hundred parts run at the same time, too")
    @Hint({
        "A pool runs as many parts together as it has threads, be they virtual or not.",
        "newVirtualThreadPerTaskExecutor() has no limit: a new thread for each part."
    })
    void manyParts() throws Exception {
        var parts = RemoteService.answeringOnceInFlight(100);

        var results = FirstFailure.book(parts.calls(100));

        parts.verify();
        Expect.equal(100, results.size(), "a part has no result");
    }

    @AllSchedules
    @DisplayName("the first failure interrupts the other parts at once")
    @Hint({
        "Which part fails first, you cannot know. Ask for whichever ends next.",
        "An ExecutorCompletionService has a queue of those that have ended: take().get().",
        "When get() throws, call cancel(true) on every future: it interrupts those that still run."
    })
    void othersInterrupted() throws Exception {
        var seat = new Patient();

        var failed = new Failing(50, new IOException("card refused"));
        long millis = millisUntilItFails(List.of(seat, failed));

        seat.awaitEnd();
        if (!seat.wasInterrupted()) {
            var inFront = new Patient();
            millisUntilItFails(List.of(failed, inFront));
            inFront.awaitEnd();
            throw new Unmet(
                    "the seat is interrupted after 50 ms, when the card is refused",
                    "nobody interrupted it, book ended after " + millis + " ms",
                    inFront.wasInterrupted()
                            ? "the parts are asked in the order of the list: get() waits for the"
                                    + " seat, while the failure of the card lies in its future"
                            : "nobody cancels the others: invokeAll waits for every part, close()"
                                    + " does so too, and cancel of a CompletableFuture interrupts"
                                    + " nobody");
        }
        Expect.that(
                seat.interruptedAt() == 50,
                "the seat is interrupted after 50 ms, when the card is refused",
                "it was interrupted after " + seat.interruptedAt() + " ms",
                "the failure was noticed at another time than when it happened");
        Expect.that(
                millis == 50,
                "book ends after 50 ms",
                "it ended after " + millis + " ms",
                "something is still waited for after the failure");
    }

    @AllSchedules
    @DisplayName("the cause is what the first part to fail has thrown, as it threw it")
    @Hint({
        "BookingException has two constructors. What becomes of the failure with the first?",
        "What get() throws is a wrapping. Its cause is what the part threw.",
        "Remember the first failure where you see it. Those that come after the cancel are its"
                + " consequences."
    })
    void causeKept() {
        var bank = new TimeoutException("the bank is silent");
        var refused = new IOException("card refused", bank);
        var released = new IllegalStateException("seat released");
        Callable<String> seat =
                () -> {
                    try {
                        Thread.sleep(Duration.ofSeconds(30));
                    } catch (InterruptedException interrupted) {
                        throw released;
                    }
                    return "seat";
                };

        var failure =
                Expect.failure(
                        BookingException.class,
                        () -> FirstFailure.book(List.of(seat, new Failing(50, refused))),
                        "a part that fails is not told as a BookingException");

        var cause = failure.getCause();
        if (cause == bank) {
            throw new Unmet(
                    "the cause is " + shown(refused),
                    shown(bank),
                    "the chain was followed to its end: only the ExecutionException is a wrapping,"
                            + " what lies below belongs to the part",
                    "Take getCause() of the ExecutionException once, and no loop.");
        }
        Expect.that(
                cause == refused,
                "the cause is " + shown(refused),
                cause == null ? "there is no cause" : shown(cause),
                switch (cause) {
                    case null ->
                            "the cause was dropped: the message alone says nothing of what failed,"
                                    + " where, and in which thread";
                    case ExecutionException wrapping ->
                            "get() throws an ExecutionException around what the part threw: its"
                                    + " cause is what is asked for";
                    case CancellationException cancelled ->
                            "a part that was cancelled was asked, and not the one that failed";
                    case IllegalStateException other when other == released ->
                            "the seat failed only because it was interrupted: the parts are"
                                    + " searched in the order of the list, or the last failure"
                                    + " replaces the first";
                    default -> "what the part threw was wrapped once more, or replaced, on its way";
                });
    }

    @AllSchedules
    @DisplayName("an interruption interrupts the parts and comes out as InterruptedException")
    @Hint({
        "Which exceptions does catch (Exception …) catch? All but one of them are failures.",
        "Catch the ExecutionException only, and let the InterruptedException pass.",
        "The parts must be cancelled in this case too: do it in a finally block."
    })
    void interruptionPasses() throws Exception {
        var seat = new Patient();
        var thrown = new AtomicReference<Throwable>();
        var millis = new AtomicLong();
        Thread caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            long begin = System.nanoTime();
                            try {
                                FirstFailure.book(List.of(seat, part(10, "card")));
                            } catch (Throwable failure) {
                                thrown.set(failure);
                            }
                            millis.set(millisSince(begin));
                        });
        Thread.sleep(50);
        caller.interrupt();
        caller.join();
        seat.awaitEnd();

        Expect.that(
                thrown.get() instanceof InterruptedException,
                "InterruptedException is thrown",
                thrown.get() == null ? "book returned" : shown(thrown.get()),
                switch (thrown.get()) {
                    case null -> "the interruption was swallowed, and the booking went on";
                    case BookingException booking ->
                            "catch (Exception) catches the InterruptedException as well: a request"
                                    + " to stop is told as a booking that failed";
                    default -> "the interruption was turned into another exception";
                });
        Expect.that(
                seat.wasInterrupted() && millis.get() == 50,
                "the seat is interrupted after 50 ms, and book ends",
                seat.wasInterrupted()
                        ? "book ended after " + millis.get() + " ms"
                        : "nobody interrupted the seat, book ended after " + millis.get() + " ms",
                "the parts are cancelled only when one fails: on an interruption close() waits until"
                        + " they end by themselves");
    }

    @AllSchedules
    @DisplayName("book waits until every part has ended, those that were interrupted too")
    @Hint({
        "cancel(true) and shutdownNow() ask a part to stop. Who waits until it has?",
        "Future.get() of a cancelled part does not wait for it. close() of the executor does.",
        "Put the executor into try-with-resources."
    })
    void waitsForTheInterrupted() {
        var released = new AtomicBoolean();
        Callable<String> seat =
                () -> {
                    try {
                        Thread.sleep(Duration.ofSeconds(30));
                        return "seat";
                    } finally {
                        Thread.sleep(20); // it takes a moment to give the seat back
                        released.set(true);
                    }
                };

        millisUntilItFails(List.of(seat, new Failing(50, new IOException("card refused"))));

        Expect.that(
                released.get(),
                "the seat is given back when book has ended",
                "it was still being given back",
                "nobody waited for the part that was interrupted: cancel and shutdownNow() return at"
                        + " once, close() waits");
    }

    private static Callable<String> part(int millis, String result) {
        return () -> {
            Thread.sleep(millis);
            return result;
        };
    }

    private static long millisUntilItFails(List<Callable<String>> parts) {
        long begin = System.nanoTime();
        Expect.failure(
                BookingException.class,
                () -> FirstFailure.book(parts),
                "a part that fails is not told as a BookingException");
        return millisSince(begin);
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static String shown(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }

    /// A part that fails after a while.
    private record Failing(int millis, Exception failure) implements Callable<String> {

        @Override
        public String call() throws Exception {
            Thread.sleep(millis);
            throw failure;
        }
    }

    /// A part that takes half a minute, and tells when it was interrupted. Whether book waits for
    /// its end is the affair of one check only; the others wait for it themselves.
    private static final class Patient implements Callable<String> {

        private static final long NEVER = -1;

        private final AtomicLong interruptedAt = new AtomicLong(NEVER);
        private final AtomicBoolean begun = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public String call() throws InterruptedException {
            begun.set(true);
            long begin = System.nanoTime();
            try {
                Thread.sleep(Duration.ofSeconds(30));
                return "seat";
            } catch (InterruptedException interrupted) {
                interruptedAt.set(millisSince(begin));
                throw interrupted;
            } finally {
                ended.countDown();
            }
        }

        void awaitEnd() throws InterruptedException {
            if (begun.get()) {
                ended.await();
            }
        }

        boolean wasInterrupted() {
            return interruptedAt.get() != NEVER;
        }

        long interruptedAt() {
            return interruptedAt.get();
        }
    }
}
