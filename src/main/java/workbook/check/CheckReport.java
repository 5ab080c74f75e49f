package workbook.check;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /// @return the points of the requirements that hold
    public int points() {
        return earned(results);
    }

    /// @return the same, of a file with another name
    public CheckReport withFile(String name) {
        return new CheckReport(
                exercise, title, name, problems, results, fingerprint, jdk, duration);
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

    /// @return the stages in their order, each with its results; one without a name where the
    ///   exercise has no stages
    public Map<String, List<CheckResult>> stages() {
        return results.stream()
                .collect(
                        Collectors.groupingBy(
                                CheckResult::stage, LinkedHashMap::new, Collectors.toList()));
    }

    /// @return what the passes among these are worth
    static int earned(List<CheckResult> results) {
        return possible(
                results.stream().filter(result -> result.outcome() == Outcome.PASSED).toList());
    }

    /// @return what these are worth if all pass
    static int possible(List<CheckResult> results) {
        return results.stream().mapToInt(CheckResult::points).sum();
    }

    /// @return what the results come to: `11 of 20 points`, or `3 of 5 requirements hold` where
    ///   each is worth the same
    String total() {
        return stages().size() > 1
                ? "%d of %d points.".formatted(earned(results), possible(results))
                : "%d of %d requirements hold.".formatted(passes(), results.size());
    }

    /// @return how many requirements hold
    public long passes() {
        return results.stream().filter(result -> result.outcome() == Outcome.PASSED).count();
    }
}
