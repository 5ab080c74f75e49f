package p16_batching;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;

class MicroBatcherTest {

    private static final Duration DELAY = Duration.ofMillis(100);

    private static final String NEVER_WRITTEN =
            "the row is in no batch that was written: only a full batch is written, or the row came"
                    + " where nobody looks any more, or whoever had collected it was interrupted";

    @AllSchedules(delays = 2)
    @DisplayName("a full batch is written at once, in one call, and each caller gets its number")
    @Hint({
        "How does a row reach whoever writes, and how does its number come back?",
        "A row travels with a CompletableFuture of its own: the caller waits for it, the writer"
                + " completes it.",
        "One thread takes rows from a queue into a list until it has size of them, and writes."
    })
    void fullBatch() throws Exception {
        var store = new Table(10);
        var batcher = new MicroBatcher(store::insert, 2, DELAY);
        var oslo = new Station("Oslo", batcher, store);
        var bergen = new Station("Bergen", batcher, store);

        oslo.expectNumber();
        bergen.expectNumber();
        store.expectBatches(List.of("Oslo, Bergen", "Bergen, Oslo"), "one call with both rows");
        Expect.that(
                store.calls.getFirst().atMillis == 0,
                "the full batch is written at once",
                "after %d ms".formatted(store.calls.getFirst().atMillis),
                "the batch was full, and still waited until the delay was over");
        batcher.close();
    }

    @AllSchedules(delays = 2)
    @DisplayName("a batch that is not full is written when delay has passed since its first row")
    @Hint({
        "When is the first row of this batch due? Does a second row change that?",
        "queue.poll with a time waits for the next row, and returns null when the time is over.",
        "due = when the first row came + delay; then poll(due - System.nanoTime(), NANOSECONDS)."
    })
    void dueBatch() throws Exception {
        var store = new Table(10);
        var batcher = new MicroBatcher(store::insert, 3, DELAY);
        var oslo = new Station("Oslo", batcher, store);
        sleep(60);
        var bergen = new Station("Bergen", batcher, store);

        oslo.expectNumber();
        bergen.expectNumber();
        long at = store.calls.getFirst().atMillis;
        Expect.that(
                at == 100,
                "written 100 ms after the first row came",
                "after %d ms".formatted(at),
                at == 160
                        ? "the delay began anew with the second row: a trickle of rows puts the"
                                + " batch off for ever"
                        : at < 100
                                ? "the batch did not wait for its delay, so rows that come together"
                                        + " are written apart"
                                : "the delay did not begin when the first row came");
        store.expectBatches(List.of("Oslo, Bergen"), "one call with both rows, in their order");
        batcher.close();
    }

    @AllSchedules(delays = 1)
    @Needs("dueBatch")
    @DisplayName("one call at a time; what comes while the store is busy is the next batch")
    @Hint({
        "Who calls the store while it is busy with the batch before?",
        "One thread that collects and writes does one after the other by itself.",
        "A row is due by the time when it came, not by the time when the writer sees it. poll with"
                + " no time left still hands out what is there."
    })
    void oneCallAtATime() throws Exception {
        var store = new Table(300);
        var batcher = new MicroBatcher(store::insert, 2, DELAY);
        var oslo = new Station("Oslo", batcher, store);
        sleep(150); // written from 100 ms until 400 ms
        var bergen = new Station("Bergen", batcher, store);
        sleep(10);
        var hamar = new Station("Hamar", batcher, store);
        sleep(10);
        var molde = new Station("Molde", batcher, store);

        for (var station : List.of(oslo, bergen, hamar, molde)) {
            station.expectNumber();
        }
        Expect.that(
                store.peak == 1,
                "the store is called by one thread at a time",
                store.peak + " calls at once",
                "each batch is written by a thread of its own, or by the caller who filled it, and"
                        + " nobody waits for the call before");
        store.expectBatches(
                List.of("Oslo | Bergen, Hamar | Molde"), "Oslo, then Bergen and Hamar, then Molde");
        Expect.that(
                store.calls.get(1).atMillis == 400,
                "the full batch is written when the store is free, after 400 ms",
                "after %d ms".formatted(store.calls.get(1).atMillis),
                "the batch was full while the store was busy, and still waited for its delay");
        Expect.that(
                store.calls.get(2).atMillis == 700,
                "Molde is due while the store is busy, and written when it is free, after 700 ms",
                "after %d ms".formatted(store.calls.get(2).atMillis),
                "the delay began when the writer came to see the row, and not when it came: the"
                        + " busier the store, the longer a row waits");
        batcher.close();
    }

