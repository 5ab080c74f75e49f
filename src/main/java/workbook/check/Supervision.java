package workbook.check;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import workbook.testkit.Deadlocks;
import workbook.testkit.LiveThreads;
import workbook.testkit.LiveThreads.LiveThread;

/// Runs each check on a thread of its own: it must end in time, and leave no thread behind.
///
/// Public only because JUnit finds it by the service file of
/// [org.junit.jupiter.api.extension.Extension].
public final class Supervision implements InvocationInterceptor {

    /// How long threads may take to end after the check has; only a leak costs that long.
    private static final Duration LEAK_PATIENCE = Duration.ofMillis(500);

    /// The configuration parameter that says how long one check may take, as an ISO 8601 duration.
    /// Without it nothing is supervised: the test class runs outside of the workbook, in an IDE.
    static final String LIMIT = "workbook.check.limit";

    /// A check that did not end, with what its threads were doing.
    static final class Unfinished extends AssertionError {

        private static final long serialVersionUID = 1L;

        Unfinished(String where) {
            super(where);
        }
    }

    /// A check that ended and left threads running.
    static final class Leak extends AssertionError {

        private static final long serialVersionUID = 1L;

        Leak(String threads) {
            super(threads);
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        var limit = context.getConfigurationParameter(LIMIT, Duration::parse);
        if (limit.isEmpty()) {
            invocation.proceed();
            return;
        }
        supervise(invocation, limit.get(), method, context);
    }

    private static void supervise(
            Invocation<Void> invocation,
            Duration limit,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        String learnerPackage = context.getRequiredTestClass().getPackageName();
        Set<Long> before = LiveThreads.mark();
        var check =
                new FutureTask<Void>(() -> {
                    try {
                        return invocation.proceed();
                    } catch (Exception | Error failure) {
                        throw failure;
                    } catch (Throwable failure) {
                        throw new ExecutionException(failure);
                    }
                });
        Thread thread =
                Thread.ofPlatform()
                        .name("check " + method.getExecutable().getName())
                        .daemon()
                        .start(check);
        try {
            check.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            // The task is done, its thread may still be about to end.
            thread.join();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        } catch (TimeoutException late) {
            var stuck = LiveThreads.startedSince(before, Duration.ZERO);
            var circle = Deadlocks.describe();
            thread.interrupt();
            throw new Unfinished(circle.orElseGet(() -> describe(stuck, learnerPackage)));
        }
        var left = LiveThreads.startedSince(before, LEAK_PATIENCE);
        if (!left.isEmpty()) {
            throw new Leak(describe(left, learnerPackage));
        }
    }

    /// Says for each thread in which line of the learner's code it is.
    private static String describe(List<LiveThread> threads, String learnerPackage) {
        return threads.stream()
                .map(thread -> thread.label() + " " + whereabouts(thread, learnerPackage))
                .distinct()
                .limit(4)
                .collect(Collectors.joining("; "));
    }

    private static String whereabouts(LiveThread thread, String learnerPackage) {
        return thread.lineOf(frame ->
                        frame.startsWith(learnerPackage + ".")
                                || frame.contains("/" + learnerPackage + "."))
                .map(line -> "at " + line)
                .orElse(isIdle(thread) ? "idle, waiting for a task" : "outside of your code");
    }

    private static boolean isIdle(LiveThread thread) {
        return thread.stack().stream()
                .anyMatch(frame -> frame.contains("ThreadPoolExecutor.getTask"));
    }
}
