// rejected by: closeWaits
// misconception: "a cancelled call can be forgotten": it is still cleaning up, and nobody waits for
// it
// why: nobody owns the call
package p05_timeouts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
        var call = new FutureTask<>(feed::departures);
        Thread.startVirtualThread(call);
        try {
            return new View.Live(call.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException unavailable) {
            return new View.Timetable();
        } finally {
            call.cancel(true);
        }
    }

    @Override
    public void close() {}
}
