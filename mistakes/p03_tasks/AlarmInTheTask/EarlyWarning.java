// rejected by: onTheCallingThread
// misconception: "the job knows first, so the job tells": on its own thread, beside others
// why: a job that calls the alarm itself does so on its own thread
package p03_tasks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Job job : jobs) {
                executor.execute(() -> {
                    try {
                        job.work().call();
                    } catch (Throwable failed) {
                        alarm.accept(new Failure(job.name(), failed));
                    }
                });
            }
        }
    }

    private EarlyWarning() {}
}
