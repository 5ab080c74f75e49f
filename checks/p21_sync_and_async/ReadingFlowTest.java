package p21_sync_and_async;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class ReadingFlowTest {

    private static final int MEASURE = 10;
    private static final Duration LONG = Duration.ofHours(1);

    @AllSchedules
    @DisplayName("all readings come, in order, and then the end")
    @Hint({
        "Who puts the readings where the reader waits for them, and who puts the end there?",
        "A queue between onNext and next. The end goes through the same queue: a record of its own.",
        "Ask for one more whenever next has handed one out, or the station stops."
    })
    void allInOrder() throws Exception {
        var station = new Station(5);
        var reader = new Reader(station, 2);
        reader.expectReadings(1, 2, 3, 4, 5);
        reader.expectNoMore();
        station.expectDemand(2);
        reader.close();
        station.expectCancelled(0, "the readings had ended before close");
    }

    @AllSchedules
    @DisplayName("never more than capacity is asked for and not handed out")
    @Hint({
        "request(Long.MAX_VALUE) asks for everything. Where would it lie?",
        "capacity at the beginning, and then one for each reading that next has handed out.",
        "Not in hasNext: a reading that you hold is not handed out yet."
    })
    void demand() throws Exception {
        var station = new Station(1000);
        var reader = new Reader(station, 3);
        reader.expectReadings(1, 2);
        boolean more = reader.flow.hasNext();
        Thread.sleep(20 * MEASURE); // the station goes on as far as it may
        station.expectDemand(3);
        Expect.that(more, "hasNext is true", "false", "the station has not ended");
        reader.close();
    }

    @AllSchedules
    @DisplayName("a station that fails: first its readings, then what it reported, each time")
    @Hint({
        "onError comes when readings are still in your queue. What does the reader see first?",
        "The failure goes through the queue, behind the readings, and stays there.",
        "throw new CompletionException(cause): hasNext cannot throw a checked exception."
    })
    void failure() throws Exception {
        var iced = new IOException("the sensor is iced over");
        var station = new Station(2);
        station.failure = iced;
        var reader = new Reader(station, 4);
        Thread.sleep(5 * MEASURE); // it has failed, and nothing is read yet
        reader.expectReadings(1, 2);
        reader.expectFailed(iced, "hasNext", reader.flow::hasNext);
        reader.expectFailed(iced, "next", reader.flow::next);
        reader.expectFailed(iced, "hasNext", reader.flow::hasNext);
        reader.close();
        station.expectCancelled(0, "the station had failed before close");
    }

    @AllSchedules
    @DisplayName("a reader who stops early closes the flow: the station hears it, once")
    @Hint({
        "Who tells the station that nobody reads any more?",
        "subscription.cancel(), in close, and only in the first.",
        "After close hasNext is false, whatever lies in the queue."
    })
    void closedEarly() throws Exception {
        var station = new Station(1000);
        var reader = new Reader(station, 3);
        reader.expectReadings(1, 2);
        Thread.sleep(5 * MEASURE); // three more lie in the queue
        reader.close();
        reader.close();
        station.expectCancelled(1, "the flow was closed while the station was at work");
        Expect.that(
                !reader.flow.hasNext(),
                "hasNext is false after close",
                "true",
                "what still lies in the queue is handed out after close");
        reader.expectNoMore();
    }

    @AllSchedules
    @DisplayName("close before onSubscribe: the subscription is cancelled when it comes")
    @Hint({
        "What can close cancel before onSubscribe has come?",
        "close leaves a note, and onSubscribe looks at it.",
        "A flag, read and written under the same lock as the subscription."
    })
    void closedBeforeItBegins() throws Exception {
        var station = new Station(1000);
        station.subscribesAfter = 50;
        long begin = System.nanoTime();
        var reader = new Reader(station, 3);
        Expect.that(
                System.nanoTime() == begin,
                "the constructor returns at once, before onSubscribe",
                "it returned later",
                "the constructor waits for the station, which calls onSubscribe when it likes");
        reader.close();
        Thread.sleep(100);
        station.expectCancelled(1, "the flow was closed before the subscription came");
        Expect.that(
                station.requested.get() == 0,
                "nothing is asked for",
                station.requested + " readings were",
                "onSubscribe does not look whether the flow is closed");
    }

    @AllSchedules
    @DisplayName("close and onSubscribe at the same moment: cancelled once")
    @Hint({
        "onSubscribe looks whether it is closed and notes the subscription. What may come between?",
        "Both steps of onSubscribe, and both of close, under one lock. Call the station outside."
    })
    void closedAtTheMoment() throws Exception {
        var station = new Station(1000);
        var reader = new Reader(station, 3);
        reader.close();
        Thread.sleep(10 * MEASURE);
        station.expectCancelled(1, "close and onSubscribe came together");
    }

    @AllSchedules
    @DisplayName("a reader that waits in hasNext is woken by close")
    @Hint({
        "For what does the reader wait, and who brings it after close?",
        "Put an end into the queue in close: whoever takes it finds it, and hasNext is false."
    })
    void closeWakesTheReader() throws Exception {
        var station = new Station(1000);
        station.measures = Duration.ofDays(1);
        var flow = new ReadingFlow<Integer>(station, 3);
        var more = new AtomicReference<Object>("nothing: it waits");
        Thread reader =
                Thread.ofVirtual().name("reader").start(() -> more.set(answer(flow::hasNext)));
        Thread.sleep(50);
        flow.close();
        boolean ended = reader.join(LONG);
        Expect.that(
                ended && more.get().equals(false),
                "hasNext returns false when the flow is closed",
                "hasNext gave " + more,
                "the reader waits for a reading, and after close none will ever come");
        station.expectCancelled(1, "the flow was closed while the station was at work");
    }

    @AllSchedules
    @DisplayName("a reader that is interrupted leaves with CancellationException and its status")
    @Hint({
        "hasNext cannot throw an InterruptedException. What can it do?",
        "Set the status again, and throw a CancellationException."
    })
    void interrupted() throws Exception {
        var station = new Station(1000);
        station.measures = Duration.ofDays(1);
        var flow = new ReadingFlow<Integer>(station, 3);
        var how = new AtomicReference<Object>("nothing: it waits");
        var status = new AtomicBoolean();
        Thread reader =
                Thread.ofVirtual()
                        .name("reader")
                        .start(() -> {
                            how.set(answer(flow::hasNext));
                            status.set(Thread.currentThread().isInterrupted());
                        });
        Thread.sleep(50);
        reader.interrupt();
        boolean ended = reader.join(LONG);
        Expect.that(
                ended && how.get() instanceof CancellationException,
                "hasNext throws CancellationException",
                "hasNext gave " + how,
                "the interrupt of the reader is taken for an end, or for nothing at all");
        Expect.that(
                status.get(),
                "the interrupt status is set",
                "it is not",
                "the InterruptedException has cleared it, and nobody has set it again");
        flow.close();
    }

    @AllSchedules
    @DisplayName("a station that sends on the thread that asks, within request, is no problem")
    @Hint({
        "request may call onNext, and onComplete, before it returns. On whose thread?",
        "onNext must not wait: whoever could make room is the same thread.",
        "A queue without a limit of its own: what bounds it is what you ask for."
    })
    void sendsAtOnce() throws Exception {
        var maker =
                Thread.ofVirtual()
                        .name("maker")
                        .unstarted(() -> {
                            var reader = new Reader(new QuickStation(4), 3);
                            reader.expectReadings(1, 2, 3, 4);
                            reader.expectNoMore();
                            reader.close();
                        });
        var failed = new AtomicReference<Throwable>();
        maker.setUncaughtExceptionHandler((thread, thrown) -> failed.set(thrown));
        maker.start();
        boolean ended = maker.join(LONG);
        if (failed.get() instanceof UnsupportedOperationException notWritten) {
            throw notWritten;
        }
        if (failed.get() instanceof Unmet unmet) {
            throw unmet;
        }
        Expect.that(
                ended && failed.get() == null,
                "four readings and the end come through",
                ended ? failed.get() : "the thread of the reader waits for itself",
                "onNext or onComplete waits for room in the queue, on the very thread that would"
                        + " make it");
    }

    private static Object answer(java.util.function.Supplier<Boolean> hasNext) {
        try {
            return hasNext.get();
        } catch (UnsupportedOperationException notWritten) {
            throw notWritten;
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }

    /// Reads from a flow, and counts what it has been handed.
    private static final class Reader {

        private final ReadingFlow<Integer> flow;
        private final AtomicInteger handedOut;

        Reader(Station station, int capacity) {
            handedOut = station.handedOut;
            flow = new ReadingFlow<>(station, capacity);
        }

        Reader(QuickStation station, int capacity) {
            handedOut = new AtomicInteger();
            flow = new ReadingFlow<>(station, capacity);
        }

        void expectReadings(Integer... readings) {
            var found = new ArrayList<Integer>();
            String expected = "the readings " + List.of(readings);
            try {
                for (int i = 0; i < readings.length; i++) {
                    if (i % 2 == 0) {
                        boolean more = flow.hasNext() && flow.hasNext();
                        Expect.that(
                                more,
                                expected,
                                found + ", and hasNext is false",
                                "the readings end too early: the end has overtaken them, or no more"
                                        + " are asked for");
                    }
                    handedOut.incrementAndGet();
                    found.add(flow.next());
                }
            } catch (UnsupportedOperationException notWritten) {
                throw notWritten;
            } catch (RuntimeException thrown) {
                throw new Unmet(
                        expected,
                        "%s, and then %s".formatted(found, thrown),
                        "the readings that came before an end or a failure are handed out first");
            }
            Expect.equal(
                    List.of(readings),
                    found,
                    "readings are lost, or come twice: hasNext may be asked more than once, and next"
                            + " without it");
        }

        void expectNoMore() {
            Expect.that(!flow.hasNext(), "hasNext is false at the end", "true", "the end was lost");
            try {
                var reading = flow.next();
                throw new Unmet(
                        "next throws NoSuchElementException",
                        "it returned " + reading,
                        "next does not look whether there is a reading");
            } catch (NoSuchElementException end) {
                Expect.that(
                        !flow.hasNext(), "hasNext stays false", "true", "the end was handed out");
            }
        }

        void expectFailed(Throwable cause, String call, Expect.Action action) throws Exception {
            String expected = "%s throws a CompletionException, cause: %s".formatted(call, cause);
            try {
                action.run();
                throw new Unmet(
                        expected,
                        call + " returned",
                        "the failure was taken for an end, or it was told once and is gone");
            } catch (CompletionException failed) {
                Expect.that(
                        failed.getCause() == cause,
                        expected,
                        failed.getCause(),
                        "the failure was wrapped or replaced on its way");
            } catch (NoSuchElementException end) {
                throw new Unmet(
                        expected,
                        end.toString(),
                        "the failure was taken for an end, or it was told once and is gone");
            }
        }

        void close() {
            flow.close();
        }
    }

    /// Measures 1, 2, 3, … on a thread of its own, as far as it is asked to.
    private static final class Station implements Flow.Publisher<Integer> {

        private final int last;
        private final Semaphore demand = new Semaphore(0);
        private final AtomicInteger requested = new AtomicInteger();
        private final AtomicInteger ahead = new AtomicInteger();
        private final AtomicInteger handedOut = new AtomicInteger();
        private final AtomicInteger cancelled = new AtomicInteger();
        private int subscribesAfter;
        private Duration measures = Duration.ofMillis(MEASURE);
        private Exception failure;

        Station(int last) {
            this.last = last;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
            Thread.ofVirtual().name("station").start(() -> publishTo(subscriber));
        }

        private void publishTo(Flow.Subscriber<? super Integer> subscriber) {
            var thread = Thread.currentThread();
            var subscription =
                    new Flow.Subscription() {
                        @Override
                        public void request(long count) {
                            int all = requested.addAndGet((int) Math.min(count, 1_000_000));
                            ahead.accumulateAndGet(all - handedOut.get(), Math::max);
                            demand.release((int) Math.min(count, 1_000_000));
                        }

                        @Override
                        public void cancel() {
                            cancelled.incrementAndGet();
                            thread.interrupt(); // the station owns it
                        }
                    };
            try {
                Thread.sleep(subscribesAfter);
                subscriber.onSubscribe(subscription);
                for (int reading = 1; reading <= last; reading++) {
                    if (!demand.tryAcquire(1, TimeUnit.HOURS)) {
                        break; // nobody asks any more: it ends, so that the reader ends as well
                    }
                    Thread.sleep(measures);
                    subscriber.onNext(reading);
                }
                if (failure == null) {
                    subscriber.onComplete();
                } else {
                    subscriber.onError(failure);
                }
            } catch (InterruptedException nobodyReads) {
                Thread.currentThread().interrupt();
            }
        }

        void expectDemand(int capacity) {
            Expect.that(
                    ahead.get() <= capacity,
                    "at most %d readings are asked for and not handed out".formatted(capacity),
                    ahead.get() > 100_000 ? "all there are" : ahead,
                    "more is asked for than there is room for: a station that is faster than its"
                            + " reader fills the memory");
        }

        void expectCancelled(int times, String when) throws InterruptedException {
            Thread.sleep(1);
            Expect.that(
                    cancelled.get() == times,
                    "the subscription is %s: %s"
                            .formatted(times == 0 ? "not cancelled" : "cancelled once", when),
                    cancelled + " times",
                    cancelled.get() < times
                            ? "nobody tells the station that nobody reads: it measures on, or waits"
                                    + " for ever to be asked"
                            : "a subscription that has ended or is cancelled was cancelled (again)");
        }
    }

    /// Sends within `request`, on the thread that calls it, and completes there.
    private static final class QuickStation implements Flow.Publisher<Integer> {

        private final int last;

        QuickStation(int last) {
            this.last = last;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
            subscriber.onSubscribe(
                    new Flow.Subscription() {
                        private int sent;
                        private boolean done;

                        @Override
                        public void request(long count) {
                            for (long i = 0; i < count && sent < last; i++) {
                                sent++;
                                subscriber.onNext(sent);
                            }
                            if (sent == last && !done) {
                                done = true;
                                subscriber.onComplete();
                            }
                        }

                        @Override
                        public void cancel() {
                            done = true;
                        }
                    });
        }
    }
}
