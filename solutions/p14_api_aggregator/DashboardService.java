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
        return switch (ended.state()) {
            case SUCCESS -> new Tile.Shown(ended.resultNow());
            case FAILED -> new Tile.Failed(ended.exceptionNow());
            case CANCELLED -> new Tile.Late();
            case RUNNING ->
                    throw new IllegalStateException("invokeAll returns when all have ended");
        };
    }

    private DashboardService() {}
}
