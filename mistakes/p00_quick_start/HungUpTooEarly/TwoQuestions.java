// rejected by: closedAfterTheAnswers
// misconception: "the tasks keep the line open": try closes it at the end of its block, whoever
// still uses it
// why: the line belongs to a try block that does not wait for the answers
package p00_quick_start;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

public final class TwoQuestions {

    public interface Line extends AutoCloseable {
        String ask(String subject) throws InterruptedException;

        @Override
        void close();
    }

    public static List<String> read(Supplier<Line> dial)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> weather;
            Future<String> traffic;
            try (var line = dial.get()) {
                weather = executor.submit(() -> line.ask("weather"));
                traffic = executor.submit(() -> line.ask("traffic"));
            }
            return List.of(weather.get(), traffic.get());
        }
    }

    private TwoQuestions() {}
}
