package workbook.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// From the waits of one thread to the gapless row of intervals that is drawn.
final class Intervals {
    /// Woken, beaten to the permit, parked again: to the reader that is one wait. Not so for sleeps
    /// and queues, where each call counts.
    private static final long BLINK = 500_000;

    /// A thread that is unparked before it parks returns at once, and parks again.
    private static final long FALSE_START = 50_000;

    private Intervals() {}

    /// @param end where the lane ends, or the run if the thread lived on
    static List<Interval> of(Trail trail, List<Wait> waits, long end) {
        var row = new ArrayList<Wait>();
        var last = trail.started;
        if (trail.created < trail.started) {
            var ready = new Span(trail.created, trail.started);
            row.add(new Wait(State.READY, ready, "", trail.forkedAt.place()));
        }
        for (var wait : outermost(joined(waits))) {
            var from = Math.max(last, wait.span().from());
            var to = Math.min(end, wait.span().to());
            if (to <= from) {
                continue;
            }
            if (from > last) {
                row.add(running(last, from));
            }
            row.add(new Wait(wait.state(), new Span(from, to), wait.call(), wait.place()));
            last = to;
        }
        if (end > last) {
            row.add(running(last, end));
        }
        return (trail.isPoolThread() ? within(tasks(trail), row) : row)
                .stream().map(Intervals::interval).toList();
    }

    /// The tasks of a pool thread: one that runs inside another, as fork and join do, is part of
    /// it.
    static List<Span> tasks(Trail trail) {
        var tasks = new ArrayList<Span>();
        for (var task : sorted(trail.tasks)) {
            if (tasks.isEmpty() || task.from() >= tasks.getLast().to()) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    private static List<Span> sorted(List<Span> spans) {
        return spans.stream()
                .sorted(
                        Comparator.comparingLong(Span::from)
                                .thenComparing(Span::to, Comparator.reverseOrder()))
                .toList();
    }

    /// A socket read parks, and a wait calls another wait: the outer call is what the learner
    /// wrote.
    private static List<Wait> outermost(List<Wait> waits) {
        var outer = new ArrayList<Wait>();
        for (var wait : waits) {
            if (outer.isEmpty() || wait.span().to() > outer.getLast().span().to()) {
                outer.add(wait);
            }
        }
        return outer;
    }

    private static List<Wait> joined(List<Wait> waits) {
        var joined = new ArrayList<Wait>();
        var byStart =
                Comparator.<Wait>comparingLong(wait -> wait.span().from())
                        .thenComparing(wait -> wait.span().to(), Comparator.reverseOrder());
        for (var wait : waits.stream().sorted(byStart).toList()) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.sameAs(wait) && isSameCall(last, wait)) {
                joined.set(joined.size() - 1, last.until(wait.span().to()));
            } else {
                joined.add(wait);
            }
        }
        return joined;
    }

    private static boolean isSameCall(Wait last, Wait wait) {
        var gap = wait.span().from() - last.span().to();
        var isFalseStart = last.span().length() < FALSE_START;
        return switch (wait.state()) {
            case SLEEPING -> false;
            case QUEUE -> isFalseStart && gap < FALSE_START;
            case RUNNING, READY, LOCK, WAITING, JOINING, IO -> isFalseStart || gap < BLINK;
        };
    }

    private static List<Wait> within(List<Span> tasks, List<Wait> row) {
        var cut = new ArrayList<Wait>();
        for (var task : tasks) {
            for (var wait : row) {
                var from = Math.max(task.from(), wait.span().from());
                var to = Math.min(task.to(), wait.span().to());
                if (to > from) {
                    cut.add(new Wait(wait.state(), new Span(from, to), wait.call(), wait.place()));
                }
            }
        }
        return cut;
    }

    private static Wait running(long from, long to) {
        return new Wait(State.RUNNING, new Span(from, to), "", "");
    }

    private static Interval interval(Wait wait) {
        return new Interval(
                wait.state(),
                Duration.ofNanos(wait.span().from()),
                Duration.ofNanos(wait.span().to()),
                wait.call(),
                wait.place());
    }
}
