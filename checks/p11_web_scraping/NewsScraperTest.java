package p11_web_scraping;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p11_web_scraping.NewsScraper.Outcome;
import workbook.services.Answer;
import workbook.services.Request;
import workbook.services.Service;
import workbook.testkit.Allows;
import workbook.testkit.Caller;
import workbook.testkit.Caller.End;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

@Allows("java.net.http.*")
class NewsScraperTest {

    /// Never over in a check, however busy the machine is.
    private static final Duration LONG = Duration.ofMinutes(5);

    /// In one of so many exchanges the site must see its client leave. JDK 25 loses a cancellation
    /// at times: 65 of 300 that came right after the request, 3 of 300 a tenth of a second later.
    private static final int EXCHANGES = 3;

    private static final String STILL_SENDING = "the site is still sending";

    private static final int MANY_BYTES = 100_000;

    private static final String ONLY_THE_WAIT =
            "only the wait has ended: nobody cancelled the exchange, and the client goes on reading"
                    + " a page that nobody wants";

    private static final String ENDED_ALL =
            "the failure of one address was thrown through the whole scrape, and the outcomes of"
                    + " the others are lost";

    /// Reachable until the check has its verdict: of a client that is neither closed nor reachable,
    /// the garbage collector ends the thread.
    private final List<NewsScraper> scrapers = new ArrayList<>();

    @Test
    @DisplayName("a page has the bytes that came, in the order of the addresses")
    @Hint({
        "Who says how long a body is, if no header does?",
        "Count what came: BodyHandlers.ofByteArray(), and the length of the array.",
        "Keep the futures in the order of the addresses, and ask them in that order."
    })
    void bytesInOrder() throws Exception {
        try (var site = Service.start("site")) {
            String text = "Snow in Oslo, −3 °C";
            site.on("/slow", Answer.html("slow").after(Duration.ofMillis(200)));
            site.on("/text", Answer.html(text));
            site.on("/no-length", new Answer.Huge("text/plain", 20_000));
            site.on("/full", new Answer.Huge("text/plain", MANY_BYTES));

            var found = scrape(site, 4, LONG, "/slow", "/text", "/no-length", "/full");

            expectBytes(site, "/slow", 4, found.get(0), "outcomes came in the order of arrival");
            expectBytes(
                    site,
                    "/text",
                    text.getBytes(StandardCharsets.UTF_8).length,
                    found.get(1),
                    "characters were counted, and a minus sign or a degree sign has several bytes");
            String noLength =
                    "no header says how long this body is: the length is known when it was read";
            expectBytes(site, "/no-length", 20_000, found.get(2), noLength);
            expectBytes(
                    site,
                    "/full",
                    MANY_BYTES,
                    found.get(3),
                    found.get(3) instanceof Outcome.Failed
                            ? "maxBytes are allowed, and this body has no more"
                            : noLength);
        }
    }

    private static void expectBytes(
            Service site, String path, long bytes, Outcome found, String why) {
        Expect.equal(new Outcome.Page(site.uri(path), bytes), found, why);
    }

    @Test
    @DisplayName("an answer with another status is refused")
    @Hint({
        "Which line of the class looks at the status of an answer?",
        "A 404 is an answer, and no exception: look at answer.statusCode()."
    })
    void refused() throws Exception {
        try (var site = Service.start("site")) {
            site.on("/broken", Answer.status(500));

            var found = scrape(site, 2, LONG, "/nowhere", "/broken");

            Expect.equal(
                    List.of(
                            new Outcome.Refused(site.uri("/nowhere"), 404),
                            new Outcome.Refused(site.uri("/broken"), 500)),
                    found,
                    "an answer that refuses has a body too, and was counted as a page: HttpClient"
                            + " throws for no status");
        }
    }

    @Test
    @DisplayName("with a limit of 3, three requests are in flight at once, and never more")
    @Hint({
        "The pool has three threads. How long does each of them hold a request?",
        "sendAsync returns before the answer is there. Who waits until it is?",
        "A permit from before the request until its outcome is there; or send in three workers."
    })
    void limit() throws Exception {
        try (var site = Service.start("site")) {
            var paths = IntStream.rangeClosed(1, 7).mapToObj(number -> "/" + number).toList();
            var page = Answer.html("news").after(Duration.ofMillis(100));
            paths.forEach(path -> site.on(path, page));
            // So that the limit is used: the first is answered when three are in flight.
            site.on("/1", new Answer.OnceInFlight(3, RemoteService.PATIENCE, page));

            var found = scrape(site, 3, LONG, paths.toArray(String[]::new));

            int most = site.mostInFlight();
            Expect.that(
                    most >= 3,
                    "3 requests in flight together",
                    "%d at most".formatted(most),
                    "fewer requests are sent than the limit allows: pages wait although there is"
                            + " room");
            Expect.that(
                    most <= 3,
                    "at most 3 requests in flight",
                    most + " in flight",
                    "a pool of threads limits who sends, and sendAsync returns at once: nothing"
                            + " holds a place until the answer is there");
            Expect.equal(
                    paths.stream().map(path -> new Outcome.Page(site.uri(path), 4)).toList(),
                    found,
                    "each address has its outcome, at its place");
        }
    }

