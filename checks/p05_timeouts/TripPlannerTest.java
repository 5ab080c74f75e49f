package p05_timeouts;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import p05_timeouts.TripPlanner.Plan;
import p05_timeouts.TripPlanner.Service;
import p05_timeouts.TripPlanner.Services;
import p05_timeouts.TripPlanner.Step;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class TripPlannerTest {

    private static final int NEVER = 5000;

    private final Watch watch = new Watch();

    @AllSchedules
    @DisplayName(
            "a trip in time: trains and hotels are asked together, and each answer is passed on")
    @Hint({
        "Which of the services need an answer of another, and which do not?",
        "Start the calls to trains and hotels both before you wait for either.",
        "An executor of virtual threads: two times submit, then two times get."
    })
    void inTime() throws Exception {
        var fake = new Fakes(watch, 40, 30, 60, 50);

        var plan = plan(300, fake);
        long after = watch.millis();

        Expect.that(
                after != 180,
                "the plan is ready after 40 + 60 + 50 ms",
                "after 180 ms",
                "the hotels are asked only when the trains have answered: 40 + 30 + 60 + 50 ms");
        Expect.equal(
                new Plan.Ready("train(station(Oslo))", "hotel(station(Oslo))", PRICE),
                plan,
                plan instanceof Plan.OutOfTime
                        ? "a trip that takes 150 ms fits into 300 ms, so some hop got less time than"
                                + " was left"
                        : "a service was asked with something else than the answer before it");
        Expect.that(
                after == 150,
                "the plan is ready after 40 + 60 + 50 ms",
                "after " + after + " ms",
                "something is waited for that no step needs");
    }

    @AllSchedules
    @DisplayName("each service is told what is left of the limit when it is asked")
    @Hint({
        "The traveller's limit begins when the traveller asks, and not at each service.",
        "Set a deadline once: System.nanoTime() plus the limit. What is left is the deadline minus"
                + " now.",
        "Work out what is left before each call, and hand it to the service as its budget."
    })
    void budgets() throws Exception {
        var fake = new Fakes(watch, 40, 30, 60, 50);

        plan(300, fake);

        expectBudget("stations", fake.stations, 300);
        expectBudget("trains", fake.trains, 260);
        expectBudget("hotels", fake.hotels, 260);
        expectBudget("prices", fake.prices, 200);
    }

    @AllSchedules
    @DisplayName(
            "at the deadline the plan is out of time, whether the first or the last step is slow")
    @Hint({
        "Limits for each hop add up: how long may the three steps take together?",
        "Leaving by a TimeoutException does not end the call that is late: close() waits for it.",
        "At every wait the limit is what is left of the whole: deadline minus now. On every way"
                + " out: executor.shutdownNow(), in finally."
    })
    void endsAtTheDeadline() throws Exception {
        expectOutOfTime(new Fakes(watch, NEVER, 30, 60, 50), Step.STATION);
        expectOutOfTime(new Fakes(watch, 80, 30, 30, NEVER), Step.PRICE);
    }

    @AllSchedules
    @DisplayName("two services at the same time share what is left")
    @Hint({
        "Two waits in one step are two waits, one after the other.",
        "The first wait takes its part of the budget. What is left for the second?",
        "Work out what is left again before the second get, or wait for both with invokeAll."
    })
    void twoShareWhatIsLeft() throws Exception {
        expectOutOfTime(new Fakes(watch, 80, NEVER, 60, 50), Step.TRAIN_AND_HOTEL);
        expectOutOfTime(new Fakes(watch, 80, 60, NEVER, 50), Step.TRAIN_AND_HOTEL);
    }

    @AllSchedules
    @DisplayName("no service is asked when nothing is left")
    @Hint({
        "A traveller who comes with a limit of zero: which services hear of that?",
        "submit starts a call, whatever the limit of the get that follows. Look before you start.",
        "Before each call: if nothing is left, the step is out of time."
    })
    void nothingStartsTooLate() throws Exception {
        var fake = new Fakes(watch, 40, 30, 60, 50);
        var plan = plan(0, fake);
        Expect.that(
                fake.asked.get() == 0,
                "no service is asked, with a limit of 0 ms",
                fake.asked + " asked",
                "a call starts before anybody looks whether there is time for it: get with a limit"
                        + " of zero is late, and the call is on its way");
        Expect.equal(
                new Plan.OutOfTime(Step.STATION), plan, "with a limit of 0 ms no step can begin");

        // The station answers at the very moment of the deadline: in time or not, that is luck.
        var late = new Fakes(watch, 100, 30, 60, 50);
        plan(100, late);
        Expect.that(
                late.asked.get() == 1,
                "no service is asked at the deadline or after it",
                late.asked + " asked, the last with a budget of " + late.least() + " ms",
                "the first answer came when the time was over, and the next step began all the"
                        + " same");

        var atThePrice = new Fakes(watch, 40, 30, 60, 50);
        plan(100, atThePrice);
        Expect.that(
                atThePrice.asked.get() == 3,
                "prices is not asked at the deadline or after it",
                "it was, with a budget of " + atThePrice.least() + " ms",
                "the second step ended when the time was over, and the next step began all the"
                        + " same");
    }

    @AllSchedules
    @DisplayName("if a service fails, what it threw is the cause, and nothing is left running")
    @Hint({
        "What a task throws comes out of get as the cause of an ExecutionException.",
        "A failure is not a timeout: only your own wait may say that the time is over.",
        "finally { executor.shutdownNow(); } ends what still runs, on every way out."
    })
    void failure() throws Exception {
        var closed = new IOException("no rooms");
        var fake = new Fakes(watch, 40, 60, 30, 50);
        Service broken =
                (question, budget) -> {
                    fake.hotels.ask(question, budget);
                    throw closed;
                };
        String expected = "an ExecutionException with the cause " + closed;
        try {
            var services = new Services(fake.stations, fake.trains, broken, fake.prices);
            watch.reset();
            var plan = TripPlanner.plan("Oslo", Duration.ofMillis(300), services);
            throw new Unmet(
                    expected,
                    "the plan is " + plan,
                    "the failure of hotels was caught, and taken for an answer or for a timeout");
        } catch (ExecutionException failed) {
            Expect.that(
                    failed.getCause() == closed,
                    expected,
                    "the cause is " + failed.getCause(),
                    "what the service threw was wrapped once more, or replaced, on its way");
        } catch (RuntimeException other) {
            throw new Unmet(
                    expected,
                    "plan threw " + other.getClass().getSimpleName(),
                    "the failure came by another way than get, in another wrapping");
        }
        Expect.that(
                fake.running.get() == 0,
                "no call is running when plan throws",
                fake.running + " still running",
                "the failure of one call does not end the others, and nobody waited for them");
        Expect.that(
                fake.asked.get() == 3,
                "prices is not asked",
                "it was",
                "the step before it has failed, and the plan went on without its answer");
    }

    private static final String PRICE = "price(train(station(Oslo)) + hotel(station(Oslo)))";

    private Plan plan(int limitMillis, Fakes fake) throws Exception {
        var services = new Services(fake.stations, fake.trains, fake.hotels, fake.prices);
        watch.reset();
        return TripPlanner.plan("Oslo", Duration.ofMillis(limitMillis), services);
    }

    private static void expectBudget(String name, Fake fake, long expected) {
        long told = fake.toldMillis.get();
        Expect.that(
                told == expected,
                name + " is told that " + expected + " ms are left",
                told < 0 ? "it was never asked" : told + " ms",
                switch ((int) told) {
                    case -1 -> "the plan ended before this step";
                    case 300 ->
                            "each service is given the whole limit, so that together they may take"
                                    + " three times as long";
                    case 100 ->
                            "the limit was divided among the steps: what a quick step does not need"
                                    + " is lost for the slow one";
                    default ->
                            "the service was asked later than it could be, or what is left was"
                                    + " worked out at another moment";
                });
    }

    private void expectOutOfTime(Fakes fake, Step step) throws Exception {
        String slow = fake.slowest();
        Plan plan = plan(200, fake);
        long after = watch.millis();
        int running = fake.running.get();
        Thread.sleep(2 * NEVER); // whatever still runs gets to its end
        String expected = "out of time after 200 ms, when " + slow + " never answers";
        Expect.that(
                fake.interruptedAfter.get() >= 0,
                expected,
                after < NEVER
                        ? "the call was still running when plan returned"
                        : "after " + after + " ms, with the call at its own end",
                "a limit ends a wait and not the call: nobody told " + slow + " to stop");
        Expect.that(
                after >= 200,
                expected,
                "after " + after + " ms",
                "the plan was given up while there was time left: a step may take all of it");
        Expect.that(
                after == 200,
                expected,
                "after " + after + " ms",
                step == Step.TRAIN_AND_HOTEL && after > 200 && after <= 260
                        ? "what is left was worked out once and used for two waits: the first took"
                                + " its part, and the second waits as long again"
                        : "the limits add up: this wait began anew instead of with what was left");
        Expect.that(
                running == 0,
                "no call is running when plan returns",
                running + " still running",
                "an interrupt asks a call to end, and nobody waited until it had");
        Expect.equal(
                new Plan.OutOfTime(step), plan, "the plan names another step than the slow one");
    }

    /// The four services, and what they notice together.
    private static final class Fakes {

        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger running = new AtomicInteger();
        final AtomicLong interruptedAfter = new AtomicLong(-1);
        final Watch watch;
        final Fake stations;
        final Fake trains;
        final Fake hotels;
        final Fake prices;

        Fakes(Watch watch, int stations, int trains, int hotels, int prices) {
            this.watch = watch;
            this.stations = new Fake(this, "station", stations);
            this.trains = new Fake(this, "train", trains);
            this.hotels = new Fake(this, "hotel", hotels);
            this.prices = new Fake(this, "price", prices);
        }

        String slowest() {
            if (stations.delay == NEVER) {
                return "stations";
            } else if (trains.delay == NEVER) {
                return "trains";
            }
            return hotels.delay == NEVER ? "hotels" : "prices";
        }

        long least() {
            long least = stations.toldMillis.get();
            for (Fake fake : new Fake[] {trains, hotels, prices}) {
                long told = fake.toldMillis.get();
                least = told < 0 ? least : Math.min(least, told);
            }
            return least;
        }
    }

    /// A service that takes its time, and does not care for its budget.
    private static final class Fake implements Service {

        final AtomicLong toldMillis = new AtomicLong(-1);
        final int delay;
        private final Fakes all;
        private final String name;

        Fake(Fakes all, String name, int delay) {
            this.all = all;
            this.name = name;
            this.delay = delay;
        }

        @Override
        public String ask(String question, Duration budget) throws InterruptedException {
            all.asked.incrementAndGet();
            all.running.incrementAndGet();
            toldMillis.set(budget.toMillis());
            try {
                Thread.sleep(delay);
                return name + "(" + question + ")";
            } catch (InterruptedException calledOff) {
                all.interruptedAfter.set(all.watch.millis());
                throw calledOff;
            } finally {
                all.running.decrementAndGet();
            }
        }
    }

    /// Tells the time since its last reset; exact, since an explored check has a clock of its own.
    private static final class Watch {

        private final AtomicLong start = new AtomicLong(System.nanoTime());

        void reset() {
            start.set(System.nanoTime());
        }

        long millis() {
            return Duration.ofNanos(System.nanoTime() - start.get()).toMillis();
        }
    }
}
