package p13_websocket_chat;

import java.io.IOException;
import java.time.Duration;

/// # Slow for one, quick for all
///
/// *Implement · 25 minutes*
///
/// The broadcast of a chat puts each message into the outbox of each client, and must never wait
/// for one of them. Write the outbox: it has a thread of its own, which sends.
///
/// - `offer` returns at once. Messages are sent in the order in which they were offered, one at a
///   time: a connection takes no second message while it is sending one.
/// - At most `capacity` messages wait; the one that is being sent does not count. A client that
///   would need more is too slow for this chat and is **dropped**: `offer` returns false, what
///   waits is thrown away, and the send in progress is interrupted.
/// - A client whose `send` fails, in whatever way, is dropped as well.
/// - `close` lets a client go in peace. From then on nothing more is taken; what waits is still
///   sent. When `patience` is over, the rest is thrown away, and the send in progress is
///   interrupted. `close` returns when the outbox has ended. It may be called again, and for an
///   outbox that has ended: then it returns at once.
/// - However it ends, it ends once: `connection.close()` is called once, then `left` is run once,
///   and nothing is sent after that. `offer` returns false from then on. No thread is left behind.
/// - If the thread in `close` is interrupted, the outbox ends at once, as if the patience were
///   over, and `close` throws `InterruptedException`.
public final class ClientOutbox {

    /// One client's line.
    public interface Connection {
        /// Sends one message. May take long, and can be interrupted.
        void send(String message) throws IOException, InterruptedException;

        void close();
    }

    /// @param capacity how many messages may wait, at least 1
    /// @param left what to do when the client has gone, such as to tell the room
    public ClientOutbox(Connection connection, int capacity, Runnable left) {
        // TODO: keep what the others need, and start the thread that sends
    }

    /// Takes a message, and does not wait.
    ///
    /// @return false if it was not taken: the client is too slow, or has gone, or is going
    public boolean offer(String message) {
        throw new UnsupportedOperationException("TODO: take it, or drop the client");
    }

    /// Sends what waits, takes nothing more, and returns when the outbox has ended.
    public void close(Duration patience) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: let what waits be sent, and end");
    }
}
