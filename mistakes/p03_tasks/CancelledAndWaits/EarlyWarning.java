// rejected by: cancelled
// misconception: "the interrupt ends it all": it wakes the caller, who then waits in close()
// why: the interrupt reached the caller and not the jobs
package p03_tasks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            // The service hands out futures in the order in which they end, so it takes a map to
            // know whose they are.
            var ended = new ExecutorCompletionService<Object>(executor);
            Map<Future<?>, String> names = new HashMap<>();
            for (Job job : jobs) {
                names.put(ended.submit(() -> job.work().call()), job.name());
            }
            for (int i = 0; i < jobs.size(); i++) {
                Future<?> next = ended.take();
                if (next.state() == Future.State.FAILED) {
                    alarm.accept(new Failure(names.get(next), next.exceptionNow()));
                }
            }
        }
    }

    private EarlyWarning() {}
}
