// rejected by: openForTheOther
// misconception: "finally closes the line on every way out, so all is well": the first failure ends
// the method, and the other question is still asked on the line
// why: ended the method, and nobody waited for the other thread
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
        var line = dial.get();
        var weather = new FutureTask<>(() -> line.ask("weather"));
        var traffic = new FutureTask<>(() -> line.ask("traffic"));
        Thread.ofVirtual().start(weather);
        Thread.ofVirtual().start(traffic);
        try {
            return List.of(weather.get(), traffic.get());
        } finally {
            line.close();
        }
    }

    private TwoQuestions() {}
}
