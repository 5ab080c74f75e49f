// rejected by: outOfPatience
// misconception: "an end mark is a message like the others": a full queue has no room for it, and
// close waits
// why: the send in progress was not interrupted
package p13_websocket_chat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

public final class ClientOutbox {

    public interface Connection {
        void send(String message) throws IOException, InterruptedException;

        void close();
    }

    private final Connection connection;
    private final Runnable left;
    private final ReentrantLock lock = new ReentrantLock();
    private static final String END = "end of the messages";

    private final BlockingQueue<String> waiting;
    private boolean closing;
    private boolean over;
    private final Thread sender;

    public ClientOutbox(Connection connection, int capacity, Runnable left) {
        this.connection = connection;
        waiting = new ArrayBlockingQueue<>(capacity);
        this.left = left;
        sender = Thread.ofVirtual().name("sender").start(this::sendAll);
    }

    public boolean offer(String message) {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            if (!waiting.offer(message)) {
                drop();
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    public void close(Duration patience) throws InterruptedException {
        boolean first;
        lock.lock();
        try {
            first = !closing;
            closing = true;
        } finally {
            lock.unlock();
        }
        try {
            if (first) {
                waiting.put(END);
            }
            if (sender.join(patience)) {
                return;
            }
        } finally {
            drop();
        }
        sender.join();
    }

    private void drop() {
        lock.lock();
        try {
            closing = true;
            waiting.clear();
            if (!over) {
                sender.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    // Every end is an end of this method, so it is the place for what happens once.
    private void sendAll() {
        try {
            String message = waiting.take();
            while (!message.equals(END)) {
                connection.send(message);
                message = waiting.take();
            }
        } catch (IOException | InterruptedException | RuntimeException over) {
            // The client has gone, or was dropped.
        } finally {
            end();
            connection.close();
            left.run();
        }
    }

    private void end() {
        lock.lock();
        try {
            closing = true;
            over = true; // from here on nobody interrupts: what left does is not the client's
            waiting.clear();
        } finally {
            lock.unlock();
        }
        Thread.interrupted();
    }
}
