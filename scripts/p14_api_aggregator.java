///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS io.helidon.webserver:helidon-webserver:4.5.0
//DEPS io.javalin:javalin:7.2.3
//DEPS org.apache.httpcomponents.client5:httpclient5:5.6.5
//DEPS org.slf4j:slf4j-nop:2.0.17
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
// A shop's page shows a user, their orders and their profile. Three services know
// these things, each on another machine. One of them is slow today. One answers 500
// at times. Somebody has to ask all three, put one answer together, and send it
// before the reader has left. This is that somebody: an HTTP service of its own.
//
// It promises four things.
//
// - The user is **required**; orders and profile are **optional**. A page without
//   orders is better than no page. What is missing says why.
// - There is **one deadline** for the whole.
// - Every request gets an answer: also when a service hangs up, drips, or sends a
//   gigabyte.
// - Nobody works for nothing: when a client leaves, the calls made for it end.
//
// `jbang scripts/p14_api_aggregator.java` serves until Ctrl-C, and prints a `curl`
// line to try. With `demo` it prints what this lesson shows, and ends. The three
// services are played by the book's fault lab, on this machine.
//
// *In Python* this would be FastAPI with `httpx` and `asyncio.gather`. The web frame
// is a few lines in both languages. The lesson is what happens between them.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %%
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import workbook.services.Answer;
import workbook.services.FaultLab;
import workbook.services.Request;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
static final Logger HELIDON = Logger.getLogger("io.helidon");

/// What libraries tell of their start and end is for whoever runs them, and not for a lesson.
void quiet(Level level) {
    HELIDON.setLevel(level);
    System.setProperty("slf4j.internal.verbosity", "ERROR");
}

// %% tags=["active-ipynb"]
// quiet(Level.OFF);

// %% [markdown]
// ## What can come back, as types
//
// Before the first call: what may become of it? A part is there, or it is missing for
// one of four reasons. A whole request ends with an overview, or it is refused. These
// types are the contract. The compiler asks you for each case, and nobody can forget
// that a profile may be missing.

// %%
static final Duration LIMIT = Duration.ofSeconds(3);

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

/// What a microservice contributes. A part that is missing is a value, and says why.
sealed interface Part {
    record Present(JsonNode json) implements Part {}

    record Missing(Why why, String detail) implements Part {}
}

// %%
/// Why a part is missing, and the status that a client gets if the part was required.
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

/// What becomes of a request for an overview.
sealed interface Outcome {
    record Overview(JsonNode user, Part orders, Part profile) implements Outcome {}

    record Refused(Why why, String detail) implements Outcome {}
}

// %% [markdown]
// ## One call: whatever comes back is a value
//
// A call has four ways to go wrong: no connection, a status, a body that is no
// JSON, no end. For an optional part none of them may be an exception that flies
// past the parts that are well. So the call ends in a `Part`, always. An
// `InterruptedException` is the one thing that is let through: it means that
// nobody wants the answer any more.
//
// A body can be too long as well. `BodyHandlers.limiting`, new in Java 25, ends it
// with an `IOException`. And it can be too slow. The timeout of a request ends
// when the headers are there (lesson 5), so the wait below has a limit of its own.

// %%
static final int MAX_BODY_BYTES = 64 * 1024;

/// An answer as it came, before anybody has looked into it.
record Reply(int status, String body) {}

/// How a microservice is called. An interrupt ends the call.
interface Caller extends AutoCloseable {
    Reply get(URI address, Duration left) throws IOException, InterruptedException;

    @Override
    void close();
}

// %%
/// Calls with the HTTP client of the JDK.
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

