// rejected by: bothInFlight
// misconception: "run() runs the thread": run() of a virtual thread does nothing, so no question is
// asked and get() waits for ever
// why: run() on a virtual thread does nothing
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
            var traffic = new FutureTask<>(() -> line.ask("traffic"));
            Thread.ofVirtual().unstarted(weather).run();
            Thread.ofVirtual().unstarted(traffic).run();
            return List.of(weather.get(), traffic.get());
        }
    }

    private TwoQuestions() {}
}
