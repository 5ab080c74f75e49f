// rejected by: takesNoTime
// misconception: "in 300 ms they have both come": so each run takes 300 ms, and one in a thousand
// fails
// why: it sleeps, or a time limit runs out
package p22_testing;

import java.time.Duration;
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
        Station slow =
                city -> {
                    asked.incrementAndGet();
                    Thread.sleep(Duration.ofMillis(300)); // long enough for the other to come
                    return "sunny in " + city;
                };
        var cache = caches.apply(slow);
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
