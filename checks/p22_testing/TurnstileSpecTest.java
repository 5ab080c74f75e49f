package p22_testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import p22_testing.TurnstileSpec.Builder;
import p22_testing.TurnstileSpec.Turnstile;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Trial;

class TurnstileSpecTest {

    private static final Duration HELD_UP = Duration.ofMillis(200);

    @AllSchedules(delays = 2)
    @DisplayName("passes on the right turnstile, in any order of the threads, and ends its threads")
    @Hint({
        "How does the test know that the visitors are inside, before it looks?",
        "A latch that each visit counts down says when they are inside; a second one holds them"
                + " there until the test lets them go.",
        "Submit the visits to an executor in try-with-resources, let them go, and get every result."
    })
    void passesOnTheRight() throws Exception {
        Trial.mustPass("the right turnstile", () -> TurnstileSpec.test(shown(Right::new)));
    }

    @AllSchedules(delays = 1)
    @Needs("passesOnTheRight")
    @DisplayName("waits for events: on the right turnstile it takes no time")
    @Hint({
        "What does the test wait for when it sleeps, and who could tell it instead?",
        "A CountDownLatch, a Future, a queue: whoever brings the event about opens it."
    })
    void takesNoTime() throws Exception {
        var took =
                Trial.mustPass("the right turnstile", () -> TurnstileSpec.test(shown(Right::new)));
        Expect.that(
                took.compareTo(HELD_UP.dividedBy(2)) <= 0,
                "the test ends at once, on the right turnstile",
                "it takes %d ms, in which no thread has anything to do".formatted(took.toMillis()),
                "it sleeps, or a time limit runs out: a wait for time is too long on a fast machine"
                        + " and too short on a slow one");
    }

