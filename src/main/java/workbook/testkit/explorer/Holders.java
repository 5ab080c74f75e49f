package workbook.testkit.explorer;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Collectors;

/// Who took which lock or permit in the run that is shown, and has not given it back.
///
/// The JDK knows the owner of an exclusive lock. It knows no owner of a permit or of a read lock,
/// and nowhere the line: those are noted here.
final class Holders {
    private record Held(ControlledThread by, Object what, Site since) {
        @Override
        public String toString() {
            return by + " took one at " + since.location();
        }
    }

    private final IdentityHashMap<Object, List<Held>> held = new IdentityHashMap<>();

    /// Takes note of a call that has ended.
    ///
    /// @param failed whether it ended in vain, by an exception or with `false`
    void ended(ControlledThread me, ControlledThread.Call call, boolean failed) {
        Object key = failed || call.receiver() == null ? null : keyOf(call.receiver());
        if (key == null) {
            return;
        }
        List<Held> all = held.computeIfAbsent(key, any -> new ArrayList<>());
        switch (call.site().name()) {
            case "lock",
                    "lockInterruptibly",
                    "tryLock",
                    "acquire",
                    "acquireUninterruptibly",
                    "tryAcquire",
                    "readLock",
                    "writeLock" ->
                    all.add(new Held(me, call.receiver(), call.site()));
            case "unlock", "release", "unlockRead", "unlockWrite" -> {
                int mine = all.size() - 1;
                while (mine > 0 && all.get(mine).by != me) {
                    mine--;
                }
                if (mine >= 0) {
                    all.remove(mine);
                }
            }
            default -> {}
        }
    }

    /// Who has what `receiver` guards, or was the last to take it.
    static Stuck.Holder of(Run run, Names names, Object receiver) {
        Object key = keyOf(receiver);
        Thread owner =
                switch (key) {
                    case AbstractOwnableSynchronizer lock -> ownerOf(lock);
                    case null, default -> receiver instanceof Thread thread ? thread : null;
                };
        List<Held> all = run.trace() == null ? null : run.trace().holders.held.get(key);
        if (all != null && !all.isEmpty()) {
            Held last = all.getLast();
            String since =
                    receiver instanceof Semaphore
                            ? all.stream()
                                    .map(Held::toString)
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            : last.since.location();
            return new Stuck.Holder(last.by.name, names.of(last.what), since, last.by.ended);
        }
        ControlledThread holder = owner == null ? null : run.scheduler.find(owner);
        return holder == null
                ? Stuck.Holder.NOBODY
                : new Stuck.Holder(holder.name, names.of(receiver), "", holder.ended);
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

    private static Thread ownerOf(AbstractOwnableSynchronizer lock) {
        try {
            Method owner =
                    AbstractOwnableSynchronizer.class.getDeclaredMethod("getExclusiveOwnerThread");
            owner.setAccessible(true);
            return (Thread) owner.invoke(lock);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not the JDK 25 that the explorer knows", e);
        }
    }
}
