package workbook.testkit.explorer.jdk;

import java.time.Instant;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/// What the patched JDK classes ask instead of the machine: the time, the default pool, whether a
/// thread may start for real.
///
/// The JDK cannot see classes of the workbook, so [JdkPatches] defines a copy of this class, under
/// another name, in `java.lang`, and fills in the fields of that copy. Nobody uses the class under
/// this name.
public final class JdkSeam {
    public static volatile LongSupplier clock;
    public static volatile Supplier<Instant> wallClock;
    public static volatile BiPredicate<Thread, Object> starter;
    public static volatile UnaryOperator<Thread> twins;
    public static volatile UnaryOperator<Thread> originals;
    public static volatile ToLongFunction<Thread> numbers;
    public static volatile UnaryOperator<ForkJoinPool> pools;
    public static volatile BiPredicate<ForkJoinPool, ForkJoinTask<?>> delayer;
    public static volatile Consumer<Thread> interruptions;
    public static volatile Runnable pins;

    private JdkSeam() {}

    public static long nanoTime() {
        return clock.getAsLong();
    }

    /// The virtual date, or null where real time rules.
    public static Instant now() {
        return wallClock.get();
    }

    /// Whether a virtual thread was started in place of this platform thread.
    public static boolean start(Thread thread, Object container) {
        return starter.test(thread, container);
    }

    /// The virtual thread that runs in place of this platform thread, or null.
    public static Thread twin(Thread thread) {
        return twins.apply(thread);
    }

    /// The thread that executes what this thread stands for.
    public static Thread executing(Thread thread) {
        Thread twin = thread == null ? null : twins.apply(thread);
        return twin == null ? thread : twin;
    }

    /// The thread as the program knows it.
    public static Thread asSeen(Thread thread) {
        return originals.apply(thread);
    }

    /// A number for the thread that is the same in each run, unlike its id.
    public static long threadId(Thread thread) {
        return numbers.applyAsLong(thread);
    }

    public static ForkJoinPool pool(ForkJoinPool real) {
        return pools.apply(real);
    }

    /// Whether the virtual clock took over a delayed task of the common pool.
    public static boolean delay(ForkJoinPool pool, ForkJoinTask<?> task) {
        return delayer.test(pool, task);
    }

    public static void interrupting(Thread thread) {
        interruptions.accept(thread);
    }

    /// A virtual thread is about to block its carrier, and with it every other thread of the
    /// schedule.
    public static void pinned() {
        pins.run();
    }
}
