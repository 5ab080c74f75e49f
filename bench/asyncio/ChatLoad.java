/// So many clients of a chat. What one of them says must reach all of them, once and in order.
///
/// `ChatLoad broadcast SIZE ROUNDS SERVER…`: SIZE clients; one of them says a line, and the next
/// one when all have it. `ChatLoad chat SIZE ROUNDS SERVER…`: a hundred clients say what they have
/// to say at once, until there are SIZE deliveries.
///
/// The same for every server, and on bare sockets, so that it costs little beside what it measures.
static final int BROADCASTS = 20;

static final int CHATTERS = 100;

void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    var command = List.of(arguments).subList(3, arguments.length);
    boolean chat = arguments[0].equals("chat");
    try (var server = MeasuredServer.start(command)) {
        // While the server starts: the slow beginning of this program belongs to nobody's figures.
        try (var room = Room.of(PracticeServer.start(), CHATTERS)) {
            allTalk(room, 5);
        }
        try (var room = Room.of(server.port(), chat ? CHATTERS : size)) {
            int linesOfEach = size / CHATTERS / CHATTERS;
            server.rounds(rounds, () -> chat ? allTalk(room, linesOfEach) : oneTalks(room));
        }
    }
    System.exit(0);
}

static MeasuredServer.Found oneTalks(Room room) throws Exception {
    var nanos = new long[BROADCASTS];
    for (int i = 0; i < BROADCASTS; i++) {
        long start = System.nanoTime();
        var expected = room.expect(room.clients().size());
        room.clients().getFirst().say();
        await(expected);
        nanos[i] = System.nanoTime() - start;
    }
    return new MeasuredServer.Found(BROADCASTS * room.clients().size() + " deliveries", nanos);
}

static MeasuredServer.Found allTalk(Room room, int linesOfEach) throws Exception {
    int deliveries = linesOfEach * CHATTERS * CHATTERS;
    var expected = room.expect(deliveries);
    for (int line = 0; line < linesOfEach; line++) {
        for (var client : room.clients()) {
            client.say();
        }
    }
    await(expected);
    return new MeasuredServer.Found(deliveries + " deliveries");
}

static void await(CountDownLatch expected) throws InterruptedException {
    if (!expected.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(expected.getCount() + " deliveries are missing.");
    }
}

record Room(List<Client> clients, AtomicReference<CountDownLatch> expected)
        implements AutoCloseable {

    /// Returns when all are in it.
    static Room of(int port, int size) throws Exception {
        var room = new Room(new ArrayList<>(), new AtomicReference<>());
        for (int number = 0; number < size; number++) {
            room.clients().add(Client.join(port, number));
        }
        for (var client : room.clients()) {
            Thread.startVirtualThread(() -> client.listen(size, room));
        }
        return room;
    }

    CountDownLatch expect(int deliveries) {
        expected.set(new CountDownLatch(deliveries));
        return expected.get();
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) {
            client.leave();
        }
    }
}

static final class Client {
    private static final int TEXT = 0x81; // a whole message, in one frame
    private static final int GOODBYE = 0x88;
    private static final int MASKED = 0x80; // as a client's frames must be
    private static final int TWO_BYTES = 126; // the length stands in the next two

    private final int number;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int said;

    private Client(int number, Socket socket) throws IOException {
        this.number = number;
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    static Client join(int port, int number) throws IOException {
        var client = new Client(number, new Socket(InetAddress.getLoopbackAddress(), port));
        var hello =
                """
                GET / HTTP/1.1
                Host: 127.0.0.1
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

                """;
        client.out.write(hello.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String end = ""; !end.endsWith("\r\n\r\n"); ) {
            end += (char) client.in.readUnsignedByte();
        }
        expect("welcome", client.receive().orElse("a goodbye"));
        return client;
    }

    /// The line says who it is from and how many that one has said before.
    void say() throws IOException {
        send(TEXT, "%d %d".formatted(number, said++).getBytes(StandardCharsets.US_ASCII));
    }

    void leave() throws IOException {
        send(GOODBYE, new byte[] {1_000 >> 8, (byte) 1_000}); // the code of a normal end
    }

    private void send(int kind, byte... payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {(byte) kind, (byte) (MASKED | payload.length), 0, 0, 0, 0});
        frame.writeBytes(payload); // a mask of zeros leaves it as it is
        out.write(frame.toByteArray());
    }

    /// Counts the lines until the end; if one is not the next of who says it, counts no more.
    void listen(int speakers, Room room) {
        var heard = new int[speakers];
        try (socket) {
            for (var lines = receive(); lines.isPresent(); lines = receive()) {
                for (var line : lines.get().split("\n")) {
                    int speaker = Integer.parseInt(line.substring(0, line.indexOf(' ')));
                    expect(speaker + " " + heard[speaker]++, line);
                    room.expected().get().countDown();
                }
            }
        } catch (IOException over) {
            // The server has ended. If that was too early, whoever waits for lines finds them
            // missing.
        }
    }

    /// @return one line or more; empty if the server says goodbye
    private Optional<String> receive() throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (kind == GOODBYE) {
            return Optional.empty();
        } else if (kind != TEXT || length > TWO_BYTES) {
            throw new IllegalStateException(
                    "a frame of kind %d, length %d".formatted(kind, length));
        }
        int bytes = length == TWO_BYTES ? in.readUnsignedShort() : length;
        return Optional.of(new String(in.readNBytes(bytes), StandardCharsets.US_ASCII));
    }

    private static void expect(String expected, String line) {
        if (!line.equals(expected)) {
            throw new IllegalStateException("expected: " + expected + ", received: " + line);
        }
    }
}
