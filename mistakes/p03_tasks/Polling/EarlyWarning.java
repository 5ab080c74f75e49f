// rejected by: toldAtOnce
// misconception: "isDone() in a loop is as good as waiting": each failure waits for the next round,
// and the loop is busy all night
// why: the futures are asked again and again, with a pause in between
package p03_tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class EarlyWarning {

    public record Job(String name, Callable<?> work) {}

    public record Failure(String job, Throwable cause) {}

    public static void runAll(List<Job> jobs, Consumer<Failure> alarm) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Future<?>, String> running = new LinkedHashMap<>();
            for (Job job : jobs) {
                running.put(executor.submit(() -> job.work().call()), job.name());
            }
            while (!running.isEmpty()) {
                for (Future<?> future : List.copyOf(running.keySet())) {
                    if (future.isDone()) {
                        String name = running.remove(future);
                        if (future.state() == Future.State.FAILED) {
                            alarm.accept(new Failure(name, future.exceptionNow()));
                        }
                    }
                }
                try {
                    Thread.sleep(10);
                } catch (InterruptedException cancelled) {
                    executor.shutdownNow();
                    throw cancelled;
                }
            }
        }
    }

    private EarlyWarning() {}
}
