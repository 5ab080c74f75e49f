package p14_api_aggregator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import p14_api_aggregator.DashboardService.Tile;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class DashboardServiceTest {

    private static final int NEVER = 5000;
    private static final Duration LIMIT = Duration.ofMillis(200);

    private final long start = System.nanoTime();
    private final AtomicInteger running = new AtomicInteger();

    @AllSchedules
    @DisplayName("all sources are asked at once, and shown as soon as the last has answered")
    @Hint({
        "A stream does nothing until its end is asked. When is the second source submitted?",
        "Start all calls first, into a list. Then wait for them.",
        "toList() after the submit, or executor.invokeAll(sources, …), which does both."
    })
    void atOnce() throws Exception {
        var tiles = load(source("sales", 40), source("stock", 60), source("visitors", 50));
        long after = millis();
        Expect.equal(
                List.of(shown("sales"), shown("stock"), shown("visitors")),
                tiles,
                "a source was lost, or the tiles are in the order in which they came");
        Expect.that(
                after != 150,
                "the dashboard is there after 60 ms, with sources of 40, 60 and 50 ms",
                "after 150 ms",
                "each source is asked only when the one before has answered: map is lazy, so one"
                        + " element goes through both steps before the next is submitted");
        Expect.that(
                after == 60,
                "the dashboard is there after 60 ms, with sources of 40, 60 and 50 ms",
                "after " + after + " ms",
                "something is waited for that nobody needs: when all have answered, there is"
                        + " nothing left to wait for");
    }

    @AllSchedules
    @DisplayName("a source that fails is a tile, and the others are shown")
    @Hint({
        "What does the viewer see of the sources that are well?",
        "A failure is a value here: catch it where one tile is made.",
        "The cause of the ExecutionException belongs into new Tile.Failed(…)."
    })
    void oneFails() throws Exception {
        var down = new IOException("stock is down");
        Callable<String> broken =
                () -> {
                    Thread.sleep(10);
                    throw down;
                };
        List<Tile> tiles;
        try {
            tiles = load(source("sales", 40), broken, source("visitors", 50));
        } catch (RuntimeException thrown) {
            throw new Unmet(
                    "a tile for each of three sources, one of them Failed",
                    "load threw " + thrown,
                    "one source that is not there takes the whole dashboard with it");
        }
        Expect.equal(
                List.of(shown("sales"), new Tile.Failed(down), shown("visitors")),
                tiles,
                tiles.size() < 3
                        ? "a source that failed has no tile: nobody sees that it is missing"
                        : "the tile does not say what the source threw, but something around it or"
                                + " something else");
        Expect.that(
                millis() == 50,
                "the dashboard is there after 50 ms",
                "after " + millis() + " ms",
                "the others were asked again, or waited for longer");
    }

    @AllSchedules
    @DisplayName("a source that is late is a tile, is interrupted, and the limit holds")
    @Hint({
        "The limit ends a wait. What becomes of the call, and who waits for that?",
        "A call that is late has to be cancelled: close() waits for whatever still runs.",
        "invokeAll with a limit cancels what is late; else cancel(true) when get throws a"
                + " TimeoutException."
    })
    void oneLate() throws Exception {
        expectAtTheLimit(
                List.of(shown("sales"), new Tile.Late(), shown("visitors")),
                source("sales", 40),
                source("stock", NEVER),
                source("visitors", 60));
    }

    @AllSchedules
    @DisplayName("the limit is for the whole, and who answers in time is shown")
    @Hint({
        "Three sources never answer. How long do three waits take?",
        "Set a deadline once. Each wait gets what is left of it.",
        "When nothing is left: a call that has ended is still there to be shown. get with zero"
                + " looks without waiting."
    })
    void limitForTheWhole() throws Exception {
        expectAtTheLimit(
                List.of(new Tile.Late(), new Tile.Late(), shown("visitors")),
                source("sales", NEVER),
                source("stock", NEVER),
                source("visitors", 60));
        expectAtTheLimit(
                List.of(shown("sales"), new Tile.Late(), shown("visitors")),
                source("sales", 150),
                source("stock", NEVER),
                source("visitors", 180));
    }

    @SafeVarargs
    private void expectAtTheLimit(List<Tile> expected, Callable<String>... sources)
            throws InterruptedException {
        long before = millis();
        List<Tile> tiles;
        try {
            tiles = load(sources);
        } catch (RuntimeException thrown) {
            throw new Unmet(
                    "a tile for each of three sources",
                    "load threw " + thrown,
                    "one source that is late takes the whole dashboard with it");
        }
        long after = millis() - before;
        int left = running.get();
        Expect.that(
                after < NEVER,
                "the dashboard is there when the limit is over, after 200 ms",
                "after " + after + " ms",
                "a limit ends the wait and not the call: nobody interrupts the source that is late,"
                        + " and close() waits for it");
        Expect.that(
                after <= 200,
                "the dashboard is there when the limit is over, after 200 ms",
                "after " + after + " ms",
                "limits of waits add up: each wait begins anew, although the time of those before"
                        + " is gone");
        Expect.that(
                left == 0,
                "no call is running when load returns",
                left + " still running",
                "the source that is late was not interrupted, or nobody waited for its end");
        Expect.equal(
                expected,
                tiles,
                tiles.size() == expected.size()
                        ? "a source that answered in time is shown, and one that did not is late,"
                                + " whatever stands before it in the list"
                        : "each source has a tile, also one that is late");
        Expect.that(
                after == 200,
                "the dashboard is there when the limit is over, after 200 ms",
                "after " + after + " ms",
                "a source was given up while there was time left");
    }

    @AllSchedules
    @DisplayName("whoever interrupts load is heard: the sources are interrupted, and it throws")
    @Hint({
        "Who wants to know that the thread was interrupted, and who is told?",
        "catch (Exception …) catches the InterruptedException of your own wait as well.",
        "Let it through, and see to it that every call is cancelled on that way out too."
    })
    void interrupted() throws Exception {
        var told = new Object[1];
        var ended = new AtomicLong();
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                told[0] = load(source("sales", 10), source("stock", NEVER));
                            } catch (Throwable thrown) {
                                told[0] = thrown;
                            }
                            ended.set(millis());
                        });
        Thread.sleep(30);
        caller.interrupt();
        caller.join();
        Expect.that(
                told[0] instanceof InterruptedException,
                "load throws InterruptedException",
                told[0] instanceof Throwable thrown
                        ? "it threw " + thrown
                        : "it returned " + told[0],
                "the interrupt was caught like the failure of a source: whoever asked load to stop"
                        + " is not heard");
        Expect.that(
                ended.get() == 30,
                "load ends when it is interrupted, after 30 ms",
                "after " + ended + " ms",
                "the interrupt was not passed on to the sources, and close() waits for them");
        Expect.that(
                running.get() == 0,
                "no call is running when load ends",
                running + " still running",
                "a source was not interrupted, or nobody waited for its end");
    }

    @SafeVarargs
    private static List<Tile> load(Callable<String>... sources) throws InterruptedException {
        return DashboardService.load(List.of(sources), LIMIT);
    }

    private static Tile shown(String name) {
        return new Tile.Shown(name);
    }

    private Callable<String> source(String name, int delay) {
        return () -> {
            running.incrementAndGet();
            try {
                Thread.sleep(delay);
                return name;
            } finally {
                running.decrementAndGet();
            }
        };
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
