// rejected by: neverTold
// misconception: "take() waits until it is there": and for ever when it never comes
// why: hangs where it should fail
package p22_testing;

import java.util.concurrent.LinkedBlockingQueue;
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
        var told = new LinkedBlockingQueue<String>();
        try (var readings = service.apply(station -> station + ": 4 degrees")) {
            readings.ask("Oslo", told::add);
            expect(told.take().equals("Oslo: 4 degrees"), "the reading of Oslo");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
