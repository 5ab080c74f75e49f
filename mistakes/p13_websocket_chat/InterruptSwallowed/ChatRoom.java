// rejected by: everyWayOut
// misconception: "an interrupt means that the client has left": whoever interrupts waits for an
// answer
// why: the interrupt was swallowed or replaced
package p13_websocket_chat;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

public final class ChatRoom {

    public interface Client {
        String name();

        Optional<String> receive() throws IOException, InterruptedException;

        void send(String message) throws IOException;

        void close();
    }

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    public void serve(Client client) throws IOException {
        clients.add(client);
        try {
            Optional<String> message = client.receive();
            while (message.isPresent()) {
                broadcast(client.name() + ": " + message.get());
                message = client.receive();
            }
        } catch (InterruptedException asked) {
            // The client has left.
        } finally {
            leave(client);
        }
    }

    public Set<String> names() {
        var names = new TreeSet<String>();
        clients.forEach(client -> names.add(client.name()));
        return names;
    }

    private void broadcast(String message) {
        for (Client client : clients) {
            try {
                client.send(message);
            } catch (IOException | RuntimeException broken) {
                leave(client);
            }
        }
    }

    private void leave(Client client) {
        // Whoever removes it is the one who says so: remove answers true once.
        if (clients.remove(client)) {
            client.close();
            broadcast(client.name() + " has left");
        }
    }
}
