package workbook.testkit.explorer.hooks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.BaseStream;
import workbook.testkit.explorer.code.ExploredClasses;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.JdkObjects;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.run.ControlledThread;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.trace.Names;
import workbook.testkit.explorer.trace.Step;
import workbook.testkit.explorer.trace.Trace;

/// What it means to the other threads that the program calls a method of the JDK.
///
/// The method itself runs undisturbed: only blocking in it, or the program's own code that it calls
/// back, gives others a chance.
final class Calls {
    /// Calls that begin something which nobody can see before it runs.
    private static final Set<String> BEGINNINGS = Set.of("start", "submit", "execute", "unstarted");

    /// Calls that concern whoever begins something after them.
    private static final Set<String> ENDINGS = Set.of("shutdown", "shutdownNow", "close");

    /// Calls in which [ConcurrentHashMap] excludes others from the same key, also while it calls
    /// back.
    private static final Set<String> EXCLUSIVE_PER_KEY =
            Set.of(
                    """
                    compute computeIfAbsent computeIfPresent merge put putIfAbsent remove replace
                    """
                            .split("\\s+"));

    /// Methods that read all of their argument.
    private static final Set<String> READERS_OF_ARGUMENT =
            Set.of(
                    """
                    addAll putAll containsAll removeAll retainAll copyOf copyOfRange join max min
                    frequency nCopies stream toString deepToString equals hashCode binarySearch
                    arraycopy <init>
                    """
                            .split("\\s+"));

    /// Static methods that change their argument.
    private static final Set<String> WRITERS_OF_ARGUMENT =
            Set.of(
                    """
                    sort parallelSort shuffle reverse swap fill rotate replaceAll setAll
                    """
                            .split("\\s+"));

    private Calls() {}

    static void begin(Run run, ControlledThread me, Object receiver, Object argument, Site site) {
        Object guard =
                receiver == null
                        ? beginStatic(run, me, site)
                        : beginOn(run, me, receiver, argument, site);
        if (argument != null && READERS_OF_ARGUMENT.contains(site.name())) {
            reads(run, me, argument, site);
        }
        if (argument != null && receiver == null && WRITERS_OF_ARGUMENT.contains(site.name())) {
            touches(run, me, argument, site, true);
        }
        var call = new ControlledThread.Call(receiver, argument, site, guard, null);
        boolean shown = run.trace() != null && (run.shows(site) || isControl(receiver, site));
        me.calls.push(
                shown && !isPlumbing(receiver, site) ? call.begun(show(run, me, call)) : call);
    }

    /// Calls that say nothing which the order of the threads in the table does not say.
    private static boolean isPlumbing(Object receiver, Site site) {
        return receiver instanceof Thread
                && Set.of("join", "start", "interrupt").contains(site.name());
    }

    private static Step show(Run run, ControlledThread me, ControlledThread.Call call) {
        Object used = call.receiver() == null ? null : run.aliases.viewedBy(call.receiver());
        Location location = null;
        var effect = Trace.Effect.NONE;
        if (used != null && JdkObjects.holdsData(used)) {
            location = run.memory.of(JdkObjects.mutexOf(used), Location.WHOLE);
            effect =
                    JdkObjects.reads(call.receiver(), call.site().name())
                            ? Trace.Effect.SEES
                            : Trace.Effect.CHANGES;
        }
        return run.trace().add(me.name, text(run, call), call.site(), location, effect);
    }

    /// Sleeping, parking and the like: what they do to this thread depends on who interrupts it.
    private static Object beginStatic(Run run, ControlledThread me, Site site) {
        switch (site.simpleOwner()) {
            case "Thread" -> run.synchronizing(me, me.thread, "interrupt status", site);
            case "LockSupport" -> run.control(me);
            default -> {}
        }
        return null;
    }

