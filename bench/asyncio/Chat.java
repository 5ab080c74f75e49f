import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A chat: what one says, all receive. `Chat LINES`, at most so many lines in one frame.
static final Logger HELIDON = Logger.getLogger("io.helidon");

void main(String[] arguments) throws Exception {
    HELIDON.setLevel(Level.WARNING);
    int linesInAFrame = Integer.parseInt(arguments[0]);
    var clients = ConcurrentHashMap.<Client>newKeySet();
    var server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .shutdownHook(false)
                    .addRouting(
                            WsRouting.builder()
                                    .endpoint("/", () -> new Client(clients, linesInAFrame)))
                    .build()
                    .start();
    IO.println(server.port());
    System.in.readAllBytes(); // until who started this program closes it, or has ended
    System.exit(0);
}

/// Each client has an outbox and a thread that empties it: who speaks waits for nobody.
static final class Client implements WsListener {
    private final Set<Client> clients;
    private final int linesInAFrame;
    private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>(100_000);
    private Thread sender;

    Client(Set<Client> clients, int linesInAFrame) {
        this.clients = clients;
        this.linesInAFrame = linesInAFrame;
    }

    @Override
    public void onOpen(WsSession session) {
        sender = Thread.startVirtualThread(() -> send(session));
        clients.add(this);
        outbox.add("welcome");
    }

    /// What has piled up meanwhile goes out in one frame, and so by one write.
    private void send(WsSession session) {
        try {
            while (true) {
                var lines = new ArrayList<>(List.of(outbox.take()));
                outbox.drainTo(lines, linesInAFrame - 1);
                session.send(String.join("\n", lines), true);
            }
        } catch (InterruptedException left) {
            // Nobody is there to send to.
        }
    }

    @Override
    public void onMessage(WsSession session, String message, boolean last) {
        clients.forEach(client -> client.outbox.add(message)); // full: an error, and no lost line
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        leave();
    }

    @Override
    public void onError(WsSession session, Throwable broken) {
        leave();
    }

    private void leave() {
        clients.remove(this);
        sender.interrupt();
    }
}
