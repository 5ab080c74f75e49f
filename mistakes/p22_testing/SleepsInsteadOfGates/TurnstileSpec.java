// rejected by: takesNoTime
// misconception: "after 50 ms they are inside, surely": on this machine, today
// why: it sleeps, or a time limit runs out
package p22_testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

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
        Callable<String> stay =
                () -> {
                    Thread.sleep(Duration.ofMillis(150));
                    return "ticket";
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(() -> turnstile.enter(stay));
            executor.submit(() -> turnstile.enter(stay));
            Thread.sleep(Duration.ofMillis(50));
            var third = turnstile.enter(() -> "ticket");
            expect(third.isEmpty(), "that the third visitor is turned away");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
