package p11_web_scraping;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p11_web_scraping.PageFetcher.Outcome;
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
class PageFetcherTest {

    /// Never over in a check, however busy the machine is.
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Duration SHORT = Duration.ofMillis(500);

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /// In one of so many exchanges the site must see its client leave. JDK 25 loses a cancellation
    /// at times: 65 of 300 that came right after the request, 3 of 300 a tenth of a second later.
    private static final int EXCHANGES = 3;

    /// Comes in small pieces for half an hour.
    private static final Answer DRIP =
            new Answer.Drip("text/plain", "x".repeat(90_000), 1, Duration.ofMillis(20));

    @Test
    @DisplayName("an answer with a status of 200 to 299 is a page with its text")
    @Hint({
        "client.send or client.sendAsync, with a body handler that makes a text.",
        "BodyHandlers.ofString() reads the body to its end; answer.body() is the text.",
        "Not only 200 is a success: 201 and 203 are as well."
    })
    void page() throws Exception {
        try (var web = new Web()) {
            web.site.on("/news", Answer.html("Snow in Oslo, −3 °C"));
            web.site.on("/copy", new Answer.Whole(203, "text/html; charset=utf-8", "a", Map.of()));

            Expect.equal(
                    new Outcome.Page(web.site.uri("/news"), "Snow in Oslo, −3 °C"),
                    web.fetch(LONG, "/news"),
                    "the site answered with status 200 and a whole body: that is the page");
            Expect.equal(
                    new Outcome.Page(web.site.uri("/copy"), "a"),
                    web.fetch(LONG, "/copy"),
                    "203 is a success too: only one status was taken for a page, of a hundred");
        }
    }

    @Test
    @DisplayName("an answer with any other status is a refusal, with that status")
    @Hint({
        "What does HttpClient throw when a page is not found? Nothing.",
        "Look at answer.statusCode() before you believe the body."
    })
    void refused() throws Exception {
        try (var web = new Web()) {
            web.site.on("/broken", Answer.status(500));
            web.site.on("/busy", Answer.tooManyRequests(Duration.ofSeconds(1)));

            expectRefused(web, "/nowhere", 404);
            expectRefused(web, "/broken", 500);
            expectRefused(web, "/busy", 429);
            web.site.on("/moved", Answer.status(302));
            expectRefused(web, "/moved", 302);
        }
    }

    private static void expectRefused(Web web, String path, int status) throws Exception {
        var found = web.fetch(LONG, path);
        Expect.equal(
                new Outcome.Refused(web.site.uri(path), status),
                found,
                found instanceof Outcome.Page
                        ? "a %d is no exception: it is an answer with a body, which was taken for the page"
                                .formatted(status)
                        : "the site did answer, with a status: no more and no less is the outcome");
    }

    @Test
    @DisplayName("whatever else goes wrong is a failure, whose reason says what kind it was")
    @Hint({
        "What is the message of the exception when nobody listens at an address? Print it.",
        "The type of an exception is never empty: failure.getClass().getSimpleName().",
        "sendAsync wraps: the cause of the ExecutionException is what happened.",
        "An address such as ftp://… makes HttpRequest.newBuilder throw, before anything is sent."
    })
    void failed() throws Exception {
        try (var web = new Web()) {
            web.site.on("/hang-up", new Answer.HangUp());
            web.site.on("/cut", new Answer.CutShort("text/plain", "x".repeat(1000), 500));

            String nobody = expectReason(web, whereNobodyListens(), "nobody listens there");
            expectReason(web, web.site.uri("/hang-up"), "the site hangs up");
            String cut = expectReason(web, web.site.uri("/cut"), "half a body comes");
            expectReason(web, URI.create("ftp://127.0.0.1/news"), "no web page has this address");
            Expect.that(
                    !nobody.equals(cut),
                    "different reasons: one address where nobody listens, one with half a body",
                    "twice the same: " + nobody,
                    "one text for every failure: whoever reads it cannot tell them apart");
        }
    }

    private static String expectReason(Web web, URI address, String what) throws Exception {
        String expected = "Failed with a reason, for %s: %s".formatted(address.getPath(), what);
        if (!(web.fetch(LONG, address) instanceof Outcome.Failed(URI failed, String reason))) {
            throw new Unmet(
                    expected,
                    "another outcome",
                    "no whole answer came from this address, so there is neither a page nor a"
                            + " status");
        }
        Expect.equal(address, failed, "the outcome names the address that was asked for");
        Expect.that(
                reason != null && !reason.isBlank() && !reason.contains("null"),
                expected,
                "the reason \"" + reason + "\"",
                "the message of an exception may be missing, and this one's is: getMessage() is"
                        + " null");
        return reason;
    }

    @Test
    @DisplayName("a page that never ends fails when the patience is over")
    @Hint({
        "Which part of an exchange does your limit cover: until the headers, or until the last"
                + " byte?",
        "HttpRequest.timeout is over as soon as the headers are there.",
        "sendAsync(request, BodyHandlers.ofString()).get(patience) waits for the whole answer."
    })
    void wholeExchange() throws Exception {
        try (var web = new Web()) {
            web.site.on("/silent", new Answer.Silent());
            web.site.on("/drip", DRIP);

            expectGivenUp(web, "/silent", "the site never answers, and fetch waits for it");
            expectGivenUp(
                    web,
                    "/drip",
                    "the limit was over when the headers came: HttpRequest.timeout does not cover"
                            + " the body, nor does a future of BodyHandlers.ofInputStream()");
        }
    }

