// rejected by: nameAndCause
// misconception: "catch (Exception) catches whatever a job throws": not an error
// why: an Error is not an Exception
package p03_tasks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            BlockingQueue<Optional<Failure>> ended = new LinkedBlockingQueue<>();
            for (Job job : jobs) {
                executor.submit(() -> {
                    var outcome = Optional.<Failure>empty();
                    try {
                        job.work().call();
                    } catch (Exception failed) {
                        outcome = Optional.of(new Failure(job.name(), failed));
                    } finally {
                        ended.add(outcome);
                    }
                });
            }
            for (int i = 0; i < jobs.size(); i++) {
                ended.take().ifPresent(alarm);
            }
        }
    }

    private EarlyWarning() {}
}
