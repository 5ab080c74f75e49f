// rejected by: waitsForAll
// misconception: "a failure ends it all": here the other jobs are worth finishing
// why: the first failure ended the whole
package p03_tasks;

import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<Object>(executor);
            var names = new HashMap<Future<?>, String>();
            for (Job job : jobs) {
                names.put(ended.submit(() -> job.work().call()), job.name());
            }
            for (int i = 0; i < jobs.size(); i++) {
                Future<?> next = ended.take();
                if (next.state() == Future.State.FAILED) {
                    alarm.accept(new Failure(names.get(next), next.exceptionNow()));
                    executor.shutdownNow();
                }
            }
        }
    }

    private EarlyWarning() {}
}
