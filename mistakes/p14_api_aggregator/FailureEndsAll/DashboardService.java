// rejected by: oneFails
// misconception: "resultNow is the result": only of a call that has one
// why: takes the whole dashboard with it
package p14_api_aggregator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
        return ended.isCancelled() ? new Tile.Late() : new Tile.Shown(ended.resultNow());
    }

    private DashboardService() {}
}
