// rejected by: checkThenAct
// misconception: "two threads will meet": not unless somebody makes them
// why: no two readers of the test want the same city at the same moment
package p22_testing;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

public final class WeatherCacheSpec {

    private WeatherCacheSpec() {}

    public interface Cache {
        String report(String city) throws Exception;
    }

    @FunctionalInterface
    public interface Station {
        String report(String city) throws Exception;
    }

    public static void test(Function<Station, Cache> caches) throws Exception {
        var asked = new AtomicInteger();
        var cache = caches.apply(city -> "sunny in " + city + ", " + asked.incrementAndGet());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> cache.report("Oslo"));
            var second = executor.submit(() -> cache.report("Oslo"));
            expect(first.get().equals(second.get()), "one report for both");
        }
        expect(asked.get() == 1, "one question");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
