// rejected by: backAtTheLimit
// misconception: "get with a limit ends the call": it ends the wait, and close() waits on
// why: to which nobody had said that it is late
package p05_timeouts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
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

    private final Feed feed;
    private final Duration limit;

    public DepartureBoard(Feed feed, Duration limit) {
        this.feed = feed;
        this.limit = limit;
    }

    public View refresh() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = executor.submit(feed::departures);
            return new View.Live(call.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException unavailable) {
            return new View.Timetable();
        }
    }

    @Override
    public void close() {}
}
