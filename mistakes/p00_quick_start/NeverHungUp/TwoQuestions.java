// rejected by: closedAfterTheAnswers
// misconception: "the garbage collector closes it": nobody calls close()
// why: no collector hangs up
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
        var line = dial.get();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var weather = executor.submit(() -> line.ask("weather"));
            var traffic = executor.submit(() -> line.ask("traffic"));
            return List.of(weather.get(), traffic.get());
        }
    }

    private TwoQuestions() {}
}
