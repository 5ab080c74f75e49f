package workbook.testkit.explorer.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import workbook.testkit.explorer.code.Site;

/// What the threads of one run touched, and the data races among it.
///
/// A data race is found the moment it is there: one thread is stopped right before an access,
/// another arrives at a conflicting one, and nothing orders the two, because either could go first
/// now. No happens-before relation has to be modelled, so none can be modelled wrongly.
public final class Memory {
    private final SharedSites shared;
    private final IdentityHashMap<Object, Map<Object, Location>> locations =
            new IdentityHashMap<>();

    /// What each thread is about to do, by its number; null where it is elsewhere.
    private final List<Access> pending = new ArrayList<>();

    private Race race;

    /// @param shared takes the sites at which several threads meet
    public Memory(SharedSites shared) {
        this.shared = shared;
    }

    /// An unsynchronized access that a thread is about to make: its next step, whatever the others
    /// do.
    ///
    /// @param thread its number in the order of their start
    public record Access(int thread, String name, Location location, Site site, boolean writes) {
        @SuppressWarnings("ReferenceEquality") // one location of one run is one object
        private boolean conflictsWith(Access other) {
            return thread != other.thread && location == other.location && (writes || other.writes);
        }
    }

    /// Two accesses to one location that nothing orders.
    public record Race(Access first, Access second) {
        public Location location() {
            return first.location;
        }
    }

    /// The first race of the run, or null.
    public Race race() {
        return race;
    }

    /// @param key a field's name, an element's index, or [Location#WHOLE]
    public Location of(Object owner, Object key) {
        return locations
                .computeIfAbsent(owner, any -> new HashMap<>(4))
                .computeIfAbsent(key, k -> new Location(owner, k));
    }

    /// The static field that a site accesses.
    public Location ofStatic(Site site) {
        return of(Location.STATICS, site.simpleOwner() + "." + site.name());
    }

    /// Notes an access that something orders, or that is not a thread's own.
    public void touch(Location location, int thread, Site site, boolean writes) {
        location.touch(thread, site, writes, shared);
    }

    /// A thread stands right before an access, until [#left].
    ///
    /// @return whether this is the first race of the run
    public boolean arrived(Access access) {
        touch(access.location, access.thread, access.site, access.writes);
        boolean found = false;
        for (int i = 0; race == null && i < pending.size(); i++) {
            Access other = pending.get(i);
            if (other != null && other.conflictsWith(access)) {
                race = new Race(other, access);
                found = true;
            }
        }
        while (pending.size() <= access.thread) {
            pending.add(null);
        }
        pending.set(access.thread, access);
        return found;
    }

    /// The thread makes its access now.
    public void left(Access access) {
        pending.set(access.thread, null);
    }
}
