package p10c_download_manager;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

public final class DownloadManager implements AutoCloseable {

    public record Picture(String host, String name) {}

    @FunctionalInterface
    public interface Servers {
        Response open(Picture picture) throws IOException, InterruptedException;
    }

    public interface Response extends AutoCloseable {
        String read() throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    public sealed interface Outcome {

        record Done(String content) implements Outcome {}

        record Failed(Throwable cause) implements Outcome {}

        record TimedOut() implements Outcome {}

        record Cancelled() implements Outcome {}
    }

    public record Arrival(Picture picture, Outcome outcome) {}

    public record Limits(int atOnce, int perHost, int accepted) {}

    private final Servers servers;
    private final Limits limits;
    private final Semaphore accepted;
    private final Semaphore atOnce;
    private final Map<String, Semaphore> perHost = new ConcurrentHashMap<>();
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    public DownloadManager(Servers servers, Limits limits) {
        this.servers = servers;
        this.limits = limits;
        accepted = new Semaphore(limits.accepted(), true); // fair: a large batch has its turn too
        atOnce = new Semaphore(limits.atOnce());
    }

    public Batch start(List<Picture> pictures, Duration limit) throws InterruptedException {
        accepted.acquire(pictures.size());
        var batch = new Batch(pictures, limit);
        try {
            batch.begin();
            return batch;
        } catch (RejectedExecutionException closed) {
            batch.cancel(); // the part that was begun; its room is free again, too
            throw closed;
        }
    }

    @Override
    public void close() {
        tasks.close();
    }

    public final class Batch {

        private final List<Download> downloads;
        private final CountDownLatch pending;
        private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        private final List<Future<?>> running = new ArrayList<>();
        private final long deadlineNanos;
        private int returned;

        private Batch(List<Picture> pictures, Duration limit) {
            downloads = pictures.stream().map(Download::new).toList();
            pending = new CountDownLatch(pictures.size());
            deadlineNanos = System.nanoTime() + limit.toNanos();
        }

        public List<Outcome> outcomes() throws InterruptedException {
            pending.await();
            return downloads.stream().map(download -> download.outcome.get()).toList();
        }

        public Optional<Arrival> next() throws InterruptedException {
            if (returned == downloads.size()) {
                return Optional.empty();
            }
            var arrival = arrivals.take();
            returned++; // only now: an interrupted wait has returned nothing
            return Optional.of(arrival);
        }

        public void cancel() {
            end(new Outcome.Cancelled());
        }

        private void begin() {
            for (var download : downloads) {
                running.add(tasks.submit(download));
            }
            tasks.submit(this::endAtTheDeadline);
        }

        private Void endAtTheDeadline() throws InterruptedException {
            if (!pending.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                end(new Outcome.TimedOut());
            }
            return null;
        }

        /// First the outcomes, then the interrupts: a place that becomes free must not be taken by
        /// a download that is over.
        private void end(Outcome reason) {
            downloads.forEach(download -> download.settle(reason));
            running.forEach(task -> task.cancel(true));
        }

        private final class Download implements Runnable {

            private final Picture picture;
            private final AtomicReference<Outcome> outcome = new AtomicReference<>();

            Download(Picture picture) {
                this.picture = picture;
            }

            /// The download itself, the deadline and `cancel` all come here. The first decides.
            void settle(Outcome result) {
                if (outcome.compareAndSet(null, result)) {
                    accepted.release();
                    arrivals.add(new Arrival(picture, result));
                    pending.countDown();
                }
            }

            @Override
            public void run() {
                try {
                    settle(new Outcome.Done(fetchInTurn()));
                } catch (InterruptedException calledOff) {
                    settle(new Outcome.Cancelled());
                } catch (Throwable failure) { // an Error as well: somebody waits for the outcome
                    settle(new Outcome.Failed(failure));
                }
            }

            /// First a place on the server: what waits for a busy one keeps no place from others.
            private String fetchInTurn() throws IOException, InterruptedException {
                var onHost =
                        perHost.computeIfAbsent(
                                picture.host(), host -> new Semaphore(limits.perHost()));
                onHost.acquire();
                try {
                    atOnce.acquire();
                    try {
                        return fetch();
                    } finally {
                        atOnce.release();
                    }
                } finally {
                    onHost.release();
                }
            }

            private String fetch() throws IOException, InterruptedException {
                if (outcome.get() != null) {
                    throw new InterruptedException("over before its turn came");
                }
                try (var response = servers.open(picture)) {
                    return response.read();
                }
            }
        }
    }
}
