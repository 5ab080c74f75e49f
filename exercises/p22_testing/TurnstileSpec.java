package p22_testing;

import java.util.Optional;
import java.util.concurrent.Callable;

/// # A test for the turnstile
///
/// *Write the test · 15 minutes*
///
/// A museum lets in so many visitors at once. Whoever comes when it is full is turned away at once,
/// and nobody queues. The turnstile counts, visitors come on threads of their own, and somebody has
/// written it. You write the test.
///
/// What a turnstile promises:
///
/// - As many visits as there are places go on at the same time, and never more.
/// - Whoever finds no place is turned away: `enter` returns empty at once, without the visit.
/// - However a visit ends, by returning or by throwing, its place is free again, once.
/// - What a visit returns or throws reaches the visitor as it is.
///
/// What your test must do:
///
/// - It passes on the right turnstile, whatever the order of the threads and however slow they are,
///   and fails, by throwing, on each of nine wrong ones. You are told which wrong one it missed.
/// - It waits for events and never for time. A time limit, for what never comes on a wrong
///   turnstile, is ten seconds; on the right one none runs out.
/// - It ends by itself on every turnstile, also on one that blocks, and on the right one it leaves
///   no thread behind.
public final class TurnstileSpec {

    private TurnstileSpec() {}

    /// What is tested.
    public interface Turnstile {

        /// Makes the visit on the calling thread, if there is a place.
        ///
        /// @param visit what to do inside; never returns null
        /// @return what the visit returned; empty if all places were taken
        /// @throws Exception what the visit threw
        <T> Optional<T> enter(Callable<T> visit) throws Exception;
    }

    /// Makes as many new turnstiles as the test wants.
    @FunctionalInterface
    public interface Builder {
        Turnstile withPlaces(int places);
    }

    /// @throws Exception if the turnstiles do not keep their promises; an AssertionError will do
    public static void test(Builder turnstiles) throws Exception {
        throw new UnsupportedOperationException("TODO: use turnstiles, and throw if one is wrong");
    }

    /// For your test. The keyword `assert` would do nothing: a JVM ignores it unless told not to.
    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
