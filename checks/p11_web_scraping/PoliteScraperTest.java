package p11_web_scraping;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import p11_web_scraping.PoliteScraper.Answer;
import p11_web_scraping.PoliteScraper.Limits;
import p11_web_scraping.PoliteScraper.Outcome;
import p11_web_scraping.PoliteScraper.Request;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class PoliteScraperTest {

    // Not static: the explorer would load every class anew for each schedule.
    private final Duration second = Duration.ofSeconds(1);
    private final Duration tenSeconds = Duration.ofSeconds(10);
    private final Request oslo1 = get("http://oslo.example/1");
    private final Request oslo2 = get("http://oslo.example/2");
    private final Request oslo3 = get("http://oslo.example/3");
    private final Request bergen1 = get("http://bergen.example/1");
    private final Request bergen2 = get("http://bergen.example/2");
    private final Request order = new Request("POST", URI.create("http://oslo.example/1"));

    @AllSchedules(delays = 1)
    @DisplayName("pages, refusals and failures, in the order of the requests")
    @Hint({
        "One virtual thread for each request, and the futures in the order of the requests.",
        "The message of an IOException may be null; its toString() begins with the type.",
        "invokeAll keeps the order, and resultNow() gives the outcome of each."
    })
    void outcomesInOrder() throws Exception {
        var network = new Network();
        network.on(oslo1, later(201));
        network.on(oslo2, later(404));
        network.on(bergen1, new Reply.Broken());

        var end = scrape(network, limits(3, 2, 1), oslo1, oslo2, bergen1);

        var found = end.outcomes("an outcome for each of 3 requests");
        Expect.equal(
                new Outcome.Page("/1"),
                found.get(0),
                "201 is a page too, and each outcome stands at the place of its request");
        Expect.equal(
                new Outcome.Refused(404),
                found.get(1),
                "an answer of 404 is neither a page nor a failure, and each outcome stands at the"
                        + " place of its request");
        Expect.that(
                found.get(2) instanceof Outcome.Failed(String reason)
                        && reason != null
                        && !reason.isBlank(),
                "Failed with a reason, for a connection that broke",
                found.get(2),
                "this IOException has no message, and the outcome does not even say its type");
    }

    @AllSchedules(delays = 1)
    @DisplayName("the limits hold, of each host and of the total, and they are used")
    @Hint({
        "Two limits, two semaphores: one for each host, and one for all.",
        "First the place of the host, last the one that all want.",
        "hosts.computeIfAbsent(host, …) on a ConcurrentHashMap makes one for each host."
    })
    void limitsHold() throws Exception {
        var network = new Network();

        scrape(network, limits(2, 1, 1), oslo1, oslo2, bergen1).outcomes("3 outcomes");
        network.expectPeak("oslo.example", 1, "two requests of a host had a place of two hosts");
        Expect.that(
                network.beganAt(bergen1, 1) == 0,
                "bergen/1 is sent at once: its host is free, and there is a place",
                "bergen/1 is sent " + network.when(bergen1, 1),
                "it waits behind a request that waits for another host, and that one holds a place"
                        + " of the total, or the loop that submits");

        var other = new Network();
        scrape(other, limits(2, 2, 1), oslo1, bergen1, bergen2).outcomes("3 outcomes");
        other.expectPeak("", 2, "no place of the total was taken");
        Expect.that(
                other.peak("") == 2,
                "2 requests in flight at once",
                "1 at a time",
                "each request is waited for before the next is sent");
    }

    @AllSchedules(delays = 1)
    @DisplayName("a GET that was told to come later comes again, not sooner, and not for ever")
    @Hint({
        "A loop that counts the attempts, around one sending with its limits.",
        "The answer says how long: retryAfter().orElse(pause).",
        "After the last attempt the last answer is the outcome, and nobody waits any more."
    })
    void comesAgain() throws Exception {
        var network = new Network();
        network.on(oslo1, later(503), later(200));
        network.on(bergen1, new Reply.Broken(), later(200));
        var end = scrape(network, limits(2, 1, 3), oslo1, bergen1);
        Expect.equal(
                List.of(new Outcome.Page("/1"), new Outcome.Page("/1")),
                end.outcomes("2 pages"),
                "a GET comes again after 503, and after a connection that broke; the second time"
                        + " there was a page");
        network.expectAt(oslo1, 2, 1100, "503 without retryAfter: the pause is 1 s");
        network.expectAt(bergen1, 2, 1100, "after a connection that broke the pause is 1 s");

        var busy = new Network();
        busy.on(oslo2, busyFor(tenSeconds, 429), later(200));
        scrape(busy, limits(1, 1, 2), oslo2).outcomes("a page");
        busy.expectAt(oslo2, 2, 10_100, "the answer said when to come again: in 10 s");

        var never = new Network();
        never.on(oslo3, later(503));
        never.on(bergen2, new Reply.Broken());
        var last = scrape(never, limits(2, 1, 3), oslo3, bergen2);
        var found = last.outcomes("2 outcomes");
        never.expectSent(oslo3, 3, "attempts is how often a request is sent, the first included");
        never.expectSent(bergen2, 3, "attempts is how often a request is sent, the first included");
        Expect.equal(new Outcome.Refused(503), found.get(0), "the last answer is the outcome");
        Expect.that(
                found.get(1) instanceof Outcome.Failed,
                "Failed, after the last attempt broke",
                found.get(1),
                "what happened last is the outcome");
        Expect.that(
                end.millis == 1200 && last.millis == 2300,
                "the scrapes end with their last answers, after 1200 and 2300 ms",
                "they ended after %d and %d ms".formatted(end.millis, last.millis),
                "a request waits although it will not be sent again");
    }

    @AllSchedules(delays = 1)
    @DisplayName("nothing else is sent twice: no POST, and no other status")
    @Hint({
        "What if an order was booked, and only its answer was lost?",
        "Will a 404 be a page in a second?",
        "int attempts = request.method().equals(\"GET\") ? limits.attempts() : 1;"
    })
    void onlyWhatMayBeRepeated() throws Exception {
        String twice =
                "a POST may have had its effect when the answer was lost: the second one orders"
                        + " again";
        for (var reply : List.of(later(503), busyFor(second, 429), new Reply.Broken())) {
            var network = new Network();
            network.on(order, reply, later(200));
            scrape(network, limits(1, 1, 3), order).outcomes("an outcome");
            network.expectSent(order, 1, twice);
        }
        for (int status : List.of(404, 500)) {
            var network = new Network();
            network.on(oslo1, later(status), later(200));
            var end = scrape(network, limits(1, 1, 3), oslo1);
            network.expectSent(
                    oslo1,
                    1,
                    "only 429 and 503 say \"later\": a %d is the answer".formatted(status));
            Expect.equal(
                    List.of(new Outcome.Refused(status)),
                    end.outcomes("a refusal"),
                    "the status of the answer is the outcome");
        }
    }

    @AllSchedules(delays = 1)
    @DisplayName("a request that waits for its next attempt takes no place")
    @Hint({
        "What does your request hold while it sleeps?",
        "Sleep outside of every try that has a release in its finally.",
        "The loop of the attempts is outside, the places are taken and given back inside."
    })
    void waitingTakesNoPlace() throws Exception {
        var network = new Network();
        network.on(oslo1, later(503), later(200));

        scrape(network, limits(1, 1, 2), oslo1, oslo2, bergen1).outcomes("3 pages");

        // In whatever order, the three first requests follow each other.
        for (var request : List.of(oslo1, oslo2, bergen1)) {
            Expect.that(
                    network.beganAt(request, 1) <= 200,
                    network.name(request)
                            + " is sent within 200 ms: there are 3 requests, and 1 place",
                    network.name(request) + " is sent " + network.when(request, 1),
                    "a request sleeps until its next attempt, and keeps a place that others want");
        }
    }

    @AllSchedules(delays = 1)
    @DisplayName("a host that says when is left alone until then, and the others are not")
    @Hint({
        "Who hears a retryAfter: the request that it answered, or every request of the host?",
        "Each host has a time before which nothing is sent. Set it before you give a place back.",
        "Look at that time again when you have the last place: it may have changed meanwhile."
    })
    void hostIsLeftAlone() throws Exception {
        leftAlone(oslo1, limits(1, 1, 2));
        leftAlone(oslo1, limits(1, 3, 2));
        leftAlone(order, limits(2, 2, 2));

        // A request that is in flight already is told a shorter time, later.
        var network = new Network();
        network.on(oslo2, busyFor(second, 503), later(200));
        leftAlone(network, order, limits(2, 2, 2));
    }

    private void leftAlone(Request busy, Limits limits) throws Exception {
        leftAlone(new Network(), busy, limits);
    }

    private void leftAlone(Network network, Request busy, Limits limits) throws Exception {
        network.on(busy, busyFor(tenSeconds, 429), later(200));
        // Begins alone, so that it is the first in every schedule.
        var requests = List.of(oslo2, oslo3, bergen1);

        var end = scrapeAfter(network, limits, busy, requests);

        end.outcomes("an outcome for each request");
        for (var request : List.of(oslo2, oslo3)) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                long began = network.beganAt(request, attempt);
                Expect.that(
                        began >= 10_100 || began < 100,
                        "nothing is sent to oslo.example from 100 to 10100 ms: it said 429, come in"
                                + " 10 s",
                        network.name(request) + " is sent " + network.when(request, attempt),
                        "the retryAfter was heard by the request that it answered, and not by the"
                                + " others of the host; or they looked before they had their places,"
                                + " and not again; or a shorter time that came later replaced it");
            }
        }
        Expect.that(
                network.beganAt(bergen1, 1) < 10_000,
                "bergen/1 is sent while oslo.example is left alone",
                "bergen/1 is sent " + network.when(bergen1, 1),
                "requests that wait for a host to open hold the places of the total");
    }

    @AllSchedules(delays = 1)
    @DisplayName("an interrupt ends the scrape at once")
    @Hint({
        "What interrupts the threads that you started, and who waits for them?",
        "Thread.sleep, acquire and send all throw InterruptedException: let it through.",
        "invokeAll cancels its tasks when it is interrupted; try-with-resources waits for them."
    })
    void interrupted() throws Exception {
        for (int after : List.of(50, 500)) {
            var network = new Network();
            network.on(oslo1, busyFor(tenSeconds, 503));
            var end = new End();
            var scraper = new PoliteScraper(network::send, limits(1, 1, 3));
            Thread thread =
                    Thread.ofVirtual()
                            .name("scrape")
                            .start(() -> end.run(scraper, List.of(oslo1, oslo2)));
            Thread.sleep(Duration.ofMillis(after));
            thread.interrupt();
            thread.join(Duration.ofHours(1));
            Expect.that(
                    end.failure instanceof InterruptedException,
                    "an InterruptedException, %d ms after the start".formatted(after),
                    end,
                    "the interrupt was caught or replaced on its way, and whoever asked the scrape"
                            + " to stop cannot tell that it did");
            Expect.that(
                    end.millis == after,
                    "an InterruptedException, %d ms after the start".formatted(after),
                    end + ", after %d ms".formatted(end.millis),
                    "the requests were not interrupted, and the scrape waited for them");
        }
    }

    private static Request get(String address) {
        return new Request("GET", URI.create(address));
    }

    private Limits limits(int total, int perHost, int attempts) {
        return new Limits(total, perHost, attempts, second);
    }

    private static Reply later(int status) {
        return new Reply.Status(status, Optional.empty());
    }

    private static Reply busyFor(Duration time, int status) {
        return new Reply.Status(status, Optional.of(time));
    }

    private static End scrape(Network network, Limits limits, Request... requests)
            throws InterruptedException {
        return scrape(new PoliteScraper(network::send, limits), List.of(requests));
    }

    private static End scrape(PoliteScraper scraper, List<Request> requests)
            throws InterruptedException {
        var end = new End();
        Thread.ofVirtual()
                .name("scrape")
                .start(() -> end.run(scraper, requests))
                .join(Duration.ofHours(1));
        return end;
    }

    /// Two scrapes of one scraper: the second begins when the first has sent its request.
    private static End scrapeAfter(
            Network network, Limits limits, Request first, List<Request> others)
            throws InterruptedException {
        var scraper = new PoliteScraper(network::send, limits);
        var end = new End();
        Thread one = Thread.ofVirtual().name("first").start(() -> end.run(scraper, List.of(first)));
        Thread.sleep(Duration.ofMillis(50));
        var rest = scrape(scraper, others);
        one.join(Duration.ofHours(1));
        return end.failure == null && end.outcomes != null ? rest : end;
    }

    private sealed interface Reply {
        record Status(int status, Optional<Duration> retryAfter) implements Reply {}

        record Broken() implements Reply {}
    }

    /// Takes 100 ms for each request, and notices when it was sent, and how many are in flight.
    private static final class Network {
        private final long begin = System.nanoTime();
        private final Map<Request, List<Reply>> scripts = new HashMap<>();
        private final Map<Request, List<Long>> sent = new HashMap<>();
        private final Map<String, Integer> inFlight = new HashMap<>();
        private final Map<String, Integer> peaks = new HashMap<>();

        void on(Request request, Reply... replies) {
            scripts.put(request, List.of(replies));
        }

        Answer send(Request request) throws IOException, InterruptedException {
            String host = request.address().getHost();
            var reply = arrive(request, host);
            try {
                Thread.sleep(Duration.ofMillis(100));
            } finally {
                leave(host);
            }
            return switch (reply) {
                case Reply.Status(int status, var retryAfter) ->
                        new Answer(status, retryAfter, request.address().getPath());
                case Reply.Broken() -> throw new IOException((String) null);
            };
        }

        private synchronized Reply arrive(Request request, String host) {
            var times = sent.computeIfAbsent(request, _ -> new ArrayList<>());
            times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            for (String counted : List.of(host, "")) {
                peaks.merge(counted, inFlight.merge(counted, 1, Integer::sum), Math::max);
            }
            var script = scripts.get(request);
            return script == null
                    ? new Reply.Status(200, Optional.empty())
                    : script.get(Math.min(times.size(), script.size()) - 1);
        }

        private synchronized void leave(String host) {
            for (String counted : List.of(host, "")) {
                inFlight.merge(counted, -1, Integer::sum);
            }
        }

        synchronized int peak(String host) {
            return peaks.getOrDefault(host, 0);
        }

        synchronized void expectPeak(String host, int limit, String why) {
            int found = peak(host);
            Expect.that(
                    found <= limit,
                    "at most %d in flight%s".formatted(limit, host.isEmpty() ? "" : " to " + host),
                    found + " in flight",
                    why);
        }

        /// In milliseconds from the beginning; very late if it was not sent so often.
        synchronized long beganAt(Request request, int attempt) {
            var times = sent.getOrDefault(request, List.of());
            return times.size() < attempt ? Long.MAX_VALUE : times.get(attempt - 1);
        }

        String when(Request request, int attempt) {
            long began = beganAt(request, attempt);
            return began == Long.MAX_VALUE ? "never" : "at %d ms".formatted(began);
        }

        void expectAt(Request request, int attempt, long millis, String why) {
            Expect.that(
                    beganAt(request, attempt) == millis,
                    "%s is sent again at %d ms".formatted(name(request), millis),
                    "it is sent again " + when(request, attempt),
                    why);
        }

        synchronized void expectSent(Request request, int times, String why) {
            int found = sent.getOrDefault(request, List.of()).size();
            Expect.that(
                    found == times,
                    "%s %s is sent %d times".formatted(request.method(), name(request), times),
                    "it is sent %d times".formatted(found),
                    why);
        }

        String name(Request request) {
            String host = request.address().getHost();
            return host.substring(0, host.indexOf('.')) + request.address().getPath();
        }
    }

    /// How a scrape ended.
    private static final class End {
        private volatile List<Outcome> outcomes;
        private volatile Throwable failure;
        private volatile long millis;

        void run(PoliteScraper scraper, List<Request> requests) {
            long begin = System.nanoTime();
            try {
                outcomes = scraper.scrape(requests);
            } catch (Throwable thrown) {
                failure = thrown;
            }
            millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }

        List<Outcome> outcomes(String expected) {
            Expect.that(
                    outcomes != null,
                    expected,
                    this,
                    failure == null
                            ? "the requests wait for places that nobody gives back, or for each"
                                    + " other's"
                            : "what happened to one request ended the scrape");
            return outcomes;
        }

        @Override
        public String toString() {
            if (failure != null) {
                return "scrape threw " + failure;
            }
            return outcomes == null ? "scrape does not return" : "scrape returned " + outcomes;
        }
    }
}
