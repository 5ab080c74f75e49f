package workbook.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One run of a test that a learner wrote, against one program: the right one, on which it must
/// pass, or a wrong one, on which it must fail.
///
/// For a check that explores schedules: there a test that never ends costs nothing, because whoever
/// waits does so on the virtual clock. A check with a wrong program explores with
/// [AllSchedules#bodyOnly], since what that program leaves behind is not the test's fault.
public final class Trial {

    /// On the virtual clock: over as soon as no thread can go on.
    private static final Duration FOR_EVER = Duration.ofHours(24);

    /// What the explorer cannot see: a `Future` keeps what its task threw.
    private static final String UNHEARD =
            "; or what it finds fails in a task whose Future nobody asks";

    /// What threads of the test died of, and nobody heard.
    private final Queue<Throwable> unheard = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private Optional<Throwable> failure = Optional.empty();

    private Trial(Expect.Action test) {
        thread = Thread.ofVirtual().name("test").unstarted(() -> failure = failureOf(test));
    }

    /// Runs a test that must pass.
    ///
    /// @param right the program, as a report names it: `the right turnstile`
    /// @return how long it took, on the virtual clock
    /// @throws Unmet if it fails, or never ends
    public static Duration mustPass(String right, Expect.Action test) throws InterruptedException {
        return mustPass(
                right,
                test,
                "it asks for what nobody promised, or looks before the threads have come so far");
    }

    /// Runs a test that must pass.
    ///
    /// @param why what makes a test fail here
    /// @see #mustPass(String, Expect.Action)
    public static Duration mustPass(String right, Expect.Action test, String why)
            throws InterruptedException {
        String expected = "the test passes on " + right;
        var trial = new Trial(test);
        var begin = Instant.now();
        if (!trial.ends()) {
            throw new Unmet(
                    expected,
                    "it never ends" + trial.whereabouts(),
                    "it waits for something that the right program does not do",
                    "Who should end this wait, and has the test let them?");
        }
        var took = Duration.between(begin, Instant.now());
        if (trial.failure.isPresent()) {
            Throwable thrown = trial.failure.get();
            var unmet =
                    new Unmet(
                            expected,
                            "it fails: " + show(thrown),
                            why,
                            "Let a gate hold each thread until the test has seen what it wants to"
                                    + " see.");
            unmet.initCause(thrown);
            throw unmet;
        }
        return took;
    }

    /// Runs a test that must fail.
    ///
    /// @param wrong the program, as a report names it: `a turnstile that lets everybody in`
    /// @param why what is missing in a test that passes
    /// @param attempt what to try then
    /// @throws Unmet if it passes, or never ends
    public static void mustFail(String wrong, Expect.Action test, String why, String attempt)
            throws InterruptedException {
        String expected = "the test fails on " + wrong;
        var trial = new Trial(test);
        // The run of the explorer puts its own handler back at its end.
        Thread.setDefaultUncaughtExceptionHandler((dying, thrown) -> trial.unheard.add(thrown));
        if (!trial.ends()) {
            throw new Unmet(
                    expected,
                    "it never ends" + trial.whereabouts(),
                    "a test that waits without a limit hangs where it should fail, and a build that"
                            + " hangs does not say why",
                    "Give every wait of the test a limit, get(10, SECONDS), await(10, SECONDS), and"
                            + " free whoever still waits before close() waits for them.");
        }
        if (trial.failure.isEmpty()) {
            Throwable lost = trial.unheard.peek();
            throw lost == null
                    ? new Unmet(expected, "it passes", why + UNHEARD, attempt)
                    : new Unmet(
                            expected,
                            "it passes, while another thread ends by " + show(lost),
                            "an assertion in another thread ends that thread only: nobody tells the"
                                    + " test",
                            "Bring the value to the thread of the test, by a future or a queue, and"
                                    + " assert there.");
        }
    }

    private static Optional<Throwable> failureOf(Expect.Action test) {
        try {
            test.run();
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }

    /// @throws UnsupportedOperationException if the test is not written yet
    private boolean ends() throws InterruptedException {
        thread.start();
        boolean ended = thread.join(FOR_EVER);
        if (ended && failure.orElse(null) instanceof UnsupportedOperationException todo) {
            throw todo;
        }
        return ended;
    }

    private static String show(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
        return message + line(thrown.getStackTrace());
    }

    private String whereabouts() {
        String line = line(thread.getStackTrace());
        return line.isEmpty() ? "" : ": it waits" + line;
    }

    /// @return the innermost line of the learner's, as ` at TurnstileSpec.java:12`
    private static String line(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> !frame.getClassName().matches("(java|jdk|workbook)\\..*"))
                .filter(frame -> !String.valueOf(frame.getFileName()).endsWith("Test.java"))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
