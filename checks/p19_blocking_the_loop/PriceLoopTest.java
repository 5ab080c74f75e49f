package p19_blocking_the_loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p19_blocking_the_loop.PriceLoop.Shop;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class PriceLoopTest {

    private final ExecutorService loop =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("loop").factory());
    private final AtomicReference<Thread> loopThread = new AtomicReference<>();
    private final AtomicBoolean offTheLoop = new AtomicBoolean();
    private final AtomicInteger feesAsked = new AtomicInteger();

    @AllSchedules
    @DisplayName("total returns at once, and the loop is free for other events")
    @Hint({
        "Which line of yours waits, and which thread brings what it waits for?",
        "join() and get() wait, with and without a time. thenApply, thenCompose and thenCombine say"
                + " what is to follow.",
        "CompletableFuture.allOf(…) ends when all have ended: behind it, join() waits for nothing."
    })
    void neverWaits() throws Exception {
        var shop = new Fake(null, null);

        var total = totalOf(List.of("opera", "cinema"), shop);
        end(total, "the total is known");
        closeLoop();
    }

    @AllSchedules
    @DisplayName("the total is the sum and its fee: 2 prices at the same time, then the fee")
    @Needs("neverWaits")
    @Hint({
        "When is each price asked for, and when the fee?",
        "First ask for all prices, then combine them. The fee needs the sum: thenCompose.",
        "thenCompose(sum -> shop.fee(sum).thenApply(fee -> sum + fee))"
    })
    void sumAndFee() throws Exception {
        var shop = new Fake(null, null);
        long start = System.nanoTime();

        var total = totalOf(List.of("opera", "cinema"), shop);
        int cents = end(total, "the total is known");
        long hours = Duration.ofNanos(System.nanoTime() - start).toHours();
        closeLoop();

        Expect.equal(
                5 + 6 + 11 * 100,
                cents,
                "prices of 5 and 6 cents make a sum of 11, whose fee is 1100 cents: something was"
                        + " left out, or the fee was asked for something else than the sum");
        Expect.that(
                hours == 2,
                "2 hours: one for both prices, one for the fee",
                hours + " hours",
                "each price is asked for only when the one before it is there");
        Expect.equal(1, feesAsked.get(), "the fee is for the whole basket, and is asked for once");
        Expect.that(
                !offTheLoop.get(),
                "the shop is called on the loop",
                "it was called on another thread",
                "the waiting went to another thread, or a step with Async did, and took the work"
                        + " along: the shop is made for the loop's thread");
    }

    @AllSchedules
    @DisplayName("if a service fails, the future fails with it")
    @Needs("neverWaits")
    @Hint({
        "Who could tell a default from a price?",
        "A stage that fails skips what follows by itself. Leave it alone."
    })
    void failure() throws Exception {
        var unknown = new IllegalStateException("no such ticket");
        expectFailure(new Fake(unknown, null), unknown, 0);
        var closed = new IllegalStateException("the desk is closed");
        expectFailure(new Fake(null, closed), closed, 1);
        closeLoop();
    }

    private void expectFailure(Fake shop, Throwable cause, int fees) throws Exception {
        feesAsked.set(0);
        String expected = "the future fails with: " + cause.getMessage();
        var total = totalOf(List.of("opera", "cinema"), shop);
        try {
            int cents = total.get(30, TimeUnit.DAYS);
            throw new Unmet(
                    expected,
                    "it completed with " + cents,
                    "a default hides the failure: nobody can tell it from a price");
        } catch (ExecutionException failed) {
            var found = total.exceptionNow();
            Expect.that(
                    found == cause,
                    expected,
                    found,
                    found instanceof CompletionException
                            ? "it was wrapped once more on its way"
                            : "it was replaced on its way");
        } catch (TimeoutException never) {
            throw new Unmet(
                    expected,
                    "it has not ended after 30 days",
                    "nothing completes the future when a service has failed");
        }
        Expect.that(
                feesAsked.get() == fees,
                "the fee is asked for %d times".formatted(fees),
                feesAsked + " times",
                "a fee was asked for although a price had failed");
    }

    /// Calls the method on the loop, and waits until the loop is free again.
    private CompletableFuture<Integer> totalOf(List<String> tickets, Fake shop) throws Exception {
        var call =
                loop.submit(() -> {
                    loopThread.set(Thread.currentThread());
                    return PriceLoop.total(tickets, shop);
                });
        long start = System.nanoTime();
        String expected = "total returns at once";
        try {
            var total = call.get(30, TimeUnit.DAYS);
            var took = Duration.ofNanos(System.nanoTime() - start);
            Expect.that(took.isZero(), expected, "after " + took.toMinutes() + " minutes", WAITS);
            Expect.that(total != null, "a future", "null", "there is nothing to ask");
            return total;
        } catch (TimeoutException never) {
            throw new Unmet(expected, "it has not returned after 30 days", WAITS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            var unmet = new Unmet(expected, "it threw " + failed.getCause(), WAITS);
            unmet.initCause(failed.getCause());
            throw unmet;
        }
    }

    /// Closes the loop a day later: answers that nobody waits for have come by then.
    private void closeLoop() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
        loop.close();
    }

    private static final String WAITS =
            "the loop waits for an answer, and the answer waits for the loop: it is an event of the"
                    + " thread that waits";

    private static int end(CompletableFuture<Integer> total, String expected) throws Exception {
        try {
            return total.get(30, TimeUnit.DAYS);
        } catch (TimeoutException never) {
            throw new Unmet(
                    expected,
                    "it is not after 30 days",
                    "a stage waits on the loop for another event of the loop: join() in a stage"
                            + " blocks the thread that would complete it");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            var unmet =
                    new Unmet(
                            expected,
                            "the future failed with " + failed.getCause(),
                            "a result was taken before it was there, or the time of a wait on the"
                                    + " loop was over");
            unmet.initCause(failed.getCause());
            throw unmet;
        }
    }

    /// Answers after an hour, on the loop.
    private final class Fake implements Shop {

        private final Throwable priceFailure;
        private final Throwable feeFailure;

        Fake(Throwable priceFailure, Throwable feeFailure) {
            this.priceFailure = priceFailure;
            this.feeFailure = feeFailure;
        }

        @Override
        public CompletableFuture<Integer> price(String ticket) {
            return answer(ticket.length(), ticket.equals("opera") ? priceFailure : null, "price");
        }

        @Override
        public CompletableFuture<Integer> fee(int sum) {
            feesAsked.incrementAndGet();
            return answer(sum * 100, feeFailure, "fee");
        }

        private CompletableFuture<Integer> answer(int cents, Throwable failure, String name) {
            if (Thread.currentThread() != loopThread.get()) {
                offTheLoop.set(true);
            }
            var future = new CompletableFuture<Integer>();
            Thread.ofVirtual()
                    .name(name)
                    .start(() -> {
                        try {
                            Thread.sleep(Duration.ofHours(1));
                        } catch (InterruptedException impossible) {
                            Thread.currentThread().interrupt();
                        }
                        loop.execute(() -> {
                            if (failure == null) {
                                future.complete(cents);
                            } else {
                                future.completeExceptionally(failure);
                            }
                        });
                    });
            return future;
        }
    }
}
