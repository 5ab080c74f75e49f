package workbook.testkit.explorer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the random numbers of the JDK the same in each run: a program with random delays has one
/// behaviour per schedule, as any other.
final class Randomness {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final VarHandle THREAD_SEED =
            field(Thread.class, "threadLocalRandomSeed", long.class);
    private static final VarHandle THREAD_PROBE =
            field(Thread.class, "threadLocalRandomProbe", int.class);
    private static final AtomicLong UNIQUIFIER =
            (AtomicLong)
                    staticField(Random.class.getName(), "seedUniquifier", AtomicLong.class).get();
    private static final Random MATH =
            (Random)
                    staticField(
                                    "java.lang.Math$RandomNumberGeneratorHolder",
                                    "randomNumberGenerator",
                                    Random.class)
                            .get();

    private Randomness() {}

    static void reset() {
        UNIQUIFIER.set(SEED);
        MATH.setSeed(SEED);
    }

    /// Gives a thread the start of its `ThreadLocalRandom`, before it can take one by itself.
    static void seed(Thread thread, int id) {
        THREAD_SEED.set(thread, SEED * (id + 1));
        THREAD_PROBE.set(thread, id + 1);
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }

    private static VarHandle staticField(String owner, String name, Class<?> type) {
        try {
            Class<?> found = Class.forName(owner);
            return MethodHandles.privateLookupIn(found, MethodHandles.lookup())
                    .findStaticVarHandle(found, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