    private static void expectGivenUp(Web web, String path, String why) throws Exception {
        String expected = "Failed, when the patience is over";
        // So that the classes are loaded, and the headers come well within the patience.
        web.site.on("/first", Answer.html("news"));
        web.fetch(LONG, "/first");
        int before = web.site.requests().size();
        // On a machine that is very busy, the patience can be over before anything is sent.
        for (int times = 1; times <= 4 && web.site.requests().size() == before; times *= 4) {
            var patience = SHORT.multipliedBy(times);
            var found = web.fetch(patience, web.site.uri(path), expected, why);
            Expect.that(
                    found instanceof Outcome.Failed,
                    expected,
                    found,
                    "the site sent no whole answer: whatever came is not the page");
        }
        Expect.that(
                web.site.requests().size() > before,
                "the page is asked for",
                "nothing was sent",
                "fetch gave up before it had sent a request");
    }

    @Test
    @Needs("wholeExchange")
    @DisplayName("when the patience is over, the exchange is over for the site as well")
    @Hint({
        "Whose wait ends when get(limit) throws, or a future has orTimeout? Does the client know?",
        "The future that sendAsync returns is special: cancel(true) on it ends the exchange.",
        "exchange.cancel(true) in finally; on an exchange that is done it does nothing."
    })
    void overForTheSite() throws Exception {
        expectLeft(
                web -> expectGivenUp(web, "/drip", "the limit does not cover the body"),
                "only the wait has ended: nobody cancelled the exchange, and the client goes on"
                        + " reading a page that nobody wants");
    }

    @Test
    @DisplayName("an interrupt ends the exchange, and reaches the caller")
    @Hint({
        "Which of your catch clauses catches an InterruptedException?",
        "fetch declares InterruptedException: let it through, and end the exchange on the way.",
        "finally { exchange.cancel(true); } runs on every way out."
    })
    void interrupted() throws Exception {
        expectLeft(
                PageFetcherTest::interruptWhileItDrips,
                "the caller has gone, and nobody cancelled the exchange: after an interrupt the"
                        + " client goes on reading");
    }

    private static void interruptWhileItDrips(Web web) throws Exception {
        var address = web.site.uri("/drip");
        try (var caller = Caller.start("fetch()", () -> web.fetcher(LONG).fetch(address))) {
            String expected = "an InterruptedException";
            if (!web.site.awaitMorePieces(5, RemoteService.PATIENCE)) {
                throw caller.unmet("the page is asked for", "fetch has sent no request");
            }
            caller.interrupt();
            var end = caller.expectEnd(expected, "the wait cannot be interrupted");
            if (!(end instanceof End.Threw<Outcome>(InterruptedException _, boolean _))) {
                throw caller.unmet(
                        expected,
                        "the interrupt was caught like any other failure: whoever called cannot"
                                + " tell that it was asked to stop, and asks for the next page");
            }
        }
    }

    /// A fetch of a page that drips, which does not come to its end.
    @FunctionalInterface
    private interface GivenUp {
        void in(Web web) throws Exception;
    }

    private static void expectLeft(GivenUp fetch, String why) throws Exception {
        String seen = "";
        for (int exchange = 0; exchange < EXCHANGES; exchange++) {
            try (var web = new Web()) {
                web.site.on("/drip", DRIP);
                fetch.in(web);
                boolean ended = web.site.awaitEnded(web.site.requests().size(), A_SECOND);
                var end = web.site.requests().getLast().end();
                if (ended && end == Request.End.CLIENT_LEFT) {
                    return;
                }
                seen = ended ? "the site saw: " + end : "the site is still sending";
            }
        }
        throw new Unmet("the site sees its client leave", seen, why);
    }

    private static URI whereNobodyListens() {
        try (var gone = Service.start("gone")) {
            return gone.uri("/gone");
        }
    }

    /// A site and a client of its own.
    private static final class Web implements AutoCloseable {
        private final Service site = Service.start("site");
        private final HttpClient client = HttpClient.newHttpClient();

        PageFetcher fetcher(Duration patience) {
            return new PageFetcher(client, patience);
        }

        Outcome fetch(Duration patience, String path) throws Exception {
            return fetch(patience, site.uri(path));
        }

        Outcome fetch(Duration patience, URI address) throws Exception {
            return fetch(
                    patience,
                    address,
                    "an outcome for " + address.getPath(),
                    "fetch waits for something that does not come");
        }

        Outcome fetch(Duration patience, URI address, String expected, String why)
                throws Exception {
            var outcome = new AtomicReference<Outcome>();
            try (var caller = Caller.start("fetch()", () -> fetcher(patience).fetch(address))) {
                switch (caller.expectEnd(expected, why)) {
                    case End.Returned<Outcome>(Outcome found, boolean _) -> outcome.set(found);
                    case End.Threw<Outcome> _ ->
                            throw caller.unmet(
                                    expected,
                                    "an exception left fetch: it ends the program's loop over its"
                                            + " pages, and a failure of one page is an outcome");
                }
            }
            return outcome.get();
        }

        @Override
        public void close() throws InterruptedException {
            // Not close(): a wrong answer may have left an exchange that never ends.
            client.shutdownNow();
            client.awaitTermination(RemoteService.PATIENCE);
            site.close();
        }
    }
}
