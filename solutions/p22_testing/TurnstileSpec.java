package p22_testing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

public final class TurnstileSpec {

    private TurnstileSpec() {}

    public interface Turnstile {
        <T> Optional<T> enter(Callable<T> visit) throws Exception;
    }

    @FunctionalInterface
    public interface Builder {
        Turnstile withPlaces(int places);
    }

    public static void test(Builder turnstiles) throws Exception {
        fullMeansTurnedAway(turnstiles.withPlaces(2));
        failureFreesItsPlaceOnce(turnstiles.withPlaces(2));
    }

    private static void fullMeansTurnedAway(Turnstile turnstile) throws Exception {
        expectTwoPlaces(turnstile);
        // The one who was turned away, and the two who left, have changed nothing.
        expectTwoPlaces(turnstile);
    }

    private static void failureFreesItsPlaceOnce(Turnstile turnstile) throws Exception {
        var ill = new IOException("a visitor was taken ill");
        for (int visitor = 0; visitor < 2; visitor++) {
            try {
                turnstile.enter(() -> {
                    throw ill;
                });
                throw new AssertionError("expected the failure of the visit");
            } catch (IOException thrown) {
                expect(thrown == ill, "the failure as it is");
            }
        }
        expectTwoPlaces(turnstile);
    }

    private static void expectTwoPlaces(Turnstile turnstile) throws Exception {
        try (var inside = new Visitors(turnstile, 2)) {
            inside.expectInside();
            var visited = new AtomicBoolean();
            var third = inside.enter(() -> visited.getAndSet(true));
            expect(soon(third).isEmpty(), "that the third visitor is turned away");
            expect(!visited.get(), "no visit of one who was turned away");
            inside.expectTickets();
        }
    }

    /// Visitors who stay inside until they are told to go. Close it, and no thread is left.
    private static final class Visitors implements AutoCloseable {

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final Turnstile turnstile;
        private final CountDownLatch arrived;
        private final List<Future<Optional<String>>> visits;

        Visitors(Turnstile turnstile, int count) {
            this.turnstile = turnstile;
            arrived = new CountDownLatch(count);
            visits = Stream.generate(() -> enter(this::stay)).limit(count).toList();
        }

        <T> Future<Optional<T>> enter(Callable<T> visit) {
            return threads.submit(() -> turnstile.enter(visit));
        }

        private String stay() throws InterruptedException {
            arrived.countDown();
            gate.await();
            return "ticket";
        }

        void expectInside() throws InterruptedException {
            expect(arrived.await(10, TimeUnit.SECONDS), "all places taken at the same time");
        }

        void expectTickets() throws Exception {
            gate.countDown();
            for (var visit : visits) {
                expect(soon(visit).equals(Optional.of("ticket")), "what the visit returned");
            }
        }

        @Override
        public void close() {
            gate.countDown();
            threads.shutdownNow(); // whoever is stuck in a wrong turnstile is interrupted
            threads.close();
        }
    }

    private static <T> T soon(Future<T> future) throws Exception {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("expected no failure", failed.getCause());
        }
    }

    private static void expect(boolean holds, String expectation) {
        if (!holds) {
            throw new AssertionError("expected " + expectation);
        }
    }
}
