// rejected by: ownVirtualThreads
// misconception: "tasks need a pool": a fixed pool has platform threads
// why: an executor of virtual threads makes a new one for each task
package p00_quick_start;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

public final class TwoQuestions {

    public interface Line extends AutoCloseable {
        String ask(String subject) throws InterruptedException;

        @Override
        void close();
    }

    public static List<String> read(Supplier<Line> dial)
            throws InterruptedException, ExecutionException {
        try (var line = dial.get();
                var pool = Executors.newFixedThreadPool(2)) {
            var weather = pool.submit(() -> line.ask("weather"));
            var traffic = pool.submit(() -> line.ask("traffic"));
            return List.of(weather.get(), traffic.get());
        }
    }

    private TwoQuestions() {}
}