/// Asks one microservice. Whatever it answers, the result is a part.
Part fetch(Caller caller, URI address, Deadline deadline) throws InterruptedException {
    try {
        var left = deadline.left();
        if (left.isZero()) {
            return new Part.Missing(Why.LATE, "no time was left to ask");
        }
        var reply = caller.get(address, left);
        return switch (reply.status()) {
            case 200 -> new Part.Present(JSON.readTree(reply.body()));
            case 404 -> new Part.Missing(Why.UNKNOWN, "status 404");
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

// %% [markdown]
// ## The pattern: fan out, one deadline, end what nobody needs
//
// Three things make it an aggregator.
//
// - All parts are asked **before** any is waited for.
// - There is **one deadline**. It is set where the request comes in. Each wait
//   gets what is left of it, and each service is told: the header `Time-Left-Ms`
//   hands it on.
// - `finally` holds `shutdownNow()`. A required part that failed, a deadline, an
//   interrupt from outside: on every way out, whatever still runs is interrupted,
//   and the end of the block waits until it has ended.
//
// *asyncio:* `async with asyncio.timeout(2), asyncio.TaskGroup() as group`, and in
// each optional task an `except Exception` that makes a value of the failure.

// %%
/// Where the microservices are.
record Addresses(URI users, URI orders, URI profiles) {
    static Addresses of(FaultLab lab) {
        return new Addresses(
                lab.users().uri("/users/"),
                lab.orders().uri("/orders/"),
                lab.profiles().uri("/profiles/"));
    }
}

/// Waits for a part, as long as there is time.
Part await(Future<Part> part, Deadline deadline) throws InterruptedException {
    try {
        return part.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
        return new Part.Missing(Why.LATE, "no answer in time");
    } catch (ExecutionException bug) {
        throw new IllegalStateException("a fault of this program", bug.getCause());
    }
}

// %%
/// Asks three microservices at once. The user is required, the rest is optional.
final class Aggregator {
    private final Addresses where;
    private final Caller caller;

    Aggregator(Addresses where, Caller caller) {
        this.where = where;
        this.caller = caller;
    }

    Outcome overview(int id, Deadline deadline) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var user = executor.submit(() -> ask(where.users(), id, deadline));
                var orders = executor.submit(() -> ask(where.orders(), id, deadline));
                var profile = executor.submit(() -> ask(where.profiles(), id, deadline));
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
String tell(Part part) {
    return switch (part) {
        case Part.Present(JsonNode _) -> "there";
        case Part.Missing(Why why, String detail) -> why + ", " + detail;
    };
}

void tell(String what, Outcome outcome) {
    String told =
            switch (outcome) {
                case Outcome.Refused(Why why, String detail) -> "refused: " + why + ", " + detail;
                case Outcome.Overview(JsonNode user, Part orders, Part profile) ->
                        user + "; orders: " + tell(orders) + "; profile: " + tell(profile);
            };
    IO.println(what + ": " + told);
}

void threeAtOnce() throws InterruptedException {
    try (var lab = FaultLab.start();
            var caller = new JdkCaller()) {
        var aggregator = new Aggregator(Addresses.of(lab), caller);
        var patient = Duration.ofSeconds(30); // the first call of a JVM loads many classes
        tell("user 1", aggregator.overview(1, Deadline.after(patient)));
        tell("user 7", aggregator.overview(7, Deadline.after(patient)));
    }
}

// %% tags=["active-ipynb"]
// threeAtOnce();

// %%
/// Calls that only take their time: the user 80 ms, the orders 500 ms, the profile 30 ms.
final class SleepingCaller implements Caller {
    @Override
    public Reply get(URI address, Duration left) throws InterruptedException {
        int millis =
                switch (address.getHost()) {
                    case "users" -> 80;
                    case "orders" -> 500;
                    default -> 30;
                };
        Thread.sleep(Duration.ofMillis(millis));
        return new Reply(200, "{}");
    }

    @Override
    public void close() {}
}

void slowOrders(int limitMillis) throws InterruptedException {
    var users = URI.create("http://users/");
    var where = new Addresses(users, URI.create("http://orders/"), URI.create("http://profiles/"));
    var aggregator = new Aggregator(where, new SleepingCaller());
    tell("slow orders", aggregator.overview(1, Deadline.after(Duration.ofMillis(limitMillis))));
}

// %% tags=["active-ipynb"]
// Timeline.record("three at once", () -> slowOrders(2000));

// %% tags=["active-ipynb"]
// Timeline.record("the orders are late", () -> slowOrders(250));

// %% [markdown]
// ## What the timeline shows
//
// Three lanes begin together below yours. User and profile end early, and the orders,
// after 500 ms, end the whole. Your own lane waits all the time, and costs no carrier
// while it does. On the second picture the limit is 250 ms: the lane of the orders is
// cut off there by a flash, and yours ends at the same moment.
//
// ## The trap: a limit for each part
//
// Three parts take 200, 450 and 650 ms today. The page may take 300 ms. Below, each
// wait gets these 300 ms. All three run at once, so that looks safe.
//
// **Predict:** how many parts are there, and after how long is the answer sent?
//
// <details><summary>Answer</summary>
//
// All three, after 650 ms: more than twice the limit. The first wait ends at 200 ms,
// the second may last until 500, the third until 750. **Limits of waits add up**,
// also when the calls run at the same time. With one deadline the answer is sent
// after 300 ms, with one part.
//
// </details>

// %%
long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

Callable<String> answering(String text, int millis) {
    return () -> {
        Thread.sleep(Duration.ofMillis(millis));
        return text;
    };
}

/// Waits for three parts that were asked at once.
void waitForThree(String what, Supplier<Duration> limit) throws Exception {
    long start = System.nanoTime();
    int there = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var millis = Stream.of(200, 450, 650);
        for (var part : millis.map(m -> executor.submit(answering("part", m))).toList()) {
            try {
                part.get(limit.get().toNanos(), TimeUnit.NANOSECONDS);
                there++;
            } catch (TimeoutException late) {
                part.cancel(true);
            }
        }
    }
    IO.println(what + ": " + there + " of 3 parts, after " + millisSince(start) + " ms");
}

// %%
void limitForEachPart() throws Exception {
    waitForThree("300 ms for each wait", () -> Duration.ofMillis(300));
}

void oneDeadline() throws Exception {
    var deadline = Deadline.after(Duration.ofMillis(300));
    waitForThree("300 ms for all", () -> deadline.left());
}

// %% tags=["active-ipynb"]
// Timeline.record("a limit for each part", () -> limitForEachPart());

// %% tags=["active-ipynb"]
// Timeline.record("one deadline", () -> oneDeadline());

// %% [markdown]
// On the first picture no lane is cut off. On the second the two slow ones
// end with a flash, both at the same place.
//
// ## The trap: one slow optional part fails all
//
// The limit is right here, 200 ms for all. The profile is late. What does Ada see,
// whose name and orders were there after 20 ms?

// %%
List<Future<String>> adasParts(ExecutorService executor) throws InterruptedException {
    List<Callable<String>> calls =
            List.of(answering("Ada", 20), answering("2 orders", 20), answering("trains", 2000));
    return executor.invokeAll(calls, 200, TimeUnit.MILLISECONDS);
}

void oneTryForAll() throws Exception {
    var parts = new ArrayList<String>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var part : adasParts(executor)) {
            parts.add(part.get());
        }
        IO.println("one try for all: " + parts);
    } catch (CancellationException late) {
        IO.println("one try for all: 504, and nothing to see");
    }
}

void eachForItself() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var parts = adasParts(executor).stream().map(p -> p.isCancelled() ? "LATE" : p.resultNow());
        IO.println("each part for itself: " + parts.toList());
    }
}

// %% tags=["active-ipynb"]
// oneTryForAll();
// eachForItself();

// %% [markdown]
// A `try` around everything makes every part required. The page is as available as
// the worst of its services, although two thirds of it were there. What is
// required is a decision about each part, and the types should show it: here the
// user is a `JsonNode`, and the others are `Part`s.
//
// ## The trap: a required part fails, and the others run on
//
// The user has failed at once, so there will be no page. **Predict:** when does the
// caller hear of it, if nobody ends the orders, which take 300 ms?
//
// <details><summary>Answer</summary>
//
// After 300 ms. The failure was known at once, and the return waits in `close()`,
// which waits for every task.
//
// </details>

// %%
void refuse(boolean endTheOthers) {
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<String> broken =
                () -> {
                    throw new IOException("status 500");
                };
        var user = executor.submit(broken);
        executor.submit(answering("2 orders", 300));
        try {
            user.get();
        } catch (ExecutionException | InterruptedException failed) {
            if (endTheOthers) {
                executor.shutdownNow();
            }
        }
    }
    IO.println(
            (endTheOthers ? "ended" : "left running")
                    + ": 502 after "
                    + millisSince(start)
                    + " ms");
}

// %% tags=["active-ipynb"]
// Timeline.record("the others run on", () -> refuse(false));

