package workbook.check;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.testkit.explorer.ScheduleExtension;

/// Runs the methods of one check class on the JUnit platform, in this JVM, one after the other.
public final class CheckRun {

    /// What is told while the checks run.
    public interface Listener {

        /// Called before a check, so that a run which never comes back has a culprit.
        void started(String check);

        /// @param threadsLeft whether threads of the check are still alive, so that this JVM should
        ///   judge no other
        void finished(CheckResult result, boolean threadsLeft);
    }

    private final Launcher launcher =
            LauncherFactory.create(
                    LauncherConfig.builder()
                            .enableTestEngineAutoRegistration(false)
                            .addTestEngines(new JupiterTestEngine())
                            .enableTestExecutionListenerAutoRegistration(false)
                            .enableLauncherDiscoveryListenerAutoRegistration(false)
                            .enableLauncherSessionListenerAutoRegistration(false)
                            .enablePostDiscoveryFilterAutoRegistration(false)
                            .build());
    private final Duration limit;
    private final CapturedOutput output = new CapturedOutput();

    /// @param limit how long one check may take
    public CheckRun(Duration limit) {
        this.limit = limit;
    }

    /// Sends everything that this JVM prints from now on into the reports.
    public void captureOutput() {
        output.install();
    }

    /// @param checkClass the loaded check class
    /// @param exercise the simple name of the learner's class
    /// @param requirements which of its methods to run, in this order; those that need one which
    ///   fails here are left out
    /// @param replay the one schedule that an explored check runs; empty for all that it asks for
    /// @param listener told of each, on this thread; may end the JVM
    public void run(
            Class<?> checkClass,
            String exercise,
            List<Requirement> requirements,
            Optional<String> replay,
            Listener listener) {
        var lost = new HashSet<String>();
        for (Requirement requirement : requirements) {
            if (Collections.disjoint(requirement.needs(), lost)) {
                listener.started(requirement.check());
                var request = request(checkClass, requirement.check(), replay);
                if (!judge(exercise, requirement, request, listener)) {
                    lost.add(requirement.check());
                }
            } else {
                lost.add(requirement.check());
            }
        }
    }

    /// @return whether it holds
    private boolean judge(
            String exercise,
            Requirement requirement,
            LauncherDiscoveryRequest request,
            Listener listener) {
        var verdict = new Verdict();
        long start = System.nanoTime();
        launcher.execute(request, verdict);
        var duration = Duration.ofNanos(System.nanoTime() - start);
        boolean flooded = output.flooded();
        String printed = output.take();
        var failure =
                flooded ? Optional.<Throwable>of(new CapturedOutput.Flood()) : verdict.failure();
        boolean unfinished = failure.filter(Supervision.Unfinished.class::isInstance).isPresent();
        boolean leak = failure.filter(Supervision.Leak.class::isInstance).isPresent();
        var result =
                failure.map(thrown -> failed(exercise, requirement, thrown, printed, duration))
                        .orElseGet(() ->
                                CheckResult.passed(
                                        requirement, verdict.strength(), printed, duration));
        listener.finished(result, unfinished || leak);
        return result.outcome() == Outcome.PASSED;
    }

    private static CheckResult failed(
            String exercise,
            Requirement requirement,
            Throwable thrown,
            String printed,
            Duration duration) {
        var outcome = thrown instanceof Supervision.Unfinished ? Outcome.TIMED_OUT : Outcome.FAILED;
        try {
            return CheckResult.notPassed(
                            requirement,
                            outcome,
                            FailureHelp.explain(thrown, exercise),
                            printed,
                            duration)
                    .brokenBy(
                            FailureHelp.isUnwritten(thrown)
                                    ? Optional.empty()
                                    : BreakingSchedule.of(requirement, thrown));
        } catch (RuntimeException | Error broken) {
            // The failure may be of the learner's class: what fails here is not the harness.
            return CheckResult.notPassed(
                    requirement, outcome, FailureHelp.untold(thrown), printed, duration);
        }
    }

    private LauncherDiscoveryRequest request(
            Class<?> checkClass, String method, Optional<String> replay) {
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectMethod(checkClass, method))
                        .configurationParameter(Supervision.LIMIT, limit.toString())
                        .configurationParameter(
                                "junit.jupiter.extensions.autodetection.enabled", "true");
        replay.ifPresent(id -> request.configurationParameter(ScheduleExtension.REPLAY, id));
        return request.build();
    }

    /// Remembers the first failure, that anything ran at all, and what a pass is worth.
    private static final class Verdict implements TestExecutionListener {

        private Optional<Throwable> failure = Optional.empty();
        private String strength = CheckResult.REAL_TIME;
        private boolean ran;

        @Override
        public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
            strength = entry.getKeyValuePairs().getOrDefault(ScheduleExtension.STRENGTH, strength);
        }

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            ran |= identifier.isTest();
            if (failure.isEmpty() && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failure =
                        Optional.of(
                                result.getThrowable()
                                        .orElseGet(() ->
                                                new AssertionError(
                                                        "the check was given up without a reason")));
            }
        }

        String strength() {
            return strength;
        }

        Optional<Throwable> failure() {
            return failure.isPresent() || ran
                    ? failure
                    : Optional.of(
                            new AssertionError(
                                    "the check did not run: is it a method with @Test?"));
        }
    }
}
