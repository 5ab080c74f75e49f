// rejected by: ownNumbers
// misconception: "I lock what I change": the field holds another object after each change, so two
// visitors lock two objects
// why: they locked two different objects
package p10_locks;

import java.util.Objects;

public final class HitCounter {

    private volatile Object hits = new String("0");

    public long hit() {
        synchronized (hits) {
            long number = hits() + 1;
            hits = Objects.toString(number);
            return number;
        }
    }

    public long hits() {
        return Long.parseLong(Objects.toString(hits));
    }
}
