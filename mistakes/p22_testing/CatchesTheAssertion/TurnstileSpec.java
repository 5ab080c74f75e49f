// rejected by: noLimit
// misconception: "a test must not throw": an assertion that is caught and printed is a comment
// why: nobody in the test comes while all places are taken for certain
package p22_testing;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
            inside.await();
            var third = turnstile.enter(() -> "ticket");
            gate.countDown();
            expect(third.isEmpty(), "that the third visitor is turned away");
        } catch (Throwable failed) {
            IO.println("the test found something: " + failed.getMessage());
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
