package workbook.testkit;

import java.util.Objects;

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
            var unmet = new Unmet("a " + type.getSimpleName(), show(thrown), why);
            unmet.initCause(thrown);
            throw unmet;
        }
        throw new Unmet("a " + type.getSimpleName(), "the call returned without a failure", why);
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
