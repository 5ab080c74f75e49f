// rejected by: inOrder
// misconception: "each task adds its own answer": the list is in the order of arrival
// why: the answers were collected as they arrived
package p00_quick_start;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
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
            var answers = new ExecutorCompletionService<String>(executor);
            answers.submit(() -> line.ask("weather"));
            answers.submit(() -> line.ask("traffic"));
            return List.of(answers.take().get(), answers.take().get());
        }
    }

    private TwoQuestions() {}
}
