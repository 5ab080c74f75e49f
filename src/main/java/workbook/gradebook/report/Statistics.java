package workbook.gradebook.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Misconceptions;

/// What a class did with one exercise, counted grade by grade.
final class Statistics {

    private final Assignment assignment;
    private final Misconceptions misconceptions;
    private final Map<Grade.State, Integer> states = new EnumMap<>(Grade.State.class);
    private final Map<String, Integer> beliefs = new TreeMap<>();
    private final int[] failed;
    private final int[] judged;
    private int late;
    private int solved;
    private int cannotRun;
    private long earned;

    /// How often something happened.
    ///
    /// @param text what
    /// @param count how often
    /// @param of how often it could have
    record Count(String exercise, String text, int count, int of) {

        /// @return from 0 to 100
        long percent() {
            return of == 0 ? 0 : Math.round(100.0 * count / of);
        }
    }

    Statistics(Assignment assignment, Misconceptions misconceptions) {
        this.assignment = assignment;
        this.misconceptions = misconceptions;
        this.failed = new int[assignment.requirements().size()];
        this.judged = new int[assignment.requirements().size()];
    }

    void add(Grade grade) {
        states.merge(grade.state(), 1, Integer::sum);
        late += grade.late() ? 1 : 0;
        if (grade.report().isEmpty()) {
            return;
        }
        var report = grade.report().get();
        earned += grade.earned();
        solved += report.passed() ? 1 : 0;
        cannotRun += report.problems().isEmpty() ? 0 : 1;
        report.results().forEach(this::add);
        // A belief is counted once for each student, however many checks it fails.
        report.results().stream()
                .map(result -> misconceptions.of(assignment.exercise(), result))
                .filter(belief -> !belief.isEmpty())
                .distinct()
                .forEach(belief -> beliefs.merge(belief, 1, Integer::sum));
    }

    private void add(CheckResult result) {
        for (int i = 0; i < failed.length; i++) {
            if (assignment.requirements().get(i).check().equals(result.check())
                    && result.outcome() != Outcome.NOT_REACHED) {
                judged[i]++;
                failed[i] += result.outcome() == Outcome.PASSED ? 0 : 1;
            }
        }
    }

    Assignment assignment() {
        return assignment;
    }

    int count(Grade.State state) {
        return states.getOrDefault(state, 0);
    }

    int late() {
        return late;
    }

    int cannotRun() {
        return cannotRun;
    }

    /// @return how many solved it, of those that were judged
    Count solved() {
        return new Count(assignment.exercise(), "solved", solved, count(Grade.State.JUDGED));
    }

    /// @return the points of those that were judged, on average
    double average() {
        int all = count(Grade.State.JUDGED);
        return all == 0 ? 0 : (double) earned / all;
    }

    /// @return for each check that failed, how often, of those that reached it
    List<Count> failures() {
        var counts = new ArrayList<Count>();
        for (int i = 0; i < failed.length; i++) {
            if (failed[i] > 0) {
                var requirement = assignment.requirements().get(i);
                counts.add(
                        new Count(assignment.exercise(), requirement.text(), failed[i], judged[i]));
            }
        }
        return counts;
    }

    /// @return for each misconception, how many seem to have it, of those that were judged
    List<Count> beliefs() {
        return beliefs.entrySet().stream()
                .map(belief ->
                        new Count(
                                assignment.exercise(),
                                belief.getKey(),
                                belief.getValue(),
                                count(Grade.State.JUDGED)))
                .toList();
    }
}
