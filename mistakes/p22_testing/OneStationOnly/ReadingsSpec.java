// rejected by: firstAnswerForAll
// misconception: "one question shows it": with one question, all answers are the same
// why: with one station all answers are the same
package p22_testing;

import java.util.List;
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
        expect(List.copyOf(told).equals(List.of("Oslo: 4 degrees")), "the reading of Oslo");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
