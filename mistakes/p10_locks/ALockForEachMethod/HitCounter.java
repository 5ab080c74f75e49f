// rejected by: askedMeanwhile
// misconception: "every method is locked": with two locks for one datum nobody keeps anybody out
// why: no lock, volatile or join comes between the two
package p10_locks;

import java.util.concurrent.locks.ReentrantLock;

public final class HitCounter {

    private final ReentrantLock hitLock = new ReentrantLock();
    private final ReentrantLock readLock = new ReentrantLock();
    private long hits;

    public long hit() {
        hitLock.lock();
        try {
            return ++hits;
        } finally {
            hitLock.unlock();
        }
    }

    public long hits() {
        readLock.lock();
        try {
            return hits;
        } finally {
            readLock.unlock();
        }
    }
}
