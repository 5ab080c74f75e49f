// rejected by: everyReportEnds
// misconception: "a permit for each task": the region holds one while its stations wait for one
// why: a thread of the pool or a permit
package p19_blocking_the_loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

public final class RegionReport implements AutoCloseable {

    @FunctionalInterface
    public interface Gateway {
        String read(String station) throws Exception;
    }

    private final Gateway gateway;
    private final Semaphore permits;
    private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();

    public RegionReport(Gateway gateway, int limit) {
        this.gateway = gateway;
        this.permits = new Semaphore(limit);
    }

    public Map<String, List<String>> report(Map<String, List<String>> regions)
            throws InterruptedException, ExecutionException {
        var tasks = new LinkedHashMap<String, Future<List<String>>>();
        regions.forEach((region, stations) ->
                tasks.put(region, pool.submit(() -> withPermit(() -> readAll(stations)))));
        var report = new LinkedHashMap<String, List<String>>();
        for (var region : regions.keySet()) {
            report.put(region, tasks.get(region).get());
        }
        return report;
    }

    private List<String> readAll(List<String> stations)
            throws InterruptedException, ExecutionException {
        var tasks =
                stations.stream()
                        .map(station -> pool.submit(() -> withPermit(() -> gateway.read(station))))
                        .toList();
        var readings = new ArrayList<String>();
        for (var task : tasks) {
            readings.add(task.get());
        }
        return readings;
    }

    private <T> T withPermit(Callable<T> call) throws Exception {
        permits.acquire();
        try {
            return call.call();
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
