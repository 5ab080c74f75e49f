package p10_locks;

import java.util.concurrent.atomic.AtomicLong;

public final class HitCounter {

    private final AtomicLong hits = new AtomicLong();

    public long hit() {
        // Adds and returns in one step. Asking again with get() would be a second step.
        return hits.incrementAndGet();
    }

    public long hits() {
        return hits.get();
    }
}
