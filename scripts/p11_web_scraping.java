///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS org.jsoup:jsoup:1.24.1
//SOURCES ../src/main/java/workbook/services/Answer.java
//SOURCES ../src/main/java/workbook/services/FaultLab.java
//SOURCES ../src/main/java/workbook/services/Request.java
//SOURCES ../src/main/java/workbook/services/RequestLog.java
//SOURCES ../src/main/java/workbook/services/Script.java
//SOURCES ../src/main/java/workbook/services/Service.java

// %% [markdown]
// # 11 · Web scraping: many pages, and everything that can happen to one
//
// You want the pages of a news site, all of them, soon. Asking for many at once is
// the smaller half of the work: a virtual thread for each page, and `send`. The
// larger half is what comes back. A page is missing. A server is busy, and says
// when to come again. A body never ends, or ends too early, or comes one byte at a
// time. A scraper that runs at night has to turn each of these into a result, and
// must neither hang nor knock the site over.
//
// The site is the *fault lab* of this book: services on your own machine that
// answer by a script, badly where the script says so, and write down what they
// were asked. Look at it by hand with `./workbook lab-services`.
//
// *asyncio has no HTTP client; most programs use* `aiohttp`*. Java has* `HttpClient`
// *in the JDK (JEP 321).*
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import workbook.services.Answer;
import workbook.services.FaultLab;
import workbook.services.Service;

// %%
static final Duration LONG = Duration.ofSeconds(30);

HttpRequest get(URI address) {
    return HttpRequest.newBuilder(address).build();
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## One page
//
// `send` blocks until the whole answer is there: the status, the headers, and the
// body as the *body handler* wants it. On a virtual thread that costs no carrier.
//
// **Predict:** the site has no page `/nothing-here`. What happens in the second
// round of the loop?
//
// <details><summary>Answer</summary>
//
// Nothing is thrown. A 404 is an answer like any other, with a body of its own.
// An exception means that there was *no* answer. The Python original of this
// lesson has the same trap: it returns a 404 with its status and its length, and
// whoever counts results counts a success.
//
// </details>

// %%
void statusIsNoException() throws Exception {
    try (var lab = FaultLab.start();
            var client = HttpClient.newHttpClient()) {
        for (var path : List.of("/news/1", "/nothing-here")) {
            var answer = client.send(get(lab.site().uri(path)), BodyHandlers.ofString());
            IO.println(
                    "%s: status %d, %d characters"
                            .formatted(path, answer.statusCode(), answer.body().length()));
        }
        var asked = lab.site().requests().getFirst().headers();
        IO.println("the request also said: Upgrade: " + asked.get("upgrade"));
    }
}

// %% tags=["active-ipynb"]
// statusIsNoException();

// %% [markdown]
// The last line: unless told otherwise, the client asks each `http:` server to go
// on in HTTP/2. A server that does not know it answers as before. A few old ones
// choke on the header. `HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)`
// leaves it out.
//
// ## The trap: the text of an error
//
// The original keeps `str(e)` of whatever was thrown. Here nobody listens at the
// address.
//
// **Predict:** what is printed?

// %%
URI whereNobodyListens() {
    try (var gone = Service.start("gone")) {
        return gone.uri("/");
    }
}

void emptyReason() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
        client.send(get(whereNobodyListens()), BodyHandlers.ofString());
    } catch (IOException failure) {
        IO.println("getMessage(): " + failure.getMessage());
        IO.println("toString():   " + failure);
    }
}

// %% tags=["active-ipynb"]
// emptyReason();

// %% [markdown]
// <details><summary>Answer</summary>
//
// `null`, for the most common failure of all. A host that does not exist gives
// the same. In Python it is the timeout: `str(TimeoutError())` is the empty text,
// and the original reports `{'error': ''}`. A reason begins with the *type*.
//
// </details>
//
// ## The pattern: an outcome of three kinds
//
// A page, a refusal, a failure: three records of a sealed type. Whoever reads the
// list has to look at all three, because the compiler does. No failure of one page
// ends the others.

// %%
sealed interface Outcome {
    record Page(URI address, String text) implements Outcome {}

