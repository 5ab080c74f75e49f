// rejected by: toldAtOnce
// misconception: "invokeAll is the shortest": it returns when all of them have ended
// why: all jobs are waited for before the first future is asked
package p03_tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Object>>();
            for (Job job : jobs) {
                calls.add(() -> job.work().call());
            }
            var futures = executor.invokeAll(calls);
            for (int i = 0; i < jobs.size(); i++) {
                if (futures.get(i).state() == Future.State.FAILED) {
                    alarm.accept(new Failure(jobs.get(i).name(), futures.get(i).exceptionNow()));
                }
            }
        }
    }

    private EarlyWarning() {}
}
