// rejected by: oneLate
// misconception: "a timeout ends the call": it ends the wait
// why: nobody interrupts the source that is late
package p14_api_aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
            var tiles = new ArrayList<Tile>();
            for (var call : calls) {
                tiles.add(tile(call, deadline));
            }
            return tiles;
        }
    }

    private static Tile tile(Future<String> call, long deadline) throws InterruptedException {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            return new Tile.Shown(call.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return new Tile.Late();
        } catch (ExecutionException failed) {
            return new Tile.Failed(failed.getCause());
        }
    }

    private DashboardService() {}
}
