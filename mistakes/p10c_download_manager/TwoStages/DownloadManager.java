// rejected by: nobodyAsks
// misconception: "stages run in the order in which they were added": the last one runs first, so
// the interrupt comes before the outcome
// why: what ended the picture decides
package p10c_download_manager;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

        private final CompletableFuture<Outcome> end = new CompletableFuture<>();
        private final List<Download> downloads;
        private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        private int returned;

        private Batch(List<Picture> pictures, Duration limit) {
            downloads = pictures.stream().map(Download::new).toList();
            all().thenRun(this::cancel);
            end.completeOnTimeout(new Outcome.TimedOut(), limit.toNanos(), TimeUnit.NANOSECONDS);
        }

        public List<Outcome> outcomes() throws InterruptedException {
            try {
                all().get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
            return downloads.stream().map(download -> download.outcome.join()).toList();
        }

        public Optional<Arrival> next() throws InterruptedException {
            if (returned == downloads.size()) {
                return Optional.empty();
            }
            var arrival = arrivals.take();
            returned++;
            return Optional.of(arrival);
        }

        public void cancel() {
            end.complete(new Outcome.Cancelled());
        }

        private void begin() {
            downloads.forEach(Download::begin);
        }

        private CompletableFuture<Void> all() {
            return CompletableFuture.allOf(
                    downloads.stream()
                            .map(download -> download.outcome)
                            .toArray(CompletableFuture[]::new));
        }

        private final class Download {

            private final Picture picture;
            private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

            Download(Picture picture) {
                this.picture = picture;
                outcome.thenAccept(result -> {
                    accepted.release();
                    arrivals.add(new Arrival(picture, result));
                });
                end.thenAccept(outcome::complete);
            }

            void begin() {
                var task = tasks.submit(() -> outcome.complete(result()));
                end.thenRun(() -> task.cancel(true));
            }

            private Outcome result() {
                try {
                    return new Outcome.Done(fetchInTurn());
                } catch (InterruptedException calledOff) {
                    return new Outcome.Cancelled();
                } catch (Throwable failure) {
                    return new Outcome.Failed(failure);
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
                if (end.isDone()) {
                    throw new InterruptedException("over before its turn came");
                }
                try (var response = servers.open(picture)) {
                    return response.read();
                }
            }
        }
    }
}
