// rejected by: ownNumbers
// misconception: "each line is locked, so the method is": between the two blocks the lock is free
// why: another visitor came in between
package p10_locks;

public final class HitCounter {

    private final Object lock = new Object();
    private long hits;

    public long hit() {
        synchronized (lock) {
            hits++;
        }
        return hits();
    }

    public long hits() {
        synchronized (lock) {
            return hits;
        }
    }
}
