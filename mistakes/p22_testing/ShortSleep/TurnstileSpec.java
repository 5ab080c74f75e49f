// rejected by: passesOnASlowMachine
// misconception: "a short sleep does no harm": it is too short whenever the machine is busy
// why: no sleep is long enough for every machine
package p22_testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

public final class TurnstileSpec {

    private TurnstileSpec() {}

    public interface Turnstile {
        <T> Optional<T> enter(Callable<T> visit) throws Exception;
    }

    @FunctionalInterface
    public interface Builder {
        Turnstile withPlaces(int places);
    }

    public static void test(Builder turnstiles) throws Exception {
        var turnstile = turnstiles.withPlaces(2);
        var gate = new CountDownLatch(1);
        Callable<Boolean> stay = () -> gate.await(10, TimeUnit.SECONDS);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> turnstile.enter(stay));
            executor.submit(() -> turnstile.enter(stay));
            Thread.sleep(Duration.ofMillis(20));
            var third = turnstile.enter(() -> "ticket");
            gate.countDown();
            expect(third.isEmpty(), "that the third visitor is turned away");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