    record Refused(URI address, int status) implements Outcome {}

    record Failed(URI address, String reason) implements Outcome {}
}

String tell(Outcome outcome) {
    return switch (outcome) {
        case Outcome.Page(URI address, String text) ->
                "page    %s, %d characters".formatted(address.getPath(), text.length());
        case Outcome.Refused(URI address, int status) ->
                "refused %s, status %d".formatted(address.getPath(), status);
        case Outcome.Failed(URI address, String reason) ->
                "failed  %s, %s".formatted(address.getPath(), reason);
    };
}

// %% [markdown]
// And the fetch that makes one. It has two limits: for the time of the *whole*
// exchange, and for the bytes of the body. Why both are written in this way is
// what the next sections show.

// %%
static final long MAX_BYTES = 100_000;

Outcome fetch(HttpClient client, URI address, Duration patience) throws InterruptedException {
    var body = BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES);
    var exchange = client.sendAsync(get(address), body);
    try {
        var answer = exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        boolean good = answer.statusCode() / 100 == 2;
        return good
                ? new Outcome.Page(address, answer.body())
                : new Outcome.Refused(address, answer.statusCode());
    } catch (TimeoutException late) {
        return new Outcome.Failed(address, "no whole answer in " + patience.toMillis() + " ms");
    } catch (ExecutionException failed) {
        return new Outcome.Failed(address, reason(failed.getCause()));
    } finally {
        exchange.cancel(true); // ends what still runs; one that is done stays as it is
    }
}

String reason(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return message == null || message.isBlank() ? type : type + ": " + message;
}

// %% [markdown]
// ## Many pages: without a limit
//
// Twelve pages. This site answers nobody until enough requests are in flight, so
// that you see how many there are. Then each page takes 100 ms.
//
// **Predict:** twelve virtual threads, one client. How many connections does the
// client open?
//
// <details><summary>Answer</summary>
//
// Twelve. The client keeps connections for later use, and has **no limit** on
// them: 1,500 `sendAsync` for pages of 100 ms opened more than a thousand.
// `aiohttp` stops at 100 unless told otherwise. (In HTTP/2 many requests share one
// connection; then the server says how many.)
//
// </details>

// %%
static final int PAGES = 12;

/// A news site that answers nobody until so many requests are in flight together.
Service newsSite(int together) {
    var site = Service.start("site");
    for (int number = 1; number <= PAGES; number++) {
        var page = Answer.html("<title>News " + number + "</title>");
        site.on(
                "/news/" + number,
                new Answer.OnceInFlight(together, LONG, page.after(Duration.ofMillis(100))));
    }
    return site;
}

List<URI> pagesOf(Service site) {
    return IntStream.rangeClosed(1, PAGES).mapToObj(number -> site.uri("/news/" + number)).toList();
}

String seenBy(Service site) {
    return "%d requests by %d connections, %d at once"
            .formatted(site.requests().size(), site.connections(), site.mostInFlight());
}

// %%
void withoutLimit() throws Exception {
    try (var site = newsSite(PAGES);
            var client = HttpClient.newHttpClient()) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var page : pagesOf(site)) {
                executor.submit(() -> fetch(client, page, LONG));
            }
        }
        IO.println("no limit: " + seenBy(site));
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("no limit", () -> withoutLimit());

// %% [markdown]
// ## Many pages: so few workers, or so many permits
//
// The client has no limit, so your program is the limit. Two ways, both known:
// a semaphore around the fetch (lesson 9), or a fixed number of workers that take
// the next address when they are done. For a long list workers are the better
// choice: there is no thread that only waits for its turn.
//
// Each worker writes to places of its own, and closing the executor waits for all
// of them, so what they wrote is seen afterwards.

// %%
interface Fetching {
    Outcome fetch(URI address) throws InterruptedException;
}

