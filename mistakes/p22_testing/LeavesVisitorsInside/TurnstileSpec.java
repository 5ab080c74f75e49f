// rejected by: passesOnTheRight
// misconception: "the test is over when I have seen what I wanted": its threads are still inside
// why: waits for gate, which stands at 1
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
        Thread.startVirtualThread(() -> visit(turnstile, stay));
        Thread.startVirtualThread(() -> visit(turnstile, stay));
        expect(inside.await(10, TimeUnit.SECONDS), "both places taken");
        expect(visit(turnstile, () -> "ticket").isEmpty(), "that the third is turned away");
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
