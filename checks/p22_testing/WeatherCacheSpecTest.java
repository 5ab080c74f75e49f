package p22_testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import p22_testing.WeatherCacheSpec.Cache;
import p22_testing.WeatherCacheSpec.Station;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Trial;

class WeatherCacheSpecTest {

    private static final Duration HELD_UP = Duration.ofMillis(200);

    @AllSchedules(delays = 2)
    @DisplayName("passes on the right cache, in any order of the threads, and ends its threads")
    @Hint({
        "How does the test know that the second reader has come, before the first has its report?",
        "A gate in the station holds the first reader, who has told the test that it is there."
                + " awaitRest(thread) returns when the second waits as well. Then open the gate.",
        "Wait for each reader: its report, its failure, or the end of its thread."
    })
    void passesOnTheRight() throws Exception {
        Trial.mustPass("the right cache", () -> WeatherCacheSpec.test(shown(Right::new)));
    }

    @AllSchedules(delays = 1)
    @Needs("passesOnTheRight")
    @DisplayName("waits for events: on the right cache it takes no time")
    @Hint({
        "What does each sleep wait for, and who could tell the test instead?",
        "A station that waits for a CountDownLatch is slow for exactly as long as the test wants."
    })
    void takesNoTime() throws Exception {
        var took =
                Trial.mustPass("the right cache", () -> WeatherCacheSpec.test(shown(Right::new)));
        Expect.that(
                took.compareTo(HELD_UP.dividedBy(2)) <= 0,
                "the test ends at once, on the right cache",
                "it takes %d ms, in which no thread has anything to do".formatted(took.toMillis()),
                "it sleeps, or a time limit runs out: a wait for time is too long on a fast machine"
                        + " and too short on a slow one");
    }