    @AllSchedules(delays = 1)
    @Needs("dueBatch")
    @DisplayName("a batch that fails is told to its own callers, and to nobody else")
    @Hint({
        "What becomes of the writer when the store throws?",
        "Catch what the store throws around one call, not around the loop.",
        "completeExceptionally for each row of this batch; get() then throws an"
                + " ExecutionException with the cause."
    })
    void failedBatch() throws Exception {
        var store = new Table(10);
        store.failing.put("Bergen", new IOException("the disk is full"));
        store.failing.put("Molde", new AssertionError("a row out of shape"));
        var batcher = new MicroBatcher(store::insert, 2, DELAY);
        var oslo = new Station("Oslo", batcher, store);
        var bergen = new Station("Bergen", batcher, store);
        oslo.expectFailure(store.failing.get("Bergen"));
        bergen.expectFailure(store.failing.get("Bergen"));

        var hamar = new Station("Hamar", batcher, store);
        hamar.expectNumber();
        var molde = new Station("Molde", batcher, store);
        molde.expectFailure(store.failing.get("Molde"));
        var narvik = new Station("Narvik", batcher, store);
        narvik.expectNumber();
        batcher.close();
    }

    @AllSchedules(delays = 2)
    @Needs("dueBatch")
    @DisplayName("a caller who is interrupted leaves at once, and the others do not notice")
    @Hint({
        "Who writes when the interrupted caller was the one who had to?",
        "Let a caller do nothing but wait: Future.get() ends by itself when it is interrupted.",
        "The writer is a thread of its own, started in the constructor, which no caller interrupts."
    })
    void interruptedCaller() throws Exception {
        var store = new Table(10);
        var batcher = new MicroBatcher(store::insert, 3, DELAY);
        var oslo = new Station("Oslo", batcher, store);
        sleep(20);
        var bergen = new Station("Bergen", batcher, store);
        sleep(20);
        oslo.interrupt();

        oslo.expectInterrupted(40);
        bergen.expectNumber();
        Expect.that(
                bergen.endMillis - bergen.startMillis <= 110,
                "Bergen has its number after 110 ms at most",
                "after %d ms".formatted(bergen.endMillis - bergen.startMillis),
                "the interrupt of one caller put the batch of the others off");
        batcher.close();

        var busy = new Table(300);
        var second = new MicroBatcher(busy::insert, 1, DELAY);
        var hamar = new Station("Hamar", second, busy);
        sleep(20);
        var molde = new Station("Molde", second, busy);
        sleep(20);
        molde.interrupt();
        molde.expectInterrupted(40);
        hamar.expectNumber();
        second.close();
    }

    @AllSchedules(delays = 1)
    @DisplayName("close writes what waits at once, returns when it is written, then refuses")
    @Hint({
        "How does the writer learn that no more rows will come, while it waits for one?",
        "An end marker in the queue travels behind the last row, and ends poll and take alike.",
        "close(): refuse new rows, put the marker, join the writer."
    })
    void closeWritesTheRest() throws Exception {
        var store = new Table(10);
        var batcher = new MicroBatcher(store::insert, 3, Duration.ofHours(2));
        var oslo = new Station("Oslo", batcher, store);
        sleep(50);
        var closing = Thread.ofVirtual().name("closing").start(batcher::close);

        boolean closed = closing.join(Duration.ofHours(9));
        long written = store.writtenRows;
        oslo.expectNumber();
        Expect.that(closed, "close returns", "it does not", "nobody told the writer to end");
        Expect.that(
                store.calls.getFirst().atMillis == 50,
                "the row that waits is written at once, after 50 ms",
                "after %d ms".formatted(store.calls.getFirst().atMillis),
                "close leaves the writer to its delay: whoever waits for the end, waits that long");
        Expect.that(
                written == 1,
                "1 row is written when close returns",
                written + " rows",
                "close did not wait for the writer");

        var late = new Station("late", batcher, store);
        late.expectRefused();
    }

