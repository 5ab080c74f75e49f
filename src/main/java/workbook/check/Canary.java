package workbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A check that must fail. It takes the way of every other check, so if it passes, something has
/// changed how checks judge, and the passes beside it are worth nothing.
public final class Canary {

    private static final Requirement REQUIREMENT =
            new Requirement("mustFail", "a check that must fail does fail", List.of());

    private static final String EXPECTED = "what nothing returns";
    private static final String OBSERVED = "a canary";

    Canary() {}

    @Test
    void mustFail() {
        assertEquals(EXPECTED, OBSERVED);
    }

    /// Judges it in this JVM.
    static void run(CheckRun run, Consumer<CheckResult> told) {
        run.run(
                Canary.class,
                "Canary",
                List.of(REQUIREMENT),
                Optional.empty(),
                new CheckRun.Listener() {
                    @Override
                    public void started(String check) {}

                    @Override
                    public void finished(CheckResult result, boolean threadsLeft) {
                        told.accept(result);
                    }
                });
    }

    /// @return whether it failed, and for the reason that it has
    public static boolean failedAsItMust(CheckResult result) {
        return result.check().equals(REQUIREMENT.check())
                && result.outcome() == Outcome.FAILED
                && result.explanation()
                        .filter(told -> told.expected().contains(EXPECTED))
                        .filter(told -> told.observed().contains(OBSERVED))
                        .isPresent();
    }
}
