package p22_testing;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import p22_testing.ReadingsSpec.Readings;
import p22_testing.ReadingsSpec.Stations;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Trial;

class ReadingsSpecTest {

    private static final Duration HELD_UP = Duration.ofMillis(200);

    @AllSchedules
    @DisplayName("passes on the right readings, in any order of the threads, and ends its threads")
    @Hint({
        "When may the test look at what was told, and who says that it is all there?",
        "close returns when every listener has been told: look after the block.",
        "Who is told first is nobody's promise. Sort, or ask for each."
    })
    void passesOnTheRight() throws Exception {
        Trial.mustPass("the right readings", () -> ReadingsSpec.test(shown(Right::new)));
    }

    @AllSchedules
    @Needs("passesOnTheRight")
    @DisplayName("waits for events: on the right readings it takes no time")
    @Hint({
        "What does each sleep wait for, and who could tell the test instead?",
        "A station of the test may answer at once, or when a CountDownLatch opens.",
        "No sleep is needed at the end: close() already waits."
    })
    void takesNoTime() throws Exception {
        var took = Trial.mustPass("the right readings", () -> ReadingsSpec.test(shown(Right::new)));
        Expect.that(
                took.compareTo(HELD_UP.dividedBy(2)) < 0,
                "the test ends at once, on the right readings",
                "it takes %d ms, in which no thread has anything to do".formatted(took.toMillis()),
                "it sleeps, or a time limit runs out: a wait for time is too long on a fast machine"
                        + " and too short on a slow one");
    }

    @AllSchedules
    @Needs("passesOnTheRight")
    @DisplayName("passes on the right readings on a slow machine, which holds threads up")
    @Hint({
        "Which line believes that the listener has been told because some time is over?",
        "Look when close() has returned, and not before."
    })
    void passesOnASlowMachine() throws Exception {
        Trial.mustPass(
                "the right readings, when their threads are held up",
                () -> ReadingsSpec.test(shown(Slow::new)),
                "it looks when some time is over, and the threads have not come so far: no sleep is"
                        + " long enough for every machine");
    }

