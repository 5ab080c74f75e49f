// rejected by: interruptTakesAway
// misconception: "it gave up, as it should": and what did the others lose?
// why: looks at the reader who was interrupted, and not at the others
package p22_testing;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

public final class WeatherCacheSpec {

    private WeatherCacheSpec() {}

    public interface Cache {
        String report(String city) throws Exception;
    }

    @FunctionalInterface
    public interface Station {
        String report(String city) throws Exception;
    }

    public static void test(Function<Station, Cache> caches) throws Exception {
        asksOnce(caches);
        keepsCitiesApart(caches);
        failureReachesAll(caches);
        interruptedReaderGivesUp(caches);
    }

    private static void asksOnce(Function<Station, Cache> caches) throws Exception {
        var station = new GatedStation();
        var cache = caches.apply(station);
        var first = Reader.start(cache, "Oslo");
        station.expectAsked("Oslo");
        var second = Reader.start(cache, "Oslo");
        awaitRest(second.thread); // it waits for the first, or asks too
        station.gate.countDown();
        first.expectReport("sunny in Oslo");
        second.expectReport("sunny in Oslo");
        Reader.start(cache, "Oslo").expectReport("sunny in Oslo");
        station.expectNoMoreAsked();
    }

    private static void keepsCitiesApart(Function<Station, Cache> caches) throws Exception {
        var station = new GatedStation();
        var cache = caches.apply(station);
        var first = Reader.start(cache, "Oslo");
        station.expectAsked("Oslo");
        var second = Reader.start(cache, "Bergen");
        station.expectAsked("Bergen"); // and Oslo is not answered yet
        station.gate.countDown();
        first.expectReport("sunny in Oslo");
        second.expectReport("sunny in Bergen");
    }

    private static void failureReachesAll(Function<Station, Cache> caches) throws Exception {
        var noLine = new IOException("no line");
        var broken = new AtomicBoolean(true);
        var station = new GatedStation();
        Station unreliable =
                city -> {
                    String report = station.report(city);
                    if (broken.get()) {
                        throw noLine;
                    }
                    return report;
                };
        var cache = caches.apply(unreliable);
        var first = Reader.start(cache, "Oslo");
        station.expectAsked("Oslo");
        var second = Reader.start(cache, "Oslo");
        awaitRest(second.thread);
        station.gate.countDown();
        expect(first.expectFailure() == noLine, "the failure for the reader who asked");
        expect(second.expectFailure() == noLine, "the failure for the reader who waited");
        broken.set(false);
        Reader.start(cache, "Oslo").expectReport("sunny in Oslo");
    }

    private static void interruptedReaderGivesUp(Function<Station, Cache> caches) throws Exception {
        var station = new GatedStation();
        var cache = caches.apply(station);
        var first = Reader.start(cache, "Oslo");
        station.expectAsked("Oslo");
        var second = Reader.start(cache, "Oslo");
        awaitRest(second.thread);
        second.thread.interrupt();
        expect(
                second.expectFailure() instanceof InterruptedException,
                "an interrupted reader to give up");
        station.gate.countDown();
        first.expectReport("sunny in Oslo");
    }

    /// A station that answers when the test opens its gate, and notes whom it was asked for.
    private static final class GatedStation implements Station {

        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public String report(String city) throws Exception {
            asked.add(city);
            expect(gate.await(10, TimeUnit.SECONDS), "the gate to open");
            return "sunny in " + city;
        }

        void expectAsked(String city) throws InterruptedException {
            expect(city.equals(asked.poll(10, TimeUnit.SECONDS)), "the question for " + city);
        }

        void expectNoMoreAsked() {
            expect(asked.isEmpty(), "no more questions, not " + asked);
        }
    }

    /// A reader on a thread of its own.
    private record Reader(FutureTask<String> task, Thread thread) {

        static Reader start(Cache cache, String city) {
            var task = new FutureTask<>(() -> cache.report(city));
            return new Reader(task, Thread.startVirtualThread(task));
        }

        void expectReport(String expected) throws Exception {
            String report = task.get(10, TimeUnit.SECONDS);
            expect(expected.equals(report), expected + ", not " + report);
        }

        Throwable expectFailure() throws Exception {
            try {
                throw new AssertionError(
                        "expected a failure, not " + task.get(10, TimeUnit.SECONDS));
            } catch (ExecutionException failed) {
                return failed.getCause();
            }
        }
    }

    private static void awaitRest(Thread thread) {
        while (thread.getState() == Thread.State.NEW
                || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
