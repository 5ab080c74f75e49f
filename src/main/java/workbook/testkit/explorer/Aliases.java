package workbook.testkit.explorer;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// Objects of one run that stand for others.
final class Aliases {
    private final IdentityHashMap<Object, Object> viewed = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Map<Object, Object>> keyLocks = new IdentityHashMap<>();

    /// Using an iterator, a stream or a sublist is using the collection that it came from.
    Object viewedBy(Object view) {
        return viewed.getOrDefault(view, view);
    }

    @SuppressWarnings("ReferenceEquality") // a view is another object, however equal
    void isView(Object view, Object of) {
        if (view != of) {
            viewed.put(view, viewedBy(of));
        }
    }

    /// The lock that stands for a concurrent map's own exclusion of others from one key.
    Object keyLock(Object map, Object key) {
        return keyLocks.computeIfAbsent(map, any -> new HashMap<>())
                .computeIfAbsent(key, any -> new Object());
    }
}