    private static Object beginOn(
            Run run, ControlledThread me, Object receiver, Object argument, Site site) {
        if (site.kind() == Site.Kind.CALL
                && ExploredClasses.declare(receiver.getClass(), site.name())) {
            return null; // the program's own method, which has hooks of its own
        }
        Object used = run.aliases.viewedBy(receiver);
        return switch (sort(receiver, used)) {
            case PLAIN -> {
                Object owner = JdkObjects.mutexOf(used);
                run.access(
                        me,
                        run.memory.of(owner, Location.WHOLE),
                        site,
                        !JdkObjects.reads(receiver, site.name()));
                yield null;
            }
            case GUARDED -> {
                Object mutex = JdkObjects.mutexOf(receiver);
                run.synchronizing(me, mutex, Location.WHOLE, site);
                run.monitors.enterFor(me, mutex, site);
                yield mutex;
            }
            case CONCURRENT -> beginConcurrent(run, me, used, argument, site);
            case CONTROL -> {
                if (BEGINNINGS.contains(site.name()) && !(receiver instanceof ThreadPoolExecutor)) {
                    run.synchronizing(me, receiver, Location.WHOLE, site);
                } else {
                    if (ENDINGS.contains(site.name()) && run.scheduler.threads().size() > 1) {
                        run.memory.touch(
                                run.memory.of(receiver, Location.WHOLE), me.id, site, true);
                    }
                    run.control(me);
                    run.interrupts.observedBy(me, site);
                }
                yield null;
            }
            case OTHER -> null;
        };
    }

    @SuppressWarnings("ReferenceEquality") // a view is another object, however equal
    private static JdkObjects.Sort sort(Object receiver, Object used) {
        JdkObjects.Sort sort = JdkObjects.sortOf(receiver);
        if (used != receiver) {
            return JdkObjects.sortOf(used) == JdkObjects.Sort.CONCURRENT
                    ? JdkObjects.Sort.CONCURRENT
                    : sort;
        }
        return receiver instanceof BaseStream ? JdkObjects.Sort.OTHER : sort;
    }

    private static Object beginConcurrent(
            Run run, ControlledThread me, Object used, Object argument, Site site) {
        boolean updatesField =
                used instanceof AtomicIntegerFieldUpdater
                        || used instanceof AtomicLongFieldUpdater
                        || used instanceof AtomicReferenceFieldUpdater;
        if (updatesField) {
            run.control(me); // the updater is one object for all fields
            return null;
        }
        run.synchronizing(me, used, Location.WHOLE, site);
        if (used instanceof ConcurrentHashMap
                && argument != null
                && EXCLUSIVE_PER_KEY.contains(site.name())) {
            Object key = run.aliases.keyLock(used, argument);
            run.monitors.enterFor(me, key, site);
            return key;
        }
        return null;
    }

    /// The JDK is about to read all of a collection or array.
    static void reads(Run run, ControlledThread me, Object argument, Site site) {
        touches(run, me, argument, site, false);
    }

    private static void touches(
            Run run, ControlledThread me, Object argument, Site site, boolean writes) {
        Object used = run.aliases.viewedBy(argument);
        if (JdkObjects.sortOf(used) == JdkObjects.Sort.PLAIN) {
            run.access(me, run.memory.of(used, Location.WHOLE), site, writes);
        }
    }

    static void end(Run run, ControlledThread me, Object result, String shown) {
        ControlledThread.Call call = me.calls.pop();
        Site site = call.site();
        if (call.guard() != null) {
            run.monitors.exitFor(me, call.guard());
        }
        if (result != null
                && call.receiver() != null
                && JdkObjects.isView(call.receiver(), site.name(), result)) {
            run.aliases.addView(result, call.receiver());
        } else if (result != null
                && call.argument() != null
                && site.name().startsWith("unmodifiable")) {
            run.aliases.addView(result, call.argument());
        }
        if (run.trace() != null) {
            boolean failed = shown.startsWith(":") || shown.equals(Hooks.FALSE);
            if (!failed) {
                run.trace().holders().ended(me.name, call.receiver(), site);
            }
            if (call.begun() != null) {
                String state = run.trace().names().stateOf(call.receiver(), site.name());
                run.trace().complete(call.begun(), text(run, call), shown + state, site);
            }
        }
    }

    private static boolean isControl(Object receiver, Site site) {
        return receiver == null
                ? site.simpleOwner().equals("Thread") || site.simpleOwner().equals("LockSupport")
                : JdkObjects.sortOf(receiver) == JdkObjects.Sort.CONTROL;
    }

    private static String text(Run run, ControlledThread.Call call) {
        Names names = run.trace().names();
        String subject =
                call.receiver() == null ? call.site().simpleOwner() : names.of(call.receiver());
        String argument = Names.isValue(call.argument()) ? names.of(call.argument()) : "";
        return subject + "." + call.site().name() + "(" + argument + ")";
    }
}
