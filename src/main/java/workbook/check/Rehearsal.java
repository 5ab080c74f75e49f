package workbook.check;

import java.time.Duration;
import java.util.Optional;

/// A small exercise that is in no book, for filling the AOT cache of JVMs that check: it uses what
/// most answers and checks use, and explores no schedules, since a JVM in which classes of the JDK
/// were patched leaves no cache.
public final class Rehearsal {

    public static final String PACKAGE = "rehearsal";
    public static final String EXERCISE = "Twice";

    public static final String STUB =
            """
            package rehearsal;

            import java.util.concurrent.Callable;

            final class Twice {
                static <T> T[] twice(Callable<T> call, T[] results) throws Exception {
                    throw new UnsupportedOperationException("not written yet");
                }
            }
            """;

    public static final String ANSWER =
            """
            package rehearsal;

            import java.util.concurrent.Callable;
            import java.util.concurrent.Executors;

            final class Twice {
                static <T> T[] twice(Callable<T> call, T[] results) throws Exception {
                    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                        var first = executor.submit(call);
                        var second = executor.submit(call);
                        results[0] = first.get();
                        results[1] = second.get();
                    }
                    return results;
                }
            }
            """;

    public static final String CHECK =
            """
            package rehearsal;

            import java.util.List;
            import java.util.concurrent.CountDownLatch;
            import org.junit.jupiter.api.DisplayName;
            import org.junit.jupiter.api.Test;
            import workbook.testkit.Expect;
            import workbook.testkit.Hint;

            class TwiceTest {

                private final CountDownLatch together = new CountDownLatch(2);

                @Test
                @DisplayName("both calls are in flight together")
                @Hint("Start both, then wait.")
                void together() throws Exception {
                    var results =
                            Twice.twice(
                                    () -> {
                                        together.countDown();
                                        together.await();
                                        return 1;
                                    },
                                    new Integer[2]);
                    Expect.that(
                            List.of(results).equals(List.of(1, 1)),
                            "1 and 1",
                            List.of(results).toString(),
                            "each call returns 1");
                }

                @Test
                @DisplayName("this never holds")
                void neverHolds() {
                    Expect.that(false, "true", "false", "it is a rehearsal of a failure");
                }
            }
            """;

    private Rehearsal() {}

    /// Does in this JVM what a worker does in its own, with a pass and a failure.
    public static void run() {
        var check = CheckClass.parse(EXERCISE + "Test", CHECK);
        var prepared = new PreparedCheck(PACKAGE, EXERCISE, STUB, CHECK, Duration.ofSeconds(10));
        prepared.run(
                prepared.compile(ANSWER),
                check.requirements().stream().map(Requirement::check).toList(),
                Optional.empty(),
                new CheckRun.Listener() {
                    @Override
                    public void started(String name) {}

                    @Override
                    public void finished(CheckResult result, boolean threadsLeft) {}
                });
    }
}