    @Test
    @Needs("limit")
    @DisplayName("the requests share the connections of one client")
    @Hint({
        "What does HttpClient.newHttpClient() make, beside an object?",
        "A client is a pool of connections and a few threads: one for the scraper, in a field.",
        "A body that was read to its end gives its connection back: ofByteArray() does that."
    })
    void oneClient() throws Exception {
        try (var site = Service.start("site")) {
            var paths = new ArrayList<String>();
            for (int number = 1; number <= 20; number++) {
                paths.add("/" + number);
                // Too long to arrive together with the headers.
                site.on("/" + number, Answer.html("x".repeat(MANY_BYTES)));
            }

            scrape(site, 2, LONG, paths.toArray(String[]::new));

            // Two, and room for one that is not back yet when the next request is sent.
            int found = site.connections();
            Expect.that(
                    found <= 6,
                    "20 requests, 2 at once, by about 2 connections",
                    found + " connections",
                    "each request has a new connection: it has a client of its own, or the body"
                            + " before was not read to its end, which its connection waits for");
        }
    }

    @Test
    @DisplayName("a failure has a reason, and harms no other page")
    @Hint({
        "What does getMessage() say when nobody listens at an address?",
        "The type of a failure is never empty: its toString() begins with it.",
        "An address such as ftp://… makes HttpRequest.newBuilder throw. Who catches that?"
    })
    void reasons() throws Exception {
        try (var site = Service.start("site")) {
            site.on("/good", Answer.html("news"));
            site.on("/cut", new Answer.CutShort("text/plain", "x".repeat(1000), 500));
            var nobody = whereNobodyListens();
            var noPage = URI.create("ftp://127.0.0.1/news");

            var found =
                    scrape(2, LONG, List.of(nobody, site.uri("/cut"), noPage, site.uri("/good")));

            expectFailed(nobody, found.get(0));
            expectFailed(site.uri("/cut"), found.get(1));
            expectFailed(noPage, found.get(2));
            Expect.equal(new Outcome.Page(site.uri("/good"), 4), found.get(3), ENDED_ALL);
        }
    }

    private static void expectFailed(URI address, Outcome found) {
        String expected = "Failed with a reason, for " + address.getPath();
        if (!(found instanceof Outcome.Failed(URI failed, String reason))) {
            throw new Unmet(
                    expected,
                    "" + found,
                    "no whole answer came from this address: neither a status nor a header makes a"
                            + " page of it");
        }
        Expect.equal(address, failed, "the outcome names the address that was asked for");
        Expect.that(
                reason != null && !reason.isBlank() && !reason.equals("null"),
                expected,
                "the reason \"" + reason + "\"",
                "getMessage() of this failure is null: many have no message, but all have a type");
    }

    @Test
    @DisplayName("a body that is too long fails, and is not read to its end")
    @Hint({
        "When do you know that a body is too long: before it is read, afterwards, or meanwhile?",
        "BodyHandlers.limiting(handler, maxBytes) ends the exchange when more comes."
    })
    void tooLong() throws Exception {
        try (var site = Service.start("site")) {
            site.on("/huge", new Answer.Huge("text/plain", 1L << 25));

            var found = scrape(site, 1, LONG, "/huge");

            Expect.that(
                    found.getFirst() instanceof Outcome.Failed,
                    "Failed, for a body of more than %d bytes".formatted(MANY_BYTES),
                    found.getFirst(),
                    "no header says how long this body is, so only whoever counts while it is read"
                            + " knows that it is too long");
            expectLeft(site, "the whole body was read before anybody looked at its length");
        }
    }

    @Test
    @DisplayName("a page that takes longer than the patience fails, and its exchange is over")
    @Hint({
        "What does HttpRequest.timeout cover, beside the wait for the headers? Nothing.",
        "get(patience) on the future of sendAsync, with a handler that reads the whole body.",
        "Afterwards exchange.cancel(true), in finally: it ends what still runs."
    })
    void patience() throws Exception {
        for (int exchange = 1; exchange < EXCHANGES; exchange++) {
            try {
                expectOver();
                return;
            } catch (Unmet unmet) {
                if (!unmet.observed().equals(STILL_SENDING)) {
                    throw unmet;
                }
            }
        }
        expectOver();
    }

