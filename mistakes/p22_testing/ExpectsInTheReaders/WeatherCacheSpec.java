// rejected by: checkThenAct
// misconception: "each reader checks what it got": on a thread whose failures nobody hears
// why: an assertion in another thread ends that thread only
package p22_testing;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
        var station = new GatedStation();
        var cache = caches.apply(station);
        Runnable reader =
                () -> {
                    report(cache);
                    station.expectNoMoreAsked();
                };
        var first = Thread.startVirtualThread(reader);
        station.expectAsked("Oslo");
        var second = Thread.startVirtualThread(reader);
        awaitRest(second);
        station.gate.countDown();
        first.join();
        second.join();
    }

    private static String report(Cache cache) {
        try {
            return cache.report("Oslo");
        } catch (Exception failed) {
            throw new AssertionError("expected no failure", failed);
        }
    }

    /// A station that answers when the test opens its gate, and notes whom it was asked for.
    private static final class GatedStation implements Station {

        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public String report(String city) throws Exception {
            asked.add(city);
            expect(gate.await(10, TimeUnit.SECONDS), "the gate to open");
            return "sunny in " + city;
        }

        void expectAsked(String city) throws InterruptedException {
            expect(city.equals(asked.poll(10, TimeUnit.SECONDS)), "the question for " + city);
        }

        void expectNoMoreAsked() {
            expect(asked.isEmpty(), "no more questions, not " + asked);
        }
    }

    private static void awaitRest(Thread thread) {
        while (thread.getState() == Thread.State.NEW
                || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
