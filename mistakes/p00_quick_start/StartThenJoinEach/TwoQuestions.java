// rejected by: bothInFlight
// misconception: "two threads run at the same time": the first is joined before the second is
// started
// why: each call is waited for before the next is made
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
            Thread.ofVirtual().start(weather).join();
            var traffic = new FutureTask<>(() -> line.ask("traffic"));
            Thread.ofVirtual().start(traffic).join();
            return List.of(weather.get(), traffic.get());
        }
    }

    private TwoQuestions() {}
}
