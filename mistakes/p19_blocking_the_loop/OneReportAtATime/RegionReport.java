// rejected by: reportsAtTheSameTime
// misconception: "a lock keeps the reports apart": it is the readings that are limited
// why: one report waits for the other
package p19_blocking_the_loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

public final class RegionReport implements AutoCloseable {

    @FunctionalInterface
    public interface Gateway {
        String read(String station) throws Exception;
    }

    private final Gateway gateway;
    // For readings only. Whoever waits for a reading must not hold a thread that readings need.
    private final ExecutorService pool;
    private final ReentrantLock lock = new ReentrantLock();

    public RegionReport(Gateway gateway, int limit) {
        this.gateway = gateway;
        this.pool = Executors.newFixedThreadPool(limit);
    }

    public Map<String, List<String>> report(Map<String, List<String>> regions)
            throws InterruptedException, ExecutionException {
        lock.lock();
        try {
            return reportAlone(regions);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, List<String>> reportAlone(Map<String, List<String>> regions)
            throws InterruptedException, ExecutionException {
        var readings = new LinkedHashMap<String, List<Future<String>>>();
        regions.forEach((region, stations) -> readings.put(region, submitAll(stations)));
        // The caller waits, on a thread of its own.
        var report = new LinkedHashMap<String, List<String>>();
        for (var region : regions.keySet()) {
            report.put(region, getAll(readings.get(region)));
        }
        return report;
    }

    private List<Future<String>> submitAll(List<String> stations) {
        return stations.stream().map(station -> pool.submit(() -> gateway.read(station))).toList();
    }

    private static List<String> getAll(List<Future<String>> readings)
            throws InterruptedException, ExecutionException {
        var results = new ArrayList<String>();
        for (var reading : readings) {
            results.add(reading.get());
        }
        return results;
    }

    @Override
    public void close() {
        pool.close();
    }
}