// %% tags=["active-ipynb"]
// Timeline.record("the others are ended", () -> refuse(true));

// %% [markdown]
// On the second picture the orders end with a flash, next to the failure. Work that
// nobody needs also costs the *orders service* something. On a day on which the
// users fail, the orders would be asked as often as ever.
//
// ## A structured scope
//
// A scope says the same: a task that throws cancels it, and the timeout is the
// deadline. So the task of the required part throws when the user is missing, and
// the optional ones return a `Part` and never fail. One thing to know: when the time
// is over, `join` throws, and from then on `Subtask.get` throws as well ("join not
// called"), also for a task that has its result. So each task leaves its part where
// it is found afterwards. It is a preview API in Java 25 (JEP 505), so it lives in the
// notebook only.

// %% tags=["active-ipynb"]
// Part required(Part part) {
//     if (part instanceof Part.Missing) {
//         throw new NoSuchElementException(tell(part));
//     }
//     return part;
// }

// %% tags=["active-ipynb"]
// String scoped(URI user, URI orders, Caller caller, Deadline deadline) throws Exception {
//     Part missing = new Part.Missing(Why.LATE, "no answer in time");
//     var parts = new ConcurrentHashMap<>(Map.of(user, missing, orders, missing));
//     var joiner = StructuredTaskScope.Joiner.<Part>awaitAllSuccessfulOrThrow();
//     try (var scope = StructuredTaskScope.open(
//             joiner, config -> config.withTimeout(deadline.left()))) {
//         scope.fork(() -> parts.put(user, required(fetch(caller, user, deadline))));
//         scope.fork(() -> parts.put(orders, fetch(caller, orders, deadline)));
//         scope.join();
//     } catch (StructuredTaskScope.TimeoutException late) {
//         // what is there in time is shown
//     } catch (StructuredTaskScope.FailedException failed) {
//         return "refused: " + failed.getCause().getMessage();
//     }
//     return "user: " + tell(parts.get(user)) + "; orders: " + tell(parts.get(orders));
// }

// %% tags=["active-ipynb"]
// try (var lab = FaultLab.start();
//         var caller = new JdkCaller()) {
//     for (int id : List.of(1, 7, 2)) {
//         lab.orders().on("/orders/2", new Answer.Silent());
//         var deadline = Deadline.after(Duration.ofSeconds(1));
//         var user = lab.users().uri("/users/" + id);
//         var orders = lab.orders().uri("/orders/" + id);
//         IO.println(scoped(user, orders, caller, deadline));
//     }
// }

// %% [markdown]
// ## The service: an answer for every request
//
// What the service answers is plain Java that knows no framework. It counts its
// answers by their status, and keeps how long they took: `/metrics` tells both, in
// the text form that Prometheus reads. (Helidon has modules for health, metrics and
// OpenAPI. A few lines show what is in them.)

// %%
/// How long the latest requests took, in seconds.
final class Latencies {
    private static final int KEPT = 1_000;
    private final Deque<Double> latest = new ArrayDeque<>();
    private double sum;

    void add(double seconds) {
        sum += seconds;
        latest.add(seconds);
        if (latest.size() > KEPT) {
            latest.remove();
        }
    }

    double sum() {
        return sum;
    }

    /// @param share 0.5 for the median
    double quantile(double share) {
        var sorted = latest.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
    }
}

// %%
/// What the service has counted, as Prometheus reads it. Thread-safe.
final class Metrics {
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final Latencies latencies = new Latencies();
    private int inFlight;

    synchronized void began() {
        inFlight++;
    }

    synchronized void ended(int status, double seconds) {
        inFlight--;
        byStatus.merge(status, 1L, Long::sum);
        latencies.add(seconds);
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized String text() {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("# TYPE overviews_in_flight gauge").add("overviews_in_flight " + inFlight);
        lines.add("# TYPE overviews_total counter");
        byStatus.forEach(
                (status, n) -> lines.add("overviews_total{status=\"" + status + "\"} " + n));
        lines.add("# TYPE overview_seconds summary");
        for (double share : new double[] {0.5, 0.99}) {
            double seconds = latencies.quantile(share);
            lines.add("overview_seconds{quantile=\"" + share + "\"} " + seconds);
        }
        long count = byStatus.values().stream().mapToLong(n -> n).sum();
        lines.add("overview_seconds_sum " + latencies.sum());
        return lines.add("overview_seconds_count " + count).toString();
    }
}

// %%
/// What a client gets, whichever framework sends it.
record HttpAnswer(int status, String type, String body) {
    static HttpAnswer text(int status, String text) {
        return new HttpAnswer(status, "text/plain", text + "\n");
    }

    static HttpAnswer problem(int status, String title) {
        var body = JSON.createObjectNode().put("status", status).put("title", title);
        return new HttpAnswer(status, "application/problem+json", body.toString());
    }
}

// %%
/// An overview in JSON: a part that is missing is null, and `missing` says why.
String json(Outcome.Overview overview) {
    var body = JSON.createObjectNode();
    var missing = JSON.createObjectNode();
    body.set("user", overview.user());
    put("orders", overview.orders(), body, missing);
    put("profile", overview.profile(), body, missing);
    body.set("missing", missing);
    return body.toString();
}

void put(String name, Part part, ObjectNode body, ObjectNode missing) {
    switch (part) {
        case Part.Present(JsonNode json) -> body.set(name, json);
        case Part.Missing _ -> {
            body.putNull(name);
            missing.put(name, tell(part));
        }
    }
}

HttpAnswer httpAnswer(Outcome outcome) {
    return switch (outcome) {
        case Outcome.Refused(Why why, String detail) ->
                HttpAnswer.problem(why.status, "user: " + why + ", " + detail);
        case Outcome.Overview overview -> new HttpAnswer(200, "application/json", json(overview));
    };
}

// %%
/// Who is asked for, and how long the answer may take: the client may want less than LIMIT.
record Question(int id, Duration limit) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    static Optional<Question> parse(String id, String timeLeftMs) {
        if (!NUMBER.matcher(id).matches() || !NUMBER.matcher(timeLeftMs).matches()) {
            return Optional.empty();
        }
        long limit = Math.min(Long.parseLong(timeLeftMs), LIMIT.toMillis());
        return Optional.of(new Question(Integer.parseInt(id), Duration.ofMillis(limit)));
    }
}

