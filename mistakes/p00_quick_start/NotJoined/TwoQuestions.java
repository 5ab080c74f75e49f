// rejected by: closedAfterTheAnswers
// misconception: "the threads fill the array, so it is full at the end": nobody waits for them
// why: the line belongs to a try block that does not wait for the answers
package p00_quick_start;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

public final class TwoQuestions {

    public interface Line extends AutoCloseable {
        String ask(String subject) throws InterruptedException;

        @Override
        void close();
    }

    public static List<String> read(Supplier<Line> dial)
            throws InterruptedException, ExecutionException {
        var answers = new String[2];
        try (var line = dial.get()) {
            Thread.ofVirtual().start(() -> answers[0] = ask(line, "weather"));
            Thread.ofVirtual().start(() -> answers[1] = ask(line, "traffic"));
        }
        return Arrays.asList(answers);
    }

    private static String ask(Line line, String subject) {
        try {
            return line.ask(subject);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private TwoQuestions() {}
}
