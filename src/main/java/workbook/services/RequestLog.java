package workbook.services;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// The requests of one service, and how many are in flight. Thread-safe.
final class RequestLog {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Integer> inFlight = new HashSet<>();
    private int open;
    private int mostInFlight;
    private int pieces;

    /// @param made a request from its number
    Request began(IntFunction<Request> made) {
        lock.lock();
        try {
            var request = made.apply(requests.size() + 1);
            requests.add(request);
            open++;
            inFlight.add(request.number());
            mostInFlight = Math.max(mostInFlight, inFlight.size());
            changed.signalAll();
            return request;
        } finally {
            lock.unlock();
        }
    }

    /// The answer is about to go out. The request is in flight no longer: a client that has the
    /// answer may send its next request before [#ended] is called.
    void answering(Request request) {
        lock.lock();
        try {
            inFlight.remove(request.number());
        } finally {
            lock.unlock();
        }
    }

    void ended(Request request, Request.End how) {
        lock.lock();
        try {
            requests.set(request.number() - 1, request.ended(how));
            inFlight.remove(request.number());
            open--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A piece of a body that drips is on its way.
    void sentPiece() {
        lock.lock();
        try {
            pieces++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Request> all() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    int mostInFlight() {
        lock.lock();
        try {
            return mostInFlight;
        } finally {
            lock.unlock();
        }
    }

    /// @return whether so many were ever in flight together, at the latest after `nanos`
    boolean awaitTogether(int together, long nanos) throws InterruptedException {
        return await(log -> log.mostInFlight >= together, nanos);
    }

    /// @return whether so many requests have come and ended, at the latest after `nanos`
    boolean awaitEnded(int count, long nanos) throws InterruptedException {
        return await(log -> log.requests.size() - log.open >= count, nanos);
    }

    /// @return whether so many more pieces were sent, at the latest after `nanos`
    boolean awaitMorePieces(int more, long nanos) throws InterruptedException {
        int goal = pieces() + more;
        return await(log -> log.pieces >= goal, nanos);
    }

    private int pieces() {
        lock.lock();
        try {
            return pieces;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Predicate<RequestLog> state, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (!state.test(this)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
