package p13_websocket_chat;

import java.io.IOException;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// # One dead line empties the room
///
/// *Repair · 12 minutes*
///
/// A chat room, as the Python original of this book has it. Each client has a thread that calls
/// `serve`. It reads what its client writes and tells it to all. When Bob's line is cut, Alice is
/// thrown out for it, who only said hello. Bob stays in the list. Sometimes a thread ends with a
/// `NoSuchElementException`, sometimes with a `ConcurrentModificationException`, and once a client
/// who had left hours ago was still shown.
///
/// Repair the class. A client's `send` only puts the message into its outbox: it never waits, and
/// may be called by several threads.
///
/// - What a client writes goes to everybody in the room, the writer among them, as `alice: hello`.
/// - `serve` returns when its client has left. What its `receive` throws comes out of `serve` as it
///   is. Nothing else does: a failure of another client's `send` is not this client's affair.
/// - A client whose `send` fails, in whatever way, is removed from the room and closed by whoever
///   notices. The others get the message all the same.
/// - However often and by whoever a client's end is noticed, it is closed once, and the others are
///   told `bob has left` once.
/// - Clients come and go on any thread. When `serve` ends, its client is not in the room.
public final class ChatRoom {

    /// The connection of one client. Equal only to itself.
    public interface Client {
        String name();

        /// Waits for the next message. Fails when the connection is closed, by whichever side.
        ///
        /// @return empty if the client has left
        Optional<String> receive() throws IOException, InterruptedException;

        /// Fails if the connection is broken.
        void send(String message) throws IOException;

        void close();
    }

    private final Set<Client> clients = new HashSet<>();

    /// Lets a client take part until it leaves, or its connection breaks.
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

    /// @return the names of those who are in the room now
    public Set<String> names() {
        var names = new TreeSet<String>();
        for (Client client : clients) {
            names.add(client.name());
        }
        return names;
    }

    private void broadcast(String message) throws IOException {
        for (Client client : clients) {
            try {
                client.send(message);
            } catch (IOException broken) {
                leave(client);
                throw broken;
            }
        }
    }

    private void leave(Client client) throws IOException {
        if (!clients.remove(client)) {
            throw new NoSuchElementException(client.name() + " is not in the room");
        }
        client.close();
        broadcast(client.name() + " has left");
    }
}
