package p02_concurrent_execution;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class FrontPageTest {

    private static final List<String> HEADLINES = List.of("Snow in May", "Tickets sold out");
    private static final double CELSIUS = 4.5;
    private static final Optional<String> BANNER = Optional.of("The airport is closed");

    private static final String LEFT_EMPTY =
            "a task that fails leaves empty what it should fill, and its exception stays in a"
                    + " Future that nobody asks";

    @AllSchedules
    @DisplayName("the three calls are in flight at the same time")
    @Hint({
        "Start all three before you wait for the first answer.",
        "submit starts a call and returns its Future at once. What waits is get.",
        "Three lines with submit, one for each call, and only then the three get()."
    })
    void inFlightTogether() throws Exception {
        Instant start = Instant.now();
        try {
            FrontPage.build(after(1, HEADLINES), after(1, CELSIUS), after(1, BANNER));
        } catch (ClassCastException confused) {
            // They were in flight. That they are mixed up is for answersInTheirPlaces to tell.
        }
        long hours = Duration.between(start, Instant.now()).toHours();

        Expect.that(
                hours == 1,
                "three calls of one hour each make a page after one hour",
                "after %d hours".formatted(hours),
                switch ((int) hours) {
                    case 0 -> "the page was built before its answers were there";
                    case 3 ->
                            "each call is waited for before the next is made, or all have to share"
                                    + " one thread";
                    default ->
                            "one call is made only after another has been waited for, or a pool has"
                                    + " no thread for it";
                });
    }

    @AllSchedules
    @DisplayName("each answer is in its place on the page, whatever order they come in")
    @Hint({
        "Which answer belongs to which call must not depend on which of them is quicker.",
        "Give each call a Future of its own: its type then says what it holds.",
        "Future<List<String>>, Future<Double>, Future<Optional<String>>: no cast is needed."
    })
    void answersInTheirPlaces() throws Exception {
        FrontPage.Page page;

        try {
            page = FrontPage.build(after(3, HEADLINES), after(2, CELSIUS), after(1, BANNER));
        } catch (ClassCastException confused) {
            throw new Unmet(
                    "a page with the three answers",
                    "ClassCastException: " + confused.getMessage().replaceFirst(" \\(.*", ""),
                    "the answers were taken in the order they came in, and the last call was"
                            + " answered first");
        }

        Expect.that(page != null, "a page", page, "the method returns null");
        String why = "this place on the page shows something else than its call answered";
        Expect.equal(HEADLINES, page.headlines(), why);
        Expect.equal(CELSIUS, page.celsius(), why);
        Expect.equal(BANNER, page.banner(), why);
    }

    @AllSchedules
    @DisplayName("a call that fails makes the whole fail, with what it threw as the cause")
    @Hint({
        "What a call throws is kept in its Future until somebody asks.",
        "Future.get() throws an ExecutionException whose cause is what the call threw.",
        "Let the exception of get() through: no catch is needed."
    })
    void failureIsNotLost() {
        for (String failing : List.of("headlines", "temperature", "banner")) {
            var failure = new IOException("no answer for the " + failing);

            mustFail(
                    failure,
                    () ->
                            FrontPage.build(
                                    answer("headlines", HEADLINES, failing, failure),
                                    answer("temperature", CELSIUS, failing, failure),
                                    answer("banner", BANNER, failing, failure)));
        }
    }

    @AllSchedules
    @DisplayName("no call outlives the method, also when another call fails")
    @Hint({
        "When get() throws, the method ends. Who waits for the calls that still run?",
        "shutdown() only says that no more tasks will come. close() waits for those that run.",
        "Put the executor into try-with-resources: its close() runs however the block is left."
    })
    void noCallOutlivesTheMethod() throws Exception {
        // Which future is asked first is the answer's choice, so each of the calls fails in turn.
        for (String failing : List.of("headlines", "temperature", "banner")) {
            var running = new AtomicInteger();

            try {
                FrontPage.build(
                        counted(running, "headlines", HEADLINES, failing),
                        counted(running, "temperature", CELSIUS, failing),
                        counted(running, "banner", BANNER, failing));
            } catch (ExecutionException expected) {
                // Whose failure it is, is for failureIsNotLost to tell.
            } catch (CompletionException otherwise) {
                // That it should have been another type too.
            }

            Expect.that(
                    running.get() == 0,
                    "no call still runs when the method ends",
                    "the call for the %s failed, and %d of the others still ran"
                            .formatted(failing, running.get()),
                    "the failure ended the method, and nobody waited for the calls in flight:"
                            + " shutdown() and cancel() do not wait, close() does");
        }
    }

    /// A call that takes its time, which costs none: an explored check has a clock of its own.
    private static <T> Callable<T> after(int hours, T answer) {
        return () -> {
            Thread.sleep(Duration.ofHours(hours));
            return answer;
        };
    }

    /// A call that fails after an hour if it is the failing one, and else ends an hour later.
    private static <T> Callable<T> counted(
            AtomicInteger running, String name, T answer, String failing) {
        return () -> {
            running.incrementAndGet();
            try {
                Thread.sleep(Duration.ofHours(1));
                if (name.equals(failing)) {
                    throw new IOException("no answer for the " + failing);
                }
                Thread.sleep(Duration.ofHours(1));
                return answer;
            } finally {
                running.decrementAndGet();
            }
        };
    }

    private static <T> Callable<T> answer(
            String name, T answer, String failing, IOException failure) {
        return () -> {
            if (name.equals(failing)) {
                throw failure;
            }
            return answer;
        };
    }

    private static void mustFail(IOException failure, Callable<FrontPage.Page> build) {
        String expected = "ExecutionException, caused by " + show(failure);
        FrontPage.Page page;
        try {
            page = build.call();
        } catch (ExecutionException wrapped) {
            Expect.that(
                    wrapped.getCause() == failure,
                    expected,
                    "ExecutionException, caused by " + show(wrapped.getCause()),
                    isCausedBy(wrapped, failure)
                            ? "what the call threw was wrapped once more on its way"
                            : "the cause was replaced on its way, so the caller cannot tell what"
                                    + " happened");
            return;
        } catch (ClassCastException confused) {
            return; // The answers are mixed up: that is for answersInTheirPlaces to tell.
        } catch (Exception other) {
            var unmet = new Unmet(expected, show(other), whyNotAsDeclared(other, failure));
            // The cause stays reachable: a report looks there for what it can explain better.
            unmet.initCause(other);
            throw unmet;
        }
        Expect.that(
                page != null,
                expected,
                page,
                "null stands for the failure, so the caller fails later and cannot tell why");
        throw new Unmet(
                expected,
                page.toString(),
                page.headlines() == null || page.banner() == null
                        ? LEFT_EMPTY
                        : "the failure was replaced by a default value, so nobody can tell this"
                                + " page from a true one");
    }

    private static String whyNotAsDeclared(Exception thrown, IOException failure) {
        return switch (thrown) {
            case NullPointerException empty -> LEFT_EMPTY;
            case CompletionException joined ->
                    "join() throws a CompletionException; it is get() that throws an"
                            + " ExecutionException";
            case Exception bare when bare == failure ->
                    "the failure was taken out of its ExecutionException, where the caller looks"
                            + " for it";
            case Exception other when isCausedBy(other, failure) ->
                    "the failure is handed on in another exception than the method declares";
            default -> "the failure of the call was hidden by another one";
        };
    }

    private static boolean isCausedBy(Throwable thrown, IOException failure) {
        return Stream.iterate(thrown, link -> link != null, Throwable::getCause)
                .anyMatch(link -> link == failure);
    }

    private static String show(Throwable thrown) {
        if (thrown == null) {
            return "nothing";
        }
        String name = thrown.getClass().getSimpleName();
        if (thrown.getCause() != null) {
            return name + ", caused by " + show(thrown.getCause());
        }
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }
}
