// rejected by: noneIsLost
// misconception: "an atomic class makes my code atomic": each call is, the two together are not
// why: nothing kept the second out until the first had written
package p10_locks;

import java.util.concurrent.atomic.AtomicLong;

public final class HitCounter {

    private final AtomicLong hits = new AtomicLong();

    public long hit() {
        long number = hits.get() + 1;
        hits.set(number);
        return number;
    }

    public long hits() {
        return hits.get();
    }
}
