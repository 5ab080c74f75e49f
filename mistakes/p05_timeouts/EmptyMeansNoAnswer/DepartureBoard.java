// rejected by: liveInTime
// misconception: "an empty list means that nothing came": at night it is the answer
// why: cannot tell a night without trains from a timeout
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
        List<String> departures = List.of();
        try {
            departures = call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException unavailable) {
            // the timetable will do
        } finally {
            call.cancel(true);
        }
        return departures.isEmpty() ? new View.Timetable() : new View.Live(departures);
    }

    @Override
    public void close() {
        calls.close();
    }
}
