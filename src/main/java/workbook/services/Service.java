package workbook.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web service on loopback, with a port of its own, that answers by a script and remembers what
/// it was asked.
///
/// ```java
/// try (var site = Service.start("site")) {
///     site.on("/", Answer.html("<h1>News</h1>"));
///     site.on("/busy", Answer.tooManyRequests(Duration.ofSeconds(1)), Answer.html("at last"));
///     …
///     site.requests();
/// }
/// ```
///
/// Each request runs on a virtual thread. A path that no script names is answered with 404. Closing
/// ends what is in flight, and waits until its threads are gone. Thread-safe.
public final class Service implements AutoCloseable {

    private final String name;
    private final HttpServer server;
    private final ExecutorService executor;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final RequestLog log = new RequestLog();

    private Service(String name, HttpServer server) {
        this.name = name;
        this.server = server;
        executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-", 1).factory());
    }

    /// Starts a service on a free port of the loopback address.
    ///
    /// @param name names its threads
    /// @throws UncheckedIOException if the machine gives no port
    public static Service start(String name) {
        return start(name, 0);
    }

    /// Starts a service on a port that somebody wants.
    ///
    /// @param port 0 for any that is free
    /// @throws UncheckedIOException if the port is taken
    public static Service start(String name, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var service = new Service(name, HttpServer.create(address, 0));
            service.server.createContext("/", service::handle);
            service.server.setExecutor(service.executor);
            service.server.start();
            return service;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /// What the n-th request for a path is answered with: the n-th of the answers, and from then on
    /// the last. A new script for a path replaces the old one.
    ///
    /// @param path without a query
    /// @throws IllegalArgumentException without an answer
    public Service on(String path, Answer... answers) {
        scripts.put(path, new Script(answers));
        return this;
    }

    /// @return the name that it was started with
    public String name() {
        return name;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// @param path such as `/users/1`
    /// @return the address of a path of this service
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /// @return the paths that have a script, in no order
    public List<String> paths() {
        return List.copyOf(scripts.keySet());
    }

    /// @return what it was asked so far, in the order in which it came
    public List<Request> requests() {
        return log.all();
    }

    /// @return the most requests that were ever in flight together: a client that waits for each
    ///   whole answer before it asks again has one
    public int mostInFlight() {
        return log.mostInFlight();
    }

    /// @return how many connections the requests so far came by
    public int connections() {
        return (int) log.all().stream().mapToInt(Request::connection).distinct().count();
    }

    /// Waits until so many requests are, or were, in flight together.
    ///
    /// @return false if they were not within `patience`
    public boolean awaitInFlight(int together, Duration patience) throws InterruptedException {
        return log.awaitTogether(together, patience.toNanos());
    }

    /// Waits until so many requests have ended, however they did.
    ///
    /// @return false if they had not within `patience`
    public boolean awaitEnded(int count, Duration patience) throws InterruptedException {
        return log.awaitEnded(count, patience.toNanos());
    }

    /// Waits until so many more pieces of bodies that drip have been sent, from now on.
    ///
    /// @return false if they had not within `patience`
    public boolean awaitMorePieces(int more, Duration patience) throws InterruptedException {
        return log.awaitMorePieces(more, patience.toNanos());
    }

    /// Stops listening, so that a new connection is refused; ends every request in flight.
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        executor.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request = log.began(number -> request(exchange, number, body));
        var end = Request.End.CLOSED;
        try (exchange) {
            var script = scripts.get(exchange.getRequestURI().getPath());
            give(script == null ? Answer.status(404) : script.next(), request, exchange);
            end = Request.End.ANSWERED;
        } catch (IOException gone) {
            end = Request.End.CLIENT_LEFT;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            log.ended(request, end);
        }
    }

    private static Request request(HttpExchange exchange, int number, String body) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((header, values) ->
                        headers.put(header.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Request(
                number,
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                body,
                exchange.getRemoteAddress().getPort(),
                Request.End.OPEN);
    }

    private void give(Answer answer, Request request, HttpExchange exchange)
            throws IOException, InterruptedException {
        switch (answer) {
            case Answer.Whole whole -> send(whole, request, exchange);
            case Answer.After(Duration delay, Answer then) -> {
                Thread.sleep(delay);
                give(then, request, exchange);
            }
            case Answer.OnceInFlight(int together, Duration patience, Answer then) ->
                    give(
                            log.awaitTogether(together, patience.toNanos())
                                    ? then
                                    : Answer.status(503),
                            request,
                            exchange);
            case Answer.Held(var until, Answer then) -> {
                until.await();
                give(then, request, exchange);
            }
            case Answer.Made(var now) -> send(now.get(), request, exchange);
            case Answer.Drip drip -> drip(drip, exchange);
            case Answer.Huge huge -> fill(huge, exchange);
            case Answer.CutShort cut -> {
                byte[] bytes = bytes(cut.body());
                OutputStream out = begin(200, cut.type(), bytes.length, exchange);
                out.write(bytes, 0, Math.min(cut.bytes(), bytes.length));
                out.flush();
            }
            // Closing the exchange before its headers are sent closes the connection.
            case Answer.HangUp() -> {}
            case Answer.Silent() -> Thread.sleep(Duration.ofDays(1));
        }
    }

    private void send(Answer.Whole whole, Request request, HttpExchange exchange)
            throws IOException {
        log.answering(request);
        whole.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = bytes(whole.body());
        boolean hasBody = bytes.length > 0 && !"HEAD".equals(exchange.getRequestMethod());
        begin(whole.status(), whole.type(), hasBody ? bytes.length : -1, exchange)
                .write(hasBody ? bytes : new byte[0]);
    }

    private void drip(Answer.Drip drip, HttpExchange exchange)
            throws IOException, InterruptedException {
        byte[] bytes = bytes(drip.body());
        OutputStream out = begin(200, drip.type(), bytes.length, exchange);
        for (int from = 0; from < bytes.length; from += drip.bytesAtATime()) {
            out.write(bytes, from, Math.min(drip.bytesAtATime(), bytes.length - from));
            out.flush();
            log.sentPiece();
            Thread.sleep(drip.pause());
        }
    }

    private static void fill(Answer.Huge huge, HttpExchange exchange) throws IOException {
        OutputStream out = begin(200, huge.type(), 0, exchange);
        byte[] piece = new byte[8192];
        Arrays.fill(piece, (byte) 'x');
        for (long left = huge.bytes(); left > 0; left -= piece.length) {
            out.write(piece, 0, (int) Math.min(piece.length, left));
        }
    }

    /// @param length of the body in bytes; 0 for one that is not known before, -1 for no body
    private static OutputStream begin(int status, String type, long length, HttpExchange exchange)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, length);
        return exchange.getResponseBody();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
