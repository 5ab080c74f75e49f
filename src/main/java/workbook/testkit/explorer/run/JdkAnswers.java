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
import workbook.testkit.explorer.jdk.JdkPatches;

/// Answers what the patched JDK classes ask: from the run in progress for its threads, and as the
/// JDK itself would for all others.
public final class JdkAnswers {
    private static boolean installed;

    private JdkAnswers() {}

    /// Patches the JDK before the first exploration of this JVM.
    public static synchronized void install() {
        if (installed) {
            return;
        }
        // the real common pool exists before anyone can replace it
        CompletableFuture.runAsync(() -> {}).join();
        Class<?> seam = JdkPatches.install();
        set(seam, "clock", (LongSupplier) JdkAnswers::nanoTime);
        set(seam, "wallClock", (Supplier<Instant>) JdkAnswers::now);
        set(seam, "starter", (BiPredicate<Thread, Object>) JdkAnswers::start);
        set(seam, "twins", (UnaryOperator<Thread>) JdkAnswers::twin);
        set(seam, "originals", (UnaryOperator<Thread>) JdkAnswers::original);
        set(seam, "numbers", (ToLongFunction<Thread>) JdkAnswers::number);
        set(seam, "pools", (UnaryOperator<ForkJoinPool>) JdkAnswers::pool);
        set(seam, "delayer", (BiPredicate<ForkJoinPool, ForkJoinTask<?>>) JdkAnswers::delay);
        set(seam, "interruptions", (Consumer<Thread>) JdkAnswers::interrupting);
        set(seam, "pins", (Runnable) JdkAnswers::pinned);
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
