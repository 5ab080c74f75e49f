// rejected by: wholeExchange
// misconception: "HttpRequest.timeout is the limit of the request": it ends when the headers are
// there
// why: HttpRequest.timeout does not cover the body
package p11_web_scraping;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

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
        try {
            var request = HttpRequest.newBuilder(address).timeout(patience).build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2
                    ? new Outcome.Page(address, answer.body())
                    : new Outcome.Refused(address, answer.statusCode());
        } catch (IllegalArgumentException | IOException failure) {
            return new Outcome.Failed(address, reason(failure));
        }
    }

    /// Many failures have no message, so the type comes first.
    private static String reason(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
