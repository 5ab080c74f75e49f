package p11_web_scraping;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class PageFetcher {

    public sealed interface Outcome {
        record Page(URI address, String text) implements Outcome {}

        record Refused(URI address, int status) implements Outcome {}

        record Failed(URI address, String reason) implements Outcome {}
    }

    private final HttpClient client;
    private final Duration patience;

    public PageFetcher(HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    public Outcome fetch(URI address) throws InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(address).build();
        } catch (IllegalArgumentException noAddressOfAPage) {
            return new Outcome.Failed(address, reason(noAddressOfAPage));
        }
        return outcome(address, client.sendAsync(request, BodyHandlers.ofString()));
    }

    private Outcome outcome(URI address, CompletableFuture<HttpResponse<String>> exchange)
            throws InterruptedException {
        try {
            var answer = exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return answer.statusCode() / 100 == 2
                    ? new Outcome.Page(address, answer.body())
                    : new Outcome.Refused(address, answer.statusCode());
        } catch (TimeoutException late) {
            return new Outcome.Failed(address, "no whole answer within " + patience);
        } catch (ExecutionException failed) {
            return new Outcome.Failed(address, reason(failed.getCause()));
        } finally {
            // However the wait ended: an exchange that is over stays as it is.
            exchange.cancel(true);
        }
    }

    /// Many failures have no message, so the type comes first.
    private static String reason(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
