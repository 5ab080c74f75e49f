// rejected by: noLimit
// misconception: "an assertion that fails makes the test fail": only on the thread of the test
// why: an assertion in another thread ends that thread only
package p22_testing;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        var inside = new CountDownLatch(2);
        var gate = new CountDownLatch(1);
        Callable<String> stay =
                () -> {
                    inside.countDown();
                    gate.await();
                    return "ticket";
                };
        var first = Thread.startVirtualThread(() -> visit(turnstile, stay));
        var second = Thread.startVirtualThread(() -> visit(turnstile, stay));
        inside.await(10, TimeUnit.SECONDS);
        var third =
                Thread.startVirtualThread(() ->
                        expect(visit(turnstile, () -> "ticket").isEmpty(), "nobody comes in"));
        third.join();
        gate.countDown();
        first.join();
        second.join();
    }

    private static Optional<String> visit(Turnstile turnstile, Callable<String> visit) {
        try {
            return turnstile.enter(visit);
        } catch (Exception failed) {
            throw new AssertionError("expected no failure", failed);
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
