package workbook.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A service of the fault lab")
@Timeout(60)
class ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Service service = Service.start("test");

    @AfterEach
    void close() {
        client.shutdownNow();
        service.close();
    }

    @Test
    @DisplayName("answers by its script, the last answer for ever, and 404 where there is none")
    void answersByItsScript() throws Exception {
        service.on("/busy", Answer.tooManyRequests(Duration.ofSeconds(2)), Answer.json("{}"));

        var first = get("/busy");
        assertEquals(429, first.statusCode());
        assertEquals("2", first.headers().firstValue("Retry-After").orElseThrow());
        for (int i = 0; i < 2; i++) {
            var next = get("/busy?again=yes");
            assertEquals("{}", next.body());
            assertEquals(
                    "application/json", next.headers().firstValue("Content-Type").orElseThrow());
        }
        assertEquals(404, get("/nowhere").statusCode());
    }

    @Test
    @DisplayName("remembers what it was asked, with the body and the headers")
    void remembers() throws Exception {
        service.on("/orders", Answer.status(201));
        client.send(
                HttpRequest.newBuilder(service.uri("/orders?user=1"))
                        .header("Idempotency-Key", "a1")
                        .POST(HttpRequest.BodyPublishers.ofString("one ticket"))
                        .build(),
                BodyHandlers.discarding());
        get("/orders");

        assertTrue(service.awaitEnded(2, PATIENCE));
        var requests = service.requests();
        assertEquals(List.of(1, 2), requests.stream().map(Request::number).toList());
        var post = requests.getFirst();
        assertEquals("POST", post.method());
        assertEquals("/orders?user=1", post.path());
        assertEquals("one ticket", post.body());
        assertEquals("a1", post.headers().get("idempotency-key"));
        assertEquals(Request.End.ANSWERED, post.end());
        assertEquals(1, service.connections(), "the second request came by the first's connection");
        assertEquals(1, service.mostInFlight());
    }

    @Test
    @DisplayName("a client that asks one after the other has one request in flight")
    void oneAfterTheOther() throws Exception {
        service.on("/", Answer.text("well"));
        for (int i = 0; i < 200; i++) {
            get("/");
        }
        assertEquals(1, service.mostInFlight());
        assertEquals(1, service.connections());
    }

    @Test
    @DisplayName("answers nobody until enough requests are in flight")
    void onceInFlight() throws Exception {
        service.on("/", new Answer.OnceInFlight(3, PATIENCE, Answer.text("together")));
        var sent =
                List.of(1, 2, 3).stream()
                        .map(_ -> client.sendAsync(request("/"), BodyHandlers.ofString()))
                        .toList();
        for (var answer : sent) {
            assertEquals("together", answer.join().body());
        }
        assertEquals(3, service.mostInFlight());
    }

    @Test
    @DisplayName("a client that asks alone gets 503 when its patience ends")
    void neverTogether() throws Exception {
        service.on("/", new Answer.OnceInFlight(2, Duration.ofMillis(1), Answer.text("together")));
        assertEquals(503, get("/").statusCode());
    }

    @Test
    @DisplayName("a held answer comes when its latch opens")
    void held() throws Exception {
        var open = new CountDownLatch(1);
        service.on("/", new Answer.Held(open, Answer.text("now")));
        var answer = client.sendAsync(request("/"), BodyHandlers.ofString());
        assertTrue(service.awaitInFlight(1, PATIENCE));
        assertTrue(!answer.isDone());
        open.countDown();
        assertEquals("now", answer.join().body());
    }

    @Test
    @DisplayName("faults are what they say: no answer, half an answer, a slow one, a huge one")
    void faults() throws Exception {
        service.on("/hang-up", new Answer.HangUp());
        service.on("/cut", new Answer.CutShort("text/plain", "0123456789", 4));
        service.on("/drip", new Answer.Drip("text/plain", "slowly", 2, Duration.ofMillis(1)));
        service.on("/huge", new Answer.Huge("text/plain", 1_000_000));

        assertThrows(IOException.class, () -> get("/hang-up"));
        assertThrows(IOException.class, () -> get("/cut"));
        assertEquals("slowly", get("/drip").body());
        assertEquals(1_000_000, get("/huge").body().length());
    }

    @Test
    @DisplayName("a client that leaves is noticed when its answer is sent")
    void clientLeaves() throws Exception {
        service.on("/huge", new Answer.Huge("text/plain", Long.MAX_VALUE));
        var answer = client.send(request("/huge"), BodyHandlers.ofInputStream());
        answer.body().close();
        assertTrue(service.awaitEnded(1, PATIENCE));
        assertEquals(Request.End.CLIENT_LEFT, service.requests().getFirst().end());
    }

    @Test
    @DisplayName("closing ends what is in flight; afterwards a connection is refused")
    void closing() throws Exception {
        service.on("/", new Answer.Silent());
        var answer = client.sendAsync(request("/"), BodyHandlers.ofString());
        assertTrue(service.awaitInFlight(1, PATIENCE));
        URI address = service.uri("/");
        service.close();

        assertThrows(Exception.class, () -> answer.get(30, TimeUnit.SECONDS));
        assertEquals(Request.End.CLOSED, service.requests().getFirst().end());
        assertThrows(
                ConnectException.class,
                () ->
                        client.send(
                                HttpRequest.newBuilder(address).build(),
                                BodyHandlers.discarding()));
    }

    @Test
    @DisplayName("the lab has its site, users, orders and profiles, and a page that shows them")
    void lab() throws Exception {
        try (var lab = FaultLab.start()) {
            for (var address :
                    List.of(
                            lab.site().uri("/"),
                            lab.site().uri("/news/12"),
                            lab.users().uri("/users/5"),
                            lab.orders().uri("/orders/1"),
                            lab.profiles().uri("/profiles/2"),
                            lab.orders().uri("/faults/malformed.json"))) {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), address.toString());
            }
            String page = LabPage.show(lab.services(), "none");
            assertTrue(page.contains("GET /orders/1"), page);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(service.uri(path)).build();
    }
}
