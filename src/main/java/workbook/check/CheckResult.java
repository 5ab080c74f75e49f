package workbook.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The verdict on one requirement.
///
/// @param check the name of the check method
/// @param requirement what must hold, in words
/// @param stage the part of a long exercise that it belongs to; empty where there are no parts
/// @param points what a pass is worth
/// @param explanation present unless the check passed
/// @param hints what to try, the gentlest first
/// @param output what the program printed meanwhile, cut at a limit
/// @param strength how the verdict was obtained: [#REAL_TIME], or what the explorer tried
/// @param schedule the order of events that broke an explored check
/// @param duration how long the check took, in real time
public record CheckResult(
        String check,
        String requirement,
        String stage,
        int points,
        Outcome outcome,
        Optional<Explanation> explanation,
        List<String> hints,
        String output,
        String strength,
        Optional<BreakingSchedule> schedule,
        Duration duration) {

    /// The strength of a verdict on one run, in the order of events that it happened to have.
    public static final String REAL_TIME = "real time";

    public CheckResult {
        hints = List.copyOf(hints);
        output = Shown.text(output);
    }

    static CheckResult passed(
            Requirement requirement, String strength, String output, Duration duration) {
        return new CheckResult(
                requirement.check(),
                requirement.text(),
                requirement.stage(),
                requirement.points(),
                Outcome.PASSED,
                Optional.empty(),
                requirement.hints(),
                output,
                strength,
                Optional.empty(),
                duration);
    }

    /// A verdict that is not a pass. A blank `attempt` becomes the first hint of the requirement.
    public static CheckResult notPassed(
            Requirement requirement,
            Outcome outcome,
            Explanation explanation,
            String output,
            Duration duration) {
        String attempt =
                explanation.attempt().isBlank() ? requirement.firstHint() : explanation.attempt();
        return new CheckResult(
                requirement.check(),
                requirement.text(),
                requirement.stage(),
                requirement.points(),
                outcome,
                Optional.of(
                        new Explanation(
                                explanation.expected().isBlank()
                                        ? requirement.text()
                                        : explanation.expected(),
                                explanation.observed(),
                                explanation.why(),
                                attempt)),
                requirement.hints(),
                output,
                REAL_TIME,
                Optional.empty(),
                duration);
    }

    /// @return this verdict with the schedule that led to it, if there is one
    CheckResult brokenBy(Optional<BreakingSchedule> found) {
        return new CheckResult(
                check,
                requirement,
                stage,
                points,
                outcome,
                explanation,
                hints,
                output,
                found.map(schedule -> "one schedule").orElse(strength),
                found,
                duration);
    }
}
