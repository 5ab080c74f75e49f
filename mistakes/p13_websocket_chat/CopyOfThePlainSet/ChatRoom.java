// rejected by: comeAndGo
// misconception: "a copy is safe": it is made by iterating, while another thread adds
// why: no HashSet is made for that
package p13_websocket_chat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

public final class ChatRoom {

    public interface Client {
        String name();

        Optional<String> receive() throws IOException, InterruptedException;

        void send(String message) throws IOException;

        void close();
    }

    private final Set<Client> clients = new HashSet<>();

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
        for (Client client : List.copyOf(clients)) {
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
