// rejected by: cancelled
// misconception: "stopped is finished": the caller cannot tell a cancelled import from a whole one
// why: the interruption was caught and not handed on
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
            try {
                for (int i = 0; i < jobs.size(); i++) {
                    Future<?> next = ended.take();
                    if (next.state() == Future.State.FAILED) {
                        alarm.accept(new Failure(names.get(next), next.exceptionNow()));
                    }
                }
            } catch (InterruptedException cancelled) {
                // Else close() would wait until the last job is done.
                executor.shutdownNow();
            }
        }
    }

    private EarlyWarning() {}
}