// %%
/// Everything that the service can be asked, without a word about the framework.
final class Api {
    private final Metrics metrics = new Metrics();
    private final Aggregator aggregator;
    private volatile boolean draining;

    Api(Aggregator aggregator) {
        this.aggregator = aggregator;
    }

    HttpAnswer overview(String id, Optional<String> timeLeftMs) throws InterruptedException {
        long start = System.nanoTime();
        int status = 499; // what nginx writes into its log when the client has left
        metrics.began();
        try {
            var question = Question.parse(id, timeLeftMs.orElse("" + LIMIT.toMillis()));
            var answer = question.isPresent() ? answer(question.get()) : badRequest();
            status = answer.status();
            return answer;
        } finally {
            metrics.ended(status, (System.nanoTime() - start) / 1e9);
        }
    }

    private HttpAnswer answer(Question question) throws InterruptedException {
        return httpAnswer(aggregator.overview(question.id(), Deadline.after(question.limit())));
    }

    private static HttpAnswer badRequest() {
        return HttpAnswer.problem(400, "the id and Time-Left-Ms are numbers from 1 to 999999999");
    }

    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    Metrics metrics() {
        return metrics;
    }
}

// %% [markdown]
// A client may want less than the limit of three seconds: its header `Time-Left-Ms`
// is the deadline of somebody further up, handed on to us.
//
// Two answers tell whoever runs the service about its health. `/health/live`: the
// process answers, do not kill it. It asks no other service, or one that is down
// would have all the healthy ones restarted. `/health/ready`: send requests here. It
// says no while the service stops.
//
// And the service describes itself at `/openapi`, in OpenAPI 3.1, whose schemas are
// JSON Schema. A test of the book holds the real answers against it.

// %%
static final String PATHS =
        """
        {
          "/users/{id}/overview": {"get": {
            "operationId": "overview",
            "parameters": [
              {"name": "id", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/Number"}},
              {"name": "Time-Left-Ms", "in": "header", "schema": {"$ref": "#/components/schemas/Number"}}
            ],
            "responses": {
              "200": {"description": "the user, and what could be had of the rest", "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Overview"}}}},
              "400": {"$ref": "#/components/responses/Problem"},
              "404": {"$ref": "#/components/responses/Problem"},
              "502": {"$ref": "#/components/responses/Problem"},
              "503": {"$ref": "#/components/responses/Problem"},
              "504": {"$ref": "#/components/responses/Problem"}
            }
          }},
          "/health/live": {"get": {"responses": {"200": {"description": "the process answers"}}}},
          "/health/ready": {"get": {"responses": {
            "200": {"description": "send requests"}, "503": {"description": "it is stopping"}}}},
          "/metrics": {"get": {"responses": {"200": {"description": "counters, for Prometheus"}}}}
        }
        """;

// %%
static final String COMPONENTS =
        """
        {
          "schemas": {
            "Number": {"type": "integer", "minimum": 1, "maximum": 999999999},
            "Overview": {
              "type": "object",
              "required": ["user", "orders", "profile", "missing"],
              "properties": {
                "user": {"type": "object"},
                "orders": {"type": ["array", "null"]},
                "profile": {"type": ["object", "null"]},
                "missing": {"type": "object", "additionalProperties": {"type": "string"}}
              }
            },
            "Problem": {
              "type": "object",
              "required": ["status", "title"],
              "properties": {"status": {"type": "integer"}, "title": {"type": "string"}}
            }
          },
          "responses": {"Problem": {"description": "why there is no overview", "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}
        }
        """;

// %%
HttpAnswer openapi() {
    var document = JSON.createObjectNode().put("openapi", "3.1.0");
    document.putObject("info").put("title", "Users at a glance").put("version", "1.0.0");
    document.set("paths", JSON.readTree(PATHS));
    document.set("components", JSON.readTree(COMPONENTS));
    return new HttpAnswer(200, "application/json", document.toString());
}

// %%
HttpAnswer ready(Api api) {
    return api.isDraining() ? HttpAnswer.text(503, "stopping") : HttpAnswer.text(200, "ready");
}

HttpAnswer metrics(Api api) {
    return new HttpAnswer(200, "text/plain; version=0.0.4", api.metrics().text());
}

// %% [markdown]
// ## The routes, in Helidon
//
// Helidon SE 4 gives each connection a virtual thread, and a handler runs on it. A
// handler blocks, as everything in this book does.
//
// The class `Client` is for a client that leaves while a handler works for it. Who
// notices that, and calls `leaves()`, is a later section. Here it does nothing yet.

// %%
/// Interrupts whoever works for a client when the client leaves.
final class Client {
    static final ScopedValue<Client> CURRENT = ScopedValue.newInstance();
    private final AtomicReference<Thread> worker = new AtomicReference<>();
    private volatile boolean left;

    /// Does the work; ends it by an interrupt if the client of this connection leaves.
    static <T> T present(Callable<T> work) throws Exception {
        return CURRENT.isBound() ? CURRENT.get().during(work) : work.call();
    }

    private <T> T during(Callable<T> work) throws Exception {
        worker.set(Thread.currentThread());
        try {
            if (left) {
                throw new InterruptedException("the client left before the work began");
            }
            return work.call();
        } finally {
            worker.set(null);
        }
    }

    void leaves() {
        left = true;
        var busy = worker.getAndSet(null);
        if (busy != null) {
            busy.interrupt();
        }
    }
}

// %%
HttpAnswer overview(ServerRequest request, Api api) throws Exception {
    String id = request.path().pathParameters().get("id");
    var timeLeft = request.headers().first(HeaderNames.create("Time-Left-Ms"));
    try {
        return Client.present(() -> api.overview(id, timeLeft));
    } catch (InterruptedException left) {
        throw new CloseConnectionException("the client has left", left);
    }
}

void give(ServerResponse response, HttpAnswer answer) {
    response.status(answer.status()).header("Content-Type", answer.type()).send(answer.body());
}

void routes(HttpRules rules, Api api) {
    rules.get(
            "/users/{id}/overview", (request, response) -> give(response, overview(request, api)));
    rules.get("/health/live", (_, response) -> give(response, HttpAnswer.text(200, "alive")));
    rules.get("/health/ready", (_, response) -> give(response, ready(api)));
    rules.get("/metrics", (_, response) -> give(response, metrics(api)));
    rules.get("/openapi", (_, response) -> give(response, openapi()));
}

