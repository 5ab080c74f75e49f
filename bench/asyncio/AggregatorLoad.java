/// Asks an aggregator by so many connections at once, and is the three services that it asks.
///
/// `AggregatorLoad CONNECTIONS SIZE ROUNDS SERVER…`: the same for every server, and on bare
/// sockets, so that it costs little beside what it measures.
static final Duration A_SERVICE_TAKES = Duration.ofMillis(20);

static final IntFunction<String> USER = "{\"id\":%d,\"name\":\"Ada\"}"::formatted;
static final IntFunction<String> ORDERS = "[{\"order\":%d,\"item\":\"train\"}]"::formatted;
static final IntFunction<String> PROFILE = "{\"likes\":[\"tea\"],\"level\":%d}"::formatted;

void main(String[] arguments) throws Exception {
    int connections = Integer.parseInt(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    var users = startService(USER);
    var command = new ArrayList<>(List.of(arguments).subList(3, arguments.length));
    for (var service : List.of(users, startService(ORDERS), startService(PROFILE))) {
        command.add("http://127.0.0.1:%d/".formatted(service.getLocalPort()));
    }
    try (var server = MeasuredServer.start(command)) {
        // While the server starts: the slow beginning of this program belongs to nobody's figures.
        askAll(connect(users.getLocalPort(), connections), 2_000, "/%d", USER);
        var visitors = connect(server.port(), connections);
        server.rounds(
                rounds, () -> askAll(visitors, size, "/users/%d/overview", id -> overview(id)));
    }
    System.exit(0);
}

static String overview(int id) {
    return "{\"user\":%s,\"orders\":%s,\"profile\":%s}"
            .formatted(USER.apply(id), ORDERS.apply(id), PROFILE.apply(id));
}

/// Each visitor asks as soon as it has the answer before.
///
/// @throws ExecutionException if an answer is not what is expected
static MeasuredServer.Found askAll(
        List<Visitor> visitors, int size, String path, IntFunction<String> expected)
        throws Exception {
    var next = new AtomicInteger();
    var nanos = new long[size];
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks = new ArrayList<Future<?>>();
        for (var visitor : visitors) {
            tasks.add(
                    executor.submit(() -> {
                        for (int id = next.getAndIncrement();
                                id < size;
                                id = next.getAndIncrement()) {
                            long start = System.nanoTime();
                            var answer = visitor.ask(path.formatted(id));
                            nanos[id] = System.nanoTime() - start;
                            // Where a library puts spaces is its own affair.
                            if (!answer.replace(" ", "").equals(expected.apply(id))) {
                                throw new IllegalStateException(id + " was answered: " + answer);
                            }
                        }
                        return null;
                    }));
        }
        for (var task : tasks) {
            task.get();
        }
    }
    return new MeasuredServer.Found(size + " right answers", nanos);
}

static List<Visitor> connect(int port, int connections) throws IOException {
    var visitors = new ArrayList<Visitor>();
    for (int i = 0; i < connections; i++) {
        visitors.add(new Visitor(new Socket(InetAddress.getLoopbackAddress(), port)));
    }
    return visitors;
}

/// One connection, kept open, on which one question follows the other.
static final class Visitor {
    private final InputStream in;
    private final OutputStream out;

    Visitor(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    String ask(String path) throws IOException {
        out.write(ascii("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(path)));
        var status = line(in);
        int length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var parts = header.split(": *", 2);
            if (parts[0].equalsIgnoreCase("Content-Length")) {
                length = Integer.parseInt(parts[1]);
            }
        }
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return status.startsWith("HTTP/1.1 200") ? body : status + " " + body;
    }
}

/// A service that answers each request after a while: on a thread for each connection, until this
/// program ends.
static ServerSocket startService(IntFunction<String> answer) throws IOException {
    var listener = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> {
        while (true) {
            var connection = accept(listener);
            Thread.startVirtualThread(() -> serve(connection, answer));
        }
    });
    return listener;
}

static Socket accept(ServerSocket listener) {
    try {
        return listener.accept();
    } catch (IOException broken) {
        throw new UncheckedIOException(broken);
    }
}

static void serve(Socket connection, IntFunction<String> answer) {
    try (connection) {
        var in = new BufferedInputStream(connection.getInputStream());
        for (var request = line(in); !request.isEmpty(); request = line(in)) {
            while (!line(in).isEmpty()) {
                // A header: none matters here.
            }
            Thread.sleep(A_SERVICE_TAKES);
            var path = request.split(" ")[1];
            var body = answer.apply(Integer.parseInt(path.substring(1)));
            connection
                    .getOutputStream()
                    .write(
                            ascii(
                                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                            .formatted(body.length(), body)));
        }
    } catch (IOException | InterruptedException over) {
        // Who asked has gone.
    }
}

static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
}

/// @return empty after the last header, and at the end
static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
        line.append((char) next);
    }
    return line.toString().stripTrailing();
}
