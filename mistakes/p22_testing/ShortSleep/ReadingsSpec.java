// rejected by: passesOnASlowMachine
// misconception: "20 ms are enough for a call that takes none": not when its thread has no
// processor
// why: no sleep is long enough for every machine
package p22_testing;

import java.time.Duration;
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
            Thread.sleep(Duration.ofMillis(20));
            expect(List.copyOf(told).equals(List.of("Oslo: 4 degrees")), "the reading of Oslo");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
