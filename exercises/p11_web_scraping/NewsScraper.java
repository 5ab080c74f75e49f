package p11_web_scraping;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// # The scraper that counted too many pages
///
/// *Repair · 15 minutes*
///
/// A scraper measures how long the pages of a news site are. It was made after a well-known
/// example, and for three pages it works. With a thousand it opens a thousand connections. Pages
/// that are not there are counted, some errors have no text, some lengths are 0, and one night it
/// waited until the morning for a site that sent a byte now and then.
///
/// Repair the class.
///
/// - At most `limit` requests are in flight at once, and so many are, if there are pages. They
///   share one client, so that a connection carries many requests.
/// - A `Page` is an answer with a status of 200 to 299. Its length is the number of bytes of the
///   body that came. An answer with any other status is `Refused`.
/// - A page fails when its whole exchange, to the last byte, takes longer than `patience`. A page
///   that waits for its turn loses none of it.
/// - A page fails when its body has more than `maxBytes` bytes, and not more than those are read.
/// - What fails does so for a reason that is not empty. No page ends the scrape or harms another.
/// - The outcomes are in the order of the addresses.
/// - `close` ends the client: no thread and no connection of it remains.
public final class NewsScraper implements AutoCloseable {

    /// What became of a page.
    public sealed interface Outcome {
        record Page(URI address, long bytes) implements Outcome {}

        record Refused(URI address, int status) implements Outcome {}

        record Failed(URI address, String reason) implements Outcome {}
    }

    private final int limit;
    private final Duration patience;
    private final int maxBytes;

    /// @param limit how many requests are in flight at once, at least 1
    /// @param patience how long the exchange for one page may take
    /// @param maxBytes how long the body of a page may be
    public NewsScraper(int limit, Duration patience, int maxBytes) {
        this.limit = limit;
        this.patience = patience;
        this.maxBytes = maxBytes;
    }

    /// @return the outcomes, in the order of the addresses
    public List<Outcome> scrape(List<URI> addresses) throws InterruptedException {
        try (var pool = Executors.newFixedThreadPool(limit)) {
            var started =
                    addresses.stream()
                            .map(address ->
                                    CompletableFuture.supplyAsync(() -> fetch(address), pool))
                            .toList();
            return started.stream().map(outcome -> outcome.join().join()).toList();
        }
    }

    private CompletableFuture<Outcome> fetch(URI address) {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(address).timeout(patience).build();
        return client.sendAsync(request, BodyHandlers.ofInputStream())
                .thenApply(answer -> outcome(address, answer))
                .exceptionally(
                        failure -> new Outcome.Failed(address, failure.getCause().getMessage()));
    }

    private Outcome outcome(URI address, HttpResponse<InputStream> answer) {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        return length > maxBytes
                ? new Outcome.Failed(address, "more than " + maxBytes + " bytes")
                : new Outcome.Page(address, length);
    }

    @Override
    public void close() {
        // Each request has a client of its own.
    }
}
