// rejected by: limitsHold
// misconception: "within the limits is within the limits": so is one at a time
// why: it waits behind a request that waits for another host
package p11_web_scraping;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

public final class PoliteScraper {

    public record Request(String method, URI address) {}

    public record Answer(int status, Optional<Duration> retryAfter, String text) {}

    @FunctionalInterface
    public interface Web {
        Answer send(Request request) throws IOException, InterruptedException;
    }

    public record Limits(int total, int perHost, int attempts, Duration pause) {}

    public sealed interface Outcome {
        record Page(String text) implements Outcome {}

        record Refused(int status) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    private final Web web;
    private final Limits limits;
    private final Semaphore line;
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();

    public PoliteScraper(Web web, Limits limits) {
        this.web = web;
        this.limits = limits;
        line = new Semaphore(limits.total());
    }

    public List<Outcome> scrape(List<Request> requests) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (var request : requests) {
            outcomes.add(outcome(request));
        }
        return outcomes;
    }

    private Outcome outcome(Request request) throws InterruptedException {
        int attempts = request.method().equals("GET") ? limits.attempts() : 1;
        for (int attempt = 1; ; attempt++) {
            Duration pause = limits.pause();
            try {
                var answer = sendWithinLimits(request);
                if (attempt == attempts || !saysLater(answer)) {
                    return outcome(answer);
                }
                pause = answer.retryAfter().orElse(pause);
            } catch (IOException broken) {
                if (attempt == attempts) {
                    return new Outcome.Failed(broken.toString());
                }
            }
            // Here, where no place is held.
            Thread.sleep(pause);
        }
    }

    private static boolean saysLater(Answer answer) {
        return answer.status() == 429 || answer.status() == 503;
    }

    private static Outcome outcome(Answer answer) {
        return answer.status() / 100 == 2
                ? new Outcome.Page(answer.text())
                : new Outcome.Refused(answer.status());
    }

    private Answer sendWithinLimits(Request request) throws IOException, InterruptedException {
        var host =
                hosts.computeIfAbsent(request.address().getHost(), _ -> new Host(limits.perHost()));
        host.places.acquire();
        try {
            while (true) {
                // With a place of the host, which nobody else may use meanwhile, and none of the
                // total, which others can.
                Thread.sleep(host.closedFor());
                line.acquire();
                try {
                    // The host may have closed while this request waited for the line.
                    if (host.closedFor().isZero()) {
                        var answer = web.send(request);
                        answer.retryAfter().ifPresent(host::closeFor);
                        return answer;
                    }
                } finally {
                    line.release();
                }
            }
        } finally {
            host.places.release();
        }
    }

    /// A host, its places, and until when it wants to be left alone. Thread-safe.
    private static final class Host {
        private final Semaphore places;
        private long opensAt = System.nanoTime();

        Host(int places) {
            this.places = new Semaphore(places);
        }

        synchronized void closeFor(Duration time) {
            long until = System.nanoTime() + time.toNanos();
            if (until - opensAt > 0) {
                opensAt = until;
            }
        }

        /// Zero if it is open.
        synchronized Duration closedFor() {
            return Duration.ofNanos(Math.max(0, opensAt - System.nanoTime()));
        }
    }
}
