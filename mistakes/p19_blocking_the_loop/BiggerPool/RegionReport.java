// rejected by: limitHolds
// misconception: "the pool was too small": it was the limit
// why: the pool was the limit
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
    private final ExecutorService pool;

    public RegionReport(Gateway gateway, int limit) {
        this.gateway = gateway;
        this.pool = Executors.newCachedThreadPool();
    }

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
