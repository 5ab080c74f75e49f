// rejected by: brokenIsReplaced
// misconception: "a broken connection does not come back, so its place does not either"
// why: a place went away with a borrower
package p15_connection_pools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

public final class ConnectionPool implements AutoCloseable {

    @FunctionalInterface
    public interface Connector {
        Connection connect() throws IOException, InterruptedException;
    }

    public interface Connection {

        boolean isBroken();

        void close();
    }

    private final Connector connector;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by lock. A connection is idle, or out, or being opened by who has a place.
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    public ConnectionPool(Connector connector, int size) {
        this.connector = connector;
        places = new Semaphore(size, true);
    }

    public Connection borrow(Duration patience)
            throws InterruptedException, TimeoutException, IOException {
        if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("no connection was free");
        }
        boolean handedOut = false;
        try {
            Connection connection = idleOrNull();
            if (connection == null) {
                connection = handOut(connector.connect()); // without the lock: it takes a while
            }
            handedOut = true;
            return connection;
        } finally {
            if (!handedOut) {
                places.release();
            }
        }
    }

    private Connection idleOrNull() {
        lock.lock();
        try {
            expectOpen();
            Connection connection = idle.poll();
            if (connection != null) {
                out.add(connection);
            }
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private Connection handOut(Connection connection) {
        lock.lock();
        try {
            if (closed) {
                connection.close(); // the pool was closed while this one was opened
            }
            expectOpen();
            out.add(connection);
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private void expectOpen() {
        if (closed) {
            throw new IllegalStateException("the pool is closed");
        }
    }

    public void giveBack(Connection connection) {
        lock.lock();
        try {
            if (!out.remove(connection)) {
                throw new IllegalStateException("this connection is not out");
            }
            if (connection.isBroken()) {
                connection.close();
                return;
            }
            if (closed) {
                connection.close();
            } else {
                idle.push(connection);
            }
        } finally {
            lock.unlock();
        }
        places.release();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            idle.forEach(Connection::close);
            idle.clear();
        } finally {
            lock.unlock();
        }
        // Wakes who waits longest; on its way out it gives the place to the next, and so on.
        places.release();
    }
}
