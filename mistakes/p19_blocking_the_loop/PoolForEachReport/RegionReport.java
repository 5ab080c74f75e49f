// rejected by: reportsShareTheLimit
// misconception: "each report makes its pool": then each has a limit of its own
// why: each report has a limit of its own
package p19_blocking_the_loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class RegionReport implements AutoCloseable {

    @FunctionalInterface
    public interface Gateway {
        String read(String station) throws Exception;
    }

    private final Gateway gateway;
    private final int limit;

    public RegionReport(Gateway gateway, int limit) {
        this.gateway = gateway;
        this.limit = limit;
    }

    public Map<String, List<String>> report(Map<String, List<String>> regions)
            throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(limit)) {
            var readings = new LinkedHashMap<String, List<Future<String>>>();
            regions.forEach((region, stations) -> readings.put(region, submitAll(pool, stations)));
            var report = new LinkedHashMap<String, List<String>>();
            for (var region : regions.keySet()) {
                report.put(region, getAll(readings.get(region)));
            }
            return report;
        }
    }

    private List<Future<String>> submitAll(ExecutorService pool, List<String> stations) {
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
        // Each report has closed its pool.
    }
}
