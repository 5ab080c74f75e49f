package p14_api_aggregator;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import p14_api_aggregator.UserPage.Overview;
import p14_api_aggregator.UserPage.Service;
import p14_api_aggregator.UserPage.Services;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class UserPageTest {

    private static final int LONG = 5000;
    private static final int CLEANING = 10;

    private final long start = System.nanoTime();
    private final AtomicInteger running = new AtomicInteger();

    @AllSchedules
    @DisplayName("all three services are asked at once")
    @Hint({
        "When does the second service hear of the request?",
        "Start all three calls before you wait for any of them.",
        "An executor of virtual threads in try-with-resources: three times submit, then three times"
                + " get."
    })
    void atOnce() throws Exception {
        var users = new Fake("user", 40);
        var orders = new Fake("orders", 60);
        var profiles = new Fake("profile", 50);

        var overview = UserPage.overview("7", new Services(users, orders, profiles));
        long after = millis();

        Expect.equal(
                new Overview("user of 7", Optional.of("orders of 7"), Optional.of("profile of 7")),
                overview,
                "a service was not asked, or with something else than the id, or its answer went"
                        + " elsewhere");
        Expect.that(
                after == 60,
                "the overview is there after 60 ms, with services of 40, 60 and 50 ms",
                "after " + after + " ms",
                "a call is made only after another was waited for, so their times add up");
    }

    @AllSchedules
    @DisplayName("orders or a profile that fail are empty, and the rest is there")
    @Hint({
        "Which of the three may end the page, and which may not?",
        "get() throws an ExecutionException for the part that failed. Where do you catch it?",
        "A small method that waits for an optional part, and returns Optional.empty() if it failed."
    })
    void optionalFails() throws Exception {
        var user = new Fake("user", 40);
        expect(
                new Overview("user of 7", Optional.empty(), Optional.of("profile of 7")),
                new Services(
                        user,
                        failing(10, new IOException("no connection")),
                        new Fake("profile", 50)));
        expect(
                new Overview("user of 7", Optional.of("orders of 7"), Optional.empty()),
                new Services(
                        user,
                        new Fake("orders", 60),
                        failing(50, new IllegalStateException("malformed"))));
    }

    private void expect(Overview expected, Services services) throws InterruptedException {
        try {
            Expect.equal(
                    expected,
                    UserPage.overview("7", services),
                    "the failure of one part changed what became of another");
        } catch (ExecutionException | RuntimeException failed) {
            throw new Unmet(
                    expected.toString(),
                    "overview threw " + failed,
                    "the failure of an optional part flies past the parts that are well: it was"
                            + " treated like that of the user");
        }
    }

    @AllSchedules
    @DisplayName("a user that fails ends the overview at once, with its cause, and the other calls")
    @Hint({
        "The user has failed after 20 ms. Who still works, and who waits for it?",
        "Wait for the user first. On the way out, end what still runs: closing an executor only"
                + " waits.",
        "try { … } finally { executor.shutdownNow(); } inside of the block that closes it."
    })
    void requiredFails() throws Exception {
        var cause = new IOException("users are down");
        var slow = new Fake("slow", LONG);
        userFails(cause, new Services(failing(20, cause), slow, new Fake("profile", 5)));
        userFails(cause, new Services(failing(20, cause), new Fake("orders", 5), slow));
        var other = failing(10, new IOException("orders are down"));
        userFails(cause, new Services(failing(20, cause), other, slow));
    }

    private void userFails(IOException cause, Services services) throws InterruptedException {
        long before = millis();
        String expected = "an ExecutionException with the cause " + cause;
        try {
            var overview = UserPage.overview("7", services);
            throw new Unmet(expected, "" + overview, "an overview without its user is none");
        } catch (ExecutionException failed) {
            Expect.that(
                    failed.getCause() == cause,
                    expected,
                    "the cause is " + failed.getCause(),
                    "what the users service threw was wrapped once more, or replaced by the failure"
                            + " of another part");
        } catch (RuntimeException other) {
            throw new Unmet(
                    expected,
                    "overview threw " + other,
                    "the failure came by another way than get(), in another wrapping");
        }
        long after = millis() - before;
        Expect.that(
                after < LONG,
                "the failure is told when the user has failed, after 20 ms",
                "after " + after + " ms, at the end of the slowest call",
                "somebody waited for a call that nobody needs: close() waits for every task that"
                        + " nobody interrupts, invokeAll() waits for all, and an optional part was"
                        + " perhaps waited for before the user");
        expectNothingRuns();
        Expect.that(
                after == 20 + CLEANING,
                "the failure is told when the interrupted call has cleaned up, after "
                        + (20 + CLEANING)
                        + " ms",
                "after " + after + " ms",
                "something else is waited for");
    }

    @AllSchedules
    @DisplayName("whoever interrupts overview is heard: the calls are interrupted, and it throws")
    @Hint({
        "Who wants to know that the thread was interrupted, and who is told?",
        "An InterruptedException at get() is no failure of a part: do not catch Exception there.",
        "Declare it, let it through, and let finally { executor.shutdownNow(); } end the calls."
    })
    void interrupted() throws Exception {
        interruptedIn(new Services(new Fake("user", LONG), new Fake("a", 5), new Fake("b", LONG)));
        interruptedIn(new Services(new Fake("user", 5), new Fake("a", LONG), new Fake("b", LONG)));
    }

    private void interruptedIn(Services services) throws InterruptedException {
        long before = millis();
        var ends = new AtomicLong(-1);
        var told = new Object[1];
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                told[0] = UserPage.overview("7", services);
                            } catch (Throwable thrown) {
                                told[0] = thrown;
                            }
                            ends.set(millis() - before);
                        });
        Thread.sleep(30);
        caller.interrupt();
        caller.join();
        Expect.that(
                told[0] instanceof InterruptedException,
                "overview throws InterruptedException",
                told[0] instanceof Throwable thrown
                        ? "it threw " + thrown
                        : "it returned " + told[0],
                "the interrupt was caught like the failure of a part: whoever asked overview to"
                        + " stop is not heard");
        Expect.that(
                ends.get() < LONG,
                "overview ends when it is interrupted, after 30 ms",
                "after " + ends + " ms",
                "nobody passed the interrupt on to the calls, and close() waits for them");
        expectNothingRuns();
    }

    private void expectNothingRuns() {
        Expect.that(
                running.get() == 0,
                "no call is running when overview ends",
                running + " still running",
                "a call that is interrupted may take a while to clean up, and nobody waited for"
                        + " its end: the executor is not closed");
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private Service failing(int delay, Exception failure) {
        return userId -> {
            running.incrementAndGet();
            try {
                Thread.sleep(delay);
                throw failure;
            } finally {
                running.decrementAndGet();
            }
        };
    }

    /// A service that takes its time, and some more to clean up when it is interrupted.
    private final class Fake implements Service {

        private final String name;
        private final int delay;

        Fake(String name, int delay) {
            this.name = name;
            this.delay = delay;
        }

        @Override
        public String ask(String userId) throws InterruptedException {
            running.incrementAndGet();
            try {
                Thread.sleep(delay);
                return name + " of " + userId;
            } catch (InterruptedException calledOff) {
                Thread.sleep(CLEANING);
                throw calledOff;
            } finally {
                running.decrementAndGet();
            }
        }
    }
}
