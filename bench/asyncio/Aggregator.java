import io.helidon.webserver.WebServer;
import io.javalin.Javalin;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One JSON out of the answers of three services, which are asked at the same time.
///
/// `Aggregator VARIANT USERS ORDERS PROFILES`, where each service is the beginning of an address.
static final JsonMapper JSON = new JsonMapper();

static final Logger HELIDON = Logger.getLogger("io.helidon");

void main(String[] arguments) throws Exception {
    HELIDON.setLevel(Level.WARNING);
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var services = new Services(arguments[1], arguments[2], arguments[3]);
    int port =
            switch (arguments[0]) {
                case "helidon-apache" -> helidon(services, apache());
                case "helidon-jdk" -> helidon(services, jdk());
                case "javalin-jdk" -> javalin(services, jdk());
                default -> throw new IllegalArgumentException(arguments[0]);
            };
    IO.println(port);
    System.in.readAllBytes(); // until who started this program closes it, or has ended
    System.exit(0);
}

/// Asks a service, by whichever library.
interface Caller {
    String get(String address) throws Exception;
}

record Services(String users, String orders, String profiles) {}

static String overview(String number, Services services, Caller caller) throws Exception {
    int id = Integer.parseInt(number);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var user = executor.submit(() -> ask(services.users() + id, caller));
        var orders = executor.submit(() -> ask(services.orders() + id, caller));
        var profile = executor.submit(() -> ask(services.profiles() + id, caller));
        var overview = JSON.createObjectNode();
        overview.set("user", user.get());
        overview.set("orders", orders.get());
        overview.set("profile", profile.get());
        return overview.toString();
    }
}

static JsonNode ask(String address, Caller caller) throws Exception {
    return JSON.readTree(caller.get(address));
}

static int helidon(Services services, Caller caller) {
    return WebServer.builder()
            .host("127.0.0.1")
            .shutdownHook(false)
            .routing(routing ->
                    routing.get(
                            "/users/{number}/overview",
                            (request, response) -> {
                                var number = request.path().pathParameters().get("number");
                                response.header("Content-Type", "application/json");
                                response.send(overview(number, services, caller));
                            }))
            .build()
            .start()
            .port();
}

static int javalin(Services services, Caller caller) {
    return Javalin.create(
                    config -> {
                        config.concurrency.useVirtualThreads = true;
                        config.startup.showJavalinBanner = false;
                        config.routes.get(
                                "/users/{number}/overview",
                                context -> {
                                    var answer =
                                            overview(context.pathParam("number"), services, caller);
                                    context.contentType("application/json").result(answer);
                                });
                    })
            .start("127.0.0.1", 0)
            .port();
}

static Caller jdk() {
    // Else it asks each new connection whether it speaks HTTP/2.
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return address -> {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    };
}

static Caller apache() {
    // By default a pool has five connections to a host, and everything else waits for one.
    var connections =
            PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(1_000)
                    .setMaxConnTotal(3_000)
                    .build();
    var client = HttpClients.custom().setConnectionManager(connections).build();
    return address ->
            client.execute(
                    new HttpGet(address), answer -> EntityUtils.toString(answer.getEntity()));
}