    @AllSchedules(delays = 1)
    @Needs("passesOnTheRight")
    @DisplayName("passes on the right turnstile on a slow machine, which holds threads up")
    @Hint({
        "Which line believes that something has happened because some time is over?",
        "Let the visit itself say that it has begun, with a latch, and wait for that."
    })
    void passesOnASlowMachine() throws Exception {
        Trial.mustPass(
                "the right turnstile, when threads are held up on their way to it",
                () -> TurnstileSpec.test(slow(Right::new)),
                "it looks when some time is over, and the threads have not come so far: no sleep is"
                        + " long enough for every machine");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that lets everybody in")
    @Hint({
        "With two places: what happens to a third visitor while the two are inside?",
        "Hold two visits inside with a gate, and only then let a third enter."
    })
    void noLimit() throws Exception {
        expectFailure(
                "a turnstile that lets everybody in",
                NoLimit::new,
                "nobody in the test comes while all places are taken for certain",
                "Hold as many visitors inside as there are places; the next must be turned away.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that has one place too many")
    @Hint({
        "How many visitors are inside when the test lets the next one come?",
        "Exactly as many as there are places, not one more: off by one is the common mistake."
    })
    void oneTooMany() throws Exception {
        expectFailure(
                "a turnstile that has one place too many",
                places -> new Right(places + 1),
                "the first visitor who must be turned away is the one after the last place, and the"
                        + " test does not look at that one",
                "Hold exactly as many visitors inside as there are places, then send one more.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that lets in one at a time, whatever its places")
    @Hint({
        "Does the test ever need two visitors inside at the same time?",
        "Wait, with a limit, until as many visits have begun as there are places."
    })
    void oneAtATime() throws Exception {
        expectFailure(
                "a turnstile that lets in one at a time",
                places -> new Right(1),
                "a limit that is too low breaks no limit: the test must see all places used, at the"
                        + " same time, and with more than one place",
                "Let each of two visitors wait inside until both are, and fail if that never"
                        + " happens.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that loses the place of a visit that fails")
    @Hint({
        "In which ways can a visit end, and does the test try each?",
        "Let a visit throw, and enter again afterwards."
    })
    void lostOnFailure() throws Exception {
        expectFailure(
                "a turnstile that loses the place of a visit that fails",
                LostOnFailure::new,
                "all visits of the test end well, or nobody counts the places after one has failed",
                "Let as many visits throw as there are places. After that all places must be free.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that frees the place of a failed visit twice")
    @Hint({
        "After a failure: are there too few places, or too many? The test should notice both.",
        "Fill all places again after a failure, and send one more visitor."
    })
    void freedTwice() throws Exception {
        expectFailure(
                "a turnstile that frees the place of a failed visit twice",
                FreedTwice::new,
                "after a failure the test sees that there is a place, and not how many there are",
                "After the failure take all places, hold them, and expect the next to be turned"
                        + " away.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that gains a place from whoever is turned away")
    @Hint({
        "What has changed after a visitor was turned away? Does the test look?",
        "Fill the turnstile once more after that, and send one more visitor."
    })
    void turnedAwayFrees() throws Exception {
        expectFailure(
                "a turnstile that gains a place from whoever is turned away",
                TurnedAwayFrees::new,
                "the test ends with the first visitor who is turned away: what that one leaves"
                        + " behind nobody sees",
                "Send two visitors in a row to a full turnstile, or fill it a second time.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that lets visitors wait instead of turning them away")
    @Hint({
        "On which thread does the test call enter, and what if that call does not return?",
        "Make the call in a task, and give the get of its Future a limit: get(10, SECONDS).",
        "When the limit runs out, two visitors are still inside: open their gate in finally."
    })
    void waits() throws Exception {
        expectFailure(
                "a turnstile that lets visitors wait",
                Waits::new,
                "the places become free while the visitor waits, so that in the end nobody is"
                        + " turned away, and nobody asks",
                "Keep the gate closed until the last visitor has been turned away.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that hides the failure of a visit")
    @Hint({
        "The visit throws. What does the visitor get, and does the test look at it?",
        "After the call that must throw stands: throw new AssertionError(…)."
    })
    void failureHidden() throws Exception {
        expectFailure(
                "a turnstile that hides the failure of a visit",
                FailureHidden::new,
                "a call that should throw and returns goes on to the next line: the test has"
                        + " nothing there that fails",
                "Behind the call, inside try, fail. In catch compare what came with what was"
                        + " thrown.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a turnstile that makes the visit of one whom it turns away")
    @Hint({
        "enter returned empty. Was the visit made?",
        "The visit of the third notes that it was made; the test expects that it was not."
    })
    void visitMadeAnyway() throws Exception {
        expectFailure(
                "a turnstile that makes the visit of one whom it turns away",
                VisitMadeAnyway::new,
                "the test looks at what enter returns, and not at what it has done",
                "Let the visit set an AtomicBoolean, and expect false when enter returned empty.");
    }

    private static void expectFailure(
            String wrong, IntFunction<Turnstile> program, String why, String attempt)
            throws Exception {
        Trial.mustFail(wrong, () -> TurnstileSpec.test(shown(program)), why, attempt);
    }

    private static Builder shown(IntFunction<Turnstile> program) {
        return places -> new Shown(program.apply(places), Duration.ZERO, new AtomicInteger());
    }

    private static Builder slow(IntFunction<Turnstile> program) {
        return places -> new Shown(program.apply(places), HELD_UP, new AtomicInteger());
    }

    /// All that a test sees: the right turnstile and the wrong ones look the same.
    ///
    /// @param heldUp how long the first visitor takes to come; the second half of it, and so on, so
    ///   that whoever is sent later overtakes, unless the test has waited for the others
    private record Shown(Turnstile program, Duration heldUp, AtomicInteger visitors)
            implements Turnstile {

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            if (heldUp.isPositive()) {
                Thread.sleep(heldUp.dividedBy(visitors.incrementAndGet()));
            }
            return program.enter(visit);
        }

        @Override
        public String toString() {
            return "a turnstile";
        }
    }

    private static class Right implements Turnstile {

        final Semaphore places;

        Right(int places) {
            this.places = new Semaphore(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            if (!places.tryAcquire()) {
                return Optional.empty();
            }
            try {
                return Optional.of(visit.call());
            } finally {
                places.release();
            }
        }
    }

    private static final class NoLimit extends Right {

        NoLimit(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            return Optional.of(visit.call());
        }
    }

    private static final class LostOnFailure extends Right {

        LostOnFailure(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            if (!places.tryAcquire()) {
                return Optional.empty();
            }
            var result = Optional.of(visit.call());
            places.release();
            return result;
        }
    }

    private static final class FreedTwice extends Right {

        FreedTwice(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            try {
                return super.enter(visit);
            } catch (Exception failed) {
                places.release();
                throw failed;
            }
        }
    }

    private static final class TurnedAwayFrees extends Right {

        TurnedAwayFrees(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            try {
                return places.tryAcquire() ? Optional.of(visit.call()) : Optional.empty();
            } finally {
                places.release();
            }
        }
    }

    private static final class Waits extends Right {

        Waits(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            places.acquire();
            try {
                return Optional.of(visit.call());
            } finally {
                places.release();
            }
        }
    }

    private static final class FailureHidden extends Right {

        FailureHidden(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            try {
                return super.enter(visit);
            } catch (Exception failed) {
                return Optional.empty();
            }
        }
    }

    private static final class VisitMadeAnyway extends Right {

        VisitMadeAnyway(int places) {
            super(places);
        }

        @Override
        public <T> Optional<T> enter(Callable<T> visit) throws Exception {
            if (!places.tryAcquire()) {
                visit.call();
                return Optional.empty();
            }
            try {
                return Optional.of(visit.call());
            } finally {
                places.release();
            }
        }
    }
}
