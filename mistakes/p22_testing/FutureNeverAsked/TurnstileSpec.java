// rejected by: noLimit
// misconception: "close() waits for the tasks, so I would hear of their failures": it waits, and
// asks no Future
// why: fails in a task whose Future nobody asks
package p22_testing;

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
        var inside = new CountDownLatch(2);
        var gate = new CountDownLatch(1);
        Callable<String> stay =
                () -> {
                    inside.countDown();
                    gate.await();
                    return "ticket";
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> turnstile.enter(stay));
            executor.submit(() -> turnstile.enter(stay));
            inside.await(10, TimeUnit.SECONDS);
            executor.submit(() -> {
                var third = turnstile.enter(() -> "ticket");
                gate.countDown();
                expect(third.isEmpty(), "that the third visitor is turned away");
                return null;
            });
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
