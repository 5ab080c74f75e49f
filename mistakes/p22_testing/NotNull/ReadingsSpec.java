// rejected by: wrongAnswer
// misconception: "something came, so it works": anything that is not null passes
// why: of a reading that is not null nothing is known
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
        }
        expect(told.poll() != null, "a reading of Oslo");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
