// rejected by: cancelled
// misconception: "a second is enough for a job to end": how long it cleans up, only the job knows
// why: only ask for the end, and return at once
package p03_tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        var ended = new LinkedBlockingQueue<Optional<Failure>>();
        var threads = new ArrayList<Thread>();
        for (Job job : jobs) {
            threads.add(Thread.ofVirtual().name(job.name()).start(() -> ended.add(run(job))));
        }
        try {
            for (int i = 0; i < jobs.size(); i++) {
                ended.take().ifPresent(alarm);
            }
        } catch (InterruptedException cancelled) {
            for (Thread thread : threads) {
                thread.interrupt();
            }
            for (Thread thread : threads) {
                thread.join(1000);
            }
            throw cancelled;
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Optional<Failure> run(Job job) {
        try {
            job.work().call();
            return Optional.empty();
        } catch (Throwable failed) {
            return Optional.of(new Failure(job.name(), failed));
        }
    }

    private EarlyWarning() {}
}
