// rejected by: noLimit
// misconception: "the call came back with something, so it works": a result that is not null says
// nothing
// why: nobody in the test comes while all places are taken for certain
package p22_testing;

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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int visitor = 0; visitor < 3; visitor++) {
                var ticket = executor.submit(() -> turnstile.enter(() -> "ticket"));
                expect(ticket.get() != null, "an answer");
            }
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
