package workbook.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Timelines that no recording made, so that their drawings are the same each time.
final class Examples {
    private Examples() {}

    /// Two permits for a number of tasks, each of which sleeps for as long as the unit says.
    static Timeline permits(String title, int tasks, String name, Duration unit) {
        var length = unit.multipliedBy((tasks + 1) / 2);
        var lanes = new ArrayList<Lane>();
        var join = interval(State.JOINING, unit.dividedBy(50), length, "StructuredTaskScope.join");
        lanes.add(root(List.of(running(Duration.ZERO, unit.dividedBy(50)), join)));
        for (int task = 1; task <= tasks; task++) {
            var turn = unit.multipliedBy((task - 1) / 2);
            var begin = unit.dividedBy(100);
            var row = new ArrayList<Interval>();
            row.add(interval(State.READY, Duration.ZERO, begin, ""));
            row.add(running(begin, begin.multipliedBy(2)));
            if (turn.isPositive()) {
                row.add(interval(State.LOCK, begin.multipliedBy(2), turn, "Semaphore.acquire"));
            }
            var from = turn.isPositive() ? turn : begin.multipliedBy(2);
            row.add(interval(State.SLEEPING, from, turn.plus(unit), "Thread.sleep"));
            lanes.add(task(task, name + " #" + task, row, Outcome.OK, ""));
        }
        return new Timeline(title, lanes, length, List.of(), Optional.empty());
    }

    /// Each state, mark and outcome once.
    static Timeline everything() {
        var lanes = new ArrayList<Lane>();
        lanes.add(
                root(List.of(running(ms(0), ms(10)), wait(State.JOINING, 10, 100, "Thread.join"))));
        lanes.add(
                task(
                        1,
                        "reader",
                        List.of(
                                wait(State.READY, 2, 6, ""),
                                running(ms(6), ms(20)),
                                wait(State.IO, 20, 90, "Socket.read")),
                        Outcome.OK,
                        ""));
        lanes.add(
                task(
                        2,
                        "producer",
                        List.of(
                                running(ms(2), ms(12)),
                                wait(State.QUEUE, 12, 60, "ArrayBlockingQueue.put"),
                                running(ms(60), ms(62))),
                        List.of(new Mark(Mark.Kind.FAILED, ms(62), "IllegalStateException: <&\">")),
                        Outcome.FAILED,
                        "IllegalStateException: <&\">"));
        lanes.add(
                task(
                        3,
                        "waiter",
                        List.of(
                                running(ms(3), ms(5)),
                                wait(State.WAITING, 5, 62, "CountDownLatch.await")),
                        List.of(
                                new Mark(Mark.Kind.TIMED_OUT, ms(40), "TimeoutException"),
                                new Mark(Mark.Kind.INTERRUPTED, ms(62), "interrupted")),
                        Outcome.CANCELLED,
                        ""));
        lanes.add(
                task(
                        4,
                        "philosopher",
                        List.of(
                                running(ms(4), ms(8)),
                                wait(State.SLEEPING, 8, 30, "Thread.sleep"),
                                wait(State.LOCK, 30, 100, "synchronized")),
                        Outcome.UNFINISHED,
                        "still waiting at the end: synchronized on Object@1b2c3d, held by waiter"));
        var worker =
                new Lane(
                        5,
                        "pool-1-thread-1",
                        1,
                        Optional.of(new Fork(0, ms(1), "main, line 7")),
                        List.of(running(ms(10), ms(30)), running(ms(40), ms(95))),
                        List.of(),
                        List.of(new Lane.Task(ms(10), ms(30)), new Lane.Task(ms(40), ms(95))),
                        Outcome.OK,
                        "");
        lanes.add(worker);
        return new Timeline(
                "everything at once",
                lanes,
                ms(100),
                List.of("The recording grew too large: only its end is shown."),
                Optional.empty());
    }

    static List<Timeline> ofAllSizes() {
        var longName = "fetchThePageThatNobodyElseWantedToFetchBecauseItIsTooLong";
        return List.of(
                everything(),
                permits("two tasks", 2, "fetch", ms(300)),
                permits("twelve tasks with long names", 12, longName, ms(250)),
                permits("three milliseconds", 5, "fetch", Duration.ofMillis(1)),
                permits("three minutes", 6, "fetch", Duration.ofMinutes(1)),
                permits("a title ".repeat(30).strip(), 60, "task", ms(50)),
                permits("ten thousand tasks", 10_000, "task", ms(10)));
    }

    /// A lane of so many intervals that most are thinner than a pixel.
    static Timeline dense() {
        var row =
                IntStream.range(0, 5_000)
                        .mapToObj(step ->
                                step % 2 == 0
                                        ? running(ms(step), ms(step + 1))
                                        : wait(State.QUEUE, step, step + 1, "Queue.take"))
                        .toList();
        return new Timeline("dense", List.of(root(row)), ms(5_000), List.of(), Optional.empty());
    }

    private static Lane root(List<Interval> row) {
        return new Lane(0, "main", 0, Optional.empty(), row, List.of(), List.of(), Outcome.OK, "");
    }

    private static Lane task(
            int id, String name, List<Interval> row, Outcome outcome, String reason) {
        return task(id, name, row, List.of(), outcome, reason);
    }

    private static Lane task(
            int id,
            String name,
            List<Interval> row,
            List<Mark> marks,
            Outcome outcome,
            String reason) {
        var fork = new Fork(0, row.getFirst().start(), "main, line " + id);
        return new Lane(id, name, 1, Optional.of(fork), row, marks, List.of(), outcome, reason);
    }

    private static Interval wait(State state, int from, int to, String call) {
        return interval(state, ms(from), ms(to), call);
    }

    private static Interval running(Duration from, Duration to) {
        return interval(State.RUNNING, from, to, "");
    }

    private static Interval interval(State state, Duration from, Duration to, String call) {
        return new Interval(state, from, to, call, call.isEmpty() ? "" : "fetch, line 12");
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
