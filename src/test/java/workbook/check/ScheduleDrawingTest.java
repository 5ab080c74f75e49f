package workbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.explorer.trace.Step;
import workbook.timeline.Lane;
import workbook.timeline.State;
import workbook.timeline.Timeline;

@DisplayName("A broken schedule is drawn:")
class ScheduleDrawingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @DisplayName("on the explorer's clock, where time passes")
    void timePasses() {
        var drawing =
                drawing(
                        step("main", "future.get()", Duration.ZERO),
                        step("task 1", "Thread.sleep(PT1H)", Duration.ZERO),
                        step("main", "future.get() = 1", HOUR));

        assertEquals(HOUR, lane(drawing, "main").in(State.JOINING));
        assertEquals(HOUR, lane(drawing, "task 1").in(State.SLEEPING));
    }

    @Test
    @DisplayName("a millisecond for each step, where no time passes")
    void noTimePasses() {
        var drawing =
                drawing(
                        step("task 1", "reads count = 0", Duration.ZERO),
                        step("task 2", "reads count = 0", Duration.ZERO),
                        step("task 2", "writes count = 1", Duration.ZERO),
                        step("task 1", "writes count = 1", Duration.ZERO));

        var first = lane(drawing, "task 1");
        assertEquals(Duration.ofMillis(2), first.in(State.RUNNING));
        assertEquals(Duration.ofMillis(2), first.in(State.READY));
        assertEquals(Duration.ofMillis(2), lane(drawing, "task 2").in(State.RUNNING));
    }

    @Test
    @DisplayName("a deadlock, with waits that last to the end")
    void deadlock() {
        var drawing =
                drawing(
                        step("task 1", "oslo.lock() returns", Duration.ZERO),
                        step("task 2", "rome.lock() returns", Duration.ZERO),
                        step("task 1", "waits for rome.lock, held by task 2", Duration.ZERO),
                        step("task 2", "waits for oslo.lock, held by task 1", Duration.ZERO));

        assertEquals(Duration.ofMillis(4), lane(drawing, "task 1").end());
        assertEquals(workbook.timeline.Outcome.UNFINISHED, lane(drawing, "task 1").outcome());
        assertTrue(lane(drawing, "task 1").in(State.LOCK).toMillis() >= 1);
    }

    @Test
    @DisplayName("not at all without steps, as after a refusal")
    void nothing() {
        assertTrue(ScheduleDrawing.of(new BreakingSchedule("check@0", "", List.of())).isEmpty());
    }

    private static Timeline drawing(Step... steps) {
        return ScheduleDrawing.of(new BreakingSchedule("check@1.1", "", List.of(steps)))
                .orElseThrow();
    }

    private static Step step(String thread, String text, Duration at) {
        return new Step(thread, text, "Answer.java", 7, at);
    }

    private static Lane lane(Timeline drawing, String name) {
        return drawing.lane(name);
    }
}