/// The outcomes in the order of the addresses, at most `workers` fetched at once.
List<Outcome> byWorkers(int workers, List<URI> addresses, Fetching fetching)
        throws InterruptedException {
    var outcomes = new Outcome[addresses.size()];
    var next = new AtomicInteger();
    Callable<Void> worker =
            () -> {
                for (int i; (i = next.getAndIncrement()) < outcomes.length; ) {
                    outcomes[i] = fetching.fetch(addresses.get(i));
                }
                return null;
            };
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.invokeAll(Collections.nCopies(workers, worker));
    }
    return Arrays.asList(outcomes);
}

// %%
void fourWorkers() throws Exception {
    try (var site = newsSite(4);
            var client = HttpClient.newHttpClient()) {
        var outcomes = byWorkers(4, pagesOf(site), address -> fetch(client, address, LONG));
        IO.println("4 workers: " + seenBy(site));
        IO.println("  the last: " + tell(outcomes.getLast()));
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("four workers", () -> fourWorkers());

// %% [markdown]
// ## What the timeline shows
//
// First twelve lanes begin together, and all of them wait, until the site answers.
// Then only four lanes, each three times as long: a worker turns to the next page
// when it has the outcome of the last. On both pictures the lanes *wait for other tasks*: a
// virtual thread in `get` costs no carrier. The threads of the client are not drawn,
// but for those of the common pool, which complete its futures. `idle-timeout-task`
// is the clock of the site.
//
// ## The trap: a small pool and `sendAsync`
//
// `sendAsync` returns at once, with a future for the answer. So a pool of four
// threads limits who *asks*, and asking takes no time.
//
// **Predict:** a pool of four, twelve pages. How many are in flight?

// %%
void poolOfFour() throws Exception {
    try (var site = newsSite(PAGES);
            var client = HttpClient.newHttpClient();
            var pool = Executors.newFixedThreadPool(4)) {
        var asked =
                pagesOf(site).stream()
                        .map(page ->
                                pool.submit(() ->
                                        client.sendAsync(get(page), BodyHandlers.discarding())))
                        .toList();
        for (var answer : asked) {
            answer.get().join();
        }
        IO.println("pool of 4, sendAsync: " + seenBy(site));
    }
}

// %% tags=["active-ipynb"]
// poolOfFour();

// %% [markdown]
// <details><summary>Answer</summary>
//
// All twelve. What limits `sendAsync` is a permit that the *future* gives back:
// acquire before, release in `whenComplete`. Below, the loop that asks waits for
// the permit, which is backpressure as well.
//
// </details>

// %%
void fourPermits() throws Exception {
    try (var site = newsSite(4);
            var client = HttpClient.newHttpClient()) {
        var permits = new Semaphore(4);
        var asked = new ArrayList<CompletableFuture<HttpResponse<Void>>>();
        for (var page : pagesOf(site)) {
            permits.acquire();
            asked.add(
                    client.sendAsync(get(page), BodyHandlers.discarding())
                            .whenComplete((answer, failure) -> permits.release()));
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        IO.println("4 permits, sendAsync: " + seenBy(site));
    }
}

// %% tags=["active-ipynb"]
// fourPermits();

// %% [markdown]
// `whenComplete` runs for an answer, for a failure, and for a future that is
// cancelled. If `sendAsync` itself throws, which it does for an address such as
// `ftp://…`, there is no future, and the permit is lost. `send` with workers has
// no such corner. Use `sendAsync` where steps follow each answer, or where you
// need the future: to wait for only so long, as `fetch` does.
//
// ## Three timeouts, of which one is whole
//
// | limit | covers | when it is over |
// |---|---|---|
// | `HttpClient.Builder.connectTimeout` | connecting | `HttpConnectTimeoutException` |
// | `HttpRequest.Builder.timeout` | until the *headers* are there | `HttpTimeoutException` |
// | `sendAsync(…).get(limit)`, then `cancel(true)` | the whole exchange | yours to say |
//
// This page comes in thirty pieces, one every 50 ms. Three clients ask for it, all
// at the same time.
//
// **Predict:** which of them get the page? For which does the site send the page
// to its end?

// %%
String timedOut(Callable<HttpResponse<String>> exchange) throws Exception {
    long start = System.nanoTime();
    try {
        int length = exchange.call().body().length();
        return length + " characters after " + millisSince(start) + " ms";
    } catch (ExecutionException | TimeoutException late) {
        return "no answer after " + millisSince(start) + " ms";
    }
}

HttpResponse<String> orTimeout(HttpClient client, URI page) throws Exception {
    return client.sendAsync(get(page), BodyHandlers.ofString())
            .orTimeout(500, TimeUnit.MILLISECONDS)
            .get();
}

HttpResponse<String> orCancel(HttpClient client, URI page) throws Exception {
    var exchange = client.sendAsync(get(page), BodyHandlers.ofString());
    try {
        return exchange.get(500, TimeUnit.MILLISECONDS);
    } finally {
        exchange.cancel(true);
    }
}

// %%
void threeTimeouts() throws Exception {
    try (var site = Service.start("site");
            var client = HttpClient.newHttpClient();
            var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var slow = new Answer.Drip("text/plain", "x".repeat(30), 1, Duration.ofMillis(50));
        var names = List.of("/request-timeout", "/or-timeout", "/get-and-cancel");
        names.forEach(name -> site.on(name, slow));
        var limited = HttpRequest.newBuilder(site.uri(names.get(0))).timeout(Duration.ofSeconds(1));
        List<Callable<HttpResponse<String>>> ways =
                List.of(
                        () -> client.send(limited.build(), BodyHandlers.ofString()),
                        () -> orTimeout(client, site.uri(names.get(1))),
                        () -> orCancel(client, site.uri(names.get(2))));
        var told =
                executor.invokeAll(
                        ways.stream().map(way -> (Callable<String>) () -> timedOut(way)).toList());
        site.awaitEnded(3, LONG);
        for (int i = 0; i < 3; i++) {
            String path = names.get(i);
            var end =
                    site.requests().stream()
                            .filter(request -> request.path().equals(path))
                            .findFirst()
                            .orElseThrow();
            IO.println(path + ": " + told.get(i).get() + "; the site: " + end.end());
        }
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("three timeouts", () -> threeTimeouts());

// %% [markdown]
// <details><summary>Answer</summary>
//
// - `HttpRequest.timeout` of one second: the page arrives, after 1.5 seconds. The
//   headers were there in time, and from then on nobody looks at the clock. With
//   one piece a minute, this request lasts half an hour.
// - `orTimeout` ends the *future*. The client does not hear of it, and takes the
//   page to its end, for nobody (lesson 5).
// - `get` and `cancel(true)`: the connection is closed, and the site notices:
//   `CLIENT_LEFT`. The future of `sendAsync` is special here. `cancel` on a plain
//   `CompletableFuture` stops nothing; on this one it ends the exchange.
//
// Do not build on it alone. JDK 25 loses such a cancellation at times: of 300 exchanges
// that were cancelled when the request had just arrived, 65 went on; of 300 that were
// cancelled a tenth of a second later, 3. A second `cancel` did not help.
// `shutdownNow()` on the client did, each time.
//
// On the timeline the first lane is three times as long as the others. The last one
// is marked as failed: its exchange was cancelled.
//
// </details>
//
// An interrupt ends a `send` as `cancel` ends a `sendAsync`. So a scope or an
// `invokeAll` with a limit around plain `send` is a whole timeout too.
//
// *The original says* `ClientTimeout(total=10)`*, and that is whole, too whole: it
// counts the wait for a free connection. Of 1,300 pages of one second, 100 at a
// time, 300 failed without ever being asked for.* In Java the wait is where you put
// it: before the fetch begins, as in `byWorkers`, so that it costs no patience.
//
// ## The trap: a body that nobody reads
//
// `BodyHandlers.ofInputStream()` hands you the answer when the headers are there.
// The body is yours to read. Ten times one page of 100,000 characters, of which
// only the status is wanted.
//
// **Predict:** how many connections does each way take?

// %%
interface Way {
    Object ask(HttpClient client, URI page) throws Exception;
}

Object readAndClose(HttpClient client, URI page) throws Exception {
    try (var body = client.send(get(page), BodyHandlers.ofInputStream()).body()) {
        return body.readAllBytes().length;
    }
}

void tenTimes(String name, Way way) throws Exception {
    try (var site = Service.start("site")) {
        site.on("/", Answer.html("x".repeat(100_000)));
        var client = HttpClient.newHttpClient();
        var answers = new ArrayList<>(); // keeps the answers, so that none is collected
        for (int i = 0; i < 10; i++) {
            answers.add(way.ask(client, site.uri("/")));
        }
        var closing = Thread.ofVirtual().name("closing").start(client::close);
        boolean closed = closing.join(Duration.ofMillis(500));
        client.shutdownNow();
        closing.join();
        IO.println(
                "%s: %d connections; close() returns: %b"
                        .formatted(name, site.connections(), closed));
    }
}

// %%
void unreadBodies() throws Exception {
    tenTimes("unread", (client, page) -> client.send(get(page), BodyHandlers.ofInputStream()));
    tenTimes("read and closed", (client, page) -> readAndClose(client, page));
    tenTimes("discarded", (client, page) -> client.send(get(page), BodyHandlers.discarding()));
}

// %% tags=["active-ipynb"]
// Timeline.record("bodies that nobody reads", () -> unreadBodies());

// %% [markdown]
// <details><summary>Answer</summary>
//
// Ten, one, one. A connection whose body is not read to its end cannot carry the
// next request. The client opens another, and the old one stays. `close()` waits
// for exchanges that are not over, so it never returns; `shutdownNow()` does not
// wait. In `aiohttp`, whose pool has a limit, the *next request* hangs instead:
// with 50 such bodies and ten connections per host, `gather` never ends.
//
// </details>
//
// A small body hides this: it arrives together with the headers. So the fault waits for
// the first large page. `ofString()`, `ofByteArray()` and `discarding()` read the
// body for you. Take a stream only if you want one, and then in try-with-resources.
// A stream that is closed before its end takes ten connections too, since none of
// them can be used again, but the client lets go of each.
//
// ## A body that never ends
//
// `ofString()` reads until the end. Here that would be a gigabyte. In Java 25
// `BodyHandlers.limiting` ends the exchange when there is more than you want.

// %%
void hugeBody() throws Exception {
    try (var lab = FaultLab.start();
            var client = HttpClient.newHttpClient()) {
        IO.println(tell(fetch(client, lab.site().uri("/faults/huge"), LONG)));
        lab.site().awaitEnded(1, LONG);
        IO.println("  the site: " + lab.site().requests().getFirst().end());
    }
}

// %% tags=["active-ipynb"]
// hugeBody();

// %% [markdown]
// The limit of memory is now `MAX_BYTES` times the number of workers. Without it
// the site decides how much memory you need.
//
// ## The trap: a client for each request
//
// A client is not a connection. It is a pool of connections, a thread that watches
// them, and the threads of its executor.

// %%
long selectors() {
    return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().contains("SelectorManager"))
            .count();
}

void clientForEach() throws Exception {
    try (var site = Service.start("site")) {
        site.on("/", Answer.html("<title>News</title>"));
        long before = selectors();
        var clients = new ArrayList<HttpClient>();
        for (int i = 0; i < 10; i++) {
            clients.add(HttpClient.newHttpClient());
            clients.getLast().send(get(site.uri("/")), BodyHandlers.ofString());
        }
        long watching = selectors() - before;
        IO.println("10 clients: " + seenBy(site) + ", " + watching + " selector threads");
        clients.forEach(HttpClient::close);
    }
    try (var site = Service.start("site");
            var client = HttpClient.newHttpClient()) {
        site.on("/", Answer.html("<title>News</title>"));
        for (int i = 0; i < 10; i++) {
            client.send(get(site.uri("/")), BodyHandlers.ofString());
        }
        IO.println("1 client: " + seenBy(site));
    }
}

// %% tags=["active-ipynb"]
// clientForEach();

// %% [markdown]
// A new connection for each page, and over TLS a handshake with it. A client that
// nobody closes keeps its threads until the garbage collector finds it. Make one,
// share it, which is safe, and close it when the program ends.
//
// ## Every fault is an answer
//
// Nine addresses of the fault lab, and one where nobody listens. Each is fetched
// with a patience of one second.
//
// **Predict:** which of them are failures, and which refusals? How long does the
// whole take?

// %%
void everyFault() throws Exception {
    try (var lab = FaultLab.start();
            var client = HttpClient.newHttpClient()) {
        var addresses = new ArrayList<URI>();
        for (var path :
                List.of(
                        "/news/1",
                        "/nothing-here",
                        "/faults/broken",
                        "/faults/busy",
                        "/faults/hang-up",
                        "/faults/cut-short",
                        "/faults/huge",
                        "/faults/drip",
                        "/faults/silent")) {
            addresses.add(lab.site().uri(path));
        }
        addresses.add(whereNobodyListens());
        byWorkers(10, addresses, address -> fetch(client, address, Duration.ofSeconds(1)))
                .forEach(outcome -> IO.println(tell(outcome)));
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("every fault", () -> everyFault());

// %% [markdown]
// <details><summary>Answer</summary>
//
// One page, three refusals (404, 500, 429), six failures, in about one second: the
// patience of those that never end. Nothing hangs, and every line says why.
//
// </details>
//
// On the timeline eight lanes are short. The two long ones have the page that drips
// and the one that never comes; both are marked as failed, because they are cancelled.
//
// Two more that come as data and not as exceptions: a page that has moved is
// `Refused` with 301, because the client follows no redirect unless you ask for
// `followRedirects(Redirect.NORMAL)`. And an address that is none, `mailto:…` or
// `ftp://…`, makes `HttpRequest.newBuilder` throw an `IllegalArgumentException`
// before anything is sent. Links on pages are full of them.
//
// ## Trying again: what, when, how often
//
// Some outcomes are worth another request, and some are not.
//
// - **Only a request that may be made twice.** `GET` may. `POST` may not: the
//   order may have been booked before the connection broke.
// - **Only what may pass.** 429 and 503 say *later*. A burst of 500, 502, 504
//   often ends by itself. A 404 stays.
// - **When the server says.** `Retry-After: 1` is an order. Without it, wait, and
//   longer each time.
// - **Not for ever.** So many times, then the refusal is the result.
//
// The client has an opinion of its own. When a connection ends before the first
// byte of an answer, it sends the request again, once, without a word.
//
// **Predict:** `/faults/hang-up` ends each connection at once. You send one `GET`
// and one `POST`. How many requests does the site see?

// %%
void clientTriesAgain() throws Exception {
    try (var lab = FaultLab.start();
            var client = HttpClient.newHttpClient()) {
        var page = lab.site().uri("/faults/hang-up");
        var order = HttpRequest.newBuilder(page).POST(BodyPublishers.ofString("a ticket")).build();
        for (var request : List.of(get(page), order)) {
            int before = lab.site().requests().size();
            try {
                client.send(request, BodyHandlers.discarding());
            } catch (IOException hungUp) {
                int seen = lab.site().requests().size() - before;
                IO.println("one " + request.method() + ": the site saw " + seen);
            }
        }
    }
}

// %% tags=["active-ipynb"]
// clientTriesAgain();

// %% [markdown]
// <details><summary>Answer</summary>
//
// The `GET` twice, the `POST` once. So your three attempts may be six. `HEAD` is
// sent twice as well, `PUT` and `DELETE` are not. With the system property
// `jdk.httpclient.enableAllMethodRetry` the `POST` comes twice: leave it alone.
//
// </details>

// %%
static final Set<Integer> MAY_PASS = Set.of(429, 500, 502, 503, 504);

/// Until when to leave the server alone: what it asks for, or longer each time.
Duration pause(HttpResponse<?> answer, int attempt) {
    return answer.headers().firstValueAsLong("Retry-After").stream()
            .mapToObj(Duration::ofSeconds)
            .findFirst()
            .orElse(Duration.ofMillis(20L << attempt));
}

HttpResponse<String> sendAgain(HttpClient client, HttpRequest request, int attempts)
        throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
        var answer = client.send(request, BodyHandlers.ofString());
        boolean again = request.method().equals("GET") && MAY_PASS.contains(answer.statusCode());
        if (!again || attempt == attempts) {
            return answer;
        }
        Thread.sleep(pause(answer, attempt));
    }
}

// %%
void tryingAgain() throws Exception {
    try (var lab = FaultLab.start();
            var client = HttpClient.newHttpClient()) {
        var site = lab.site();
        site.on(
                "/limited",
                Answer.tooManyRequests(Duration.ofSeconds(1)),
                Answer.html("<title>At last</title>"));
        for (var path : List.of("/limited", "/faults/broken", "/nothing-here")) {
            int before = site.requests().size();
            long start = System.nanoTime();
            int status = sendAgain(client, get(site.uri(path)), 4).statusCode();
            int sent = site.requests().size() - before;
            IO.println(
                    "%s: status %d after %d ms, %d sent"
                            .formatted(path, status, millisSince(start), sent));
        }
    }
}

// %% tags=["active-ipynb"]
// tryingAgain();

// %% [markdown]
// `/limited` took more than a second, because the site asked for that.
// `/faults/broken` had two 500s and a 503, and the fourth attempt brought the page.
// `/nothing-here` was asked for once. `Retry-After` may also be a date; then
// `firstValueAsLong` throws a `NumberFormatException`, so a real scraper reads
// both. Lesson 25 adds the jitter that keeps a thousand clients from coming again
// in the same instant.
//
// ## Being polite, and reading what came
//
// A site can say what it does not want to be asked for, in `/robots.txt`. Nothing
// enforces it. A scraper that wants to be let in tomorrow looks first, names itself
// in `User-Agent`, and asks each host for few pages at a time.
//
// What it gets is HTML as people write it. **jsoup** parses it the way a browser
// does, and mends what is broken.

// %%
static final String BROKEN = "<html><body><h1>News<p><a href=/news/1>one<b></body";

void mendedHtml() {
    var page = Jsoup.parse(BROKEN, "https://news.example/");
    IO.println("jsoup: heading " + page.select("h1").text());
    IO.println("jsoup: link to " + page.select("a[href]").getFirst().absUrl("href"));
}

/// The paths that `/robots.txt` forbids to everybody.
List<String> forbidden(String robots) {
    return robots.lines()
            .dropWhile(line -> !line.equals("User-agent: *"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("User-agent:"))
            .filter(line -> line.startsWith("Disallow: "))
            .map(line -> line.substring("Disallow: ".length()).strip())
            .toList();
}

// %%
void crawlNews() throws Exception {
    try (var lab = FaultLab.start();
            var client = HttpClient.newHttpClient()) {
        var site = lab.site();
        site.on("/robots.txt", Answer.text("User-agent: *\nDisallow: /news/1\n"));
        var closed =
                switch (fetch(client, site.uri("/robots.txt"), LONG)) {
                    case Outcome.Page(URI address, String text) -> forbidden(text);
                    case Outcome.Refused _ -> List.<String>of(); // no robots.txt forbids nothing
                    case Outcome.Failed _ -> List.of("/"); // nobody knows: ask for nothing
                };
        if (fetch(client, site.uri("/"), LONG) instanceof Outcome.Page(URI address, String text)) {
            var open =
                    Jsoup.parse(text, address.toString()).select("a[href]").stream()
                            .map(link -> URI.create(link.absUrl("href")))
                            .filter(link -> closed.stream().noneMatch(link.getPath()::startsWith))
                            .toList();
            var outcomes = byWorkers(3, open, link -> fetch(client, link, LONG));
            IO.println("crawled: " + outcomes.stream().map(outcome -> title(outcome)).toList());
        }
    }
}

String title(Outcome outcome) {
    return outcome instanceof Outcome.Page(URI address, String text)
            ? Jsoup.parse(text).title()
            : tell(outcome);
}

// %% tags=["active-ipynb"]
// mendedHtml();
// Timeline.record("three workers crawl", () -> crawlNews());

// %% [markdown]
// Eight of twelve. `/news/1` is forbidden, and with it whatever *begins* so: the
// pages 10 to 12 as well. No `robots.txt` forbids nothing; one that could not be
// read forbids all, because nobody knows. The parser above reads two kinds of
// lines of a format that has more (RFC 9309): take a library for real work.
//
// The client decodes the bytes by the `charset` of the header, or as UTF-8. A page
// that names another in a `<meta>` tag is read right by jsoup from the *bytes*:
// `ofByteArray()`, then `Jsoup.parse(new ByteArrayInputStream(bytes), null, base)`.
//
// ## When each
//
// | you want | use | because |
// |---|---|---|
// | one page, wait for it | `send` on a virtual thread | an interrupt ends it |
// | a limit for it all | `sendAsync`, `get(limit)`, `cancel(true)` | see the three timeouts |
// | a long list of pages | so many workers | bounded, and no thread waits for its turn |
// | a limit per host | a semaphore per host (9) | one slow host takes no place of the others |
// | so many requests a *second* | a token bucket (26) | a number of workers is no rate |
// | bodies of unknown size | `BodyHandlers.limiting` | otherwise the site chooses your memory |
// | to be let in again | `Retry-After`, `robots.txt`, a name | the site decides |
//
// <details><summary>Teacher's notes: 50 minutes and the exercises</summary>
//
// - 10 min: one page, the 404 and the message that is `null`. Ask for the line of
//   a log file that this leaves, and who will read it.
// - 10 min: no limit, workers, the small pool. Most expect the pool to limit;
//   let them say how long one of its threads is busy.
// - 10 min: three timeouts. Draw the exchange on the board: connect, request,
//   headers, body. Let them mark which limit covers what.
// - 10 min: bodies, clients. Ask which of the three ways a log of the *client*
//   would show. (None: only the site counts connections.)
// - 10 min: trying again, politeness. Ask what "once" means for an order, when the
//   answer is lost. Lesson 25 has the key that makes a `POST` repeatable.
// - Exercises: 8, 15 and 25 minutes. In the last, let them write down for each
//   moment of a request what it holds.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [scrape](../bench/RESULTS.md#scrape).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p11`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p11/PageFetcher` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The first two are checked against real services of the fault lab, the last one
// on a clock of its own, under many orders of its threads. In these exercises an
// answer may use `java.net.http`.
//
// - [PageFetcher.java](../exercises/p11_web_scraping/PageFetcher.java), 8 minutes:
//   one page, one outcome, whatever happens.
// - [NewsScraper.java](../exercises/p11_web_scraping/NewsScraper.java), 15 minutes:
//   repair a scraper that opens a thousand connections and counts what is not there.
// - [PoliteScraper.java](../exercises/p11_web_scraping/PoliteScraper.java),
//   25 minutes: come again when the host says so, and stand in nobody's way.

// %% tags=["active-ipynb"]
// check("p11/PageFetcher");

// %% tags=["active-ipynb"]
// check("p11/NewsScraper");

// %% tags=["active-ipynb"]
// check("p11/PoliteScraper");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `PageFetcher` with `send` on a virtual thread of its own, and
//   `future.get(limit)` with `cancel(true)` on *that* task: the interrupt ends the
//   `send`. It is the same limit, one thread dearer, and it works for every
//   blocking client. With `sendAsync` the exchange itself is the task.
// - `NewsScraper` with `limit` workers instead of permits, as `byWorkers` above:
//   better for a list of a million. With permits the limit can be shared by several
//   scrapes. With `sendAsync` all the way, a permit given back in `whenComplete`,
//   and `orTimeout` on a *copy* whose completion cancels the exchange: no thread at
//   all, and three places to forget something.
// - `PoliteScraper` could keep a queue for each host with one thread that serves it,
//   and a clock that says when the host opens. Then nothing has to be looked at
//   twice, since only that thread sends to the host; with thousands of hosts it is
//   the better design (lesson 28, actors). Permits and a time are shorter as long as
//   each request has a thread of its own.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    statusIsNoException();
    emptyReason();
    withoutLimit();
    fourWorkers();
    poolOfFour();
    fourPermits();
    threeTimeouts();
    unreadBodies();
    hugeBody();
    clientForEach();
    everyFault();
    clientTriesAgain();
    tryingAgain();
    mendedHtml();
    crawlNews();
}
