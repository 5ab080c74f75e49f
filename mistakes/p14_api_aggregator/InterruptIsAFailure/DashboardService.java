// rejected by: interrupted
// misconception: "whatever get throws is about the source": an interrupt is for the caller
// why: the interrupt was caught like the failure of a source
package p14_api_aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class DashboardService {

    public sealed interface Tile {

        record Shown(String text) implements Tile {}

        record Late() implements Tile {}

        record Failed(Throwable cause) implements Tile {}
    }

    public static List<Tile> load(List<Callable<String>> sources, Duration limit)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long deadline = System.nanoTime() + limit.toNanos();
            var calls = sources.stream().map(executor::submit).toList();
            try {
                var tiles = new ArrayList<Tile>();
                for (var call : calls) {
                    tiles.add(tile(call, deadline));
                }
                return tiles;
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static Tile tile(Future<String> call, long deadline) {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            return new Tile.Shown(call.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return new Tile.Late();
        } catch (Exception failed) {
            return new Tile.Failed(failed.getCause());
        }
    }

    private DashboardService() {}
}
