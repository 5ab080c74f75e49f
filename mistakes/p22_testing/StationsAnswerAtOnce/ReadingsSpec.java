// rejected by: callerWaits
// misconception: "a quick fake makes a quick test": nobody sees who waits for it
// why: the stations of the test answer at once
package p22_testing;

import java.io.IOException;
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
        Stations stations =
                station -> {
                    if (station.equals("Bergen")) {
                        throw new IOException("no line to Bergen");
                    }
                    return station + ": 4 degrees";
                };
        try (var readings = service.apply(stations)) {
            readings.ask("Oslo", told::add);
            readings.ask("Bergen", told::add);
        }
        expect(
                told.stream().sorted().toList().equals(List.of("Oslo: 4 degrees", "no answer")),
                "two listeners told once each");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
