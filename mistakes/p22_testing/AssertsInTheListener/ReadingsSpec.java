// rejected by: wrongAnswer
// misconception: "the listener sees the reading, so the assertion belongs there": it runs on
// another thread
// why: an assertion in another thread ends that thread only
package p22_testing;

import java.util.function.Consumer;
import java.util.function.Function;

public final class ReadingsSpec {

    private ReadingsSpec() {}

    public interface Readings extends AutoCloseable {
        void ask(String station, Consumer<String> listener);

        @Override
        void close();
    }

    @FunctionalInterface
    public interface Stations {
        String read(String station) throws Exception;
    }

    public static void test(Function<Stations, Readings> service) throws Exception {
        try (var readings = service.apply(station -> station + ": 4 degrees")) {
            readings.ask(
                    "Oslo",
                    reading -> expect(reading.equals("Oslo: 4 degrees"), "the reading of Oslo"));
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
