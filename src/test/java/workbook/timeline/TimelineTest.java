package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a check or a notebook cell asks of a timeline, and how one is made of data.
@Timeout(60)
class TimelineTest {
    private static final int TASKS = 9;

    @Test
    @DisplayName("as many calls are in flight as there are permits, whoever waits for one")
    void permits() {
        var permits = new Semaphore(3);
        var timeline =
                Timeline.record(
                        "three permits",
                        () -> {
                            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                                for (int task = 0; task < TASKS; task++) {
                                    executor.submit(() -> limited(permits));
                                }
                            }
                        });
        assertTrue(timeline.maxConcurrent("fetch") <= 3, timeline::toString);
        assertEquals(timeline.maxConcurrent("fetch"), timeline.maxConcurrent("limited"));
        assertEquals(1, timeline.maxConcurrent("permits"));
        assertEquals(0, timeline.maxConcurrent("nobody"));
    }

    private static Void limited(Semaphore permits) throws InterruptedException {
        permits.acquire();
        try {
            return fetch();
        } finally {
            permits.release();
        }
    }

    private static Void fetch() throws InterruptedException {
        Thread.sleep(5);
        return null;
    }

    @Test
    @DisplayName("one call that begins when another ends is not beside it")
    void oneAfterTheOther() {
        assertEquals(1, fetches(0, 10, 10, 20).maxConcurrent("fetch"));
        assertEquals(2, fetches(0, 11, 10, 20).maxConcurrent("fetch"));
    }

    private static Timeline fetches(int begin, int end, int nextBegin, int nextEnd) {
        return Timeline.of(
                "two fetches",
                List.of(
                        Lane.of(1, "fetch #1", sleep(begin, end)),
                        Lane.of(2, "fetch #2", sleep(nextBegin, nextEnd))),
                List.of());
    }

    @Test
    @DisplayName("a lane that is not there is answered with those that are")
    void noSuchLane() {
        var timeline = fetches(0, 1, 1, 2);
        assertEquals(Outcome.OK, timeline.outcome("fetch #2"));
        var failure = assertThrows(IllegalArgumentException.class, () -> timeline.outcome("fetch"));
        assertEquals(
                "0 lanes are called fetch; there are fetch #1, fetch #2", failure.getMessage());
    }

    @Test
    @DisplayName("a timeline is drawn of lanes that no recording made")
    void ofLanes() {
        var main = Lane.of(0, "main", Interval.of(State.JOINING, "Thread.join", ms(0), ms(30)));
        var fetch =
                Lane.of(1, "fetch", sleep(5, 20))
                        .forkedBy(main, ms(5))
                        .marked(new Mark(Mark.Kind.FAILED, ms(20), "IOException"))
                        .ended(Outcome.FAILED, "IOException: no page");
        var timeline = Timeline.of("one fetch", List.of(main, fetch), List.of("in virtual time"));
        assertEquals(
                """
                one fetch
                1 task, 30 ms, 1 failed

                main   │───────────────────────────────────────│✓ 30 ms
                  fetch│      ░░░░░░░░░░░░░░░░░░░░✗            │✗ failed
                        0            10 ms        20 ms        30 ms

                ░ sleeping   ─ waiting for other tasks   ✗ failed
                fetch: IOException: no page
                in virtual time\
                """,
                TextDrawing.draw(timeline, 60, Terminal.PLAIN));
        assertTrue(timeline.svg().contains("one fetch"));
    }

    private static Interval sleep(int begin, int end) {
        return Interval.of(State.SLEEPING, "Thread.sleep", ms(begin), ms(end));
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }
}
