// rejected by: everyFailure
// misconception: "one failure is all there is to tell": the next ones stay in their futures
// why: the others failed as well, and nobody looked at their futures any more
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
                    return;
                }
            }
        }
    }

    private EarlyWarning() {}
}
