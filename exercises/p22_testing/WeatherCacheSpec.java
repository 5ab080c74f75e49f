package p22_testing;

import java.util.function.Function;

/// # A test for the cache that asks once
///
/// *Write the test · 25 minutes*
///
/// In lesson 10 you repaired a weather cache, and the book had a check for it. Now the cache is
/// somebody else's, and the check is yours. The faults that matter here show only when two readers
/// meet at the wrong moment, so your test has to bring that moment about.
///
/// What a cache promises:
///
/// - Each city is asked for once, also when several readers want it at the same moment: one asks,
///   the others wait for that answer. Later readers get it without asking.
/// - Readers of different cities do not wait for each other.
/// - What the station throws is thrown to the reader who asked and to all who wait for it, and is
///   not kept: the next reader asks again.
/// - A reader who is interrupted while it waits for the answer of another gives up with an
///   `InterruptedException`. To the others that makes no difference.
///
/// What your test must do:
///
/// - It passes on the right cache, whatever the order of the threads and however slow they are, and
///   fails, by throwing, on each of nine wrong ones. You are told which wrong one it missed.
/// - It waits for events and never for time. A time limit, for what never comes on a wrong cache,
///   is ten seconds; on the right one none runs out.
/// - It ends by itself on every cache, and on the right one it leaves no thread behind.
public final class WeatherCacheSpec {

    private WeatherCacheSpec() {}

    /// What is tested.
    public interface Cache {

        /// @return the report of this city
        /// @throws InterruptedException if the reader was interrupted
        /// @throws Exception what the station threw
        String report(String city) throws Exception;
    }

    /// What the cache asks. Your test brings its own.
    @FunctionalInterface
    public interface Station {
        String report(String city) throws Exception;
    }

    /// @param caches makes new caches that ask the given station
    /// @throws Exception if the caches do not keep their promises; an AssertionError will do
    public static void test(Function<Station, Cache> caches) throws Exception {
        throw new UnsupportedOperationException("TODO: use caches, and throw if one is wrong");
    }

    /// For your test: returns when the thread waits for something, whatever it is, or has ended.
    private static void awaitRest(Thread thread) {
        while (thread.getState() == Thread.State.NEW
                || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    /// For your test. The keyword `assert` would do nothing: a JVM ignores it unless told not to.
    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
