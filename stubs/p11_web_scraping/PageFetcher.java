package p11_web_scraping;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/// # One page, one outcome
///
/// *Implement · 8 minutes*
///
/// A program that reads a news site at night asks for thousands of pages. Each of them becomes an
/// outcome: whatever happens, no page may hang, and none may end the program.
///
/// - An answer with a status of 200 to 299 is a `Page` with its text. An answer with any other
///   status is `Refused`.
/// - Whatever else goes wrong with an address is `Failed`: nobody listens there, the connection
///   ends in the middle, or it is no address of a page, such as `ftp://…`. The reason is never
///   empty, and says what kind of failure it was.
/// - The whole exchange takes no longer than `patience`, from the request to the last byte of the
///   body. Then it has `Failed`, and it is over for the site as well: the connection is not read
///   any longer.
/// - If the thread in `fetch` is interrupted, `fetch` throws `InterruptedException`, and the
///   exchange is over.
public final class PageFetcher {

    /// What became of a page.
    public sealed interface Outcome {
        record Page(URI address, String text) implements Outcome {}

        record Refused(URI address, int status) implements Outcome {}

        record Failed(URI address, String reason) implements Outcome {}
    }

    /// @param client for all requests; the caller closes it
    /// @param patience how long one exchange may take
    public PageFetcher(HttpClient client, Duration patience) {
        // TODO: keep what fetch needs
    }

    /// Fetches one page, and waits for it.
    public Outcome fetch(URI address) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: fetch the page, and say what became of it");
    }
}
