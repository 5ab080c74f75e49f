package workbook.check;

import java.time.Duration;
import java.util.List;

/// Everything that one check of one source file found. Terminal, notebook and JSON are views of it.
///
/// @param exercise the id of the exercise
/// @param title its title
/// @param file the source file that was checked
/// @param problems why the source could not be run; if there are any, every result is not reached
/// @param results one for each requirement, in the order of the check class, whatever happened
/// @param fingerprint the SHA-256 of source and check class, so that two reports can be compared
/// @param jdk the version of the JDK that ran the check
/// @param duration from the file to the verdict
public record CheckReport(
        String exercise,
        String title,
        String file,
        List<SourceProblem> problems,
        List<CheckResult> results,
        String fingerprint,
        String jdk,
        Duration duration) {

    public CheckReport {
        problems = List.copyOf(problems);
        results = List.copyOf(results);
    }

    /// @return whether every requirement holds
    public boolean passed() {
        return problems.isEmpty()
                && !results.isEmpty()
                && results.stream().allMatch(result -> result.outcome() == Outcome.PASSED);
    }

    /// @return what to type to name the exercise: `p02/FetchAll`
    public String shortId() {
        return shortId(exercise);
    }

    static String shortId(String exercise) {
        return exercise.substring(0, exercise.indexOf('_'))
                + exercise.substring(exercise.indexOf('/'));
    }

    /// @return what to type to see a schedule again
    public String replayCommand(BreakingSchedule schedule) {
        String checked = file.equals("exercises/" + exercise + ".java") ? shortId() : file;
        return "./workbook check %s --replay %s".formatted(checked, schedule.replay());
    }

    /// @return how many requirements hold
    public long passes() {
        return results.stream().filter(result -> result.outcome() == Outcome.PASSED).count();
    }
}