// %%
/// HTTP/1.1, as Helidon speaks it.
static final ServerConnectionSelector HTTP =
        Http1ConnectionSelector.builder().config(Http1Config.create()).build();

/// The service, from its start to the end of its last answer.
final class OverviewService implements AutoCloseable {
    private final Api api;
    private final WebServer server;

    OverviewService(Api api, int port, ServerConnectionSelector connections) {
        this.api = api;
        server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(port)
                        .addConnectionSelector(connections)
                        .routing(routing -> routes(routing, api))
                        .shutdownGracePeriod(Duration.ofSeconds(5))
                        .shutdownHook(false) // this script has its own
                        .build()
                        .start();
        if (!server.isRunning()) { // start() throws nothing when the port is taken
            throw new IllegalStateException("port " + port + " is taken");
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /// Accepts nobody any more, and waits for the answers in flight, for as long as the grace.
    @Override
    public void close() {
        api.drain();
        server.stop();
    }
}

// %%
static final HttpClient BROWSER = HttpClient.newHttpClient();

HttpResponse<String> get(URI address, int timeLeftMs) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).header("Time-Left-Ms", "" + timeLeftMs).build();
    return BROWSER.send(request, BodyHandlers.ofString());
}

void show(OverviewService service, String path) throws IOException, InterruptedException {
    var answer = get(service.uri(path), 3000);
    IO.println(path + " → " + answer.statusCode());
    answer.body()
            .lines()
            .filter(line -> !line.contains("seconds"))
            .forEach(l -> IO.println("  " + l));
}

// %%
Api api(FaultLab lab, Caller caller) {
    return new Api(new Aggregator(Addresses.of(lab), caller));
}

void everyPath() throws Exception {
    try (var lab = FaultLab.start();
            var caller = new JdkCaller();
            var service = new OverviewService(api(lab, caller), 0, HTTP)) {
        show(service, "/users/1/overview");
        show(service, "/users/7/overview");
        show(service, "/users/ada/overview");
        show(service, "/health/live");
        show(service, "/health/ready");
        show(service, "/metrics");
        var openapi = JSON.readTree(get(service.uri("/openapi"), 3000).body());
        IO.println("/openapi describes " + openapi.get("paths").propertyNames());
    }
}

// %% tags=["active-ipynb"]
// everyPath();

// %% [markdown]
// ## Every fault is an answer
//
// Here is what services do on a bad day. The client waits for 400 ms at most.
//
// **Predict:** which of these faults of the *orders* make the whole fail? Which take
// all of the 400 ms? What changes when the *user* has them?
//
// <details><summary>Answer</summary>
//
// None makes the whole fail: nine times 200, with the orders missing. Drip and
// silence take all of the time. When the user has the fault, the request is refused:
// 502 for what is broken, 503 for "too many requests", 504 for what is late.
//
// </details>

// %%
Map<String, Answer> faults() {
    var faults = new LinkedHashMap<String, Answer>();
    faults.put("500", Answer.status(500));
    faults.put("429", Answer.tooManyRequests(Duration.ofSeconds(1)));
    faults.put("malformed", Answer.json("{\"id\": 1, "));
    faults.put("huge", new Answer.Huge("application/json", 1 << 30));
    faults.put("cut short", new Answer.CutShort("application/json", "[1, 2, 3]", 4));
    faults.put("hang up", new Answer.HangUp());
    faults.put("drip", new Answer.Drip("application/json", "[1, 2]", 1, Duration.ofSeconds(1)));
    faults.put("silent", new Answer.Silent());
    return faults;
}

// %%
void report(String fault, HttpResponse<String> answer) {
    var body = JSON.readTree(answer.body());
    var told = answer.statusCode() == 200 ? body.get("missing") : body.get("title");
    IO.println("  %-10s → %d %s".formatted(fault, answer.statusCode(), told));
}

void optionalPartFails() throws Exception {
    IO.println("the orders are broken:");
    try (var lab = FaultLab.start();
            var caller = new JdkCaller();
            var service = new OverviewService(api(lab, caller), 0, HTTP)) {
        var overview = service.uri("/users/1/overview");
        get(overview, 3000); // the first request loads classes
        for (var fault : faults().entrySet()) {
            lab.orders().on("/orders/1", fault.getValue());
            report(fault.getKey(), get(overview, 400));
        }
        lab.orders().close();
        report("refused", get(overview, 3000));
    }
}

void requiredPartFails() throws Exception {
    IO.println("the user is broken:");
    try (var lab = FaultLab.start();
            var caller = new JdkCaller();
            var service = new OverviewService(api(lab, caller), 0, HTTP)) {
        get(service.uri("/users/2/overview"), 3000);
        for (var fault : List.of("500", "429", "malformed", "silent")) {
            lab.users().on("/users/1", faults().get(fault));
            report(fault, get(service.uri("/users/1/overview"), 400));
        }
    }
}

// %% tags=["active-ipynb"]
// optionalPartFails();

// %% tags=["active-ipynb"]
// requiredPartFails();

// %% [markdown]
// Three of the faults are an `IOException`: the body that is too long, the one that
// is cut short, the hang-up. A retry could help against some of them; lesson 25 says
// which, and why not against all.
//
// ## When the client leaves
//
// The reader has closed the page. Three services work on, for nobody. Who could tell
// them? The handler's thread waits for the services. *Nobody reads the connection
// while a handler runs*, and nobody writes to it before the answer is there. And
// that a client has gone shows nowhere else than in a read or a write.
//
// An event loop learns it in passing: it always reads. (So an ASGI server has a
// disconnect message for the handler, and aiohttp can cancel it.) Where a thread
// serves a connection, it needs a second thread: one that reads ahead, puts what
// comes into a queue for the first, and interrupts it at the end of the stream. The
// rest you have already:
// the interrupt ends the wait in `await`, `shutdownNow()` passes it on to the calls,
// and `HttpClient` closes its connection to the service.
//
// The class `Client`, above, knows who is at work for a client. A `ScopedValue` says
// which client that is: Helidon calls the handler, and has no parameter for it.
// `leaves()` and `during()` may meet: whichever is second sees what the first has
// written, so the worker is interrupted, or sees `left` and does not begin.
//
// What is missing is the reader. Helidon lets you replace what serves a connection, by
// a `ServerConnectionSelector`. It takes four small classes. This one reads.

