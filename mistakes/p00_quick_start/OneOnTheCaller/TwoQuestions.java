// rejected by: ownVirtualThreads
// misconception: "the caller waits anyway, so it can ask one itself": a failure of its question is
// then no ExecutionException, and the other question is never waited for
// why: a plain call stays on the thread that makes it
package p00_quick_start;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

public final class TwoQuestions {

    public interface Line extends AutoCloseable {
        String ask(String subject) throws InterruptedException;

        @Override
        void close();
    }

    public static List<String> read(Supplier<Line> dial)
            throws InterruptedException, ExecutionException {
        try (var line = dial.get()) {
            var weather = new FutureTask<>(() -> line.ask("weather"));
            var thread = Thread.ofVirtual().start(weather);
            var traffic = line.ask("traffic");
            thread.join();
            return List.of(weather.get(), traffic);
        }
    }

    private TwoQuestions() {}
}
