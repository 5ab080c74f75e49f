// rejected by: closeWaits
// misconception: "shutdownNow is a thorough close": it interrupts once more, and does not wait
// why: hits the call while it cleans up
package p05_timeouts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class DepartureBoard implements AutoCloseable {

    @FunctionalInterface
    public interface Feed {
        List<String> departures() throws Exception;
    }

    public sealed interface View {

        record Live(List<String> departures) implements View {}

        record Timetable() implements View {}
    }

    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Feed feed;
    private final Duration limit;

    public DepartureBoard(Feed feed, Duration limit) {
        this.feed = feed;
        this.limit = limit;
    }

    public View refresh() throws InterruptedException {
        var call = calls.submit(feed::departures);
        try {
            return new View.Live(call.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException unavailable) {
            return new View.Timetable();
        } finally {
            call.cancel(true);
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
