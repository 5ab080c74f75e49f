package workbook.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What the recording says, thread by thread; here it becomes the model.
///
/// @param root the thread that ran the code under observation
/// @param end when that code returned, in nanoseconds from its start
record Story(
        Trail root,
        Collection<Trail> trails,
        Carriers carriers,
        long end,
        Optional<Throwable> failure) {

    /// Threads by which the JDK runs other threads: not a task of anybody.
    private static final Pattern MACHINERY =
            Pattern.compile(
                    "VirtualThread-unparker|VirtualThread-unblocker|.*-delayScheduler"
                            + "|CompletableFutureDelayScheduler"
                            + "|JFR .*|"
                            + Observer.THREAD
                            + "|HTTP-Dispatcher|HttpClient-\\d+-(SelectorManager|Worker-\\d+)"
                            + "|process reaper.*|Common-Cleaner|Cleaner-\\d+");

    /// @param threads what the threads do at the end; asked for only if one of them still lives
    Timeline timeline(String title, List<String> notes, Supplier<Optional<ThreadDump>> threads) {
        var shown = shown();
        var family = new Family(root, shown);
        var isAnyoneLeft = shown.stream().anyMatch(this::isUnfinished);
        var dump = isAnyoneLeft ? threads.get() : Optional.<ThreadDump>empty();
        var lanes = family.members().stream().map(member -> lane(member, dump)).toList();
        return new Timeline(title, lanes, Duration.ofNanos(end), notes, failure);
    }

    /// The root, what its tasks started from the learner's code, and pool threads that ran a task.
    private List<Trail> shown() {
        var shown = new ArrayList<Trail>();
        var known = new HashSet<Trail>();
        for (var trail : trails) {
            if (isShown(trail, known)) {
                shown.add(trail);
            }
        }
        return shown;
    }

    private boolean isShown(Trail trail, Set<Trail> known) {
        var ancestors = new ArrayList<Trail>();
        var next = trail;
        while (next != root && !known.contains(next)) {
            if (next == null || isMachinery(next)) {
                return false;
            }
            if (isOldWorker(next)) {
                break;
            }
            if (!next.forkedAt.isLearners()) {
                return false;
            }
            ancestors.add(next);
            next = next.parent;
        }
        known.addAll(ancestors);
        return true;
    }

    /// A pool thread may be older than the run. Where it never blocked in the learner's code, only
    /// the pools that everybody shares are taken to have worked for the learner.
    private static boolean isOldWorker(Trail trail) {
        return trail.isPoolThread()
                && (trail.ranLearners || trail.threadName.startsWith("ForkJoinPool"));
    }

    private boolean isMachinery(Trail trail) {
        var isIdleWorker = trail.threadName.startsWith("ForkJoinPool") && trail.tasks.isEmpty();
        return isIdleWorker
                || carriers.contains(trail.id)
                || MACHINERY.matcher(trail.threadName).matches();
    }

    private boolean isUnfinished(Trail trail) {
        return trail.ended == Trail.UNKNOWN && !trail.isPoolThread();
    }

    private Lane lane(Family.Member member, Optional<ThreadDump> dump) {
        var trail = member.trail();
        var waits = new ArrayList<>(trail.waits);
        if (trail.virtual) {
            waits.addAll(carriers.contended(trail));
        }
        var reason = trail.reason;
        if (isUnfinished(trail)) {
            var waiting = dump.map(threads -> threads.of(trail.id)).orElse(null);
            if (waiting != null) {
                stillWaiting(trail, waiting).ifPresent(waits::add);
                reason = waiting.toString();
            }
        }
        if (trail == root && failure.isPresent()) {
            reason = Trail.Thrown.of(failure.get()).toString();
        }
        var until = trail.ended == Trail.UNKNOWN ? end : trail.ended;
        return new Lane(
                trail.id,
                member.name(),
                member.depth(),
                fork(trail),
                Intervals.of(trail, waits, until),
                marks(trail),
                tasks(trail),
                outcome(trail),
                reason);
    }

    /// When a wait began that has not ended: the virtual thread left its carrier then. Of a
    /// platform thread only the end of its last wait is known.
    private Optional<Wait> stillWaiting(Trail trail, ThreadDump.Waiting waiting) {
        var last = trail.waits.stream().mapToLong(wait -> wait.span().to()).max();
        var since =
                trail.virtual
                        ? carriers.offCarrier(trail, end)
                        : Optional.of(new Span(last.orElse(trail.started), end));
        var site = waiting.site();
        return since.map(span -> new Wait(site.state(), span, site.call(), site.place()));
    }

    private Optional<Fork> fork(Trail trail) {
        return trail == root || trail.parent == null
                ? Optional.empty()
                : Optional.of(
                        new Fork(
                                trail.parent.id,
                                Duration.ofNanos(trail.created),
                                trail.forkedAt.place()));
    }

    private List<Mark> marks(Trail trail) {
        if (trail != root || failure.isEmpty()) {
            return List.copyOf(trail.marks);
        }
        var marks = new ArrayList<>(trail.marks);
        var text = Trail.Thrown.of(failure.get()).toString();
        marks.add(new Mark(Mark.Kind.FAILED, Duration.ofNanos(end), text));
        return marks;
    }

    private static List<Lane.Task> tasks(Trail trail) {
        return trail.isPoolThread()
                ? Intervals.tasks(trail).stream()
                        .map(span ->
                                new Lane.Task(
                                        Duration.ofNanos(span.from()), Duration.ofNanos(span.to())))
                        .toList()
                : List.of();
    }

    private Outcome outcome(Trail trail) {
        if (trail == root) {
            return rootOutcome();
        }
        if (isUnfinished(trail)) {
            return Outcome.UNFINISHED;
        }
        if (trail.isPoolThread()) {
            return trail.reason.isEmpty() ? Outcome.OK : Outcome.FAILED;
        }
        if (trail.hasFailed) {
            return trail.wasInterrupted() ? Outcome.CANCELLED : Outcome.FAILED;
        }
        return trail.isSubtask && !trail.isSubtaskComplete ? Outcome.CANCELLED : Outcome.OK;
    }

    private Outcome rootOutcome() {
        if (failure.isPresent() || root.hasDied) {
            return Outcome.FAILED;
        }
        return isUnfinished(root) ? Outcome.UNFINISHED : Outcome.OK;
    }
}
