// rejected by: toldAtOnce
// misconception: "the loop sees every failure": it waits for the slow ones before it looks
// why: the futures are asked in the order of the list
package p03_tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<?>>();
            for (Job job : jobs) {
                futures.add(executor.submit(job.work()));
            }
            for (int i = 0; i < jobs.size(); i++) {
                try {
                    futures.get(i).get();
                } catch (ExecutionException failed) {
                    alarm.accept(new Failure(jobs.get(i).name(), failed.getCause()));
                }
            }
        }
    }

    private EarlyWarning() {}
}