// %%
/// What a client sends, read ahead on a thread of its own.
final class ReadAhead implements Supplier<byte[]> {
    private static final byte[] END = {};
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(16); // a client that sends too much waits
    private final DataReader socket;

    ReadAhead(DataReader socket) {
        this.socket = socket;
    }

    /// Reads until the client leaves, or the server closes the connection.
    void readFor(Client client) {
        try {
            while (true) {
                room.acquire();
                socket.ensureAvailable();
                pieces.put(socket.readBytes(socket.available()));
            }
        } catch (RuntimeException | InterruptedException end) {
            client.leaves();
            pieces.add(END);
        }
    }

    @Override
    public byte[] get() {
        try {
            byte[] piece = pieces.take();
            room.release();
            return piece == END ? null : piece;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}

// %% [markdown]
// The other three put the reader between Helidon and the socket, and change nothing else.

// %%
/// A connection as Helidon sees it, except that its bytes come from elsewhere.
record ReadElsewhere(ConnectionContext real, DataReader dataReader) implements ConnectionContext {
    public ListenerContext listenerContext() {
        return real.listenerContext();
    }

    public ExecutorService executor() {
        return real.executor();
    }

    public DataWriter dataWriter() {
        return real.dataWriter();
    }

    public Router router() {
        return real.router();
    }

    public PeerInfo remotePeer() {
        return real.remotePeer();
    }

    public PeerInfo localPeer() {
        return real.localPeer();
    }

    public boolean isSecure() {
        return real.isSecure();
    }

    public String socketId() {
        return real.socketId();
    }

    public String childSocketId() {
        return real.childSocketId();
    }
}

// %%
/// Serves a connection while another thread reads it.
final class AttentiveConnection implements ServerConnection {
    private final Client client = new Client();
    private final ReadAhead input;
    private final ServerConnection real;

    AttentiveConnection(ConnectionContext context, ServerConnectionSelector http) {
        input = new ReadAhead(context.dataReader());
        real = http.connection(new ReadElsewhere(context, DataReader.create(input)));
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        var reader = Thread.ofVirtual().name("read-ahead").start(() -> input.readFor(client));
        try {
            ScopedValue.where(Client.CURRENT, client)
                    .call(() -> {
                        real.handle(limit);
                        return null;
                    });
        } finally {
            reader.interrupt();
        }
    }

    @Override
    public Duration idleTime() {
        return real.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        real.close(interrupt);
    }
}

// %%
/// HTTP/1.1, with a reader for each connection.
final class Attentive implements ServerConnectionSelector {
    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new AttentiveConnection(context, HTTP);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return HTTP.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData firstBytes) {
        return HTTP.supports(firstBytes);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return HTTP.supportedApplicationProtocols();
    }
}

// %% [markdown]
// Now a client that asks and leaves at once. The orders come as a list of 40 bytes,
// one every 20 ms, so that the *orders service* sees whether anybody is still there:
// it writes until a write fails.
//
// **Predict:** who is told that the reader has left: the orders service, the
// aggregator, nobody? First with a connection that nobody reads, then with a reader.

// %%
List<Request> adasOrders(FaultLab lab) {
    return lab.orders().requests().stream().filter(r -> r.path().equals("/orders/1")).toList();
}

/// Asks for Ada's overview, and leaves while her orders come, a byte every 20 ms.
void leave(String how, FaultLab lab, URI address) throws Exception {
    var list = "[" + " ".repeat(38) + "]";
    var slowly = new Answer.Drip("application/json", list, 1, Duration.ofMillis(20));
    lab.orders().on("/orders/1", slowly);
    try (var client = new Socket(address.getHost(), address.getPort())) {
        var request = "GET " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        while (adasOrders(lab).isEmpty()) {
            Thread.sleep(Duration.ofMillis(1));
        }
    }
    long start = System.nanoTime();
    while (adasOrders(lab).getLast().end() == Request.End.OPEN) {
        Thread.sleep(Duration.ofMillis(1));
    }
    var end = adasOrders(lab).getLast().end();
    IO.println(how + ": the call for the orders " + end + ", after " + millisSince(start) + " ms");
}

// %%
void clientLeaves(String how, ServerConnectionSelector connections) throws Exception {
    try (var lab = FaultLab.start();
            var caller = new JdkCaller();
            var service = new OverviewService(api(lab, caller), 0, connections)) {
        leave(how, lab, service.uri("/users/1/overview"));
    }
}

// %% tags=["active-ipynb"]
// clientLeaves("nobody reads", HTTP);

// %% tags=["active-ipynb"]
// clientLeaves("read ahead", new Attentive());

// %% [markdown]
// `ANSWERED`: with nobody who reads, the list was sent to its end. `CLIENT_LEFT`: with
// the reader, the call was broken off, and one of the service's next writes failed.
// JDK 25 loses the cancellation of an exchange at times (lesson 11): of 400 clients that
// left here, the orders of 2 were sent to their end all the same.
//
// What it costs: a virtual thread for each connection, and a hand-over for each
// request. 16,000 small requests by 8 connections took 1.3 s of processor time
// without, and 1.5 s with it (warm, one run on two busy cores).
//
// What it cannot do: tell a client that has left from one that only ended its own
// side of the connection (`shutdownOutput`), and still waits. Both look the same. And
// a client whose cable was cut sends nothing at all; only the deadline helps there.
//
// If your server has no place for a reader, there is the deadline, and writing: a
// long answer that is sent piece by piece finds out at one of its pieces.

// %% [markdown]
// ## Stopping without losing an answer
//
// A new version is deployed: the process gets a SIGTERM. Three steps, in this order:
// say "not ready", accept nobody any more, wait for what is in flight, but not for
// ever. `WebServer.stop()` does the second and the third, for as long as
// `shutdownGracePeriod`, which is half a second unless you set it. The deadline of
// the requests has to be the shorter of the two.
//
// Below, the orders are held back until a new connection has been refused.

// %%
boolean isAccepted(URI address) throws IOException {
    try (var probe = new Socket(address.getHost(), address.getPort())) {
        return probe.isConnected();
    } catch (ConnectException refused) {
        return false;
    }
}

// %%
void stopWhileAsked() throws Exception {
    try (var lab = FaultLab.start();
            var caller = new JdkCaller();
            var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
        var orders = new CountDownLatch(1);
        lab.orders().on("/orders/1", new Answer.Held(orders, Answer.json("[]")));
        var service = new OverviewService(api(lab, caller), 0, new Attentive());
        var address = service.uri("/users/1/overview");
        var inFlight = visitors.submit(() -> get(address, 3000));
        lab.orders().awaitInFlight(1, Duration.ofSeconds(10));
        var stopped = visitors.submit(() -> service.close());
        while (isAccepted(address)) {
            Thread.sleep(Duration.ofMillis(1));
        }
        IO.println("a new connection is refused, the service has stopped: " + stopped.isDone());
        orders.countDown();
        IO.println("the request in flight: " + inFlight.get().statusCode());
        stopped.get();
        IO.println("stopped");
    }
}

// %% tags=["active-ipynb"]
// stopWhileAsked();

// %% [markdown]
// Behind a load balancer there is a pause between the first step and the second: it
// has to see "not ready" and send its requests elsewhere, before a connection is
// refused. Lesson 29 goes on from here.

// %% [markdown]
// ## The same service in Javalin
//
// Javalin 7 sits on Jetty. Its handlers run on virtual threads if you ask for them:
// `config.concurrency.useVirtualThreads`. Since version 7 routes are a part of the
// configuration, before the start. `Api` and everything below it are the same as
// before. What differs are the five routes and the way an answer is sent.
//
// (In a script without a logging library Javalin asks for one, on standard error.)

// %%
HttpAnswer overview(Context context, Api api) throws InterruptedException {
    var timeLeft = Optional.ofNullable(context.header("Time-Left-Ms"));
    return api.overview(context.pathParam("id"), timeLeft);
}

void give(Context context, HttpAnswer answer) {
    context.status(answer.status()).contentType(answer.type()).result(answer.body());
}

void routes(RoutesConfig routes, Api api) {
    routes.get("/users/{id}/overview", context -> give(context, overview(context, api)));
    routes.get("/health/live", context -> give(context, HttpAnswer.text(200, "alive")));
    routes.get("/health/ready", context -> give(context, ready(api)));
    routes.get("/metrics", context -> give(context, metrics(api)));
    routes.get("/openapi", context -> give(context, openapi()));
}

// %%
Javalin startJavalin(Api api) {
    var javalin =
            Javalin.create(config -> {
                config.concurrency.useVirtualThreads = true;
                config.startup.showJavalinBanner = false;
                config.jetty.modifyServer(jetty -> jetty.setStopTimeout(5_000));
                routes(config.routes, api);
            });
    return javalin.start("127.0.0.1", 0);
}

void inJavalin() throws Exception {
    try (var lab = FaultLab.start();
            var caller = new JdkCaller()) {
        var server = startJavalin(api(lab, caller));
        try {
            var users = "http://127.0.0.1:" + server.port() + "/users/";
            for (int id : List.of(2, 7)) {
                var answer = get(URI.create(users + id + "/overview"), 3000);
                IO.println("Javalin: " + answer.statusCode() + " " + answer.body());
            }
            leave("Javalin", lab, URI.create(users + "1/overview"));
        } finally {
            server.stop();
        }
    }
}

// %% tags=["active-ipynb"]
// inJavalin();

// %% [markdown]
// The same answers. And the same blindness: when the client has left, the list of
// orders is read to its end. Javalin's own API has no place for a reader.
//
// | | Helidon SE 4 | Javalin 7 |
// |---|---|---|
// | threads | a virtual thread for each connection, nothing else | Jetty's, virtual on request |
// | a taken port | `start()` returns, `isRunning()` is false | `start` throws |
// | stopping | `shutdownGracePeriod`, half a second | `setStopTimeout`, none |
// | a client that leaves | can be noticed, as above | at the next write |
// | its own words | builders, `HttpRules` | lambdas on a `Context` |
//
// Keep what you know about users and deadlines out of both, and the choice stays open.

// %% [markdown]
// ## The price of the client
//
// `java.net.http` is in the JDK, and was first here. It does more than blocking calls
// need: everything passes a selector thread and callbacks. Apache HttpClient 5 reads
// the socket on the thread that called. On a virtual thread that is all right: a read
// that is interrupted closes its socket, so the call ends as it should.
//
// One default to know: its pool has 5 connections for each host, and 25 in total.
// With more requests than that at once, the sixth waits for a connection.

// %%
/// Calls with Apache HttpClient 5. An interrupt closes the socket of a virtual thread that reads.
final class ApacheCaller implements Caller {
    private final CloseableHttpClient client =
            HttpClients.custom()
                    .setConnectionManager(
                            PoolingHttpClientConnectionManagerBuilder.create()
                                    .setMaxConnPerRoute(1_000) // 5 by default
                                    .setMaxConnTotal(3_000)
                                    .build())
                    .disableAutomaticRetries()
                    .build();

