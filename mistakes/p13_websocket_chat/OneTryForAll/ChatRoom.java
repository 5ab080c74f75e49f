// rejected by: deadLine
// misconception: "the failure is caught, and the writer goes on": those behind the dead line are
// not told
// why: the others get a message that one cannot get
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

    public void serve(Client client) throws IOException, InterruptedException {
        clients.add(client);
        try {
            Optional<String> message = client.receive();
            while (message.isPresent()) {
                broadcast(client.name() + ": " + message.get());
                message = client.receive();
            }
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
        Client asked = null;
        try {
            for (Client client : clients) {
                asked = client;
                client.send(message);
            }
        } catch (IOException | RuntimeException broken) {
            leave(asked);
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
