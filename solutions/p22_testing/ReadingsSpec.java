package p22_testing;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        var told = new ConcurrentLinkedQueue<String>(); // by several threads
        var gate = new CountDownLatch(1);
        Stations stations =
                station -> {
                    expect(gate.await(10, TimeUnit.SECONDS), "an ask that returns at once");
                    if (station.equals("Bergen")) {
                        throw new IOException("no line to Bergen");
                    }
                    return station + ": 4 degrees";
                };
        try (var readings = service.apply(stations)) {
            for (var station : List.of("Oslo", "Bergen", "Hamar")) {
                readings.ask(station, told::add);
            }
            // No station has answered, and all three calls of ask have returned.
            gate.countDown();
        }
        // Sorted, because who is told first was never promised.
        expect(
                told.stream()
                        .sorted()
                        .toList()
                        .equals(List.of("Hamar: 4 degrees", "Oslo: 4 degrees", "no answer")),
                "three listeners told once each, and not " + told);
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
