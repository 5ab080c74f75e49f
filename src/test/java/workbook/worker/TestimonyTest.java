package workbook.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.check.CheckResult;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.check.Requirement;

@DisplayName("What a worker tells is believed only")
class TestimonyTest {

    private static final CheckResult CANARY =
            result("mustFail", Outcome.FAILED, "what nothing returns", "a canary");

    private final Testimony testimony =
            new Testimony(
                    List.of(
                            new Requirement("one", "one", List.of()),
                            new Requirement("two", "two", List.of())));

    @Test
    @DisplayName("if a check that must fail has failed after each pass")
    void confirmed() throws Exception {
        pass("one");
        pass("two");
        testimony.done();

        assertEquals(Set.of("one", "two"), testimony.believed().keySet());
    }

    @Test
    @DisplayName("if a check that must fail did not pass")
    void canaryPassed() throws Exception {
        testimony.started("one");
        testimony.finished(result("one", Outcome.PASSED, "", ""));

        assertThrows(
                DisturbedRun.class,
                () -> testimony.canary(result("mustFail", Outcome.PASSED, "", "")));
        assertTrue(testimony.believed().isEmpty());
    }

    @Test
    @DisplayName("if it failed for its own reason")
    void canaryFailedOtherwise() throws Exception {
        testimony.started("one");
        testimony.finished(result("one", Outcome.PASSED, "", ""));

        assertThrows(
                DisturbedRun.class,
                () -> testimony.canary(result("mustFail", Outcome.FAILED, "a", "b")));
    }

    @Test
    @DisplayName("if a pass has one at all")
    void noCanary() throws Exception {
        testimony.started("one");
        testimony.finished(result("one", Outcome.PASSED, "", ""));

        assertThrows(DisturbedRun.class, testimony::ended);
        assertThrows(DisturbedRun.class, testimony::done);
        assertThrows(DisturbedRun.class, () -> testimony.started("two"));
    }

    @Test
    @DisplayName("if a verdict is on the check that runs, and there is one")
    void outOfTurn() throws Exception {
        assertThrows(DisturbedRun.class, () -> testimony.started("three"));
        testimony.started("one");
        assertThrows(
                DisturbedRun.class,
                () -> testimony.finished(result("two", Outcome.PASSED, "", "")));
        assertThrows(DisturbedRun.class, () -> testimony.canary(CANARY));
    }

    @Test
    @DisplayName("if nothing is missing when it says that it is done")
    void doneTooEarly() throws Exception {
        pass("one");

        assertThrows(DisturbedRun.class, testimony::done);
    }

    @Test
    @DisplayName("if it says that it is done, after a pass")
    void neverDone() throws Exception {
        pass("one");
        pass("two");

        assertThrows(DisturbedRun.class, testimony::ended);
    }

    @Test
    @DisplayName("as far as it got, where a failed check ended it")
    void endedByFailure() throws Exception {
        pass("one");
        testimony.started("two");
        testimony.finished(result("two", Outcome.FAILED, "a", "b"));
        testimony.ended();

        assertEquals(Set.of("one", "two"), testimony.believed().keySet());
    }

    private void pass(String check) throws DisturbedRun {
        testimony.started(check);
        testimony.finished(result(check, Outcome.PASSED, "", ""));
        testimony.canary(CANARY);
    }

    private static CheckResult result(
            String check, Outcome outcome, String expected, String observed) {
        return new CheckResult(
                check,
                check,
                "",
                1,
                outcome,
                Optional.of(new Explanation(expected, observed, "", "")),
                List.of(),
                "",
                CheckResult.REAL_TIME,
                Optional.empty(),
                Duration.ZERO);
    }
}
