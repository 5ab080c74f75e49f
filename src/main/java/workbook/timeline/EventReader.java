package workbook.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;

/// Gathers the events of one run into a [Trail] for each thread.
final class EventReader {
    private final Bounds bounds;
    private final long end;
    private final Optional<Throwable> failure;

    private final Sites sites = new Sites();
    private final Map<Long, Trail> trails = new LinkedHashMap<>();
    private final Carriers carriers = new Carriers();
    private final Starts starts = new Starts();
    private final Map<Long, Long> openTasks = new HashMap<>();

    private final Trail root;

    EventReader(Bounds bounds, Optional<Throwable> failure) {
        this.bounds = bounds;
        this.failure = failure;
        end = nanos(bounds.end());
        root = trail(bounds.root());
        root.created = root.started = 0;
    }

    Story read(List<RecordedEvent> events) {
        events.stream()
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .forEach(this::read);
        if (bounds.isOver()) {
            root.ended = end;
        }
        carriers.sort();
        starts.assign(trails.values(), carriers);
        return new Story(root, trails.values(), carriers, end, failure);
    }

    private void read(RecordedEvent event) {
        var thread = event.getThread();
        if (thread == null || nanos(event.getEndTime()) < 0) {
            return;
        }
        var from = Math.clamp(nanos(event.getStartTime()), 0, end);
        var span = new Span(from, Math.clamp(nanos(event.getEndTime()), from, end));
        var trail = trail(thread);
        var site = sites.of(event.getStackTrace());
        trail.ranLearners |= site.isLearners();
        if (trail.task.isEmpty()) {
            trail.task = site.task();
        }
        var isLate = nanos(event.getStartTime()) > end;
        switch (event.getEventType().getName()) {
            case "jdk.VirtualThreadEnd", "jdk.ThreadEnd" -> ended(trail, span.from());
            case "jdk.Shutdown" -> exited(trail, span.from(), site);
            case "jdk.MethodTrace" -> method(event, trail, span, site, isLate);
            case String _ when isLate -> {}
            case "jdk.ThreadStart" -> started(event, trail, span.from(), site);
            case "jdk.VirtualThreadStart" -> trail.started = span.from();
            case "jdk.ThreadSleep" -> waited(trail, State.SLEEPING, span, "Thread.sleep", site);
            case "jdk.JavaMonitorEnter" -> waited(trail, State.LOCK, span, "synchronized", site);
            case "jdk.SocketRead" -> waited(trail, State.IO, span, "Socket.read", site);
            case "jdk.SocketWrite" -> waited(trail, State.IO, span, "Socket.write", site);
            case "jdk.JavaExceptionThrow", "jdk.JavaErrorThrow" ->
                    thrown(event, trail, span.from(), site);
            default -> {}
        }
    }

    private void method(RecordedEvent event, Trail trail, Span span, Site site, boolean isLate) {
        RecordedMethod method = event.getValue("method");
        var type = method.getType().getName();
        var name = type.substring(type.lastIndexOf('.') + 1) + "::" + method.getName();
        if (isLate) {
            // the end of a task that handed over its result just before the run was over
            switch (name) {
                case "Thread::exit" -> ended(trail, end);
                case "ThreadPoolExecutor::afterExecute" -> closeTask(trail, end);
                default -> {}
            }
            return;
        }
        switch (name) {
            case "LockSupport::park",
                    "LockSupport::parkNanos",
                    "LockSupport::parkUntil",
                    "Object::wait" ->
                    waited(trail, site.state(), span, call(site, name), site);
            case "ServerSocket::accept" ->
                    waited(trail, State.IO, span, "ServerSocket.accept", site);
            case "SelectorImpl::lockAndDoSelect" ->
                    waited(trail, State.IO, span, call(site, "Selector.select"), site);
            case "VirtualThread::start" -> startedVirtual(event, trail, span, site);
            case "Thread::start" -> starts.platform(trail, span.from(), site);
            case "Thread::exit" -> ended(trail, span.from());
            case "ThreadPoolExecutor::beforeExecute" -> openTasks.put(trail.id, span.to());
            case "ThreadPoolExecutor::afterExecute" -> closeTask(trail, span.from());
            case "CompletableFuture$AsyncSupply::run",
                    "CompletableFuture$AsyncRun::run",
                    "CompletableFuture$Completion::run",
                    "CompletableFuture$Completion::exec",
                    "ForkJoinTask$InterruptibleTask::exec",
                    "AbstractTask::compute",
                    "ForEachOps$ForEachTask::compute",
                    "RecursiveTask::exec",
                    "RecursiveAction::exec" ->
                    task(trail, span, site);
            case "FutureTask::setException" -> failed(trail, span.from());
            case "Thread::dispatchUncaughtException" -> {
                trail.hasDied = true;
                failed(trail, span.from());
            }
            case "CompletableFuture::completeThrowable" -> stageFailed(trail, span.from());
            case "StructuredTaskScopeImpl$SubtaskImpl$AltResult::<init>" -> {
                if (!isConstant(event)) {
                    failed(trail, span.from());
                }
            }
            case "StructuredTaskScopeImpl$SubtaskImpl::run" -> trail.isSubtask = true;
            case "StructuredTaskScopeImpl::onComplete" -> trail.isSubtaskComplete = true;
            case "VirtualThread::runContinuation" -> carriers.mounted(trail.id, span);
            case "VirtualThread::yieldContinuation" -> trail.yields.add(span);
            default -> {}
        }
    }