    private void expectOver() throws Exception {
        try (var site = Service.start("site")) {
            site.on(
                    "/drip",
                    new Answer.Drip("text/plain", "x".repeat(90_000), 1, Duration.ofMillis(20)));

            // So that the classes are loaded, and the headers come well within the patience.
            try (var first = Service.start("first")) {
                scrape(first, 1, LONG, "/");
            }
            List<Outcome> found = List.of();
            // On a machine that is very busy, the patience can be over before anything is sent.
            for (int millis = 500; millis <= 2000 && site.requests().isEmpty(); millis *= 4) {
                found =
                        scrape(
                                1,
                                Duration.ofMillis(millis),
                                List.of(site.uri("/drip")),
                                () -> expectLeftIfAsked(site));
            }

            Expect.that(
                    found.getFirst() instanceof Outcome.Failed,
                    "Failed, for a page that comes a byte at a time",
                    found.getFirst(),
                    "the limit was over when the headers came: HttpRequest.timeout does not cover"
                            + " the body, and a page whose body has not come is no page");
            expectLeft(site, ONLY_THE_WAIT);
        }
    }

    private static void expectLeftIfAsked(Service site) throws Exception {
        if (!site.requests().isEmpty()) {
            expectLeft(site, ONLY_THE_WAIT);
        }
    }

    private static void expectLeft(Service site, String why) throws Exception {
        boolean ended = site.awaitEnded(1, Duration.ofSeconds(1));
        Expect.that(
                !site.requests().isEmpty(),
                "the page is asked for",
                "nothing was sent",
                "the scraper gave up before it had sent a request");
        var end = site.requests().getFirst().end();
        Expect.that(
                ended && end == Request.End.CLIENT_LEFT,
                "the site sees its client leave in the middle of the body",
                ended ? "the site saw: " + end : STILL_SENDING,
                why);
    }

    @Test
    @DisplayName("a page that waits for its turn loses no patience")
    @Hint({
        "When does the clock of a page begin: when the scrape does, or when its request is sent?",
        "First wait for the turn, without a limit. Then begin to count."
    })
    void turn() throws Exception {
        try (var site = Service.start("site")) {
            // Whoever's turn is the first gets no answer: pages may be asked for in any order.
            var page = new Answer.After(Duration.ofMillis(250), Answer.html("news"));
            site.on("/page", new Answer.Silent(), page);

            // Four pages behind: on a slow machine two of them at least are answered in time. With
            // a patience that begins too early one may be, if the turn and its end come together;
            // a second one comes too late, since the first takes a quarter of a second.
            var found =
                    scrape(
                            site,
                            1,
                            Duration.ofSeconds(1),
                            Collections.nCopies(5, "/page").toArray(String[]::new));

            Expect.that(
                    found.stream().filter(new Outcome.Page(site.uri("/page"), 4)::equals).count()
                            >= 2,
                    "pages, although each of them had to wait until the first page had failed",
                    found.stream().map(outcome -> outcome.getClass().getSimpleName()).toList(),
                    "the patience began before the request was sent: the wait for the turn has"
                            + " eaten it");
        }
    }

    private static URI whereNobodyListens() {
        try (var gone = Service.start("gone")) {
            return gone.uri("/gone");
        }
    }

    private List<Outcome> scrape(Service site, int limit, Duration patience, String... paths)
            throws Exception {
        return scrape(limit, patience, List.of(paths).stream().map(site::uri).toList());
    }

    private List<Outcome> scrape(int limit, Duration patience, List<URI> addresses)
            throws Exception {
        return scrape(limit, patience, addresses, () -> {});
    }

    /// Scrapes with a scraper of its own, which is closed afterwards.
    private List<Outcome> scrape(
            int limit, Duration patience, List<URI> addresses, Expect.Action beforeClosing)
            throws Exception {
        var scraper = new NewsScraper(limit, patience, MANY_BYTES);
        scrapers.add(scraper);
        try {
            var outcomes = scrape(scraper, addresses);
            beforeClosing.run();
            expectCloses(scraper);
            return outcomes;
        } finally {
            // Interrupts what does not close by itself, so that no thread remains.
            Caller.run("close()", scraper::close).close();
        }
    }

    private static List<Outcome> scrape(NewsScraper scraper, List<URI> addresses) throws Exception {
        String expected = "an outcome for each address";
        try (var scrape = Caller.start("scrape()", () -> scraper.scrape(addresses))) {
            var end = scrape.expectEnd(expected, "the scrape waits for a page without a limit");
            if (!(end instanceof End.Returned<List<Outcome>>(List<Outcome> found, boolean _))) {
                throw scrape.unmet(expected, ENDED_ALL);
            }
            Expect.that(
                    found.size() == addresses.size(),
                    expected,
                    found,
                    "some outcomes are missing, or there are too many");
            return found;
        }
    }

    private static void expectCloses(NewsScraper scraper) throws InterruptedException {
        try (var close = Caller.run("close()", scraper::close)) {
            close.expectEnd(
                    "close() returns",
                    "HttpClient.close() waits for every exchange: one has a body that nobody has"
                            + " read, or is not cancelled");
        }
    }
}