    @Override
    public Reply get(URI address, Duration left) throws IOException {
        var request = new HttpGet(address);
        request.setHeader("Time-Left-Ms", left.toMillis());
        request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(left)).build());
        try {
            return client.execute(request, response -> reply(request, response));
        } catch (SocketTimeoutException late) {
            throw new HttpTimeoutException("no answer in time");
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}

// %%
Reply reply(HttpGet request, ClassicHttpResponse response) throws IOException {
    var entity = response.getEntity(); // null for an answer without a body
    byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
        request.cancel(); // or the client reads the gigabyte to its end when it closes the body
        throw new IOException("more than " + MAX_BODY_BYTES + " bytes");
    }
    return new Reply(response.getCode(), new String(body, StandardCharsets.UTF_8));
}

// %%
/// So many overviews by eight workers.
void price(String client, Caller caller, int overviews)
        throws InterruptedException, ExecutionException {
    try (var lab = FaultLab.start();
            caller;
            var workers = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory())) {
        var aggregator = new Aggregator(Addresses.of(lab), caller);
        Callable<Outcome> overview =
                () -> aggregator.overview(1, Deadline.after(Duration.ofSeconds(20)));
        long start = System.nanoTime();
        int whole = 0;
        for (var outcome : workers.invokeAll(Collections.nCopies(overviews, overview))) {
            if (outcome.get() instanceof Outcome.Overview(_, Part.Present _, Part.Present _)) {
                whole++;
            }
        }
        IO.println(client + ": " + whole + " whole overviews, after " + millisSince(start) + " ms");
    }
}

