// rejected by: oneFails
// misconception: "what get throws is what the source threw": it is the wrapping
// why: something around it
package p14_api_aggregator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

public final class DashboardService {

    public sealed interface Tile {

        record Shown(String text) implements Tile {}

        record Late() implements Tile {}

        record Failed(Throwable cause) implements Tile {}
    }

    public static List<Tile> load(List<Callable<String>> sources, Duration limit)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // Starts all, waits for all with one limit, and cancels what is late or, if this thread
            // is interrupted, everything.
            return executor.invokeAll(sources, limit.toNanos(), TimeUnit.NANOSECONDS).stream()
                    .map(DashboardService::tile)
                    .toList();
        }
    }

    private static Tile tile(Future<String> ended) {
        try {
            return ended.isCancelled() ? new Tile.Late() : new Tile.Shown(ended.get());
        } catch (ExecutionException | InterruptedException failed) {
            return new Tile.Failed(failed);
        }
    }

    private DashboardService() {}
}
