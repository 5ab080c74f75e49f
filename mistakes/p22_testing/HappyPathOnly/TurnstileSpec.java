// rejected by: noLimit
// misconception: "it works when I try it": one visitor after the other never meets a limit
// why: nobody in the test comes while all places are taken for certain
package p22_testing;

import java.util.Optional;
import java.util.concurrent.Callable;

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
        for (int visitor = 0; visitor < 10; visitor++) {
            var ticket = turnstile.enter(() -> "ticket");
            expect(ticket.equals(Optional.of("ticket")), "a ticket for everybody who comes alone");
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