void twoClients() throws Exception {
    price("java.net.http", new JdkCaller(), 100);
    price("Apache HttpClient", new ApacheCaller(), 100);
}

// %% tags=["active-ipynb"]
// twoClients();

// %% [markdown]
// 100 overviews are too few to judge. Warm, in a run of 2,000 overviews by 8 workers,
// with the three services in the same process: 4.7 s of processor time with
// `java.net.http`, 3.6 s with Apache (the third of three rounds, on two busy cores).
// Much of both is the services. Measure yours before you change it.

// %% [markdown]
// ## The whole, to play with
//
// Without an argument the script serves at port 8080, or at a free one if that is
// taken. User 1 is well. User 2's orders are broken, user 3's profile never comes,
// user 4's orders take a second, and for user 5 the users service fails.

// %%
void scenery(FaultLab lab) {
    lab.orders().on("/orders/2", Answer.status(500));
    lab.profiles().on("/profiles/3", new Answer.Silent());
    lab.orders().on("/orders/4", Answer.json("[]").after(Duration.ofSeconds(1)));
    lab.users().on("/users/5", Answer.status(500));
}

int portOf(String[] arguments) throws IOException {
    if (arguments.length > 0) {
        return Integer.parseInt(arguments[0]);
    }
    try (var probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress("127.0.0.1", 8080));
        return 8080;
    } catch (BindException taken) {
        return 0; // any that is free
    }
}

// %%
/// Serves until the process is asked to end, and then for the answers in flight.
void serve(int port) throws InterruptedException {
    var lab = FaultLab.start();
    scenery(lab);
    var service = new OverviewService(api(lab, new JdkCaller()), port, new Attentive());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> service.close(), "stop"));
    IO.println("Overviews of the users 1 to 5, until Ctrl-C. Try:");
    IO.println("  curl -i " + service.uri("/users/1/overview"));
    IO.println("Also there: /health/live, /health/ready, /metrics, /openapi");
    Thread.currentThread().join();
}

// %% [markdown]
// ## When each
//
// | you have | use | because |
// |---|---|---|
// | a required and some optional parts | `submit`, a `Part` for each | types say what can miss |
// | optional parts only | `invokeAll` with a limit | it starts, waits and cancels |
// | required parts only | a scope, or fail fast by hand (4) | the first failure ends the rest |
// | a part that needs another | start it when that is there | one deadline, limits add up |
// | a client that may leave | a reader for each connection | only a read or a write can tell |
// | many clients | a limit of requests at once (26) | a deadline frees nothing in a queue |
//
// <details><summary>Teacher's notes: 60 minutes and the exercises</summary>
//
// - 10 min: the types first. Ask which parts of *their* pages are required.
// - 10 min: the aggregator. Take `shutdownNow()` out and ask what changes.
// - 15 min: the three traps. Let them draw both pictures of the first before they
//   run it: nearly all expect the sum of limits only where calls are sequential.
// - 5 min: the faults. Add one of your own; the fault lab has more.
// - 15 min: the client that leaves. Ask who could notice, until somebody says that
//   nobody reads. The code may be skipped, the result not.
// - 5 min: stopping. Start the script, `curl` user 4, stop it within the second.
// - Exercises: 8, 14 and 25 minutes. In the last, let them write down the times of
//   the calls for one request on paper first.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [aggregator](../bench/RESULTS.md#aggregator) and
// [aggregator-512](../bench/RESULTS.md#aggregator-512).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p14`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p14/UserPage` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks need no network. The services are fakes on a clock of their own, on which
// a call of 40 ms takes exactly 40 ms, and your code runs many times, each time with
// its threads in another order.
//
// - [UserPage.java](../exercises/p14_api_aggregator/UserPage.java),
//   8 minutes: a required and two optional parts at once.
// - [DashboardService.java](../exercises/p14_api_aggregator/DashboardService.java),
//   14 minutes: repair a dashboard that is sequential by accident, adds up its
//   limits, and shows nothing when one source is late.
// - [OverviewAggregator.java](../exercises/p14_api_aggregator/OverviewAggregator.java),
//   25 minutes: one deadline over two steps, parts that say why they are missing, and
//   nobody who works for nothing.

// %% tags=["active-ipynb"]
// check("p14/UserPage");

// %% tags=["active-ipynb"]
// check("p14/DashboardService");

// %% tags=["active-ipynb"]
// check("p14/OverviewAggregator");

// %% [markdown]
// <details><summary>After solving</summary>
//
// *UserPage* is shortest with an executor and `shutdownNow()` in `finally`. A scope
// does without the `finally`, if the optional tasks never throw. `CompletableFuture`
// needs neither, and pays for it: nothing that it cancels is interrupted, so the other
// two calls run on.
//
// *DashboardService* is one call of `invokeAll` with a limit. By hand it is a deadline,
// a `get` with what is left, and a `cancel` on every way out. The long form is worth
// knowing when tiles should appear one by one, as they come.
//
// *OverviewAggregator* can be written with a deadline and what is left of it at each
// wait, as in the lesson. Or the profile is started by the task of the user, so that one
// task makes two calls: then nobody has to wait in the middle, and the outcome of
// that task needs a type of its own. Or a `CompletableFuture` for each part, with
// `thenCompose` for the profile: the steps read well, and interruption has to be added
// by hand at each of them. Take the first until you have a reason.
//
// </details>

// %% tags=["active-java"]
void main(String[] arguments) throws Exception {
    if (!List.of(arguments).contains("demo")) {
        quiet(Level.WARNING);
        serve(portOf(arguments));
        return;
    }
    quiet(Level.OFF);
    threeAtOnce();
    limitForEachPart();
    oneDeadline();
    oneTryForAll();
    eachForItself();
    refuse(false);
    refuse(true);
    everyPath();
    optionalPartFails();
    requiredPartFails();
    clientLeaves("nobody reads", HTTP);
    clientLeaves("read ahead", new Attentive());
    stopWhileAsked();
    inJavalin();
    twoClients();
}
