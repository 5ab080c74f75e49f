package workbook.testkit.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What the threads of one run touched, and the data races among it.
///
/// A data race is found the moment it is there: one thread is stopped right before an access,
/// another arrives at a conflicting one, and nothing orders the two, because either could go first
/// now. No happens-before relation has to be modelled, so none can be modelled wrongly.
final class Memory {
    private static final Object STATICS = new Object();

    private final SharedSites shared;
    private final IdentityHashMap<Object, Map<Object, Location>> locations =
            new IdentityHashMap<>();
    private Race race;

    Memory(SharedSites shared) {
        this.shared = shared;
    }

    /// A field of an object, a static field, an element of an array, or the whole of a JDK object.
    static final class Location {
        final Object owner;
        final Object key;
        private final List<Site> sites = new ArrayList<>(2);
        private ControlledThread first;
        private boolean bySeveral;
        private boolean written;

        Location(Object owner, Object key) {
            this.owner = owner;
            this.key = key;
        }

        String label(Names names) {
            if (owner == STATICS) {
                return (String) key;
            }
            String object = names.of(owner);
            return switch (key) {
                case Integer index -> object + "[" + index + "]";
                case String field -> field.isEmpty() ? object : object + "." + field;
                default -> object;
            };
        }

        /// A JDK object of which only the whole is known, not a field or an element.
        boolean isWhole() {
            return key.equals("");
        }

        boolean isField() {
            return key instanceof String && !isWhole();
        }

        private boolean isShared() {
            return bySeveral && written;
        }
    }

    /// Two accesses that nothing orders.
    record Race(
            Location location,
            ControlledThread first,
            ControlledThread.Access firstAccess,
            ControlledThread second,
            ControlledThread.Access secondAccess) {}

    Race race() {
        return race;
    }

    Location of(Object owner, Object key) {
        return locations
                .computeIfAbsent(owner, any -> new HashMap<>(4))
                .computeIfAbsent(key, k -> new Location(owner, k));
    }

    Location ofStatic(Site site) {
        return of(STATICS, site.simpleOwner() + "." + site.name());
    }

    /// Notes the access; from the second thread on, the sites that touch the location are
    /// scheduling points.
    void touch(Location location, ControlledThread by, Site site, boolean writes) {
        if (location.first == null) {
            location.first = by;
        } else if (location.first != by) {
            location.bySeveral = true;
        }
        location.written |= writes;
        if (!location.sites.contains(site)) {
            location.sites.add(site);
        } else if (shared.contains(site)) {
            return;
        }
        if (location.isShared()) {
            location.sites.forEach(shared::add);
        }
    }

    /// Looks for another thread whose next step conflicts with this one.
    ///
    /// @return whether this is the first race of the run
    boolean findsRace(
            ControlledThread me, ControlledThread.Access access, List<ControlledThread> threads) {
        if (race != null) {
            return false;
        }
        for (ControlledThread other : threads) {
            ControlledThread.Access pending = other.pending;
            if (other != me
                    && pending != null
                    && pending.location() == access.location()
                    && (pending.writes() || access.writes())) {
                race = new Race(access.location(), other, pending, me, access);
                return true;
            }
        }
        return false;
    }
}
