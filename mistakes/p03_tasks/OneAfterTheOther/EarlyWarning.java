// rejected by: toldAtOnce
// misconception: "submit, then get, for each job": the loop waits before it submits the next
// why: the jobs run one after the other
package p03_tasks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Job job : jobs) {
                try {
                    executor.submit(job.work()).get();
                } catch (ExecutionException failed) {
                    alarm.accept(new Failure(job.name(), failed.getCause()));
                }
            }
        }
    }

    private EarlyWarning() {}
}
