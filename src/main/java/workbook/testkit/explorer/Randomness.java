package workbook.testkit.explorer;

import java.lang.reflect.Field;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the random numbers of the JDK the same in each run: a program with random delays has one
/// behaviour per schedule, as any other.
final class Randomness {
    private static final long SEED = 42;
    private static final AtomicLong THREAD_SEEDS =
            (AtomicLong) read(ThreadLocalRandom.class, "seeder");
    private static final AtomicLong SEEDS = (AtomicLong) read(Random.class, "seedUniquifier");
    private static final Random MATH = mathRandom();

    private Randomness() {}

    static void reset() {
        THREAD_SEEDS.set(SEED);
        SEEDS.set(SEED);
        MATH.setSeed(SEED);
    }

    private static Random mathRandom() {
        try {
            return (Random)
                    read(
                            Class.forName("java.lang.Math$RandomNumberGeneratorHolder"),
                            "randomNumberGenerator");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }

    private static Object read(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
