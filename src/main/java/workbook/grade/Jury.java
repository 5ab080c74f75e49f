package workbook.grade;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import workbook.gradebook.Grade;
import workbook.worker.Checker;
import workbook.worker.CheckerFailure;

/// Judges many submissions, several at once. One that misbehaves costs itself its mark, and the
/// others nothing.
final class Jury {

    /// The grader's own failures, such as a JVM that the machine killed, seldom happen twice.
    private static final int TRIES = 3;

    private final int size;
    private final Supplier<Checker> checkers;

    /// @param size how many are judged at once
    /// @param checkers makes what judges one at a time
    Jury(int size, Supplier<Checker> checkers) {
        this.size = size;
        this.checkers = checkers;
    }

    /// @param graded told of each grade, on several threads at once; what it throws ends the whole
    void judge(Collection<Job> jobs, Consumer<Grade> graded) throws InterruptedException {
        var waiting = new ConcurrentLinkedQueue<>(jobs);
        // Platform threads: each waits at the pipes of processes, which would hold a carrier.
        try (var pool = Executors.newFixedThreadPool(size)) {
            var ended = new ExecutorCompletionService<Void>(pool);
            for (int i = 0; i < size; i++) {
                ended.submit(() -> work(waiting, graded), null);
            }
            try {
                for (int i = 0; i < size; i++) {
                    ended.take().get();
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failed.getCause());
            } finally {
                waiting.clear();
                pool.shutdownNow();
            }
        }
    }

    private void work(Queue<Job> waiting, Consumer<Grade> graded) {
        try (Checker checker = checkers.get()) {
            for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
                graded.accept(judge(checker, job));
            }
        } catch (InterruptedException cancelled) {
            // Another judge failed: its exception is the one to tell.
            Thread.currentThread().interrupt();
        }
    }

    private static Grade judge(Checker checker, Job job) throws InterruptedException {
        String reason = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                return job.judged(checker.check(job.exercise(), job.file()));
            } catch (CheckerFailure | UncheckedIOException failed) {
                reason = String.valueOf(failed.getMessage());
                checker.close();
            }
        }
        return job.fault(
                "the grader failed %d times, which is not the student's fault: %s"
                        .formatted(TRIES, reason));
    }
}
