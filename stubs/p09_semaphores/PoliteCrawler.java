package p09_semaphores;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// # Polite to each host, and to your own line
///
/// *Implement · 20 minutes*
///
/// A crawler fetches the pages of many news sites. Two things are scarce: each host bears only a
/// few requests at once, and your own line only so many in total. One host that is slow must not
/// keep the others waiting.
///
/// - At most `perHost` fetches of one host run at once, and at most `total` over all hosts. The
///   limits belong to the crawler: when two threads call `crawl`, they share them.
/// - Pages are fetched concurrently, as far as the limits allow. A page that waits for its host
///   takes no place away from a page of another host.
/// - A site may answer that a page has moved. Then the page is fetched from its new place, which
///   may be on another host, within the limits of that host. This may happen several times, and it
///   ends.
/// - The texts are in the order of `pages`, whatever order they arrive in.
/// - If a page fails, `crawl` throws an `ExecutionException` whose cause is what the fetch threw.
/// - If the thread in `crawl` is interrupted, nobody waits for a page any longer: the fetches are
///   interrupted, and `crawl` throws `InterruptedException`.
/// - However a crawl ends, none of its threads goes on, and the next crawl finds the limits as they
///   were.
public final class PoliteCrawler {

    /// The web: fetches one page, once. Blocks until the site answers, and can be interrupted.
    @FunctionalInterface
    public interface Web {
        Answer fetch(URI page) throws Exception;
    }

    /// What a site answers.
    public sealed interface Answer {
        record Text(String text) implements Answer {}

        record MovedTo(URI page) implements Answer {}
    }

    /// @param perHost how many fetches of one host may run at once, at least 1; a host is the
    ///   `getHost()` of a page
    /// @param total how many fetches may run at once, at least 1
    public PoliteCrawler(Web web, int perHost, int total) {
        // TODO: keep what crawl needs
    }

    /// @return the texts of the pages, in the order of `pages`
    /// @throws ExecutionException if a page failed; its cause is what the fetch threw
    public List<String> crawl(List<URI> pages) throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: fetch the pages within both limits");
    }
}
