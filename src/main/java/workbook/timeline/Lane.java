package workbook.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The life of one thread: a virtual thread is one task, a pool thread runs many.
///
/// @param id the thread's id
/// @param depth how many forks lie between this lane and the code that was recorded
/// @param intervals in order of time, without overlap; gaps are the idle time of a pool thread
/// @param tasks what a pool thread ran; empty for a thread that is itself the task
/// @param reason why it failed, or what it still waits for; empty if there is nothing to say
public record Lane(
        long id,
        String name,
        int depth,
        Optional<Fork> fork,
        List<Interval> intervals,
        List<Mark> marks,
        List<Task> tasks,
        Outcome outcome,
        String reason) {
    /// One task on a pool thread.
    public record Task(Duration start, Duration end) {}

    public Lane {
        intervals = List.copyOf(intervals);
        marks = List.copyOf(marks);
        tasks = List.copyOf(tasks);
    }

    /// A lane that no recording made. It ended well, and nobody started it.
    public static Lane of(long id, String name, Interval... intervals) {
        return new Lane(
                id,
                name,
                0,
                Optional.empty(),
                List.of(intervals),
                List.of(),
                List.of(),
                Outcome.OK,
                "");
    }

    /// The same lane, under the one that started it.
    public Lane forkedBy(Lane parent, Duration at) {
        var origin = Optional.of(new Fork(parent.id, at, ""));
        return new Lane(
                id, name, parent.depth + 1, origin, intervals, marks, tasks, outcome, reason);
    }

    /// The same lane with another end.
    public Lane ended(Outcome end, String why) {
        return new Lane(id, name, depth, fork, intervals, marks, tasks, end, why);
    }

    /// The same lane with what happened to it.
    public Lane marked(Mark... moments) {
        return new Lane(id, name, depth, fork, intervals, List.of(moments), tasks, outcome, reason);
    }

    public Duration start() {
        return intervals.isEmpty() ? Duration.ZERO : intervals.getFirst().start();
    }

    public Duration end() {
        return intervals.isEmpty() ? Duration.ZERO : intervals.getLast().end();
    }

    public Duration length() {
        return end().minus(start());
    }

    /// How long this lane was in a state, all intervals together.
    public Duration in(State state) {
        return intervals.stream()
                .filter(interval -> interval.state() == state)
                .map(Interval::length)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
