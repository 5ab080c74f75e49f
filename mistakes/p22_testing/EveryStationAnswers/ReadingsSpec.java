// rejected by: failureSilent
// misconception: "the stations of a test work": those outside do not
// why: every station of the test answers
package p22_testing;

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
        var told = new ConcurrentLinkedQueue<String>();
        var gate = new CountDownLatch(1);
        Stations stations =
                station -> {
                    expect(gate.await(10, TimeUnit.SECONDS), "an ask that returns at once");
                    return station + ": 4 degrees";
                };
        try (var readings = service.apply(stations)) {
            readings.ask("Oslo", told::add);
            readings.ask("Hamar", told::add);
            gate.countDown();
        }
        expect(
                told.stream()
                        .sorted()
                        .toList()
                        .equals(List.of("Hamar: 4 degrees", "Oslo: 4 degrees")),
                "two listeners told once each");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
