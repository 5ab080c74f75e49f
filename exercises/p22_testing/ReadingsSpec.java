package p22_testing;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// # The test that was always green
///
/// *Repair · 8 minutes*
///
/// A news site asks weather stations in the background. Whoever wants a reading hands over a
/// listener, which is told when the station has answered. There is a test. It was green while
/// readers saw the readings of other cities, and while they saw none. And on the build server it
/// takes a tenth of a second, which a thousand tests of this kind turn into two minutes.
///
/// What the readings promise:
///
/// - `ask` returns at once: the station is asked on another thread.
/// - The listener is told once, by that other thread, what its station has answered.
/// - When the station fails, the listener is told `no answer`.
/// - `close` returns when every listener has been told.
///
/// Repair the test below. It must pass on the right readings, and fail, by throwing, on each of six
/// wrong ones. It must not wait for time: a time limit, for what never comes on wrong readings, is
/// ten seconds, and on the right ones none runs out.
public final class ReadingsSpec {

    private ReadingsSpec() {}

    /// What is tested.
    public interface Readings extends AutoCloseable {

        /// Asks the station in the background, and has the listener told.
        void ask(String station, Consumer<String> listener);

        /// Waits until every listener has been told.
        @Override
        void close();
    }

    /// What the readings ask. Your test brings its own.
    @FunctionalInterface
    public interface Stations {

        /// @param station the name of a station
        /// @return what it answers
        String read(String station) throws Exception;
    }

    /// @param service makes readings that ask the given stations
    /// @throws Exception if the readings do not keep their promises; an AssertionError will do
    public static void test(Function<Stations, Readings> service) throws Exception {
        Stations stations =
                station -> {
                    Thread.sleep(Duration.ofMillis(50)); // a slow line
                    return station + ": 4 degrees";
                };
        try (var readings = service.apply(stations)) {
            readings.ask("Oslo", reading -> expect(reading != null, "a reading of Oslo"));
            Thread.sleep(Duration.ofMillis(100)); // it should have come by now
        }
    }

    /// For your test. The keyword `assert` would do nothing: a JVM ignores it unless told not to.
    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