    @AllSchedules(delays = 2)
    @DisplayName("an insert that meets a close is served or refused, and never waits for ever")
    @Hint({
        "The caller has looked, and it is not closed. What may happen before its row is in the queue?",
        "A row behind the end marker is one that nobody takes.",
        "Looking and handing over are one step: the same lock around both, and around what close"
                + " does."
    })
    void insertMeetsClose() throws Exception {
        var store = new Table(10);
        var batcher = new MicroBatcher(store::insert, 2, DELAY);
        var oslo = new Station("Oslo", batcher, store);
        var closing = Thread.ofVirtual().name("closing").start(batcher::close);

        oslo.expectServedOrRefused();
        Expect.that(
                closing.join(Duration.ofHours(9)),
                "close returns",
                "it does not",
                "nobody told the writer to end");
    }

    private static void sleep(int millis) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(millis));
    }

    /// The store: gives each row a number, and remembers each call, with its time. Numbers begin
    /// far from zero, and rows are not numbered in order, so that no index passes for a number.
    private static final class Table {

        private record Call(List<String> rows, long atMillis) {}

        private final Map<String, Throwable> failing = new HashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<Call> calls = new ArrayList<>();
        private final long start = System.nanoTime();
        private final int millis;
        private int busy;
        private int peak;
        private int writtenRows;

        Table(int millis) {
            this.millis = millis;
        }

        List<Integer> insert(List<String> rows) throws Exception {
            var now = List.copyOf(rows);
            begin(now);
            try {
                sleep(millis);
                for (var row : now) {
                    switch (failing.get(row)) {
                        case null -> {}
                        case Error error -> throw error;
                        case Throwable failure -> throw (Exception) failure;
                    }
                }
                return numbersOf(now);
            } finally {
                end();
            }
        }

        private synchronized void begin(List<String> rows) {
            calls.add(new Call(rows, millis()));
            busy++;
            peak = Math.max(peak, busy);
        }

        private synchronized List<Integer> numbersOf(List<String> rows) {
            var found = new ArrayList<Integer>();
            for (var row : rows) {
                int number = 1000 - 7 * numbers.size();
                numbers.put(row, number);
                found.add(number);
            }
            writtenRows += rows.size();
            return found;
        }

        private synchronized void end() {
            busy--;
        }

        /// @return whether a call with this row has begun
        synchronized boolean asked(String row) {
            return calls.stream().anyMatch(call -> call.rows.contains(row));
        }

        synchronized boolean hasFailed() {
            return calls.stream()
                    .anyMatch(call -> call.rows.stream().anyMatch(failing::containsKey));
        }

        synchronized Integer numberOf(String row) {
            return numbers.get(row);
        }

        long millis() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }

        /// @param allowed what may have been written: rows with commas, calls with bars
        synchronized void expectBatches(List<String> allowed, String expected) {
            var found =
                    String.join(
                            " | ",
                            calls.stream().map(call -> String.join(", ", call.rows)).toList());
            Expect.that(
                    allowed.contains(found),
                    expected,
                    calls.size() + (calls.size() == 1 ? " call: " : " calls: ") + found,
                    calls.stream().anyMatch(call -> call.rows.size() > 2)
                            ? "a batch has never more than size rows, however many wait when the"
                                    + " store is free"
                            : "the rows were not collected as they came: a batch ends when it is"
                                    + " full or due, and what waits in the queue when it is due"
                                    + " belongs to it too");
        }
    }

    /// A thread in `insert`, and how it ended.
    private static final class Station {
        private final String row;
        private final Table store;
        private final Thread thread;
        private final long startMillis;
        private volatile Integer number;
        private volatile Throwable failure;
        private volatile long endMillis;

        Station(String row, MicroBatcher batcher, Table store) {
            this.row = row;
            this.store = store;
            startMillis = store.millis();
            thread =
                    Thread.ofVirtual()
                            .name(row)
                            .start(() -> {
                                try {
                                    number = batcher.insert(row);
                                } catch (Throwable thrown) {
                                    failure = thrown;
                                }
                                endMillis = store.millis();
                            });
        }

        void interrupt() {
            thread.interrupt();
        }

        private void end(String expected) throws InterruptedException {
            // The clock is a virtual one: some hours are over once no thread can go on.
            Expect.that(
                    thread.join(Duration.ofHours(9)),
                    expected,
                    row + " waits for ever",
                    store.numberOf(row) != null
                            ? "the row is written, and nobody told its caller the number"
                            : store.asked(row)
                                    ? "the batch of this row failed, and nobody told its caller"
                                    : store.hasFailed()
                                            ? "the writer ended with the first batch that failed,"
                                                    + " and nobody writes for those who come later"
                                            : NEVER_WRITTEN);
            if (failure instanceof UnsupportedOperationException todo) {
                throw todo;
            }
        }

        void expectNumber() throws InterruptedException {
            String expected = row + " gets the number of its row";
            end(expected);
            Expect.that(
                    failure == null,
                    expected,
                    "insert threw " + failure,
                    store.hasFailed()
                            ? "the failure of another batch was told to this caller too: it was"
                                    + " kept, or ended the writer"
                            : "the row was accepted, and then thrown away: whoever writes was"
                                    + " interrupted, or interrupted with another caller");
            Expect.that(
                    store.numberOf(row).equals(number),
                    "%s gets %d, the number of its row".formatted(row, store.numberOf(row)),
                    number,
                    number != null && store.numbers.containsValue(number)
                            ? "%s got the number of another row of its batch".formatted(row)
                            : "the number is not the one that the store gave to this row");
        }

        void expectFailure(Throwable cause) throws InterruptedException {
            String expected =
                    "%s gets an ExecutionException with the cause %s".formatted(row, cause);
            end(expected);
            Expect.that(
                    failure instanceof ExecutionException,
                    expected,
                    failure == null ? "insert returned " + number : "insert threw " + failure,
                    failure == null
                            ? "the batch failed, and its caller was told a number"
                            : "the failure reached the caller as another type, so whoever catches"
                                    + " an ExecutionException misses it");
            Expect.that(
                    failure.getCause() == cause,
                    expected,
                    "the cause " + failure.getCause(),
                    "the cause was wrapped once more on its way, or is that of another batch");
        }

        void expectInterrupted(int atMillis) throws InterruptedException {
            String expected =
                    "%s gets an InterruptedException, after %d ms".formatted(row, atMillis);
            end(expected);
            String observed =
                    (failure == null ? "insert returned " + number : "insert threw " + failure)
                            + " after %d ms".formatted(endMillis);
            Expect.that(
                    failure instanceof InterruptedException,
                    expected,
                    observed,
                    "the wait of the caller does not end by an interrupt, as that of join(), or"
                            + " its InterruptedException was replaced");
            Expect.that(
                    endMillis == atMillis,
                    expected,
                    observed,
                    "the caller was interrupted and waited on: for the store, or for a lock that"
                            + " the writer holds while the store is busy");
        }

        void expectRefused() throws InterruptedException {
            String expected = "insert throws an IllegalStateException after close";
            end(expected);
            Expect.that(
                    failure instanceof IllegalStateException,
                    expected,
                    failure == null ? "insert returned " + number : "insert threw " + failure,
                    "the batcher takes rows after it was closed");
        }

        void expectServedOrRefused() throws InterruptedException {
            String expected = "insert returns a number, or throws an IllegalStateException";
            Expect.that(
                    thread.join(Duration.ofHours(9)),
                    expected,
                    row + " waits for ever",
                    "the row came behind the end: it was not closed when the caller looked, and"
                            + " closed when its row arrived; or whoever had collected it was"
                            + " interrupted");
            Expect.that(
                    failure == null || failure instanceof IllegalStateException,
                    expected,
                    "insert threw " + failure,
                    "the row was accepted, and then thrown away: close interrupts whoever writes,"
                            + " or fails what waits");
        }
    }
}
