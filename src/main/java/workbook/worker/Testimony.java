package workbook.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.check.Canary;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.check.Requirement;

/// What one worker tells of the checks that it was asked for, and how much of it is believed.
///
/// A check is begun before it has a verdict, and has one only. A pass is believed once a check that
/// must fail has failed after it, in the same JVM. A worker that has told everything says so.
final class Testimony {

    private final List<Requirement> asked;
    private final Map<String, CheckResult> believed = new LinkedHashMap<>();
    private Optional<Requirement> running = Optional.empty();
    private boolean lastPassed;
    private Optional<CheckResult> unconfirmed = Optional.empty();

    Testimony(List<Requirement> asked) {
        this.asked = List.copyOf(asked);
    }

    /// @return the check that has begun, until it is believed
    Optional<Requirement> running() {
        return running;
    }

    Map<String, CheckResult> believed() {
        return Map.copyOf(believed);
    }

    void started(String check) throws DisturbedRun {
        if (running.isPresent() || believed.containsKey(check)) {
            throw new DisturbedRun("a check began out of turn");
        }
        running =
                asked.stream().filter(requirement -> requirement.check().equals(check)).findFirst();
        if (running.isEmpty()) {
            throw new DisturbedRun("a check began that nobody asked for");
        }
    }

    void finished(CheckResult result) throws DisturbedRun {
        if (unconfirmed.isPresent()
                || running.filter(each -> each.check().equals(result.check())).isEmpty()) {
            throw new DisturbedRun("a verdict came on a check that was not running");
        }
        if (result.outcome() == Outcome.PASSED) {
            unconfirmed = Optional.of(result);
        } else {
            believe(result);
        }
    }

    void canary(CheckResult result) throws DisturbedRun {
        if (unconfirmed.isEmpty()) {
            throw new DisturbedRun("a check that must fail was judged out of turn");
        }
        if (!Canary.failedAsItMust(result)) {
            throw new DisturbedRun("a check that must fail did not");
        }
        believe(unconfirmed.get());
    }

    private void believe(CheckResult result) {
        believed.put(result.check(), result);
        lastPassed = result.outcome() == Outcome.PASSED;
        unconfirmed = Optional.empty();
        running = Optional.empty();
    }

    void done() throws DisturbedRun {
        if (!complete()) {
            throw new DisturbedRun("not every check that was asked for has a verdict");
        }
    }

    /// The worker ended without being done, which a check that fails may bring about and a pass
    /// never does.
    void ended() throws DisturbedRun {
        if (unconfirmed.isPresent()) {
            throw new DisturbedRun("the JVM ended right after a pass");
        }
        if (complete() && lastPassed) {
            throw new DisturbedRun("the JVM ended before it said that it was done");
        }
    }

    private boolean complete() {
        return asked.stream()
                .allMatch(each -> believed.containsKey(each.check()) || isLeftOut(each));
    }

    /// A check is left out when one that it needs, and that was asked for too, has not passed.
    private boolean isLeftOut(Requirement requirement) {
        return asked.stream()
                .filter(each -> requirement.needs().contains(each.check()))
                .map(need -> believed.get(need.check()))
                .anyMatch(result -> result == null || result.outcome() != Outcome.PASSED);
    }
}
