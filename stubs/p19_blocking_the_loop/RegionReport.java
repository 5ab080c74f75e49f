package p19_blocking_the_loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// # The pool that waits for itself
///
/// *Repair · 12 minutes*
///
/// A weather office reads the stations of its regions through a gateway, which bears only so many
/// requests at once. So there is a pool with so many threads. In the tests, with one region, all is
/// well. On the first evening with more regions than threads the office stands still: no error, no
/// load, and no tool finds a deadlock, because nobody holds a lock.
///
/// Repair the class. Keep what is good: the regions are read at the same time, and the gateway is
/// never asked more than it bears.
///
/// - Every report ends, however many regions it has and whatever the limit is. So do several
///   reports that different threads ask for.
/// - At most `limit` readings run at once, over all reports. So many do run, if there are stations
///   to read, be it in one region or in several.
/// - A report has the readings of each region in the order of its stations.
/// - If a reading fails, `report` throws an `ExecutionException` whose cause is what the gateway
///   threw.
/// - `close` ends all threads; nobody calls `report` after it.
public final class RegionReport implements AutoCloseable {

    /// The way to the stations.
    @FunctionalInterface
    public interface Gateway {
        /// Blocks until the station has answered.
        String read(String station) throws Exception;
    }

    private final Gateway gateway;
    private final ExecutorService pool;

    /// @param limit how many readings may run at once, at least 1
    public RegionReport(Gateway gateway, int limit) {
        this.gateway = gateway;
        this.pool = Executors.newFixedThreadPool(limit);
    }

    /// @param regions the stations of each region
    /// @return the readings of each region
    /// @throws ExecutionException if a reading failed; its cause is what the gateway threw
    public Map<String, List<String>> report(Map<String, List<String>> regions)
            throws InterruptedException, ExecutionException {
        var tasks = new LinkedHashMap<String, Future<List<String>>>();
        regions.forEach(
                (region, stations) -> tasks.put(region, pool.submit(() -> readAll(stations))));
        var report = new LinkedHashMap<String, List<String>>();
        for (var region : regions.keySet()) {
            report.put(region, tasks.get(region).get());
        }
        return report;
    }

    private List<String> readAll(List<String> stations)
            throws InterruptedException, ExecutionException {
        var tasks =
                stations.stream().map(station -> pool.submit(() -> gateway.read(station))).toList();
        var readings = new ArrayList<String>();
        for (var task : tasks) {
            readings.add(task.get());
        }
        return readings;
    }

    @Override
    public void close() {
        pool.close();
    }
}
