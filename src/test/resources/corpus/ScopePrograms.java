package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicInteger;

/// Structured scopes and scoped values. Preview in Java 25, so compiled by the test.
class ScopePrograms {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();

    private final AtomicInteger interrupted = new AtomicInteger();
    private int plain;

    private String call(String answer, long millis) throws InterruptedException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
        if (answer.startsWith("bad")) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    @Wrong(ASSERTION)
    void subtasksShareAField() throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> plain++);
            scope.fork(() -> plain++);
            scope.join();
        }
        assertEquals(2, plain);
    }

    @Right
    void resultsInOrder() throws Exception {
        long begin = System.nanoTime();
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(() -> call("a", 100));
            scope.fork(() -> call("b", 50));
            assertEquals(List.of("a", "b"), scope.join().map(Subtask::get).toList());
        }
        assertEquals(Duration.ofMillis(100), Duration.ofNanos(System.nanoTime() - begin));
    }

    @Wrong(ASSERTION)
    void firstSuccessIsNotTheFirstForked() throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> call("a", 100));
            scope.fork(() -> call("b", 50));
            assertEquals("a", scope.join());
        }
    }

    @Right
    void failureCancelsTheOthers() throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(() -> call("a", 5_000));
            scope.fork(() -> call("bad", 50));
            assertThrows(StructuredTaskScope.FailedException.class, scope::join);
        }
        assertEquals(1, interrupted.get());
    }

    @Right
    void scopeTimesOut() throws Exception {
        long begin = System.nanoTime();
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<String>allSuccessfulOrThrow(),
                        config -> config.withTimeout(Duration.ofSeconds(1)))) {
            scope.fork(() -> call("slow", 10_000));
            assertThrows(StructuredTaskScope.TimeoutException.class, scope::join);
        }
        assertEquals(Duration.ofSeconds(1), Duration.ofNanos(System.nanoTime() - begin));
        assertEquals(1, interrupted.get());
    }

    @Wrong(ASSERTION)
    void readBeforeJoin() throws Exception {
        var done = new AtomicInteger();
        int seen;
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(done::incrementAndGet);
            seen = done.get();
            scope.join();
        }
        assertEquals(1, seen);
    }

    @Right
    void scopedValueIsInherited() throws Exception {
        String seen =
                ScopedValue.where(USER, "ann")
                        .call(() -> {
                            try (var scope =
                                    StructuredTaskScope.open(
                                            Joiner.<String>allSuccessfulOrThrow())) {
                                scope.fork(USER::get);
                                return scope.join().map(Subtask::get).findFirst().orElseThrow();
                            }
                        });
        assertEquals("ann", seen);
    }

    @Wrong(ASSERTION)
    void scopedValueIsNotInheritedByAThread() throws Exception {
        String[] seen = new String[1];
        ScopedValue.where(USER, "ann")
                .call(() -> {
                    Together.run(() -> seen[0] = USER.orElse("nobody"));
                    return null;
                });
        assertEquals("ann", seen[0]);
    }

    @Right
    void platformThreadsInAScope() throws Exception {
        var count = new AtomicInteger();
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<Integer>awaitAllSuccessfulOrThrow(),
                        config -> config.withThreadFactory(Thread.ofPlatform().factory()))) {
            scope.fork(count::incrementAndGet);
            scope.fork(count::incrementAndGet);
            scope.join();
        }
        assertEquals(2, count.get());
    }
}
