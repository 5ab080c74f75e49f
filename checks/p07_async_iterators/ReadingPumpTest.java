package p07_async_iterators;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import p07_async_iterators.ReadingPump.Source;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class ReadingPumpTest {

    /// Virtual time: longer than anything here takes, unless it takes for ever.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @AllSchedules
    @DisplayName("the source runs on a virtual thread of its own, at most capacity readings ahead")
    @Hint({
        "Which thread calls source.sendTo? Whoever makes the pump wants to go on.",
        "What is it in your pump that makes a fast source wait?",
        "new ArrayBlockingQueue<>(capacity), and a sink whose put is the put of that queue."
    })
    void holdsBack() throws Exception {
        var virtual = new AtomicBoolean();
        var ready = new AtomicInteger();
        Source<Integer> fast =
                sink -> {
                    virtual.set(Thread.currentThread().isVirtual());
                    Thread.sleep(100);
                    for (int i = 1; i <= 5; i++) {
                        sink.put(i);
                        ready.set(i);
                    }
                };
        var made = new AtomicReference<ReadingPump<Integer>>();
        Thread maker = Thread.startVirtualThread(() -> made.set(new ReadingPump<>(2, fast)));

        Expect.that(
                maker.join(Duration.ofMillis(50)),
                "the constructor returns at once",
                "it has not returned when the source is at work",
                "the constructor called the source itself, and a source takes its time");
        Thread.sleep(1000);
        Expect.that(
                virtual.get(),
                "a virtual thread",
                "a platform thread",
                "the source waits most of the time, and a platform thread is dear for that");
        // No try-with-resources: where close hangs, another check says so.
        var pump = made.get();
        expectReady(2, ready.get(), 0);
        pump.next();
        Thread.sleep(1000);
        expectReady(3, ready.get(), 1);
        readToTheEnd(pump);
    }

    private static void readToTheEnd(ReadingPump<Integer> pump) {
        while (pump.hasNext()) {
            pump.next();
        }
        pump.close();
    }

    private static void expectReady(int expected, int ready, int read) {
        Expect.that(
                ready == expected,
                "the source has put %d readings and waits with the next, when %d of them are read"
                        .formatted(expected, read),
                "it has put %d".formatted(ready),
                ready == 5
                        ? "a queue without a bound: a reader who is slower than the source fills"
                                + " the memory"
                        : "the queue has another size than the capacity asked for");
    }

    @AllSchedules
    @DisplayName("every reading comes, in order, and then the end, however often it is asked for")
    @Hint({
        "How does a reader who waits in take learn that nothing will come any more?",
        "The end is an element too: put it behind the last reading, so that it wakes who waits.",
        "Keep what you took in a field until it is handed out. An end stays there for ever."
    })
    void orderAndEnd() throws Exception {
        var pump =
                new ReadingPump<Integer>(
                        2,
                        sink -> {
                            for (int i = 1; i <= 2; i++) {
                                sink.put(i);
                            }
                        });

        var read = new Reading(pump::hasNext, pump::next);
        read.join(
                "the reader sees the end after the last reading",
                "a reader asked before the end was known, and then waits for a reading: a flag"
                        + " wakes nobody, an element in the queue does");
        Expect.that(
                read.thrown() == null,
                "hasNext() is false after the last reading",
                "after %s came %s".formatted(read.values(), shown(read.thrown())),
                "hasNext was true, and then there was nothing to hand out");
        Expect.equal(
                List.of(1, 2), read.values(), "readings are lost on the way, or change places");
        var again = new Reading(pump::hasNext, pump::next);
        again.join(
                "hasNext() is false again when it is asked again",
                "the end was taken out of the queue the first time, and nobody puts a second one");
        Expect.equal(List.of(), again.values(), "the pump begins anew after its end");
        Expect.failure(
                NoSuchElementException.class,
                pump::next,
                "an iterator at its end says so by this exception");
        pump.close();
        pump.close();
    }

    @AllSchedules
    @DisplayName("a source that fails: first the readings before it, then the failure")
    @Hint({
        "What the source throws ends its thread. Who tells the reader?",
        "Put the failure into the queue, behind the readings: then it cannot overtake them.",
        "catch (Throwable failed) around sendTo; hasNext throws new CompletionException(failed)"
                + " when it comes to it, and keeps it for the next question."
    })
    void failureReaches() throws Exception {
        var broken = new IOException("the station is down");
        expectFailureReaches(
                broken,
                sink -> {
                    sink.put(1);
                    throw broken;
                });
        var tooDeep = new StackOverflowError(); // an Error ends a source as well
        expectFailureReaches(
                tooDeep,
                sink -> {
                    sink.put(1);
                    throw tooDeep;
                });
    }

    private static void expectFailureReaches(Throwable broken, Source<Integer> source)
            throws Exception {
        var pump = new ReadingPump<Integer>(2, source);
        var read = new Reading(pump::hasNext, pump::next);
        read.join(
                "the reader learns that the source has failed",
                "no failure and no end reached the reader: what the source throws ends its"
                        + " thread, or lies in a Future that nobody asks, or sets a flag that wakes nobody");
        expectFailure(broken, read.thrown());
        Expect.equal(
                List.of(1),
                read.values(),
                "the failure overtook the readings that were put before it, and they are lost");
        var again = new Reading(pump::hasNext, pump::next);
        again.join(
                "hasNext() fails again when it is asked again",
                "the failure was taken out of the queue the first time, and nothing comes"
                        + " after it");
        expectFailure(broken, again.thrown());
        pump.close();
    }

    private static void expectFailure(Throwable broken, Throwable thrown) {
        String expected = "CompletionException, caused by " + shown(broken);
        if (thrown == null) {
            throw new Unmet(
                    expected,
                    "hasNext() was false, as if all had been read",
                    "the end is put after a failure as well, so the reader takes half of the"
                            + " readings for all of them");
        }
        Expect.that(
                thrown instanceof CompletionException && thrown.getCause() == broken,
                expected,
                thrown.getCause() == null
                        ? shown(thrown)
                        : thrown.getClass().getSimpleName()
                                + ", caused by "
                                + shown(thrown.getCause()),
                "the failure was replaced on its way, or wrapped once more");
    }

    @AllSchedules
    @DisplayName("close stops a source in its sleep, and waits until it has ended")
    @Hint({
        "The reader has left. Who wakes the source?",
        "A flag is seen by whoever looks. An interrupt ends a sleep and a wait in put.",
        "Interrupting is asking. Join the thread, too: executor.shutdownNow() and then"
                + " executor.close(), or interrupt and join."
    })
    void closeStopsTheSource() throws Exception {
        long start = System.nanoTime();
        var ended = new AtomicBoolean();
        var pump = new ReadingPump<Integer>(1, measuring(ended));

        pump.next();
        new Reading(pump)
                .join("close() returns", "nobody woke the source, and close waits for its end");
        boolean endedInTime = ended.get();
        long millis = millisSince(start);
        Thread.sleep(1000);

        Expect.that(
                ended.get(),
                "the source has ended when close() returns",
                "it is still running a second later",
                "nobody told the source that its reader has left: its thread stays, and waits for"
                        + " room in the queue");
        Expect.that(
                endedInTime,
                "the source has ended when close() returns",
                "it ended after that",
                "close came back while the source was still running: interrupting is asking, and"
                        + " somebody has to wait for the answer");
        Expect.that(
                millis == 110,
                "close() interrupts the source, which ends within 10 ms",
                "it ended after %d ms".formatted(millis - 100),
                "nobody woke the source: it slept on, and saw a flag when it came to it");
    }

    /// Measures every 100 ms, and takes 10 ms to end.
    private static Source<Integer> measuring(AtomicBoolean ended) {
        return sink -> {
            try {
                for (int i = 1; ; i++) {
                    Thread.sleep(100);
                    sink.put(i);
                }
            } finally {
                Thread.sleep(10);
                ended.set(true);
            }
        };
    }

    @AllSchedules
    @DisplayName("close returns while the queue is full, also when the source answers by returning")
    @Hint({
        "The source has returned because it was interrupted. What does its thread do next?",
        "It puts the end, and the queue is full. Who will make room, when the reader has left?",
        "A volatile flag, set in close before the interrupt: if it is set, do not put the end."
    })
    void closeWithFullQueue() throws Exception {
        var answered = new AtomicBoolean();
        var pump =
                new ReadingPump<Integer>(
                        1,
                        sink -> {
                            try {
                                for (int i = 1; ; i++) {
                                    sink.put(i);
                                }
                            } catch (InterruptedException enough) {
                                answered.set(true);
                            }
                        });

        pump.next();
        new Reading(pump)
                .join(
                        "close() returns",
                        () ->
                                !answered.get()
                                        ? "nobody woke the source: it waits in put for room, and nobody reads any more"
                                        : "the source has returned, and the end does not fit into the full queue:"
                                                + " nobody reads any more, so its thread waits in put for ever");
    }

    @AllSchedules
    @DisplayName(
            "a reader who is interrupted gets out, keeps the status, and still closes the pump")
    @Hint({
        "hasNext may not throw an InterruptedException. What else can carry the news?",
        "Set the status again, Thread.currentThread().interrupt(), and throw a"
                + " CancellationException.",
        "With the status set, Thread.join throws at once. ExecutorService.close() waits all the"
                + " same, and sets the status again at its end."
    })
    void interruptedReader() throws Exception {
        var ended = new AtomicBoolean();
        var answer = new AtomicReference<Object>();
        var statusBefore = new AtomicBoolean();
        var statusAfter = new AtomicBoolean();
        var endedInTime = new AtomicBoolean();
        var pump =
                new ReadingPump<Integer>(
                        1,
                        sink -> {
                            try {
                                Thread.sleep(PATIENCE.multipliedBy(10));
                            } finally {
                                ended.set(true);
                            }
                        });
        Thread reader =
                Thread.startVirtualThread(() -> {
                    try {
                        answer.set(pump.hasNext());
                    } catch (RuntimeException thrown) {
                        answer.set(thrown);
                    }
                    statusBefore.set(Thread.currentThread().isInterrupted());
                    pump.close();
                    endedInTime.set(ended.get());
                    statusAfter.set(Thread.currentThread().isInterrupted());
                });

        Thread.sleep(50);
        reader.interrupt();
        Expect.that(
                reader.join(PATIENCE),
                "an interrupted reader gets out of hasNext and closes the pump",
                "it still waits",
                "the interrupt was caught, and the wait began again");

        Expect.that(
                answer.get() instanceof CancellationException,
                "hasNext() throws a CancellationException",
                answer.get() instanceof Throwable thrown ? shown(thrown) : "it was " + answer.get(),
                Boolean.FALSE.equals(answer.get())
                        ? "the interrupt was answered as if the source had ended: the reader"
                                + " believes that it has read all"
                        : Boolean.TRUE.equals(answer.get())
                                ? "hasNext did not wait: it was true before there was anything to read"
                                : "another exception does not say that the wait was called off");
        Expect.that(
                statusBefore.get(),
                "the interrupt status is set after hasNext()",
                "it is not",
                "the status was cleared when the InterruptedException was thrown, and nobody set it"
                        + " again for those who look later");
        Expect.that(
                endedInTime.get(),
                "the source has ended when close() returns to an interrupted caller",
                "it was still running",
                "close did not wait: where the interrupt status is set, join throws at once");
        Expect.that(
                statusAfter.get(),
                "the interrupt status is still set after close()",
                "it is not",
                "close waited, and forgot to set the status again");
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static String shown(Throwable thrown) {
        return thrown == null
                ? "no exception"
                : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    /// Somebody who reads all there is, or closes the pump, on a thread that the check can give up
    /// on.
    private static final class Reading {

        private final List<Integer> values = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final Thread thread;
        private final String observed;

        Reading(BooleanSupplier more, IntSupplier next) {
            observed = "the reader still waits";
            thread =
                    start(() -> {
                        while (more.getAsBoolean()) {
                            values.add(next.getAsInt());
                        }
                    });
        }

        Reading(AutoCloseable pump) {
            observed = "it still waits";
            thread = start(pump::close);
        }

        private Thread start(Expect.Action action) {
            return Thread.startVirtualThread(() -> {
                try {
                    action.run();
                } catch (Throwable failure) {
                    thrown.set(failure);
                }
            });
        }

        void join(String expected, String why) throws InterruptedException {
            join(expected, () -> why);
        }

        void join(String expected, Supplier<String> why) throws InterruptedException {
            if (!thread.join(PATIENCE)) {
                throw new Unmet(
                        expected,
                        values.isEmpty() ? observed : "%s after %s".formatted(observed, values),
                        why.get());
            }
        }

        List<Integer> values() {
            return List.copyOf(values);
        }

        Throwable thrown() {
            return thrown.get();
        }
    }
}
