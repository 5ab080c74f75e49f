// rejected by: interruptedCaller
// misconception: one lock for everything is safe: it is also held while the store is busy
// why: for a lock that
package p16_batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

public final class MicroBatcher implements AutoCloseable {

    @FunctionalInterface
    public interface Store {
        List<Integer> insert(List<String> rows) throws Exception;
    }

    private record Row(String text, long dueNanos, CompletableFuture<Integer> number) {}

    /// Says that no row follows. Compared with `==`.
    private final Row end = new Row("", 0, new CompletableFuture<>());

    // Without a capacity: each row in it has a caller who waits, so their number bounds it.
    private final BlockingQueue<Row> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock door = new ReentrantLock();
    private boolean closed; // guarded by door
    private final Store store;
    private final int size;
    private final Duration delay;
    private final Thread writer;

    public MicroBatcher(Store store, int size, Duration delay) {
        this.store = store;
        this.size = size;
        this.delay = delay;
        writer = Thread.ofVirtual().name("batch writer").start(this::writeBatches);
    }

    public int insert(String row) throws InterruptedException, ExecutionException {
        var mine = new Row(row, System.nanoTime() + delay.toNanos(), new CompletableFuture<>());
        door.lock();
        try {
            // The look and the hand-over are one step, so that no row comes after the end marker.
            if (closed) {
                throw new IllegalStateException("closed");
            }
            waiting.add(mine);
        } finally {
            door.unlock();
        }
        return mine.number().get();
    }

    @Override
    public void close() {
        door.lock();
        try {
            closed = true;
            waiting.add(end);
        } finally {
            door.unlock();
        }
        joinWriter();
    }

    /// An interrupt does not shorten the wait, because callers depend on the writer. It is kept.
    private void joinWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException kept) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeBatches() {
        try {
            boolean open = true;
            while (open) {
                var batch = new ArrayList<Row>();
                open = collect(batch);
                write(batch);
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody else has this thread", impossible);
        }
    }

    /// @return whether more rows may follow
    private boolean collect(List<Row> batch) throws InterruptedException {
        Row row = waiting.take();
        long due = row.dueNanos(); // of the first row: the others do not move it
        while (row != null && row != end) {
            batch.add(row);
            boolean full = batch.size() == size;
            // When the time is over, poll still hands out what is there already.
            row = full ? null : waiting.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return row != end;
    }

    private void write(List<Row> batch) {
        if (batch.isEmpty()) {
            return;
        }
        door.lock();
        try {
            var numbers = store.insert(batch.stream().map(Row::text).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).number().complete(numbers.get(i));
            }
        } catch (Throwable failed) {
            // Caught here, for this batch: the writer lives on for those who come later.
            batch.forEach(row -> row.number().completeExceptionally(failed));
        } finally {
            door.unlock();
        }
    }
}
