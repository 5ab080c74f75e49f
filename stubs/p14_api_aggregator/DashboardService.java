package p14_api_aggregator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// # The dashboard that is never there
///
/// *Repair · 14 minutes*
///
/// A shop's dashboard has a tile for each of its sources: sales, stock, visitors. It has a limit,
/// and was tested with one source. Now there are nine. It takes nine times as long, and the whole
/// day there is nothing but an error on the screen, because some source is always slow or broken.
/// Late at night somebody finds out that it also keeps its viewers waiting for sources that it has
/// given up.
///
/// Repair the class.
///
/// - All sources are asked at once.
/// - The limit is for the whole. When it is over, the dashboard is returned, and every source that
///   has not answered is `Late` and is interrupted. Sources end as soon as they are interrupted.
/// - A source that answers in time is `Shown`, whatever the others do. If all have answered, the
///   dashboard is returned then.
/// - A source that fails is `Failed`, with what it threw.
/// - The tiles are in the order of the sources.
/// - If the caller is interrupted, the sources are interrupted, and `load` throws
///   `InterruptedException`.
/// - No call outlives the method.
public final class DashboardService {

    /// What becomes of a source.
    public sealed interface Tile {

        record Shown(String text) implements Tile {}

        record Late() implements Tile {}

        record Failed(Throwable cause) implements Tile {}
    }

    /// @param sources each asks a service on another machine, and never returns null
    public static List<Tile> load(List<Callable<String>> sources, Duration limit)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return sources.stream()
                    .map(source -> executor.submit(source))
                    .map(call -> tile(call, limit))
                    .toList();
        }
    }

    private static Tile tile(Future<String> call, Duration limit) {
        try {
            return new Tile.Shown(call.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (Exception unavailable) {
            throw new IllegalStateException("the dashboard is not available", unavailable);
        }
    }

    private DashboardService() {}
}
