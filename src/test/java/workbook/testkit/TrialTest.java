package workbook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import workbook.testkit.explorer.Explorer;
import workbook.testkit.explorer.ScheduleFailure;
import workbook.testkit.explorer.Settings;

/// What a learner's test is told when it passes or fails, and should not.
class TrialTest {

    /// Explored by this test only: each method is the body of a check.
    static final class Checks {

        void passesOnTheRight() throws InterruptedException {
            var took = Trial.mustPass("the right one", () -> Thread.sleep(Duration.ofHours(2)));
            assertEquals(Duration.ofHours(2), took);
        }

        void failsOnTheRight() throws InterruptedException {
            Trial.mustPass(
                    "the right one",
                    () -> {
                        throw new AssertionError("expected more");
                    });
        }

        void hangsOnTheRight() throws InterruptedException {
            Trial.mustPass("the right one", () -> new CountDownLatch(1).await());
        }

        void failsOnTheWrong() throws InterruptedException {
            wrong(() -> {
                throw new AssertionError("expected less");
            });
        }

        void passesOnTheWrong() throws InterruptedException {
            wrong(() -> {});
        }

        void hangsOnTheWrong() throws InterruptedException {
            wrong(() -> new CountDownLatch(1).await());
        }

        void failsElsewhereOnTheWrong() throws InterruptedException {
            wrong(() ->
                    Thread.startVirtualThread(
                                    () -> {
                                        throw new AssertionError("expected elsewhere");
                                    })
                            .join());
        }

        void isNotWrittenYet() throws InterruptedException {
            wrong(() -> {
                throw new UnsupportedOperationException("TODO: write it");
            });
        }

        private static void wrong(Expect.Action test) throws InterruptedException {
            Trial.mustFail("a wrong one", test, "nobody looks", "Look.");
        }
    }

    private static void explore(String method) {
        Explorer.explore(Settings.standard().withBodyOnly(), Checks.class, method);
    }

    private static ScheduleFailure failureOf(String method) {
        return assertThrows(ScheduleFailure.class, () -> explore(method));
    }

    private static void assertStarts(String beginning, String text) {
        assertTrue(text.startsWith(beginning), text);
    }

    @Test
    void aTestMayPassOnTheRightAndFailOnTheWrong() {
        explore("passesOnTheRight");
        explore("failsOnTheWrong");
    }

    @Test
    void theRightProgramRejectsATestThatFails() {
        var failure = failureOf("failsOnTheRight");
        assertEquals("the test passes on the right one", failure.expected());
        assertStarts("it fails: AssertionError: expected more", failure.observed());
        assertStarts("it asks for what nobody promised", failure.why());
    }

    @Test
    void theRightProgramRejectsATestThatHangs() {
        assertStarts("it never ends", failureOf("hangsOnTheRight").observed());
    }

    @Test
    void aSurvivorIsNamedWithWhatTheTestLacks() {
        var failure = failureOf("passesOnTheWrong");
        assertEquals("the test fails on a wrong one", failure.expected());
        assertEquals("it passes", failure.observed());
        assertStarts("nobody looks", failure.why());
        assertEquals("Look.", failure.tryNext());
    }

    @Test
    void aTestThatHangsHasNotCaughtTheWrongOne() {
        assertStarts("it never ends", failureOf("hangsOnTheWrong").observed());
    }

    @Test
    void anAssertionInAnotherThreadIsTold() {
        var failure = failureOf("failsElsewhereOnTheWrong");
        assertStarts(
                "it passes, while another thread ends by AssertionError: expected elsewhere",
                failure.observed());
        assertStarts("an assertion in another thread ends that thread only", failure.why());
    }

    @Test
    void whatIsNotWrittenIsToldAsThat() {
        var failure = failureOf("isNotWrittenYet");
        assertSame(UnsupportedOperationException.class, failure.getCause().getClass());
    }
}
