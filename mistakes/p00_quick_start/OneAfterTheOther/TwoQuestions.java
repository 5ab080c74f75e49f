// rejected by: bothInFlight
// misconception: "submit() makes it concurrent": get() stands before the second question is asked
// why: each call is waited for before the next is made
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
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var weather = executor.submit(() -> line.ask("weather")).get();
            var traffic = executor.submit(() -> line.ask("traffic")).get();
            return List.of(weather, traffic);
        }
    }

    private TwoQuestions() {}
}
