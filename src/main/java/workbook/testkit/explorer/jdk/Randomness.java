package workbook.testkit.explorer.jdk;

import java.lang.invoke.VarHandle;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the random numbers of the JDK the same in each run: a program with random delays has one
/// behaviour per schedule, as any other.
public final class Randomness {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final VarHandle THREAD_SEED =
            JdkInternals.field("java.lang.Thread", "threadLocalRandomSeed", long.class);
    private static final VarHandle THREAD_PROBE =
            JdkInternals.field("java.lang.Thread", "threadLocalRandomProbe", int.class);
    private static final AtomicLong UNIQUIFIER =
            (AtomicLong)
                    JdkInternals.staticField("java.util.Random", "seedUniquifier", AtomicLong.class)
                            .get();
    private static final Random MATH =
            (Random)
                    JdkInternals.staticField(
                                    "java.lang.Math$RandomNumberGeneratorHolder",
                                    "randomNumberGenerator",
                                    Random.class)
                            .get();

    private Randomness() {}

    /// A run begins: `new Random()` and `Math.random()` begin again.
    public static void reset() {
        UNIQUIFIER.set(SEED);
        MATH.setSeed(SEED);
    }

    /// Gives a thread the start of its `ThreadLocalRandom`, before it can take one by itself.
    ///
    /// @param number the same for the thread in each run
    public static void seed(Thread thread, int number) {
        THREAD_SEED.set(thread, SEED * (number + 1));
        THREAD_PROBE.set(thread, number + 1);
    }
}
