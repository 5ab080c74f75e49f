// rejected by: closedAfterAFailure
// misconception: "the page must always have something to show": a failure becomes an answer like
// any other
// why: the failure was caught on its way and became an answer
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
        try (var line = dial.get();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var weather = executor.submit(() -> line.ask("weather"));
            var traffic = executor.submit(() -> line.ask("traffic"));
            return List.of(answer(weather), answer(traffic));
        }
    }

    private static String answer(Future<String> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            return "no answer";
        }
    }

    private TwoQuestions() {}
}
