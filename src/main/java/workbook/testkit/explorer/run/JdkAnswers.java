package workbook.testkit.explorer.run;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/// Answers what the patched JDK classes ask: from the run in progress for its threads, and as the
/// JDK itself would for all others.
final class Seams {
    private static boolean installed;

    private Seams() {}

    /// Patches the JDK before the first exploration of this JVM.
    static synchronized void install() {
        if (installed) {
            return;
        }
        CompletableFuture.runAsync(() -> {})
                .join(); // the real common pool exists before anyone can replace it
        Class<?> seam = JdkPatches.install();
        set(seam, "clock", (LongSupplier) Seams::nanoTime);
        set(seam, "wallClock", (Supplier<Instant>) Seams::now);
        set(seam, "starter", (BiPredicate<Thread, Object>) Seams::start);
        set(seam, "twins", (UnaryOperator<Thread>) Seams::twin);
        set(seam, "originals", (UnaryOperator<Thread>) Seams::original);
        set(seam, "numbers", (ToLongFunction<Thread>) Seams::number);
        set(seam, "pools", (UnaryOperator<ForkJoinPool>) Seams::pool);
        set(seam, "delayer", (BiPredicate<ForkJoinPool, ForkJoinTask<?>>) Seams::delay);
        set(seam, "interruptions", (Consumer<Thread>) Seams::interrupting);
        set(seam, "pins", (Runnable) Seams::pinned);
        JdkPatches.patchClasses();
        installed = true;
    }

    private static void set(Class<?> seam, String field, Object answer) {
        try {
            seam.getField(field).set(null, answer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long nanoTime() {
        Run run = Run.controlling();
        return run == null ? System.nanoTime() : run.clock.nanoTime();
    }

    private static Instant now() {
        Run run = Run.controlling();
        return run == null ? null : run.clock.instant();
    }

    private static boolean start(Thread thread, Object container) {
        Run run = Run.controlling();
        return run != null && run.twins.start(thread, container);
    }

    private static Thread twin(Thread thread) {
        Run run = Run.controlling();
        return run == null ? null : run.twins.twinOf(thread);
    }

    private static Thread original(Thread thread) {
        Run run = Run.controlling();
        Thread original = run == null ? null : run.twins.originalOf(thread);
        return original == null ? thread : original;
    }

    private static long number(Thread thread) {
        Run run = Run.controlling();
        return run == null ? thread.threadId() : run.me().id;
    }

    private static ForkJoinPool pool(ForkJoinPool real) {
        Run run = Run.controlling();
        return run == null ? real : run.commonPool();
    }

    private static boolean delay(ForkJoinPool pool, ForkJoinTask<?> task) {
        if (!(pool instanceof VirtualCommonPool virtual)) {
            return false;
        }
        virtual.scheduleDelayedTask(task);
        return true;
    }

    private static void interrupting(Thread thread) {
        Run run = Run.controlling();
        if (run != null) {
            run.interrupts.sentTo(thread);
        }
    }

    private static void pinned() {
        Run run = Run.controlling();
        if (run != null) {
            run.refusePinned(run.me());
        }
    }
}
