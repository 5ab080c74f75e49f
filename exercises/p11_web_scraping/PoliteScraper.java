package p11_web_scraping;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// # When a host says: later
///
/// *Implement · 25 minutes*
///
/// A scraper asks many hosts for many pages. Some hosts are busy, and say so. A polite scraper
/// comes again, when it was told to, and does not stand in the way of the other pages meanwhile.
///
/// - At most `total` requests are in flight at once, and at most `perHost` to one host; a host is
///   the `getHost()` of an address. As many are, as far as the limits allow.
/// - A `GET` that was answered with 429 or 503, or broke with an `IOException`, is sent again,
///   until it was sent `attempts` times. No other request is sent twice, and no other status is a
///   reason.
/// - Before it is sent again, it waits: as long as the `retryAfter` of the answer says, and as long
///   as `pause` without one. While it waits, it takes no place, neither of the `total` nor of its
///   host.
/// - A `retryAfter` is meant for the whole host, whatever request it answered: until it is over, no
///   request is sent to this host. The other hosts are asked meanwhile.
/// - The last answer is the outcome: a `Page` for a status of 200 to 299, `Refused` for any other,
///   `Failed` for an `IOException`. Its reason is never empty.
/// - The outcomes are in the order of the requests.
/// - If the thread in `scrape` is interrupted, `scrape` ends at once with an
///   `InterruptedException`, and none of its threads goes on.
///
/// The clock of the checks is a virtual one: `Thread.sleep` and `System.nanoTime` cost no time of
/// yours.
public final class PoliteScraper {

    /// @param method `GET` or `POST`
    public record Request(String method, URI address) {}

    /// @param retryAfter how long to leave the host alone; only with a status of 429 or 503
    public record Answer(int status, Optional<Duration> retryAfter, String text) {}

    /// The network: sends one request, once. Blocks until the answer is there, and can be
    /// interrupted.
    @FunctionalInterface
    public interface Web {
        Answer send(Request request) throws IOException, InterruptedException;
    }

    /// @param total how many requests are in flight at once, at least 1
    /// @param perHost how many of them to one host, at least 1
    /// @param attempts how often a request is sent at most, at least 1
    /// @param pause how long to wait when nobody says how long
    public record Limits(int total, int perHost, int attempts, Duration pause) {}

    /// What became of a request.
    public sealed interface Outcome {
        record Page(String text) implements Outcome {}

        record Refused(int status) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    public PoliteScraper(Web web, Limits limits) {
        // TODO: keep what scrape needs
    }

    /// @return the outcomes, in the order of the requests
    public List<Outcome> scrape(List<Request> requests) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: send the requests, politely");
    }
}
