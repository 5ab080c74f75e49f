// rejected by: passesOnTheRight
// misconception: "they are told in the order in which I asked": each has a thread of its own
// why: it asks for what nobody promised
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
            readings.ask("Hamar", told::add);
        }
        expect(
                List.copyOf(told).equals(List.of("Oslo: 4 degrees", "Hamar: 4 degrees")),
                "the reading of Oslo, then that of Hamar");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
