package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// From trails that no recording left to the model. One unit of time here is a millisecond.
class StoryTest {
    private static final long MS = 1_000_000;

    private final Carriers carriers = new Carriers();
    private final Trail main = trail(1, "main", false, null, 0, 0, 100);

    @Test
    @DisplayName("lanes stand under their parents, and names that are shared get a number")
    void family() {
        var parent = trail(2, "", true, main, 0, 1, 90);
        parent.task = "fetchAll";
        var second = trail(5, "", true, parent, 2, 3, 50);
        second.task = "fetch";
        var first = trail(4, "", true, parent, 2, 3, 60);
        first.task = "fetch";
        var other = trail(3, "other", true, main, 1, 1, 20);
        assertModel(
                """
                main OK | RUNNING 0-100
                  fetchAll OK | READY 0-1 RUNNING 1-90
                    fetch #1 OK | READY 2-3 RUNNING 3-60
                    fetch #2 OK | READY 2-3 RUNNING 3-50
                  other OK | RUNNING 1-20
                """,
                second,
                other,
                parent,
                first);
    }

    @Test
    @DisplayName("waits that are one to the reader are one interval, and the rest is running")
    void waits() {
        var task = trail(2, "task", true, main, 0, 0, 100);
        wait(task, State.LOCK, 10, 20, "Semaphore.acquire");
        wait(task, State.LOCK, 20, 40, "Semaphore.acquire");
        wait(task, State.IO, 50, 80, "Socket.read");
        wait(task, State.IO, 55, 75, "Socket.read0");
        wait(task, State.QUEUE, 80, 90, "LinkedBlockingQueue.take");
        wait(task, State.QUEUE, 90, 95, "LinkedBlockingQueue.take");
        assertModel(
                """
                main OK | RUNNING 0-100
                  task OK | RUNNING 0-10 LOCK 10-40 RUNNING 40-50 IO 50-80 QUEUE 80-90 QUEUE 90-95\
                 RUNNING 95-100
                """,
                task);
    }

    @Test
    @DisplayName("a thread that leaves its carrier without a park waits for a monitor")
    void monitor() {
        var task = trail(2, "task", true, main, 0, 10, 90);
        carriers.mounted(101, new Span(10 * MS, 20 * MS));
        carriers.mounted(102, new Span(60 * MS, 90 * MS));
        carriers.sort();
        assertModel(
                """
                main OK | RUNNING 0-100
                  task OK | READY 0-10 RUNNING 10-20 LOCK 20-60 RUNNING 60-90
                """,
                task);
    }

    @Test
    @DisplayName("a thread that stays on its carrier runs, whatever the other carriers do")
    void noMonitor() {
        var task = trail(2, "task", true, main, 0, 10, 90);
        carriers.mounted(101, new Span(10 * MS, 90 * MS));
        carriers.mounted(102, new Span(5 * MS, 20 * MS));
        carriers.mounted(102, new Span(60 * MS, 95 * MS));
        carriers.sort();
        assertModel(
                """
                main OK | RUNNING 0-100
                  task OK | READY 0-10 RUNNING 10-90
                """,
                task);
    }

    @Test
    @DisplayName("a pool thread shows its tasks and none of its idle time")
    void pool() {
        var worker = trail(2, "pool-1-thread-1", false, main, 0, 0, 100);
        worker.tasks.add(new Span(10 * MS, 30 * MS));
        worker.tasks.add(new Span(40 * MS, 60 * MS));
        worker.tasks.add(new Span(45 * MS, 50 * MS));
        wait(worker, State.SLEEPING, 15, 25, "Thread.sleep");
        assertModel(
                """
                main OK | RUNNING 0-100
                  pool-1-thread-1 OK | RUNNING 10-15 SLEEPING 15-25 RUNNING 25-30 RUNNING 40-60
                """,
                worker);
    }

    @Test
    @DisplayName("a subtask that its scope did not hear of was cancelled")
    void cancelled() {
        var task = trail(2, "task", true, main, 0, 0, 50);
        task.isSubtask = true;
        assertModel(
                """
                main OK | RUNNING 0-100
                  task CANCELLED | RUNNING 0-50
                """,
                task);
    }

    @Test
    @DisplayName("carriers, strangers and what they start are left out")
    void strangers() {
        carriers.mounted(3, new Span(0, MS));
        carriers.sort();
        var carrier = trail(3, "ForkJoinPool-1-worker-1", false, main, 0, 0, 100);
        var stranger = trail(4, "stranger", true, null, 0, 0, 100);
        var itsChild = trail(5, "child", true, stranger, 0, 0, 100);
        assertModel("main OK | RUNNING 0-100\n", carrier, stranger, itsChild);
    }

    private void assertModel(String expected, Trail... others) {
        var trails = new ArrayList<>(List.of(others));
        trails.add(main);
        var story = new Story(main, trails, carriers, 100 * MS, Optional.empty());
        var actual =
                story.timeline("model", List.of(), Optional::empty).lanes().stream()
                        .map(StoryTest::line)
                        .collect(Collectors.joining());
        assertEquals(expected, actual);
    }

    private static String line(Lane lane) {
        return "  ".repeat(lane.depth())
                + lane.name()
                + " "
                + lane.outcome()
                + " | "
                + lane.intervals().stream().map(StoryTest::word).collect(Collectors.joining(" "))
                + "\n";
    }

    private static String word(Interval interval) {
        return interval.state()
                + " "
                + interval.start().toMillis()
                + "-"
                + interval.end().toMillis();
    }

    private static Trail trail(
            long id, String name, boolean virtual, Trail parent, long created, long from, long to) {
        var trail = new Trail(id, name, virtual);
        trail.parent = parent;
        trail.forkedAt = new Site("", State.WAITING, "main, line 1", "", false);
        trail.created = created * MS;
        trail.started = from * MS;
        trail.ended = to * MS;
        return trail;
    }

    private static void wait(Trail trail, State state, long from, long to, String call) {
        trail.waits.add(new Wait(state, new Span(from * MS, to * MS), call, "main, line 1"));
    }
}
