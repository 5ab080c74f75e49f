package p04_error_handling;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p04_error_handling.OrderReport.Broken;
import p04_error_handling.OrderReport.BrokenShopException;
import p04_error_handling.OrderReport.Cancelled;
import p04_error_handling.OrderReport.Outcome;
import p04_error_handling.OrderReport.Refused;
import p04_error_handling.OrderReport.RefusedException;
import p04_error_handling.OrderReport.Shipment;
import p04_error_handling.OrderReport.Shipped;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class OrderReportTest {

    private static final String LOST = "the outcomes of the other shipments are lost";

    @AllSchedules
    @DisplayName("shipped and refused: the report waits, and each order has its outcome")
    @Hint({
        "Which exception does get() throw for a refused order, and what does the program return"
                + " then?",
        "catch (ExecutionException failed): what the shipment threw is failed.getCause().",
        "A switch over the cause: case RefusedException refused -> new Refused(order, refused)."
    })
    void refusedIsCounted() throws Exception {
        var refused = new RefusedException("card refused");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var shipments =
                    List.of(
                            new Shipment(
                                    1,
                                    executor.submit(() -> {
                                        Thread.sleep(20);
                                        return "parcel 1";
                                    })),
                            new Shipment(
                                    2,
                                    executor.submit(() -> {
                                        Thread.sleep(10);
                                        throw refused;
                                    })),
                            new Shipment(3, CompletableFuture.completedFuture("parcel 3")));

            var outcomes = reported(shipments);

            expectOutcomes(
                    List.of(
                            new Shipped(1, "parcel 1"),
                            new Refused(2, refused),
                            new Shipped(3, "parcel 3")),
                    outcomes);
        }
        expectOutcomes(List.of(), reported(List.of()));
    }

    @Test
    @DisplayName("cancelled is neither shipped nor a bug, in each of its three forms")
    @Hint({
        "What does get() throw for a cancelled future, and which of your branches takes it?",
        "A shipment that was interrupted, by shutdownNow() for instance, has *failed*: the cause of"
                + " the ExecutionException is an InterruptedException.",
        "Three forms: get() throws a CancellationException; or an ExecutionException, whose cause is"
                + " an InterruptedException or a CancellationException."
    })
    void cancelledIsCancelled() throws Exception {
        var cancelled = new CompletableFuture<String>();
        var afterCancelled = cancelled.thenApply(parcel -> parcel + ", labelled");
        cancelled.cancel(true);
        Future<String> interrupted = CompletableFuture.failedFuture(new InterruptedException());

        expectCancelled("a future that was cancelled", new Shipment(1, cancelled));
        expectCancelled(
                "a shipment that ended with an InterruptedException", new Shipment(2, interrupted));
        expectCancelled(
                "a shipment that ended with a CancellationException",
                new Shipment(3, afterCancelled));
    }

    @Test
    @DisplayName("no bug is overlooked: they are thrown together, with all the outcomes")
    @Hint({
        "First finish the report of all the shipments. Then look whether there was a bug.",
        "new BrokenShopException(outcomes, firstBug), and throw it. An Error is a bug as well.",
        "broken.addSuppressed(bug) for each of the other bugs."
    })
    void bugsComeOut() throws Exception {
        var noLabel = new IllegalStateException("no label");
        var noParser = new NoClassDefFoundError("LabelParser");
        var refused = new RefusedException("card refused");
        var shipments =
                List.of(
                        new Shipment(1, CompletableFuture.completedFuture("parcel 1")),
                        new Shipment(2, CompletableFuture.failedFuture(noLabel)),
                        new Shipment(3, CompletableFuture.failedFuture(refused)),
                        new Shipment(4, CompletableFuture.failedFuture(noParser)));

        var broken = expectBroken(shipments);

        Expect.that(
                broken.outcomes().size() > 2 || broken.outcomes().getLast().order() != 2,
                "the exception has the outcomes of 4 shipments",
                shownOutcomes(broken.outcomes()),
                "it was thrown at the first bug, before the others were looked at: " + LOST);
        expectOutcomes(
                List.of(
                        new Shipped(1, "parcel 1"),
                        new Broken(2, noLabel),
                        new Refused(3, refused),
                        new Broken(4, noParser)),
                broken.outcomes());
        expectBugs(noLabel, List.of(noParser), broken);
    }

    @Test
    @DisplayName("the outcome holds what is inside of the wrappings, and nothing deeper")
    @Hint({
        "A task that waits for another task wraps what that one threw. How deep can that go?",
        "Peel in a loop: as long as it is an ExecutionException or a CompletionException, take its"
                + " cause.",
        "Stop at the first exception that is no wrapping, even if it has a cause of its own."
    })
    void wrappingsPeeled() throws Exception {
        var refused = new RefusedException("card refused");
        var twice = new ExecutionException(new CompletionException(refused));
        var noLabel = new IllegalStateException("no label", new IOException("printer off"));

        var outcomes = reported(List.of(new Shipment(1, CompletableFuture.failedFuture(twice))));
        var broken =
                expectBroken(
                        List.of(
                                new Shipment(
                                        2,
                                        CompletableFuture.failedFuture(
                                                new CompletionException(noLabel)))));

        expectOutcomes(List.of(new Refused(1, refused)), outcomes);
        expectOutcomes(List.of(new Broken(2, noLabel)), broken.outcomes());
        expectBugs(noLabel, List.of(), broken);
    }

    @Test
    @DisplayName("two shipments with the same bug: it is told once")
    @Hint({
        "Two stages behind one future fail with one and the same object.",
        "Keep the bugs you have told already, and compare with ==.",
        "A Set of bugs in their order: new LinkedHashSet<Throwable>(). The first is the cause, the"
                + " others are suppressed."
    })
    void sameBugOnce() throws Exception {
        var noPaper = new IllegalStateException("no paper");
        var noLabel = new IllegalStateException("no label");
        var printer = new CompletableFuture<String>();
        var shipments =
                List.of(
                        new Shipment(1, printer.thenApply(label -> label + " 1")),
                        new Shipment(2, printer.thenApply(label -> label + " 2")),
                        new Shipment(3, CompletableFuture.failedFuture(noLabel)),
                        new Shipment(4, CompletableFuture.failedFuture(noLabel)),
                        new Shipment(5, printer.thenApply(label -> label + " 5")));
        printer.completeExceptionally(noPaper);

        var broken = expectBroken(shipments);

        expectBugs(noPaper, List.of(noLabel), broken);
    }

    @AllSchedules
    @DisplayName("an interrupted report ends with InterruptedException, the shipments go on")
    @Hint({
        "An InterruptedException of get() is about you. One that is a cause is about the shipment.",
        "Declare it, and let it pass: no catch (Exception …) around get().",
        "You did not start the shipments, so it is not up to you to cancel them."
    })
    void interruptionPasses() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> parcel =
                    executor.submit(() -> {
                        Thread.sleep(100);
                        return "parcel 1";
                    });
            var ended = new AtomicReference<Object>();
            var millis = new AtomicLong();
            Thread caller =
                    Thread.ofVirtual()
                            .name("caller")
                            .start(() -> {
                                long begin = System.nanoTime();
                                try {
                                    ended.set(OrderReport.report(List.of(new Shipment(1, parcel))));
                                } catch (Throwable thrown) {
                                    ended.set(thrown);
                                }
                                millis.set(millisSince(begin));
                            });
            Thread.sleep(50);
            caller.interrupt();
            caller.join();

            Expect.that(
                    ended.get() instanceof InterruptedException,
                    "InterruptedException is thrown",
                    switch (ended.get()) {
                        case Throwable thrown -> shown(thrown);
                        case null -> "report returned null";
                        case Object outcomes -> "report returned " + outcomes;
                    },
                    millis.get() < 50
                            ? "the report did not wait for the shipment: it had ended before it was"
                                    + " interrupted"
                            : "the interruption of the report was taken for the end of a shipment,"
                                    + " or swallowed: the report goes on, and it is wrong");
            Expect.that(
                    millis.get() == 50,
                    "the report ends after 50 ms, when it is interrupted",
                    "it ended after " + millis.get() + " ms",
                    "the report waited on for a shipment after it had been told to stop");
            Expect.that(
                    !parcel.isCancelled(),
                    "the shipment goes on",
                    "it was cancelled",
                    "the report cancelled what it had not started: the order will never arrive,"
                            + " because somebody stopped a report");
        }
    }

    private static List<Outcome> reported(List<Shipment> shipments) throws InterruptedException {
        try {
            return OrderReport.report(shipments);
        } catch (BrokenShopException broken) {
            throw unmet(
                    "a report without bugs",
                    shown(broken) + ", " + shown(broken.getCause()),
                    wrapping(broken.getCause())
                            ? "get() throws a wrapping around what the shipment threw, and the"
                                    + " wrapping was taken for a bug"
                            : "what may happen to an order was taken for a bug",
                    broken);
        } catch (RuntimeException thrown) {
            throw unmet(
                    "a report",
                    shown(thrown),
                    "resultNow() and exceptionNow() do not wait, and do not fit every state; get()"
                            + " waits",
                    thrown);
        }
    }

    private static void expectCancelled(String what, Shipment shipment) throws Exception {
        String expected = "%s is Cancelled".formatted(what);
        List<Outcome> outcomes;
        try {
            outcomes = OrderReport.report(List.of(shipment));
        } catch (BrokenShopException broken) {
            throw unmet(
                    expected,
                    "Broken, and " + shown(broken),
                    "somebody wanted this shipment to end: that is no bug. Its future may be in the"
                            + " state FAILED all the same, because it was the task that was"
                            + " interrupted, or a stage before it that was cancelled",
                    broken);
        } catch (InterruptedException thrown) {
            throw unmet(
                    expected,
                    shown(thrown),
                    "the InterruptedException of a shipment was thrown as if the report had been"
                            + " interrupted",
                    thrown);
        } catch (RuntimeException thrown) {
            throw unmet(
                    expected,
                    shown(thrown),
                    "get() of a cancelled future throws a CancellationException, which is unchecked:"
                            + " nobody made you catch it, so it ends the report",
                    thrown);
        }
        Expect.that(
                outcomes.equals(List.of(new Cancelled(shipment.order()))),
                expected,
                shownOutcomes(outcomes),
                outcomes.isEmpty()
                        ? "it was dropped, so it can never be counted"
                        : switch (outcomes.getFirst()) {
                            case Shipped shipped ->
                                    "what get() throws was taken for a parcel, or a future that is"
                                            + " done for a shipment that succeeded: a cancelled one"
                                            + " is done as well";
                            case Refused refused -> "nobody refused it, it was cancelled";
                            case Broken broken ->
                                    "somebody wanted this shipment to end: that is no bug";
                            case Cancelled cancelled -> "it is told as another order";
                        });
    }

    private static BrokenShopException expectBroken(List<Shipment> shipments) throws Exception {
        List<Outcome> outcomes;
        try {
            outcomes = OrderReport.report(shipments);
        } catch (BrokenShopException broken) {
            return broken;
        } catch (IllegalArgumentException thrown) {
            throw unmet(
                    "BrokenShopException is thrown",
                    shown(thrown),
                    "addSuppressed was called on an exception with itself: two shipments have failed"
                            + " with the same object",
                    thrown);
        } catch (Exception | LinkageError thrown) {
            throw unmet(
                    "BrokenShopException is thrown",
                    shown(thrown),
                    "the bug left the method by itself, and " + LOST,
                    thrown);
        }
        throw new Unmet(
                "BrokenShopException is thrown",
                "report returned: " + shownOutcomes(outcomes),
                "the bug was swallowed: it is a line in a report at most, which nobody has to read");
    }

    private static void expectBugs(
            Throwable first, List<Throwable> others, BrokenShopException broken) {
        Expect.that(
                broken.getCause() == first,
                "the cause is the first bug: " + shown(first),
                broken.getCause() == null ? "there is no cause" : shown(broken.getCause()),
                wrapping(broken.getCause())
                        ? "get() throws a wrapping around what the shipment threw"
                        : "it is the cause of the bug, or another bug");
        var suppressed = Arrays.asList(broken.getSuppressed());
        Expect.that(
                same(others, suppressed),
                "suppressed: " + shown(others),
                suppressed.isEmpty() ? "none" : shown(suppressed),
                whySuppressedDiffer(first, others, suppressed));
    }

    private static String whySuppressedDiffer(
            Throwable first, List<Throwable> others, List<Throwable> suppressed) {
        if (suppressed.size() < others.size()) {
            return "only the first bug is told, the others wait for the next night";
        }
        if (suppressed.contains(first)) {
            return "the first bug is the cause already: told as suppressed too, it looks like two";
        }
        return suppressed.size() > others.size()
                ? "two shipments failed with the same object, and it was told for each of them"
                : "the suppressed exceptions are others than those the shipments threw, or in"
                        + " another order";
    }

    private static boolean same(List<Throwable> expected, List<Throwable> observed) {
        boolean same = expected.size() == observed.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = expected.get(i) == observed.get(i);
        }
        return same;
    }

    private static void expectOutcomes(List<Outcome> expected, List<Outcome> observed) {
        Expect.that(
                observed != null && observed.stream().noneMatch(Objects::isNull),
                shownOutcomes(expected),
                observed == null ? "no list" : shownOutcomes(observed),
                "null is no outcome: whoever counts later counts it as nothing");
        Expect.that(
                observed.size() == expected.size(),
                shownOutcomes(expected),
                shownOutcomes(observed),
                observed.size() < expected.size()
                        ? "a shipment has no outcome: what is caught and dropped is never counted"
                        : "a shipment has two outcomes, so it is counted twice");
        for (int i = 0; i < expected.size(); i++) {
            expectOutcome(expected.get(i), observed.get(i));
        }
    }

    private static void expectOutcome(Outcome expected, Outcome observed) {
        Expect.that(
                expected.equals(observed),
                shown(expected),
                shown(observed),
                whyDifferent(expected, observed));
    }

    private static String whyDifferent(Outcome expected, Outcome observed) {
        return switch (observed) {
            case Outcome other when other.order() != expected.order() ->
                    "the outcomes are not in the order of the shipments, or bear the number of"
                            + " another";
            case Broken broken when wrapping(broken.bug()) ->
                    "a wrapping is left around what the shipment threw: there may be several";
            case Broken broken when expected instanceof Broken ->
                    "the bug is the exception inside of the wrappings. A cause that it has of its"
                            + " own belongs to it";
            case Shipped shipped when !(expected instanceof Shipped) ->
                    "a failure was taken for a parcel";
            case Refused refused when expected instanceof Refused ->
                    "the reason is not the object that the shipment threw: its stack trace is lost";
            case Refused refused when expected instanceof Broken ->
                    "a bug is told as if a bank had refused: nobody will look for it";
            case Cancelled cancelled -> "a shipment that nobody cancelled is told as cancelled";
            default -> "the outcome is not what became of the shipment";
        };
    }

    private static boolean wrapping(Throwable thrown) {
        return thrown instanceof ExecutionException || thrown instanceof CompletionException;
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static Unmet unmet(String expected, String observed, String why, Throwable cause) {
        var unmet = new Unmet(expected, observed, why);
        unmet.initCause(cause);
        return unmet;
    }

    private static String shownOutcomes(List<Outcome> outcomes) {
        return outcomes.isEmpty()
                ? "no outcome"
                : outcomes.stream()
                        .map(outcome -> outcome == null ? "null" : shown(outcome))
                        .collect(Collectors.joining(", "));
    }

    private static String shown(Outcome outcome) {
        String what =
                switch (outcome) {
                    case Shipped shipped -> "Shipped (" + shipped.parcel() + ")";
                    case Refused refused -> "Refused (" + shown(refused.reason()) + ")";
                    case Cancelled cancelled -> "Cancelled";
                    case Broken broken -> "Broken (" + shown(broken.bug()) + ")";
                };
        return outcome.order() + " " + what;
    }

    private static String shown(List<Throwable> thrown) {
        return thrown.isEmpty()
                ? "none"
                : thrown.stream().map(OrderReportTest::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Throwable thrown) {
        if (thrown == null) {
            return "no cause";
        }
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }
}
