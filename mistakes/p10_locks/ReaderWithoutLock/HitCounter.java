// rejected by: askedMeanwhile
// misconception: "reading changes nothing, so it needs no lock": a reader may see an old value
// why: no lock, volatile or join comes between the two
package p10_locks;

public final class HitCounter {

    private final Object lock = new Object();
    private long hits;

    public long hit() {
        synchronized (lock) {
            hits++;
            return hits;
        }
    }

    public long hits() {
        return hits;
    }
}
