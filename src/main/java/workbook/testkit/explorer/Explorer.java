package workbook.testkit.explorer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import workbook.testkit.explorer.jdk.JdkPatches;
import workbook.testkit.explorer.run.Body;
import workbook.testkit.explorer.run.JdkAnswers;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.search.Schedule;

/// Runs a program under one schedule after the other until one breaks it or the bound is reached:
/// the loop is in [Exploration]. One exploration at a time in a JVM; safe from any thread.
public final class Explorer {
    private static final Object ONE_AT_A_TIME = new Object();

    private static boolean prepared;

    private Explorer() {}

    /// Does now what the first exploration of a JVM would have to do: attaches the agent, patches
    /// the JDK, and explores a small program. Cheap when it is done already; safe from any thread.
    public static void prepare() {
        synchronized (ONE_AT_A_TIME) {
            if (!prepared) {
                WarmUp.explore();
                prepared = true;
            }
        }
    }

    /// Loads what [#prepare] loads, and leaves this JVM as it is: for filling a JVM's AOT cache,
    /// which takes no class that was patched.
    public static void rehearse() {
        JdkPatches.rehearse();
        WarmUp.classes().rehearse(WarmUp.class.getName());
    }

    /// Explores one method of a check class outside of JUnit, for a measurement.
    ///
    /// @throws ScheduleFailure if a schedule breaks it
    public static Strength explore(Settings settings, Class<?> check, String method) {
        return explore(
                settings, new Program(CompiledClasses.exploring(check), check.getName(), method));
    }

    /// @return how much was tried without a failure
    /// @throws ScheduleFailure if a schedule breaks the program, or if the explorer cannot judge it
    static Strength explore(Settings settings, Body body) {
        return onOwnThread(() -> {
            try (var output = new Output()) {
                return new Exploration(settings, body, output).explore();
            }
        });
    }

    /// Runs exactly one schedule again.
    ///
    /// @throws ScheduleFailure if it breaks the program
    static void replay(Settings settings, Body body, String replayId) {
        Schedule schedule = Schedule.of(replayId);
        onOwnThread(() -> {
            try (var output = new Output()) {
                new Exploration(settings, body, output).replay(schedule);
            }
            return null;
        });
    }

    /// A thread that runs virtual threads must hold no monitor meanwhile: the JVM would take the
    /// monitors below for the virtual thread's own. So the exploration begins on an empty stack.
    private static <T> T onOwnThread(Callable<T> exploration) {
        synchronized (ONE_AT_A_TIME) {
            JdkAnswers.install();
            var task = new FutureTask<>(exploration);
            Thread explorer = Thread.ofPlatform().name("explorer").daemon().start(task);
            try {
                explorer.join(); // else somebody might take it for a thread left behind
            } catch (InterruptedException e) {
                endOf(explorer);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while exploring", e);
            }
            if (task.state() == Future.State.SUCCESS) {
                return task.resultNow();
            }
            switch (task.exceptionNow()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /// Nobody wants the result any more: the run ends at its next step, and the exploration with
    /// it.
    private static void endOf(Thread explorer) {
        for (int i = 0; i < 100 && explorer.isAlive(); i++) {
            Run.abandon();
            try {
                explorer.join(Duration.ofMillis(10));
            } catch (InterruptedException again) {
                // the end is near anyway
            }
        }
    }
}
