// rejected by: checkThenAct
// misconception: "the second call does not ask, so it asks once": the two must come at the same
// moment
// why: no two readers of the test want the same city at the same moment
package p22_testing;

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
        expect(cache.report("Oslo").equals("sunny in Oslo, 1"), "the report");
        expect(cache.report("Oslo").equals("sunny in Oslo, 1"), "the same report");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