    @AllSchedules(bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on readings that nobody is ever told")
    @Hint({
        "What does the test do when no reading comes?",
        "Collect what is told, and expect it on the thread of the test, after close()."
    })
    void neverTold() throws Exception {
        expectFailure(
                "readings that nobody is ever told",
                NeverTold::new,
                "an assertion inside of the listener runs only if the listener does",
                "Collect in the listener, and expect after close() that something was collected.");
    }

    @AllSchedules(bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on readings that tell the name of the station, and not its answer")
    @Hint({
        "Which reading does the test expect, word for word?",
        "The test brings the stations, so it knows what they answer. Compare with that.",
        "The listener runs on another thread. Let it put the reading into a concurrent collection."
    })
    void wrongAnswer() throws Exception {
        expectFailure(
                "readings that tell the name of the station",
                WrongAnswer::new,
                "of a reading that is not null nothing is known: it may be any text",
                "Expect the very text that the station of the test has answered.");
    }

    @AllSchedules(bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on readings that tell everybody the first answer")
    @Hint({
        "How many stations does the test ask, and do they answer differently?",
        "Ask two stations, and expect the answer of each."
    })
    void firstAnswerForAll() throws Exception {
        expectFailure(
                "readings that tell everybody the first answer",
                FirstAnswerForAll::new,
                "with one station all answers are the same, and so are the answers of stations that"
                        + " all say one thing",
                "Ask at least two stations that answer differently.");
    }

    @AllSchedules(bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on readings that are told twice")
    @Hint({
        "How many readings have been told when close() has returned?",
        "Compare all that was told, as a list, with all that should have been."
    })
    void toldTwice() throws Exception {
        expectFailure(
                "readings that are told twice",
                ToldTwice::new,
                "who asks whether a reading is there does not see that it came twice",
                "Compare the whole of what was told with the whole of what you expect.");
    }

    @AllSchedules(bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on readings whose caller waits for the station")
    @Hint({
        "What would the test see if ask waited for the station?",
        "Let the stations wait for a gate that opens when ask has returned.",
        "In the station: if (!gate.await(10, SECONDS)) throw … ; after the calls of ask:"
                + " gate.countDown()."
    })
    void callerWaits() throws Exception {
        expectFailure(
                "readings whose caller waits for the station",
                CallerWaits::new,
                "the stations of the test answer at once, so that nobody can tell whether ask has"
                        + " waited for them",
                "Hold the stations with a gate until ask has returned.");
    }

    @AllSchedules(bodyOnly = true)
    @Needs("passesOnTheRight")
    @DisplayName("fails on readings that tell nobody when a station fails")
    @Hint({
        "What is promised when a station fails, and does one fail in the test?",
        "Let one station throw, and expect that its listener is told `no answer`."
    })
    void failureSilent() throws Exception {
        expectFailure(
                "readings that tell nobody when a station fails",
                FailureSilent::new,
                "every station of the test answers, or nobody looks at what is told when one does"
                        + " not",
                "Let one station throw, and expect `no answer` among what was told.");
    }

    private static void expectFailure(
            String wrong, Function<Stations, Readings> program, String why, String attempt)
            throws Exception {
        Trial.mustFail(wrong, () -> ReadingsSpec.test(shown(program)), why, attempt);
    }

    private static Function<Stations, Readings> shown(Function<Stations, Readings> program) {
        return stations -> new Shown(program.apply(stations));
    }

    /// All that a test sees: the right readings and the wrong ones look the same.
    private record Shown(Readings program) implements Readings {

        @Override
        public void ask(String station, Consumer<String> listener) {
            program.ask(station, listener);
        }

        @Override
        public void close() {
            program.close();
        }

        @Override
        public String toString() {
            return "readings";
        }
    }

    private static class Right implements Readings {

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Stations stations;

        Right(Stations stations) {
            this.stations = stations;
        }

        @Override
        public void ask(String station, Consumer<String> listener) {
            threads.execute(() -> tell(station, listener));
        }

        void tell(String station, Consumer<String> listener) {
            listener.accept(answer(station));
        }

        String answer(String station) {
            try {
                return stations.read(station);
            } catch (Exception silent) {
                return "no answer";
            }
        }

        @Override
        public void close() {
            threads.close();
        }
    }

    private static final class Slow extends Right {

        Slow(Stations stations) {
            super(stations);
        }

        @Override
        void tell(String station, Consumer<String> listener) {
            try {
                Thread.sleep(HELD_UP);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            super.tell(station, listener);
        }
    }

    private static final class NeverTold extends Right {

        NeverTold(Stations stations) {
            super(stations);
        }

        @Override
        void tell(String station, Consumer<String> listener) {
            answer(station);
        }
    }

    private static final class WrongAnswer extends Right {

        WrongAnswer(Stations stations) {
            super(stations);
        }

        @Override
        void tell(String station, Consumer<String> listener) {
            answer(station);
            listener.accept(station);
        }
    }

    private static final class FirstAnswerForAll extends Right {

        private final AtomicReference<String> first = new AtomicReference<>();

        FirstAnswerForAll(Stations stations) {
            super(stations);
        }

        @Override
        String answer(String station) {
            first.compareAndSet(null, super.answer(station));
            return first.get();
        }
    }

    private static final class ToldTwice extends Right {

        ToldTwice(Stations stations) {
            super(stations);
        }

        @Override
        void tell(String station, Consumer<String> listener) {
            super.tell(station, listener);
            super.tell(station, listener);
        }
    }

    private static final class CallerWaits extends Right {

        CallerWaits(Stations stations) {
            super(stations);
        }

        @Override
        public void ask(String station, Consumer<String> listener) {
            tell(station, listener);
        }
    }

    private static final class FailureSilent extends Right {

        FailureSilent(Stations stations) {
            super(stations);
        }

        @Override
        void tell(String station, Consumer<String> listener) {
            String answer = answer(station);
            if (!answer.equals("no answer")) {
                listener.accept(answer);
            }
        }
    }
}
