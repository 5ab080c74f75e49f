package p14_api_aggregator;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import p14_api_aggregator.OverviewAggregator.Outcome;
import p14_api_aggregator.OverviewAggregator.Part;
import p14_api_aggregator.OverviewAggregator.Service;
import p14_api_aggregator.OverviewAggregator.Services;
import p14_api_aggregator.OverviewAggregator.Why;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Unmet;

class OverviewAggregatorTest {

    private static final int NEVER = 5000;

    private final long start = System.nanoTime();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    @AllSchedules
    @DisplayName("users and orders are asked at once, the profile when the user is there")
    @Hint({
        "Which call needs the answer of another, and which does not?",
        "Start users and orders before you wait. Start profiles between the wait for the user and"
                + " the wait for the orders.",
        "submit, submit, get the user, submit, get, get."
    })
    void inTime() throws Exception {
        expectOverview(90, 40, 90, 30);
        expectOverview(100, 40, 20, 60);
    }

    private void expectOverview(int expected, int users, int orders, int profiles)
            throws Exception {
        long before = millis();
        var outcome =
                overview(
                        300,
                        new Fake("user", users),
                        new Fake("orders", orders),
                        new Fake("profile", profiles));
        long after = millis() - before;
        String services =
                "with users %d ms, orders %d ms, profiles %d ms".formatted(users, orders, profiles);
        Expect.equal(
                new Outcome.Overview(
                        "user of 7",
                        new Part.Present("orders of 7"),
                        new Part.Present("profile of user of 7")),
                outcome,
                "a service was asked with another name, or its answer went elsewhere");
        Expect.that(
                after == expected,
                "the overview is there after %d ms, %s".formatted(expected, services),
                "after " + after + " ms",
                after == users + orders + profiles
                        ? "each call begins when the one before has ended, although orders need"
                                + " nothing of the user"
                        : after == Math.max(users, orders) + profiles
                                ? "the profile is asked only when the orders are there, and needs"
                                        + " nothing of them"
                                : "something is waited for that no part needs");
    }

    @AllSchedules
    @DisplayName("each service is told what is left of the limit when it is asked")
    @Needs("inTime")
    @Hint({
        "The client's patience begins when the client asks, and not at each service.",
        "Set a deadline once: System.nanoTime() plus the limit. What is left is the deadline minus"
                + " now.",
        "Work out what is left in the moment in which you start the call."
    })
    void timeLeft() throws Exception {
        var users = new Fake("user", 40);
        var orders = new Fake("orders", 90);
        var profiles = new Fake("profile", 30);
        overview(300, users, orders, profiles);
        expectTold("users", 300, users);
        expectTold("orders", 300, orders);
        expectTold("profiles", 260, profiles);
    }

    private static void expectTold(String name, long expected, Fake service) {
        Expect.that(
                service.told.get() == expected,
                name + " is told that " + expected + " ms are left",
                service.told.get() < 0 ? "it was not asked" : service.told + " ms",
                "the whole limit is handed on, or what is left was worked out at another moment:"
                        + " the service works on when nobody waits any more");
    }

    @AllSchedules
    @DisplayName("an optional part that fails or is unknown is missing, and says why")
    @Hint({
        "What does the page show of the parts that are well?",
        "An empty Optional is an answer: UNKNOWN. What a call throws comes out of get as an"
                + " ExecutionException: FAILED.",
        "Make a Part of each call where you wait for it, in one method for all three."
    })
    void optionalMissing() throws Exception {
        var users = new Fake("user", 40);
        var failing = new Fake("orders", 10).failing();
        var unknown = new Fake("profile", 10).knowingNothing();
        expectParts(
                new Part.Missing(Why.FAILED),
                new Part.Missing(Why.UNKNOWN),
                overview(300, users, failing, unknown));
        expectParts(
                new Part.Missing(Why.UNKNOWN),
                new Part.Missing(Why.FAILED),
                overview(300, users, unknown, failing));
    }

