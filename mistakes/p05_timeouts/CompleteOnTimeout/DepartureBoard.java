// rejected by: backAtTheLimit
// misconception: "the future is done, so the work is": the call behind it goes on
// why: the railway works on for nobody
package p05_timeouts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
        return CompletableFuture.<View>supplyAsync(
                        () -> {
                            try {
                                return new View.Live(feed.departures());
                            } catch (Exception failed) {
                                return new View.Timetable();
                            }
                        },
                        calls)
                .completeOnTimeout(new View.Timetable(), limit.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    @Override
    public void close() {
        calls.close();
    }
}
