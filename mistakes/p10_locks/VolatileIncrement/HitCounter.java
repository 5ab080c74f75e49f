// rejected by: noneIsLost
// misconception: "volatile makes ++ safe": it makes the value visible, and ++ is still three steps
// why: both visitors read the same number
package p10_locks;

public final class HitCounter {

    private volatile long hits;

    public long hit() {
        return ++hits;
    }

    public long hits() {
        return hits;
    }
}
