package p09_semaphores;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import p09_semaphores.PoliteCrawler.Answer;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class PoliteCrawlerTest {

    // Not static: the explorer would load every class anew for each schedule.
    private final URI oslo = URI.create("https://oslo.example/1");
    // The same host by another port: what getHost() says is the host.
    private final URI oslo2 = URI.create("https://oslo.example:8443/2");
    private final URI osloOld = URI.create("https://oslo.example/old");
    private final URI bergen = URI.create("https://bergen.example/1");
    private final URI bergenOld = URI.create("https://bergen.example/old");
    private final URI slow = URI.create("https://slow.example/1");
    private final URI slow2 = URI.create("https://slow.example/2");
    private final URI broken = URI.create("https://oslo.example/broken");

    private static final String NOT_ONE_SEMAPHORE =
            "two pages of the host had permits of different semaphores: each crawl has its own, or"
                    + " both threads found none for the host, and made one each, or a port was taken"
                    + " for a part of the host's name";

    private static final String ARRIVED =
            "the texts were collected as they arrived, and a later site was quicker";

    private static final String JUMPED =
            "the failed fetch jumped over release(): its permits are gone for good";

    private static final String KEPT =
            "a page that was interrupted kept a permit: it had its first, waited for its second,"
                    + " and did not give the first back; or the fetch jumped over release()";

    private static final String GROWN =
            "a page that was interrupted while it waited gave back a permit that it never had, and"
                    + " the limit grew";

    @AllSchedules(delays = 2)
    @DisplayName("pages are fetched at the same time, and the texts are in the order of the pages")
    @Hint({
        "Start a task for each page before you wait for the first text.",
        "Keep the futures in the order of the pages, and ask them in that order.",
        "invokeAll on an executor of virtual threads starts all, and keeps the order."
    })
    void textsInOrder() throws Exception {
        var sites = new Sites();
        var crawler = new PoliteCrawler(sites::fetch, 1, 2);

        var crawl = new Crawl("crawl", crawler, List.of(slow, oslo));
        crawl.expectTexts(
                List.of("text of slow/1", "text of oslo/1"),
                "each page has its text in the list, at the page's place");

        Expect.that(
                sites.peak() == 2,
                "2 pages of 2 hosts are fetched at the same time",
                "1 at a time",
                "each page is waited for before the next is asked for, or one lock guards them all");
    }

    // Several crawls, one after the other: one delay finds every known mistake, two take seconds.
    @AllSchedules(delays = 1)
    @DisplayName("two threads in crawl share the limits of each host, and the total")
    @Hint({
        "Whose are the permits: the crawl's, or the crawler's?",
        "Two pages of one new host arrive together. How many semaphores does this host get?",
        "hosts.computeIfAbsent(host, name -> new Semaphore(perHost)) on a ConcurrentHashMap."
    })
    void limitsAreShared() throws Exception {
        var sites = new Sites();
        var crawler = new PoliteCrawler(sites::fetch, 1, 2);
        crawlTogether(crawler, oslo, oslo2);
        sites.expectPeakOf("oslo", 1, NOT_ONE_SEMAPHORE);

        var others = new Sites();
        crawlTogether(new PoliteCrawler(others::fetch, 1, 1), oslo, bergen);
        others.expectTotalOf(
                1, "the limits belong to the crawler, and here each crawl has its own total");
    }

    @AllSchedules(delays = 2)
    @DisplayName("a page that waits for its slow host keeps no page of another host waiting")
    @Hint({
        "While a page waits for its host, what does it hold that the others want?",
        "Take the permit that few want first, and the one that all want last.",
        "In each task: host.acquire() first, then the total's. No waiting in the loop that submits."
    })
    void slowHostHarmsNobody() throws Exception {
        var sites = new Sites();
        var crawler = new PoliteCrawler(sites::fetch, 1, 2);

        var crawl = new Crawl("crawl", crawler, List.of(slow, slow2, oslo));
        Thread.sleep(Duration.ofMillis(10));
        boolean asked = sites.asked(oslo);

        Expect.that(
                asked || crawl.failedEarly(),
                "oslo/1 is fetched at once: 1 of 2 places is free, and its host has nothing to do",
                "oslo/1 is not asked for while slow/1 is being fetched",
                crawl.whyNotAsked());
        crawl.expectTexts(
                List.of("text of slow/1", "text of slow/2", "text of oslo/1"),
                "each page has its text in the list, at the page's place");
        sites.expectPeakOf("slow", 1, NOT_ONE_SEMAPHORE);
    }

    @AllSchedules(delays = 1)
    @DisplayName("a page that has moved is fetched within the limits of its new host")
    @Hint({
        "Which permits does your task hold when it turns to the new place?",
        "Two pages move to each other's host. Each holds one permit, and waits for the other's.",
        "Give both permits back, and begin again with the new page: a loop outside of try."
    })
    void movedPages() throws Exception {
        var sites = new Sites().moved(osloOld, slow).moved(bergenOld, oslo);
        var crawler = new PoliteCrawler(sites::fetch, 1, 2);
        var moved = new Crawl("crawl", crawler, List.of(osloOld, bergenOld));
        moved.expectTexts(
                List.of("text of slow/1", "text of oslo/1"),
                "a page that has moved has its text at the new place");

        var swapped = new Sites().moved(osloOld, bergen).moved(bergenOld, oslo);
        var other = new PoliteCrawler(swapped::fetch, 1, 2);
        new Crawl("crawl", other, List.of(osloOld, bergenOld))
                .expectEnd(
                        "two pages, each moved to the other's host, are both fetched",
                        "each page holds the permit of its old host while it waits for the new"
                                + " one: they wait in a circle, a deadlock");

        var busy = new Sites().moved(osloOld, slow2);
        var last = new PoliteCrawler(busy::fetch, 1, 2);
        new Crawl("crawl", last, List.of(osloOld, slow))
                .expectEnd("a page is fetched from its new place", "a permit did not come back");
        busy.expectPeakOf(
                "slow",
                1,
                "the moved page is fetched with the permit of its old host, or with none");
    }

    @AllSchedules(delays = 1)
    @DisplayName("a page that fails makes the crawl fail, and leaves the limits as they were")
    @Hint({
        "Which lines of your task are skipped when the fetch throws?",
        "Each acquire is followed by a try of its own, with the release in its finally.",
        "Future.get() throws an ExecutionException with the cause. Let it through."
    })
    void failureKeepsTheLimits() throws Exception {
        var sites = new Sites();
        var crawler = new PoliteCrawler(sites::fetch, 1, 1);

        var failing = new Crawl("failing", crawler, List.of(broken, bergen));
        failing.expectFailure(sites.broken);
        new Crawl("next", crawler, List.of(oslo, bergen))
                .expectEnd(
                        "after a crawl that failed, the next finds the limits as they were",
                        JUMPED);
        sites.expectTotalOf(1, "the permits of the failed fetch came back more than once");
    }

    @AllSchedules(delays = 1)
    @DisplayName("a crawl that is interrupted ends at once, and leaves the limits as they were")
    @Hint({
        "A page is interrupted while it has one permit and waits for the other. What does it hold?",
        "After each acquire comes a try of its own: the second acquire is inside of the first try.",
        "Who interrupts the fetches? close() waits for them. invokeAll cancels them if interrupted."
    })
    void interruptKeepsTheLimits() throws Exception {
        var sites = new Sites();
        var crawler = new PoliteCrawler(sites::fetch, 1, 1);
        interruptedCrawl(crawler, List.of(slow, bergen));
        new Crawl("next", crawler, List.of(slow, bergen))
                .expectEnd("after an interrupt the next crawl finds the limits as they were", KEPT);
        sites.expectTotalOf(1, GROWN);

        var others = new Sites();
        var other = new PoliteCrawler(others::fetch, 1, 2);
        interruptedCrawl(other, List.of(slow, slow2));
        others.expectPeakOf("slow", 1, NOT_ONE_SEMAPHORE);
        new Crawl("next", other, List.of(slow, slow2))
                .expectEnd("after an interrupt the next crawl finds the limits as they were", KEPT);
        others.expectPeakOf("slow", 1, GROWN);
    }

    private static void crawlTogether(PoliteCrawler crawler, URI first, URI second)
            throws Exception {
        var one = new Crawl("crawl-1", crawler, List.of(first));
        var two = new Crawl("crawl-2", crawler, List.of(second));
        one.expectEnd("both crawls end", "a permit did not come back");
        two.expectEnd("both crawls end", "a permit did not come back");
    }

    private static void interruptedCrawl(PoliteCrawler crawler, List<URI> pages) throws Exception {
        var crawl = new Crawl("interrupted", crawler, pages);
        Thread.sleep(Duration.ofMillis(40)); // one page is being fetched, and one waits
        crawl.interrupt();
        crawl.expectInterrupted(40);
    }

    /// The web: a slow host takes 100 ms for a page, any other 50. Notices how many fetches run.
    private static final class Sites {
        private final IOException broken = new IOException("no such page");
        private final Map<URI, URI> moved = new HashMap<>();
        private final Map<String, Integer> peaks = new HashMap<>();
        private final Map<String, Integer> running = new HashMap<>();
        private final Map<URI, Boolean> asked = new HashMap<>();
        private int all;
        private int peak;

        Sites moved(URI from, URI to) {
            moved.put(from, to);
            return this;
        }

        Answer fetch(URI page) throws IOException, InterruptedException {
            String host = name(page.getHost());
            enter(host, page);
            try {
                Thread.sleep(Duration.ofMillis(host.equals("slow") ? 100 : 50));
                if (page.getPath().equals("/broken")) {
                    throw broken;
                }
                var to = moved.get(page);
                return to == null
                        ? new Answer.Text("text of " + host + page.getPath())
                        : new Answer.MovedTo(to);
            } finally {
                leave(host);
            }
        }

        private static String name(String host) {
            return host.substring(0, host.indexOf('.'));
        }

        private synchronized void enter(String host, URI page) {
            asked.put(page, true);
            int together = running.merge(host, 1, Integer::sum);
            peaks.merge(host, together, Math::max);
            all++;
            peak = Math.max(peak, all);
        }

        private synchronized void leave(String host) {
            running.merge(host, -1, Integer::sum);
            all--;
        }

        synchronized boolean asked(URI page) {
            return asked.containsKey(page);
        }

        synchronized int peak() {
            return peak;
        }

        synchronized void expectPeakOf(String host, int limit, String why) {
            int found = peaks.getOrDefault(host, 0);
            Expect.that(
                    found <= limit,
                    "at most %d fetch of host %s at the same time".formatted(limit, host),
                    found + " at the same time",
                    why);
        }

        synchronized void expectTotalOf(int limit, String why) {
            Expect.that(
                    peak <= limit,
                    "at most %d fetch at the same time in total".formatted(limit),
                    peak + " at the same time",
                    why);
        }
    }

    /// A thread in `crawl`, and how it ended.
    private static final class Crawl {

        private record End(List<String> texts, Throwable failure, long nanos) {
            @Override
            public String toString() {
                return failure == null ? "crawl returned " + texts : "crawl threw " + failure;
            }
        }

        private final Thread thread;
        private volatile End end;

        Crawl(String name, PoliteCrawler crawler, List<URI> pages) {
            thread = Thread.ofVirtual().name(name).start(() -> end = make(crawler, pages));
        }

        private static End make(PoliteCrawler crawler, List<URI> pages) {
            long begin = System.nanoTime();
            try {
                var texts = crawler.crawl(pages);
                return new End(texts, null, System.nanoTime() - begin);
            } catch (Throwable failure) {
                return new End(null, failure, System.nanoTime() - begin);
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        boolean failedEarly() {
            var found = end;
            return found != null && found.failure != null;
        }

        /// What the thread in `crawl` does now says why it has not asked for a page.
        String whyNotAsked() {
            for (var frame : thread.getStackTrace()) {
                if (frame.getClassName().endsWith("Sites")) {
                    return "each page is waited for before the next is asked for";
                }
                if (frame.getClassName().endsWith("Semaphore")) {
                    return "the loop that submits waits for a permit of the slow host: the pages"
                            + " behind it are not even started";
                }
            }
            return "slow/2 waits for its host, and has already taken one of the places that all"
                    + " hosts share: a permit of the total, or a thread of a pool";
        }

        /// The clock is a virtual one: an hour is over once no thread can go on.
        private End end(String expected, String whyNot) throws InterruptedException {
            Expect.that(
                    thread.join(Duration.ofHours(1)),
                    expected,
                    "crawl does not return, and no fetch runs",
                    whyNot);
            if (end.failure instanceof UnsupportedOperationException todo) {
                throw todo;
            }
            return end;
        }

        void expectEnd(String expected, String whyNot) throws InterruptedException {
            var found = end(expected, whyNot);
            Expect.that(
                    found.failure == null,
                    expected,
                    found,
                    "a page that has a text makes no crawl fail");
        }

        void expectTexts(List<String> texts, String why) throws InterruptedException {
            var found =
                    end(
                            "the texts " + texts,
                            "a page waits for a permit that does not come back, or that it holds"
                                    + " itself");
            Expect.that(
                    found.failure == null,
                    "the texts " + texts,
                    found,
                    "a page that has a text makes no crawl fail");
            Expect.equal(texts, found.texts, inOtherOrder(texts, found.texts) ? ARRIVED : why);
        }

        private static boolean inOtherOrder(List<String> texts, List<String> found) {
            return found != null && Set.copyOf(texts).equals(Set.copyOf(found));
        }

        void expectFailure(Throwable cause) throws InterruptedException {
            String expected = "an ExecutionException with the cause " + cause;
            var found = end(expected, JUMPED);
            Expect.that(
                    found.failure instanceof ExecutionException,
                    expected,
                    found,
                    found.failure == null
                            ? "the failure stayed in a Future that nobody asked, or was caught and"
                                    + " dropped"
                            : "the failure reached the caller as another type");
            Expect.that(
                    found.failure.getCause() == cause,
                    expected,
                    "the cause " + found.failure.getCause(),
                    "the cause was wrapped once more on its way, so the caller cannot tell what"
                            + " happened");
        }

        void expectInterrupted(int afterMillis) throws InterruptedException {
            String expected = "an InterruptedException at once, after %d ms".formatted(afterMillis);
            var found = end(expected, "the interrupt was swallowed, and the crawl waits on");
            long waited = Duration.ofNanos(found.nanos).toMillis();
            String observed = found + " after %d ms".formatted(waited);
            Expect.that(
                    waited <= afterMillis,
                    expected,
                    observed,
                    "nobody interrupted the fetches: close() waits until they have ended, and does"
                            + " not cancel them");
            Expect.that(
                    found.failure instanceof InterruptedException,
                    expected,
                    observed,
                    "the InterruptedException was replaced or dropped: whoever called cannot tell"
                            + " that it was asked to stop");
        }
    }
}
