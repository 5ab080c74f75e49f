package p11_web_scraping;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class NewsScraper implements AutoCloseable {

    public sealed interface Outcome {
        record Page(URI address, long bytes) implements Outcome {}

        record Refused(URI address, int status) implements Outcome {}

        record Failed(URI address, String reason) implements Outcome {}
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore requests;
    private final Duration patience;
    private final int maxBytes;

    public NewsScraper(int limit, Duration patience, int maxBytes) {
        requests = new Semaphore(limit);
        this.patience = patience;
        this.maxBytes = maxBytes;
    }

    public List<Outcome> scrape(List<URI> addresses) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetches =
                    addresses.stream()
                            .map(address -> (Callable<Outcome>) () -> fetchInTurn(address))
                            .toList();
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> fetch : executor.invokeAll(fetches)) {
                outcomes.add(fetch.resultNow());
            }
            return outcomes;
        }
    }

    /// The patience begins when the turn has come.
    private Outcome fetchInTurn(URI address) throws InterruptedException {
        requests.acquire();
        try {
            return fetch(address);
        } catch (IllegalArgumentException noAddressOfAPage) {
            return new Outcome.Failed(address, noAddressOfAPage.toString());
        } finally {
            requests.release();
        }
    }

    private Outcome fetch(URI address) throws InterruptedException {
        var request = HttpRequest.newBuilder(address).build();
        var body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes);
        var exchange = client.sendAsync(request, body);
        try {
            var answer = exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return answer.statusCode() / 100 == 2
                    ? new Outcome.Page(address, answer.body().length)
                    : new Outcome.Refused(address, answer.statusCode());
        } catch (TimeoutException late) {
            return new Outcome.Failed(address, "no whole answer within " + patience);
        } catch (ExecutionException failed) {
            return new Outcome.Failed(address, failed.getCause().toString());
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        // Every exchange is over or cancelled by now; this ends one whose cancellation was lost.
        client.shutdownNow();
        client.close();
    }
}
