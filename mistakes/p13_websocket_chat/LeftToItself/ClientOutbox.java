// rejected by: closeInterrupted
// misconception: "an exception ends close, and the rest with it": the sender goes on
// why: past the dropping of the client
package p13_websocket_chat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class ClientOutbox {

    public interface Connection {
        void send(String message) throws IOException, InterruptedException;

        void close();
    }

    private final Connection connection;
    private final int capacity;
    private final Runnable left;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean closing;
    private boolean over;
    private final Thread sender;

    public ClientOutbox(Connection connection, int capacity, Runnable left) {
        this.connection = connection;
        this.capacity = capacity;
        this.left = left;
        sender = Thread.ofVirtual().name("sender").start(this::sendAll);
    }

    public boolean offer(String message) {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            if (waiting.size() == capacity) {
                drop();
                return false;
            }
            waiting.add(message);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    public void close(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            closing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (!sender.join(patience)) {
            drop();
            sender.join();
        }
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
            String message = next();
            while (message != null) {
                connection.send(message);
                message = next();
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

    /// @return null when there will be no more
    private String next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closing) {
                changed.await();
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }
}
