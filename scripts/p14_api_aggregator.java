///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS io.helidon.webserver:helidon-webserver:4.5.0
//DEPS io.javalin:javalin:7.2.3
//DEPS org.apache.httpcomponents.client5:httpclient5:5.6.5
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../src/main/java/workbook/services/Answer.java
//SOURCES ../src/main/java/workbook/services/FaultLab.java
//SOURCES ../src/main/java/workbook/services/Request.java
//SOURCES ../src/main/java/workbook/services/RequestLog.java
//SOURCES ../src/main/java/workbook/services/Script.java
//SOURCES ../src/main/java/workbook/services/Service.java

// %% [markdown]
// # 14 · An API that asks other services, and answers in time
//
// INTRO

// %%
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import workbook.services.Answer;
import workbook.services.FaultLab;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// One moment for everything that belongs to a request. Measured with `nanoTime`: the clock on the
/// wall may be set meanwhile.
record Deadline(long nanos) {
    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}

/// Why a part is missing, and what a client is told if the part was required.
enum Why {
    UNKNOWN(404),
    FAILED(502),
    BUSY(503),
    LATE(504);

    final int status;

    Why(int status) {
        this.status = status;
    }
}

// %%
/// What a microservice contributed. A part that is missing is a value, and says why.
sealed interface Part {
    record Present(JsonNode json) implements Part {}

    record Missing(Why why, String detail) implements Part {}
}

/// What becomes of a request for an overview.
sealed interface Outcome {
    record Overview(JsonNode user, Part orders, Part profile) implements Outcome {}

    record Refused(Why why, String detail) implements Outcome {}
}

// %%
static final int MAX_BODY_BYTES = 64 * 1024;

/// An answer as it came, before anybody has looked at it.
record Reply(int status, String body) {}

/// How a microservice is asked. An interrupt ends the call.
interface Caller extends AutoCloseable {
    Reply get(URI address, Duration left) throws IOException, InterruptedException;

    @Override
    void close();
}

// %%
/// Calls by the HTTP client of the JDK.
final class JdkCaller implements Caller {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Reply get(URI address, Duration left) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(left)
                        .header("Time-Left-Ms", Long.toString(left.toMillis()))
                        .build();
        var text = BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY_BYTES);
        var answer = client.send(request, text);
        return new Reply(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

// %%
static final JsonMapper JSON = new JsonMapper();

/// Asks one microservice. Whatever it does, the result is a part.
Part fetch(Caller caller, URI address, Deadline deadline) throws InterruptedException {
    try {
        var left = deadline.left();
        if (left.isZero()) {
            return new Part.Missing(Why.LATE, "no time was left to ask");
        }
        var reply = caller.get(address, left);
        return switch (reply.status()) {
            case 200 -> new Part.Present(JSON.readTree(reply.body()));
            case 404 -> new Part.Missing(Why.UNKNOWN, "there is none");
            case 429, 503 -> new Part.Missing(Why.BUSY, "status " + reply.status());
            default -> new Part.Missing(Why.FAILED, "status " + reply.status());
        };
    } catch (HttpTimeoutException late) {
        return new Part.Missing(Why.LATE, "no answer in time");
    } catch (JacksonException malformed) {
        return new Part.Missing(Why.FAILED, "malformed JSON");
    } catch (IOException broken) {
        return new Part.Missing(Why.FAILED, broken.getClass().getSimpleName());
    }
}

// %%
/// Where the microservices are.
record Addresses(URI users, URI orders, URI profiles) {}

/// Asks three microservices at once. The user is required, the rest is optional.
final class Aggregator {
    private final Addresses addresses;
    private final Caller caller;

    Aggregator(Addresses addresses, Caller caller) {
        this.addresses = addresses;
        this.caller = caller;
    }

    Outcome overview(int id, Deadline deadline) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var user = executor.submit(() -> ask(addresses.users(), id, deadline));
                var orders = executor.submit(() -> ask(addresses.orders(), id, deadline));
                var profile = executor.submit(() -> ask(addresses.profiles(), id, deadline));
                return switch (await(user, deadline)) {
                    case Part.Missing(Why why, String detail) -> new Outcome.Refused(why, detail);
                    case Part.Present(JsonNode json) ->
                            new Outcome.Overview(
                                    json, await(orders, deadline), await(profile, deadline));
                };
            } finally {
                executor.shutdownNow(); // interrupts what nobody needs; close() waits for its end
            }
        }
    }

    private Part ask(URI service, int id, Deadline deadline) throws InterruptedException {
        return fetch(caller, service.resolve(Integer.toString(id)), deadline);
    }
}

// %%
Part await(Future<Part> part, Deadline deadline) throws InterruptedException {
    try {
        return part.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
        return new Part.Missing(Why.LATE, "no answer in time");
    } catch (ExecutionException bug) {
        throw new IllegalStateException(bug.getCause());
    }
}

Addresses addresses(FaultLab lab) {
    return new Addresses(
            lab.users().uri("/users/"),
            lab.orders().uri("/orders/"),
            lab.profiles().uri("/profiles/"));
}

void withoutHttp() throws InterruptedException {
    try (var lab = FaultLab.start();
            var caller = new JdkCaller()) {
        var aggregator = new Aggregator(addresses(lab), caller);
        IO.println(aggregator.overview(1, Deadline.after(LIMIT)));
        IO.println(aggregator.overview(7, Deadline.after(LIMIT)));
    }
}

static final Duration LIMIT = Duration.ofSeconds(2);

// %%
void faults() throws InterruptedException {
    var faults = new LinkedHashMap<String, Answer>();
    faults.put("500", Answer.status(500));
    faults.put("429", Answer.tooManyRequests(Duration.ofSeconds(1)));
    faults.put("malformed", Answer.json("{\"id\": 1, "));
    faults.put("huge", new Answer.Huge("application/json", 1 << 30));
    faults.put("cut short", new Answer.CutShort("application/json", "[1, 2, 3]", 4));
    faults.put("hang up", new Answer.HangUp());
    faults.put(
            "slow drip", new Answer.Drip("application/json", "[1, 2]", 1, Duration.ofSeconds(1)));
    faults.put("silent", new Answer.Silent());
    try (var lab = FaultLab.start();
            var caller = new JdkCaller()) {
        var aggregator = new Aggregator(addresses(lab), caller);
        for (var fault : faults.entrySet()) {
            lab.orders().on("/orders/1", fault.getValue());
            long start = System.nanoTime();
            IO.println(
                    fault.getKey()
                            + " "
                            + aggregator.overview(1, Deadline.after(Duration.ofMillis(500)))
                            + millisSince(start));
        }
        lab.orders().close();
        IO.println(
                "refused" + " " + aggregator.overview(1, Deadline.after(Duration.ofMillis(500))));
    }
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% tags=["active-java"]
void main(String[] arguments) throws Exception {
    withoutHttp();
    faults();
}
