package p18_forgotten_await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import p18_forgotten_await.NewsDesk.EditorAbsent;
import p18_forgotten_await.NewsDesk.Services;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class NewsDeskTest {

    private static final String TOLD = "4 h told 17";

    private static final String STALE =
            "exceptionally made a new stage and the chain goes on from the old one, or the handler"
                    + " does not know the failure in its wrapping";

    private final long start = System.nanoTime();
    private final Queue<String> happened = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> logged = new ConcurrentLinkedQueue<>();

    @AllSchedules
    @DisplayName("publish returns while the editor is still reading")
    @Hint({
        "Which line of publish waits for an answer?",
        "join() and get() wait. thenCompose says what is to follow, and returns at once."
    })
    void returnsAtOnce() throws Exception {
        var published = publish(new Fake(Map.of()));

        long hours = hoursSinceStart();
        Expect.that(
                hours == 0,
                "publish returns at once",
                "after " + hours + " hours",
                "publish waits for its steps: then the future that it returns has nothing left to"
                        + " tell");
        await(published);
        aDayLater();
    }

    @AllSchedules
    @DisplayName("the future completes after the last step, and the steps follow each other")
    @Hint({
        "Four services answer with a future. Which of the four does the next step wait for?",
        "thenApply with a function that returns a future makes a future in a future: the outer one"
                + " is done at once. Which method flattens it?",
        "show(number).thenApply(shown -> number), inside of thenCompose: it waits for the page, and"
                + " hands the number on."
    })
    void afterTheLastStep() throws Exception {
        var published = publish(new Fake(Map.of()));

        int number = await(published);
        long hours = hoursSinceStart();
        var then = List.copyOf(happened);
        aDayLater();

        var all = List.of("1 h checked draft", "2 h stored checked draft", "3 h shown 17", TOLD);
        Expect.equal(
                all,
                List.copyOf(happened),
                "a step began before the one it follows had ended, or did not begin, or got"
                        + " something else than the answer before it");
        Expect.that(
                then.equals(all) && hours == 4,
                "the future completes after 4 hours, when the readers have been told",
                "after %d hours, after %s".formatted(hours, then.getLast()),
                "a service answered with a future that nobody waits for: it was ignored, or"
                        + " thenApply left it as a future in a future");
        Expect.equal(17, number, "the future has another number than the archive gave");
        expectLog("nothing", List.of());
    }

    @AllSchedules
    @DisplayName("if the editor is away the draft is stored as it is, wrapped failure or not")
    @Hint({
        "What does exceptionally return, and who goes on with that?",
        "exceptionally makes a new stage; the one it was called on fails as before. A failure that"
                + " has passed a stage is wrapped in a CompletionException.",
        "check(draft).exceptionally(…).thenCompose(…), and peel the failure before you ask whether"
                + " it is an EditorAbsent."
    })
    void editorAbsent() throws Exception {
        expectDraftStored(new EditorAbsent());
        expectDraftStored(new CompletionException(new EditorAbsent()));
    }

    @AllSchedules
    @DisplayName("if the editor fails in another way, nothing is stored, and the failure is told")
    @Hint({
        "For which failures does your handler have an answer?",
        "exceptionally gets every failure. What it does not know, it must throw again.",
        "throw new CompletionException(peeled): of a failure that is peeled, or it is wrapped twice."
    })
    void editorFails() throws Exception {
        var illegible = new IllegalStateException("the draft cannot be read");

        expectFailure(Map.of("check", illegible), illegible, List.of());
        expectFailure(Map.of("check", new CompletionException(illegible)), illegible, List.of());
    }

    @AllSchedules
    @DisplayName("if the archive or the site fails, nothing follows, and the failure is told")
    @Hint({
        "Who could still see the failure, once a handler has answered with a number?",
        "A handler at the end of the chain hides every failure before it. Let the future fail.",
        "Of the four steps, which may fail without the article failing? Put the handler there."
    })
    void archiveOrSiteFails() throws Exception {
        var full = new IllegalStateException("the archive is full");
        expectFailure(Map.of("store", full), full, List.of("1 h checked draft"));

        var down = new IllegalStateException("the site is down");
        expectFailure(
                Map.of("show", new CompletionException(down)),
                down,
                List.of("1 h checked draft", "2 h stored checked draft"));
    }

    @AllSchedules
    @DisplayName("if the readers cannot be told, the article is published and the log says so")
    @Hint({
        "Where does the failure of tell go, and who looks there?",
        "Handle it where it happens: tell(number).exceptionally(…), and wait for that stage.",
        "The log wants the failure itself: peel it before you hand it over."
    })
    void readersFail() throws Exception {
        var offline = new IllegalStateException("the mail server is offline");
        for (var failure : List.of(offline, new CompletionException(offline))) {
            var published = publish(new Fake(Map.of("tell", failure)));
            int number = await(published);
            int entries = logged.size();
            aDayLater();

            Expect.equal(17, number, "the future has another number than the archive gave");
            expectLog("the failure of tell, once", List.of(offline));
            Expect.that(
                    entries == 1,
                    "the failure is in the log when the future completes",
                    "it came later",
                    "the stage that handles it is not part of the chain: nobody waits for it");
        }
    }

    private void expectDraftStored(RuntimeException absent) throws Exception {
        var fake = new Fake(Map.of("check", absent));
        int number = await(publish(fake));
        aDayLater();

        Expect.that(
                !happened.isEmpty(),
                "the draft is stored",
                "nothing is, and the future completed with " + number,
                STALE);
        Expect.equal(
                List.of("2 h stored draft", "3 h shown 17", TOLD),
                List.copyOf(happened),
                "the step after the editor got something else than the draft, or ran twice: the"
                        + " handler stands behind another stage than check");
        Expect.equal(17, number, "the future has another number than the archive gave");
        expectLog("nothing", List.of());
    }

    private void expectFailure(
            Map<String, RuntimeException> failures, Throwable cause, List<String> before)
            throws Exception {
        var services = new Fake(failures);
        var published = publish(services);
        String service = failures.keySet().iterator().next();
        String expected = "the future fails with what %s failed with".formatted(service);
        try {
            int number = published.get(30, TimeUnit.DAYS);
            throw new Unmet(
                    expected,
                    "it completed with " + number,
                    number == 17
                            ? "nobody looks at the stage that failed: the future that is returned"
                                    + " does not depend on it, or a handler took every failure for"
                                    + " the one it knows"
                            : "a default hides the failure: who asked cannot tell the number from"
                                    + " that of an article");
        } catch (ExecutionException failed) {
            aDayLater();
        } catch (TimeoutException never) {
            throw neverCompleted(expected);
        }
        String ranOn = "a step ran although the one before it had failed, or ran twice";
        Expect.that(
                services.failed.get() == 1,
                service + " is asked once",
                services.failed + " times",
                ranOn);
        Expect.equal(before, List.copyOf(happened), ranOn);
        var found = published.exceptionNow();
        Expect.that(
                found == cause,
                expected + ": " + cause.getMessage(),
                found.toString(),
                found instanceof CompletionException
                        ? "it was wrapped once more: a failure that has passed a stage is a"
                                + " CompletionException already, so peel it before you throw"
                        : "it was replaced on its way: who asked cannot tell what happened");
        expectLog("nothing, the future tells it", List.of());
    }

    private void expectLog(String expected, List<Throwable> entries) {
        var found = List.copyOf(logged);
        Expect.that(
                found.size() <= entries.size(),
                "in the log: " + expected,
                found,
                entries.isEmpty()
                        ? "a handler logs failures that the future tells, or none at all"
                        : "a failure was logged twice, at two stages of the chain");
        Expect.that(
                found.size() == entries.size(),
                "in the log: " + expected,
                "nothing",
                "the handler swallows the failure, or handles a stage that cannot fail any more");
        Expect.that(
                found.equals(entries),
                "in the log: " + expected,
                found,
                "the log got the wrapping: a failure that has passed a stage comes as the cause of"
                        + " a CompletionException");
    }

    private CompletableFuture<Integer> publish(Fake services) {
        happened.clear();
        logged.clear();
        services.begin = System.nanoTime();
        var published = new NewsDesk(services, logged::add).publish("draft");
        Expect.that(published != null, "a future", "null", "publish returned nothing to ask");
        return published;
    }

    /// Waits for a future that must not fail.
    private static int await(Future<Integer> published) throws InterruptedException {
        String expected = "the future completes with the number of the article";
        try {
            return published.get(30, TimeUnit.DAYS);
        } catch (ExecutionException failed) {
            var unmet =
                    new Unmet(
                            expected,
                            "it failed with " + failed.getCause(),
                            failed.getCause() instanceof EditorAbsent
                                            || failed.getCause().getCause() instanceof EditorAbsent
                                    ? STALE
                                    : "a failure that should not matter to the article reached it");
            unmet.initCause(failed.getCause());
            throw unmet;
        } catch (TimeoutException never) {
            throw neverCompleted(expected);
        }
    }

    private static Unmet neverCompleted(String expected) {
        return new Unmet(
                expected,
                "it has not completed after 30 days",
                "nothing completes the future that was returned, now that a step has failed");
    }

    private static void aDayLater() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1)); // what has not happened by then, never will
    }

    private long hoursSinceStart() {
        return Duration.ofNanos(System.nanoTime() - start).toHours();
    }

    /// Each service takes an hour, on a thread of its own, and then fails if it is told to.
    private final class Fake implements Services {

        private final Map<String, RuntimeException> failures;
        private final AtomicInteger failed = new AtomicInteger();
        private volatile long begin;

        Fake(Map<String, RuntimeException> failures) {
            this.failures = failures;
        }

        @Override
        public CompletableFuture<String> check(String draft) {
            return answer("check", "checked " + draft, "checked " + draft);
        }

        @Override
        public CompletableFuture<Integer> store(String text) {
            return answer("store", 17, "stored " + text);
        }

        @Override
        public CompletableFuture<Void> show(int number) {
            return answer("show", null, "shown " + number);
        }

        @Override
        public CompletableFuture<Void> tell(int number) {
            return answer("tell", null, "told " + number);
        }

        private <T> CompletableFuture<T> answer(String service, T result, String what) {
            var future = new CompletableFuture<T>();
            Thread.ofVirtual()
                    .name(service)
                    .start(() -> {
                        try {
                            Thread.sleep(Duration.ofHours(1));
                        } catch (InterruptedException impossible) {
                            Thread.currentThread().interrupt();
                        }
                        var failure = failures.get(service);
                        if (failure != null) {
                            failed.incrementAndGet();
                            future.completeExceptionally(failure);
                            return;
                        }
                        long hours = Duration.ofNanos(System.nanoTime() - begin).toHours();
                        happened.add("%d h %s".formatted(hours, what));
                        future.complete(result);
                    });
            return future;
        }
    }
}