    private static void expectParts(Part orders, Part profile, Outcome outcome) {
        var expected = new Outcome.Overview("user of 7", orders, profile);
        Expect.equal(
                expected,
                outcome,
                outcome instanceof Outcome.Refused
                        ? "an optional part that is missing ended the whole, like the user would"
                        : "a part is missing for another reason than it says: no answer in time, an"
                                + " empty answer and a failure are three things");
    }

    @AllSchedules
    @DisplayName(
            "at the deadline a part is late, its call is interrupted, and the overview is there")
    @Hint({
        "Two waits, one after the other: how long may they take together?",
        "At every wait the limit is what is left of the whole. And a limit ends a wait, not the"
                + " call.",
        "get(left), TimeoutException is LATE; on every way out executor.shutdownNow(), in finally."
    })
    void optionalLate() throws Exception {
        expectAtTheLimit(
                new Outcome.Overview(
                        "user of 7",
                        new Part.Missing(Why.LATE),
                        new Part.Present("profile of user of 7")),
                new Fake("user", 40),
                new Fake("orders", NEVER),
                new Fake("profile", 30));
        expectAtTheLimit(
                new Outcome.Overview(
                        "user of 7", new Part.Present("orders of 7"), new Part.Missing(Why.LATE)),
                new Fake("user", 40),
                new Fake("orders", 90),
                new Fake("profile", NEVER));
        expectAtTheLimit(
                new Outcome.Refused(Why.LATE),
                new Fake("user", NEVER),
                new Fake("orders", 90),
                new Fake("profile", 10));
    }

    private void expectAtTheLimit(Outcome expected, Fake users, Fake orders, Fake profiles)
            throws Exception {
        long before = millis();
        var outcome = overview(200, users, orders, profiles);
        long after = millis() - before;
        String expectation = "the outcome is there when the limit is over, after 200 ms";
        Expect.that(
                after < NEVER,
                expectation,
                "after " + after + " ms",
                "a limit ends a wait and not the call: nobody interrupts the call that is late, and"
                        + " close() waits for it");
        Expect.that(
                after <= 200,
                expectation,
                "after " + after + " ms",
                "the limits of the waits add up: this wait began anew instead of with what was"
                        + " left");
        expectNothingRuns();
        Expect.equal(
                expected,
                outcome,
                "a part that has not answered when the limit is over is LATE, and what was there in"
                        + " time is shown");
        Expect.that(
                after == 200,
                expectation,
                "after " + after + " ms",
                "a part was given up while there was time left");
    }

    @AllSchedules
    @DisplayName("without the user the rest is not needed: refused at once, the calls interrupted")
    @Hint({
        "There is no such user, and the orders take long. Who still waits for them?",
        "Look at the user before you wait for anything else, and end the others on that way out.",
        "finally { executor.shutdownNow(); } before the executor is closed: close() only waits."
    })
    void userMissing() throws Exception {
        expectRefused(Why.UNKNOWN, new Fake("user", 40).knowingNothing());
        expectRefused(Why.FAILED, new Fake("user", 40).failing());
    }

    private void expectRefused(Why why, Fake users) throws Exception {
        long before = millis();
        int interruptedBefore = interrupted.get();
        var profiles = new Fake("profile", 10);
        var outcome = overview(300, users, new Fake("orders", NEVER), profiles);
        long after = millis() - before;
        Expect.equal(
                new Outcome.Refused(why),
                outcome,
                "an empty answer of users is UNKNOWN, a failure is FAILED, and without a user there"
                        + " is no overview");
        Expect.that(
                after == 40,
                "the request is refused when users has answered, after 40 ms",
                "after " + after + " ms",
                "the orders are waited for, although nobody will see them: they run on, and close()"
                        + " waits for every task, or the wait for them came first");
        expectNothingRuns();
        Expect.that(
                interrupted.get() == interruptedBefore + 1,
                "the call to orders is interrupted",
                "it was not",
                "the request is refused, and the orders service works on for nobody");
        Expect.that(
                profiles.told.get() < 0,
                "profiles is not asked",
                "it was",
                "there is no user whose profile could be asked for");
    }

