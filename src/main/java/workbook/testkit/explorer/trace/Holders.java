package workbook.testkit.explorer.trace;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.jdk.LockOwners;

/// Who took which lock or permit in the run that is shown, and has not given it back.
///
/// The JDK knows the owner of an exclusive lock. It knows no owner of a permit or of a read lock,
/// and nowhere the line: those are noted here.
public final class Holders {
    /// One lock or permit that was taken.
    ///
    /// @param by the name of the thread
    /// @param what the lock or semaphore, or a view of it
    public record Held(String by, Object what, Site since) {}

    private final IdentityHashMap<Object, List<Held>> held = new IdentityHashMap<>();

    /// Takes note of a call that has ended well.
    public void ended(String thread, Object receiver, Site site) {
        Object key = receiver == null ? null : keyOf(receiver);
        if (key == null) {
            return;
        }
        List<Held> all = held.computeIfAbsent(key, any -> new ArrayList<>());
        switch (site.name()) {
            case "lock",
                    "lockInterruptibly",
                    "tryLock",
                    "acquire",
                    "acquireUninterruptibly",
                    "tryAcquire",
                    "readLock",
                    "writeLock" ->
                    all.add(new Held(thread, receiver, site));
            case "unlock", "release", "unlockRead", "unlockWrite" -> {
                int mine = all.size() - 1;
                while (mine > 0 && !all.get(mine).by.equals(thread)) {
                    mine--;
                }
                if (mine >= 0) {
                    all.remove(mine);
                }
            }
            default -> {}
        }
    }

    /// All of a lock or semaphore that was taken and not given back, the last taken last.
    public List<Held> of(Object receiver) {
        Object key = keyOf(receiver);
        return key == null ? List.of() : held.getOrDefault(key, List.of());
    }

    /// The thread that the JDK knows as the owner of a lock, or null.
    public static Thread ownerOf(Object receiver) {
        return keyOf(receiver) instanceof AbstractOwnableSynchronizer lock
                ? LockOwners.ownerOf(lock)
                : null;
    }

    /// A lock and its views share one synchronizer.
    private static Object keyOf(Object receiver) {
        if (receiver instanceof StampedLock) {
            return receiver;
        }
        boolean synchronizes = receiver instanceof Semaphore || receiver instanceof Lock;
        if (!synchronizes) {
            return null;
        }
        for (Class<?> type = receiver.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field sync = type.getDeclaredField("sync");
                sync.setAccessible(true);
                return sync.get(receiver);
            } catch (NoSuchFieldException inherited) {
                // a subclass, or a lock of the program's own
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return null;
    }
}
