// rejected by: oneTooMany
// misconception: "the names in the stack trace tell which turnstile is wrong": a test looks at what
// a
// program does
// why: the first visitor who must be turned away is the one after the last place
package p22_testing;

import java.util.Arrays;
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
        turnstiles
                .withPlaces(2)
                .enter(() -> {
                    boolean right =
                            Arrays.stream(new Throwable().getStackTrace())
                                    .map(StackTraceElement::getClassName)
                                    .filter(name -> name.contains("Test$"))
                                    .allMatch(name -> name.matches(".*(Right|Shown)"));
                    expect(right, "the right one");
                    return "ticket";
                });
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