    /// The traced method itself is not on the stack that an event brings.
    private static String call(Site site, String traced) {
        return site.call().isEmpty() ? traced.replace("::", ".") : site.call();
    }

    private void waited(Trail trail, State state, Span span, String call, Site site) {
        if (!site.isLearners()) {
            return;
        }
        var wait = new Wait(state, span, call, site.place());
        if (site.isResumed() && !trail.waits.isEmpty() && trail.waits.getLast().sameAs(wait)) {
            trail.waits.add(trail.waits.removeLast().until(span.to()));
        } else {
            trail.waits.add(wait);
        }
    }

    private void started(RecordedEvent event, Trail trail, long at, Site site) {
        RecordedThread parent = event.getValue("parentThread");
        trail.created = trail.started = at;
        trail.parent = parent == null ? null : trail(parent);
        trail.forkedAt = site;
    }

    /// `start()` calls `start(container)`: only the outer call counts.
    private void startedVirtual(RecordedEvent event, Trail trail, Span span, Site site) {
        if (frames(event).noneMatch(frame -> isStart(frame.getMethod()))) {
            starts.virtual(trail, span.from(), site);
        }
    }

    private static boolean isStart(RecordedMethod method) {
        return method.getName().equals("start")
                && method.getType().getName().equals("java.lang.VirtualThread");
    }

    /// `System.exit` does not return.
    private static void exited(Trail trail, long at, Site site) {
        if (site.isLearners()) {
            ended(trail, at);
        }
    }

    private static void ended(Trail trail, long at) {
        if (trail.ended == Trail.UNKNOWN) {
            trail.ended = at;
        }
    }

    /// What the learner's own code runs by the way is not the task of a pool.
    private static void task(Trail trail, Span span, Site site) {
        if (!site.isLearners()) {
            trail.tasks.add(span);
        }
    }

    private void closeTask(Trail trail, long at) {
        var from = openTasks.remove(trail.id);
        if (from != null) {
            trail.tasks.add(new Span(from, at));
        }
    }

    /// The constant for a result of null is no failure.
    private static boolean isConstant(RecordedEvent event) {
        return frames(event).anyMatch(frame -> frame.getMethod().getName().equals("<clinit>"));
    }

    private static Stream<RecordedFrame> frames(RecordedEvent event) {
        var trace = event.getStackTrace();
        return trace == null ? Stream.empty() : trace.getFrames().stream();
    }

    /// Linking a lambda makes and catches exceptions of its own.
    private void thrown(RecordedEvent event, Trail trail, long at, Site site) {
        RecordedClass type = event.getValue("thrownClass");
        var name = type.getName();
        if (!site.isLearners()
                || name.startsWith("java.lang.NoSuch")
                || site.call().startsWith("MethodHandle")) {
            return;
        }
        trail.thrown = new Trail.Thrown(name, event.getValue("message"));
        if (trail.thrown.isInterrupt()) {
            mark(trail, Mark.Kind.INTERRUPTED, at, "interrupted");
        } else if (trail.thrown.isTimeout()) {
            mark(trail, Mark.Kind.TIMED_OUT, at, trail.thrown.toString());
        }
    }

    private static void failed(Trail trail, long at) {
        trail.hasFailed = true;
        if (trail.thrown == null) {
            mark(trail, Mark.Kind.FAILED, at, "failed");
        } else if (!trail.thrown.isInterrupt()) {
            trail.reason = trail.thrown.toString();
            mark(trail, Mark.Kind.FAILED, at, trail.reason);
        }
    }

    /// Each dependent stage passes a failure on; only the task where it happened counts.
    private void stageFailed(Trail trail, long at) {
        if (trail != root && trail.thrown != null && !trail.hasFailed) {
            failed(trail, at);
        }
    }

    private static void mark(Trail trail, Mark.Kind kind, long at, String text) {
        trail.marks.add(new Mark(kind, Duration.ofNanos(at), text));
    }

    private Trail trail(RecordedThread thread) {
        return trails.computeIfAbsent(
                thread.getJavaThreadId(),
                id -> new Trail(id, thread.getJavaName(), thread.isVirtual()));
    }

    private long nanos(Instant time) {
        return Duration.between(bounds.begin(), time).toNanos();
    }
}
