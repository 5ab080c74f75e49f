// rejected by: passesOnTheRight
// misconception: "a test that is red on every wrong program is a good test": it is red on the right
// one too
// why: it asks for what nobody promised
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
        expect(turnstiles.withPlaces(0) == null, "a turnstile that refuses to have no places");
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
