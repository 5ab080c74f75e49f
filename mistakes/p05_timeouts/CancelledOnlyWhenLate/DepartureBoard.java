// rejected by: calledOff
// misconception: "only a late call has to be ended": the interrupted one goes on as well
// why: the call has to be cancelled on this way out as well
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
        } catch (TimeoutException late) {
            call.cancel(true);
            return new View.Timetable();
        } catch (ExecutionException failed) {
            return new View.Timetable();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
