// rejected by: patience
// misconception: "get with a limit bounds it": the executor's close waits without one
// why: logging off has no bound
package p20_cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class OrderImport {

    public interface Session {
        void store(String order) throws IOException, InterruptedException;

        void logOff() throws IOException, InterruptedException;
    }

    public record Report(List<String> stored, List<String> refused, boolean loggedOff) {}

    private final Session session;
    private final Duration pause;
    private final Duration patience;

    public OrderImport(Session session, Duration pause, Duration patience) {
        this.session = session;
        this.pause = pause;
        this.patience = patience;
    }

    public Report run(List<String> orders) throws InterruptedException {
        var stored = new ArrayList<String>();
        var refused = new ArrayList<String>();
        boolean loggedOff = false;
        try {
            for (String order : orders) {
                try {
                    session.store(order);
                    stored.add(order);
                } catch (IOException no) {
                    refused.add(order);
                }
                Thread.sleep(pause);
            }
        } finally {
            loggedOff = logOff();
        }
        return new Report(stored, refused, loggedOff);
    }

    private boolean logOff() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var goodbye =
                    executor.submit(() -> {
                        session.logOff();
                        return null;
                    });
            goodbye.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException failed) {
            return false;
        }
    }
}