    @AllSchedules
    @DisplayName("no service is asked when nothing is left")
    @Hint({
        "A client comes with a limit of zero. Which services hear of that?",
        "submit starts a call, whatever the limit of the get that follows. Look before you start.",
        "If nothing is left, the part is LATE without a call."
    })
    void nothingLeft() throws Exception {
        var users = new Fake("user", 40);
        var orders = new Fake("orders", 90);
        var profiles = new Fake("profile", 30);
        Expect.equal(
                new Outcome.Refused(Why.LATE),
                overview(0, users, orders, profiles),
                "with a limit of 0 ms the user is late before it is asked");
        Expect.that(
                users.told.get() < 0 && orders.told.get() < 0,
                "no service is asked, with a limit of 0 ms",
                "one was",
                "a call starts before anybody looks whether there is time for it");

        // The user answers at the very moment of the deadline: in time or not, that is luck.
        overview(40, users, orders, profiles);
        Expect.that(
                profiles.told.get() < 0,
                "profiles is not asked when the limit is over",
                "it was, with " + profiles.told + " ms left",
                "the user came when the time was over, and the next call starts before anybody"
                        + " looks");
    }

    @AllSchedules
    @DisplayName("whoever interrupts overview is heard: the calls are interrupted, and it throws")
    @Hint({
        "The client has left: overview is interrupted. Who has to hear of it?",
        "An InterruptedException of your own wait is no missing part: do not catch Exception"
                + " there.",
        "Let it through. finally { executor.shutdownNow(); } passes it on to the calls."
    })
    void clientLeaves() throws Exception {
        interruptedIn(new Fake("user", NEVER), new Fake("orders", 10));
        interruptedIn(new Fake("user", 10), new Fake("orders", NEVER));
    }

    private void interruptedIn(Fake users, Fake orders) throws InterruptedException {
        long before = millis();
        var told = new Object[1];
        var ended = new AtomicLong();
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                told[0] = overview(300, users, orders, new Fake("profile", 10));
                            } catch (Throwable thrown) {
                                told[0] = thrown;
                            }
                            ended.set(millis() - before);
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
                "the interrupt was caught like the failure of a part: the one who asked overview to"
                        + " stop is not heard");
        Expect.that(
                ended.get() == 30,
                "overview ends when it is interrupted, after 30 ms",
                "after " + ended + " ms",
                "the interrupt was not passed on to the calls, and close() waits for them");
        expectNothingRuns();
    }

    private void expectNothingRuns() {
        Expect.that(
                running.get() == 0,
                "no call is running when overview ends",
                running + " still running",
                "a call was not interrupted, or nobody waited until it had ended");
    }

    private static Outcome overview(int limitMillis, Fake users, Fake orders, Fake profiles)
            throws InterruptedException {
        try {
            return OverviewAggregator.overview(
                    "7", Duration.ofMillis(limitMillis), new Services(users, orders, profiles));
        } catch (RuntimeException thrown) {
            if (thrown instanceof UnsupportedOperationException) {
                throw thrown;
            }
            throw new Unmet(
                    "an outcome",
                    "overview threw " + thrown,
                    "what a service does is no exception of overview: a failure, an empty answer"
                            + " and a call that is late are values");
        }
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /// A service that takes its time, and does not care how much is left.
    private final class Fake implements Service {

        final AtomicLong told = new AtomicLong(-1);
        private final String name;
        private final int delay;
        private boolean fails;
        private boolean knowsNothing;

        Fake(String name, int delay) {
            this.name = name;
            this.delay = delay;
        }

        Fake failing() {
            fails = true;
            return this;
        }

        Fake knowingNothing() {
            knowsNothing = true;
            return this;
        }

        @Override
        public Optional<String> ask(String question, Duration timeLeft) throws Exception {
            told.set(timeLeft.toMillis());
            running.incrementAndGet();
            try {
                Thread.sleep(delay);
                if (fails) {
                    throw new IOException(name + " is down");
                }
                return knowsNothing ? Optional.empty() : Optional.of(name + " of " + question);
            } catch (InterruptedException calledOff) {
                interrupted.incrementAndGet();
                throw calledOff;
            } finally {
                running.decrementAndGet();
            }
        }
    }
}
