package workbook.testkit;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Expectations for check classes. Each says *why* a program would fail it, because a learner reads
/// the failure and not the check.
public final class Expect {

    private Expect() {}

    /// @param holds whether the requirement holds
    /// @throws Unmet if it does not
    public static void that(boolean holds, String expected, Object observed, String why) {
        if (!holds) {
            throw new Unmet(expected, show(observed), why);
        }
    }

    /// Compares by the `equals` of `expected`, which the check made, never by the learner's.
    ///
    /// @throws Unmet if the two differ
    public static void equal(Object expected, Object observed, String why) {
        that(Objects.equals(expected, observed), show(expected), observed, why);
    }

    /// Runs `action` and returns the failure that it must end with.
    ///
    /// @throws Unmet if it ends without a failure, or with one of another type
    public static <X extends Throwable> X failure(Class<X> type, Action action, String why) {
        try {
            action.run();
        } catch (Throwable thrown) {
            if (type.isInstance(thrown)) {
                return type.cast(thrown);
            }
            // The cause stays reachable: a report looks there for what it can explain better.
            var unmet = new Unmet(thrownAs(type), show(thrown), why);
            unmet.initCause(thrown);
            throw unmet;
        }
        throw new Unmet(thrownAs(type), "the call returned without a failure", why);
    }

    private static String thrownAs(Class<?> type) {
        return type.getSimpleName() + " is thrown";
    }

    /// Waits until `latch` is open, at most [RemoteService#PATIENCE]: only a wrong answer waits
    /// that long.
    ///
    /// @throws Unmet if it stays closed
    public static void reached(CountDownLatch latch, String expected, String observed, String why)
            throws InterruptedException {
        that(
                latch.await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS),
                expected,
                observed,
                why);
    }

    /// What a check asks of the learner's class.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private static String show(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> text;
            case Throwable thrown when thrown.getMessage() == null ->
                    thrown.getClass().getSimpleName();
            case Throwable thrown -> thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
            default -> value.toString();
        };
    }
}
