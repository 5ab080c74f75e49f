// rejected by: limit
// misconception: "a pool of three threads makes three requests": sendAsync holds no thread
// why: a pool of threads limits who sends, and sendAsync returns at once
package p11_web_scraping;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

public final class NewsScraper implements AutoCloseable {

    public sealed interface Outcome {
        record Page(URI address, long bytes) implements Outcome {}

        record Refused(URI address, int status) implements Outcome {}

        record Failed(URI address, String reason) implements Outcome {}
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final int limit;
    private final Duration patience;
    private final int maxBytes;

    public NewsScraper(int limit, Duration patience, int maxBytes) {
        this.limit = limit;
        this.patience = patience;
        this.maxBytes = maxBytes;
    }

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
        try {
            var request = HttpRequest.newBuilder(address).build();
            var body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes);
            var exchange = client.sendAsync(request, body);
            return exchange.copy()
                    .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((answer, failure) -> exchange.cancel(true))
                    .thenApply(answer -> outcome(address, answer))
                    .exceptionally(failure -> new Outcome.Failed(address, failure.toString()));
        } catch (IllegalArgumentException noAddressOfAPage) {
            return CompletableFuture.completedFuture(
                    new Outcome.Failed(address, noAddressOfAPage.toString()));
        }
    }

    private static Outcome outcome(URI address, HttpResponse<byte[]> answer) {
        return answer.statusCode() / 100 == 2
                ? new Outcome.Page(address, answer.body().length)
                : new Outcome.Refused(address, answer.statusCode());
    }

    @Override
    public void close() {
        client.close();
    }
}
