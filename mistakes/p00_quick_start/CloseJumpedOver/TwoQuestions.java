// rejected by: closedAfterAFailure
// misconception: "close() at the end is enough": get() throws, and the lines below it are not
// reached
// why: a failure jumps over the lines below get()
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
            var answers = List.of(weather.get(), traffic.get());
            line.close();
            return answers;
        }
    }

    private TwoQuestions() {}
}
