// rejected by: toldTwice
// misconception: "the reading is among what was told": and how often?
// why: who asks whether a reading is there does not see that it came twice
package p22_testing;

import java.util.concurrent.ConcurrentLinkedQueue;
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
        var told = new ConcurrentLinkedQueue<String>();
        try (var readings = service.apply(station -> station + ": 4 degrees")) {
            readings.ask("Oslo", told::add);
            readings.ask("Hamar", told::add);
        }
        expect(told.contains("Oslo: 4 degrees"), "the reading of Oslo");
        expect(told.contains("Hamar: 4 degrees"), "the reading of Hamar");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