    @AllSchedules(delays = 1)
    @Needs("passesOnTheRight")
    @DisplayName("passes on the right cache on a slow machine, which holds threads up")
    @Hint({
        "Which line believes that a reader has come because some time is over?",
        "A reader that rests may be on its way to the station still. That it is there only the"
                + " station can tell: let it put the city into a BlockingQueue."
    })
    void passesOnASlowMachine() throws Exception {
        Trial.mustPass(
                "the right cache, when the answers of the station are held up",
                () -> WeatherCacheSpec.test(station -> new Shown(new Right(slow(station)))),
                "it looks when some time is over, and the threads have not come so far: no sleep is"
                        + " long enough for every machine");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache that asks twice when two readers come at the same moment")
    @Hint({
        "How does the test bring two readers to the same city at the same moment?",
        "Hold the first in the station with a gate; start the second; wait until it rests; open.",
        "Then count how often the station was asked."
    })
    void checkThenAct() throws Exception {
        expectFailure(
                "a cache that asks twice when two readers come at the same moment",
                CheckThenAct::new,
                "no two readers of the test want the same city at the same moment, in every order of"
                        + " the threads, or nobody counts the questions",
                "Keep the first reader in the station until the second rests, then count.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache that keeps a report only for those who wait for it")
    @Hint({
        "Who asks for a city that is known already?",
        "One more reader, when the others have their report; then count the questions."
    })
    void keepsNothing() throws Exception {
        expectFailure(
                "a cache that keeps a report only for those who wait for it",
                KeepsNothing::new,
                "nobody in the test asks for a city again, when its report is there",
                "Let one more reader come later, and count the questions after that.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache that gives everybody the report of the first city")
    @Hint({
        "How many cities does the test know?",
        "Ask one cache for two cities, with different reports, and compare both."
    })
    void firstCityForAll() throws Exception {
        expectFailure(
                "a cache that gives everybody the report of the first city",
                FirstCityForAll::new,
                "the test knows one city only, or does not compare the report of the second",
                "Ask one cache for two cities whose reports differ.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache whose readers of different cities wait for each other")
    @Hint({
        "One station does not answer. What may a reader of another city notice of that?",
        "While the gate holds the first city, the station must be asked for the second."
    })
    void oneLock() throws Exception {
        expectFailure(
                "a cache whose readers of different cities wait for each other",
                OneLock::new,
                "no reader of the test comes while another city is being asked for, or nobody looks"
                        + " how far it has come before the gate opens",
                "Hold one city in the station; then a reader of another must reach the station.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache that keeps a failure")
    @Hint({
        "What does the next reader get after a failure?",
        "Let the station fail once and work then, and ask again."
    })
    void failureKept() throws Exception {
        expectFailure(
                "a cache that keeps a failure",
                FailureKept::new,
                "nobody in the test asks again after a failure",
                "Let the station fail, then work, and expect a report for the next reader.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache whose waiting readers get null when the station fails")
    @Hint({
        "Two readers want one city, and the station fails. What does each get?",
        "Hold the station with the gate until the second waits, and let it throw then."
    })
    void waitersGetNull() throws Exception {
        expectFailure(
                "a cache whose waiting readers get null when the station fails",
                WaitersGetNull::new,
                "nobody in the test waits for the answer of another while the station fails, or the"
                        + " test does not look at what the one who waits gets",
                "Expect the failure of both: of the reader who asked, and of the one who waited.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache whose waiting readers wait for ever when the station fails")
    @Hint({
        "The reader who waits is never answered. What does the test do then?",
        "Give its get a limit: get(10, SECONDS) throws a TimeoutException, and the test fails."
    })
    void waitersHang() throws Exception {
        expectFailure(
                "a cache whose waiting readers wait for ever when the station fails",
                WaitersHang::new,
                "nobody in the test waits for the answer of another while the station fails, or the"
                        + " test does not wait for the one who waits",
                "Expect the failure of the reader who waits, within ten seconds.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache whose waiting reader cannot be interrupted")
    @Hint({
        "Which reader may be called away, and what does it throw?",
        "While the gate holds the first, interrupt the second, and expect its failure."
    })
    void deafWaiter() throws Exception {
        expectFailure(
                "a cache whose waiting reader cannot be interrupted",
                DeafWaiter::new,
                "nobody in the test is interrupted while it waits for the answer of another, or the"
                        + " gate opens before the test has seen the reader give up",
                "Interrupt the second reader while it rests, and expect its InterruptedException"
                        + " before the gate opens.");
    }

    @AllSchedules(delays = 1, bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on a cache that forgets a city when a waiting reader is interrupted")
    @Hint({
        "One reader gives up. What must be the same for all others?",
        "After the interrupt open the gate, let one more reader come, and count the questions."
    })
    void interruptTakesAway() throws Exception {
        expectFailure(
                "a cache that forgets a city when a waiting reader is interrupted",
                InterruptTakesAway::new,
                "the test looks at the reader who was interrupted, and not at the others: the city is"
                        + " asked for again",
                "After the interrupt and the answer let one more reader come: the station is not"
                        + " asked again.");
    }

    private static void expectFailure(
            String wrong, Function<Station, Cache> program, String why, String attempt)
            throws Exception {
        Trial.mustFail(wrong, () -> WeatherCacheSpec.test(shown(program)), why, attempt);
    }

    private static Function<Station, Cache> shown(Function<Station, Cache> program) {
        return station -> new Shown(program.apply(station));
    }

    /// The first question takes the longest way to the station, the second half of it, and so on.
    private static Station slow(Station station) {
        var questions = new AtomicInteger();
        return city -> {
            Thread.sleep(HELD_UP.dividedBy(questions.incrementAndGet()));
            return station.report(city);
        };
    }

    /// All that a test sees: the right cache and the wrong ones look the same.
    private record Shown(Cache program) implements Cache {

        @Override
        public String report(String city) throws Exception {
            return program.report(city);
        }

        @Override
        public String toString() {
            return "a cache";
        }
    }

    private static class Right implements Cache {

        final ConcurrentMap<String, CompletableFuture<String>> reports = new ConcurrentHashMap<>();
        private final Station station;

        Right(Station station) {
            this.station = station;
        }

        @Override
        public String report(String city) throws Exception {
            var mine = new CompletableFuture<String>();
            var theirs = reports.putIfAbsent(city, mine);
            return theirs == null ? ask(city, mine) : await(city, theirs);
        }

        String ask(String city, CompletableFuture<String> answer) throws Exception {
            try {
                answer.complete(station.report(city));
                return answer.resultNow();
            } catch (Exception failed) {
                failed(city, answer, failed);
                throw failed;
            }
        }

        /// Forgotten first: whoever hears of the failure may ask again at once.
        void failed(String city, CompletableFuture<String> answer, Exception failure) {
            reports.remove(city);
            answer.completeExceptionally(failure);
        }

        String await(String city, Future<String> answer) throws Exception {
            try {
                return answer.get();
            } catch (ExecutionException failed) {
                throw (Exception) failed.getCause();
            }
        }
    }

    private static final class CheckThenAct implements Cache {

        private final ConcurrentMap<String, CompletableFuture<String>> reports =
                new ConcurrentHashMap<>();
        private final Station station;

        CheckThenAct(Station station) {
            this.station = station;
        }

        @Override
        public String report(String city) throws Exception {
            if (!reports.containsKey(city)) {
                reports.put(city, CompletableFuture.completedFuture(station.report(city)));
            }
            return reports.get(city).join();
        }
    }

    private static final class KeepsNothing extends Right {

        KeepsNothing(Station station) {
            super(station);
        }

        @Override
        String ask(String city, CompletableFuture<String> answer) throws Exception {
            try {
                return super.ask(city, answer);
            } finally {
                reports.remove(city);
            }
        }
    }

    private static final class FirstCityForAll extends Right {

        FirstCityForAll(Station station) {
            super(station);
        }

        @Override
        public String report(String city) throws Exception {
            for (var known : reports.values()) {
                return await(city, known);
            }
            return super.report(city);
        }
    }

    private static final class OneLock extends Right {

        OneLock(Station station) {
            super(station);
        }

        @Override
        String ask(String city, CompletableFuture<String> answer) throws Exception {
            synchronized (reports) {
                return super.ask(city, answer);
            }
        }
    }

    private static final class FailureKept extends Right {

        FailureKept(Station station) {
            super(station);
        }

        @Override
        void failed(String city, CompletableFuture<String> answer, Exception failure) {
            answer.completeExceptionally(failure);
        }
    }

    private static final class WaitersGetNull extends Right {

        WaitersGetNull(Station station) {
            super(station);
        }

        @Override
        void failed(String city, CompletableFuture<String> answer, Exception failure) {
            reports.remove(city);
            answer.complete(null);
        }
    }

    private static final class WaitersHang extends Right {

        WaitersHang(Station station) {
            super(station);
        }

        @Override
        void failed(String city, CompletableFuture<String> answer, Exception failure) {
            reports.remove(city);
        }
    }

    private static final class DeafWaiter extends Right {

        DeafWaiter(Station station) {
            super(station);
        }

        @Override
        String await(String city, Future<String> answer) throws Exception {
            try {
                return ((CompletableFuture<String>) answer).join(); // no interrupt ends it
            } catch (CompletionException failed) {
                throw (Exception) failed.getCause();
            }
        }
    }

    private static final class InterruptTakesAway extends Right {

        InterruptTakesAway(Station station) {
            super(station);
        }

        @Override
        String await(String city, Future<String> answer) throws Exception {
            try {
                return super.await(city, answer);
            } catch (InterruptedException calledAway) {
                reports.remove(city);
                throw calledAway;
            }
        }
    }
}
