package workbook.testkit.explorer.memory;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// Objects of one run that stand for others.
public final class Aliases {
    private final IdentityHashMap<Object, Object> viewed = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Map<Object, Object>> keyLocks = new IdentityHashMap<>();

    /// Using an iterator, a stream or a sublist is using the collection that it came from.
    public Object viewedBy(Object view) {
        return viewed.getOrDefault(view, view);
    }

    /// From now on, using `view` is using what `of` stands for.
    @SuppressWarnings("ReferenceEquality") // a view is another object, however equal
    public void addView(Object view, Object of) {
        if (view != of) {
            viewed.put(view, viewedBy(of));
        }
    }

    /// The lock that stands for a concurrent map's own exclusion of others from one key.
    public Object keyLock(Object map, Object key) {
        return keyLocks.computeIfAbsent(map, any -> new HashMap<>())
                .computeIfAbsent(key, any -> new Object());
    }
}
