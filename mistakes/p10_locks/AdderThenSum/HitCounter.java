// rejected by: ownNumbers
// misconception: "LongAdder is the faster AtomicLong": it adds in one step and tells in another
// why: the hit was counted in one step and the number looked up in another
package p10_locks;

import java.util.concurrent.atomic.LongAdder;

public final class HitCounter {

    private final LongAdder hits = new LongAdder();

    public long hit() {
        hits.increment();
        return hits.sum();
    }

    public long hits() {
        return hits.sum();
    }
}
