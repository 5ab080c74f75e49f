package workbook.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workbook.lesson.ClassPath;

/// Lesson 14's script as a service: a process that answers over HTTP until it is asked to end.
@DisplayName("The service of lesson 14")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class AggregatorServiceTest {

    private static final Pattern ADDRESS =
            Pattern.compile("curl -i (http://127\\.0\\.0\\.1:\\d+)/");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Process service;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        service =
                new ProcessBuilder(
                                ScriptRun.tool("java"),
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                ClassPath.text(),
                                Checkout.ROOT.resolve("scripts/p14_api_aggregator.java").toString(),
                                "0")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        // Not closed: the process goes on to print.
        var printed = service.inputReader(StandardCharsets.UTF_8);
        String line;
        while (address == null && (line = printed.readLine()) != null) {
            var matcher = ADDRESS.matcher(line);
            address = matcher.find() ? matcher.group(1) : null;
        }
        assertNotEquals(null, address, "the script told no address");
        // The first answer of a JVM may take longer than the service's limit on a busy machine.
        while (status("/users/1/overview") == 504) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void end() {
        service.destroyForcibly();
        CLIENT.shutdownNow();
    }

    @Test
    @Order(1)
    @DisplayName("gives a whole overview, and one that says what is missing, by its own schema")
    void overviews() throws Exception {
        var whole = JSON.readTree(answer("/users/1/overview", 200));
        assertEquals("Ada", whole.at("/user/name").stringValue());
        assertEquals(2, whole.get("orders").size());
        assertTrue(whole.get("missing").isEmpty(), whole::toString);

        var withoutOrders = JSON.readTree(answer("/users/2/overview", 200));
        assertTrue(withoutOrders.get("orders").isNull(), withoutOrders::toString);
        assertEquals("FAILED, status 500", withoutOrders.at("/missing/orders").stringValue());

        for (var overview : List.of(whole, withoutOrders)) {
            assertEquals(List.of(), errors("Overview", overview.toString()));
        }
        // So that the schema itself is known to refuse something.
        assertFalse(errors("Overview", "{\"user\": 1}").isEmpty());
    }

    @Test
    @Order(2)
    @DisplayName("refuses what it cannot answer, with a status that tells why")
    void problems() throws Exception {
        assertEquals(List.of(), errors("Problem", answer("/users/99/overview", 404)));
        assertEquals(List.of(), errors("Problem", answer("/users/5/overview", 502)));
        for (var wrong : List.of("ada", "0", "-1", "1e9", "%20", "12345678901234567890")) {
            assertEquals(
                    List.of(), errors("Problem", answer("/users/" + wrong + "/overview", 400)));
        }
        answer("/nowhere", 404);
    }

    @Test
    @Order(3)
    @DisplayName("tells its health, and counts")
    void observed() throws Exception {
        answer("/health/live", 200);
        answer("/health/ready", 200);
        var metrics = answer("/metrics", 200);
        for (var line :
                List.of(
                        "overviews_in_flight 0",
                        "overviews_total{status=\"404\"} 1",
                        "overviews_total{status=\"502\"} 1",
                        "overviews_total{status=\"400\"} 6")) {
            assertTrue(
                    metrics.lines().anyMatch(line::equals), () -> line + " is not in " + metrics);
        }
        assertTrue(
                metrics.lines()
                        .anyMatch(
                                l -> l.matches("overview_seconds\\{quantile=\"0.99\"} [\\d.E-]+")),
                metrics);
    }

    @Test
    @Order(4)
    @DisplayName("describes in OpenAPI 3.1 what it serves, without a reference into the void")
    void openapi() throws Exception {
        var document = JSON.readTree(answer("/openapi", 200));
        assertEquals("3.1.0", document.get("openapi").stringValue());
        assertTrue(
                document.at("/info/title").isString() && document.at("/info/version").isString());
        for (var path : document.get("paths").propertyNames()) {
            assertEquals(200, status(path.replace("{id}", "1")), path);
            var operation = document.get("paths").get(path).get("get");
            assertTrue(operation.get("responses").has("200"), path);
            for (var response : operation.get("responses")) {
                assertTrue(response.has("description") || response.has("$ref"), path);
            }
        }
        for (var reference : document.findValuesAsString("$ref")) {
            var target = document.at(reference.substring(1));
            assertFalse(target.isMissingNode(), () -> reference + " leads nowhere");
        }
    }

    @Test
    @Order(5)
    @DisplayName("a request in flight gets its answer after SIGTERM, and then the process ends")
    void graceful() throws Exception {
        assumeTrue(service.supportsNormalTermination(), "there is no SIGTERM on this system");
        // The profile of user 3 never comes: the answer takes as long as the service's limit.
        var inFlight = CLIENT.sendAsync(request("/users/3/overview"), BodyHandlers.ofString());
        while (!answer("/metrics", 200).contains("overviews_in_flight 1")) {
            Thread.onSpinWait();
        }
        service.destroy();
        var last = inFlight.get(60, TimeUnit.SECONDS);
        assertEquals(200, last.statusCode());
        assertEquals(
                "LATE, no answer in time",
                JSON.readTree(last.body()).at("/missing/profile").stringValue());
        assertTrue(service.waitFor(Duration.ofSeconds(60)), "the process has not ended");
    }

    private static List<?> errors(String schema, String json) throws Exception {
        var components = JSON.readTree(answer("/openapi", 200)).get("components");
        var root = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        JsonNode document = root.set("components", components);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document.toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }

    private static String answer(String path, int status) throws Exception {
        var answer = CLIENT.send(request(path), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), () -> path + " → " + answer.body());
        return answer.body();
    }

    private static int status(String path) throws IOException {
        try {
            HttpResponse<Void> answer = CLIENT.send(request(path), BodyHandlers.discarding());
            return answer.statusCode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).build();
    }
}
