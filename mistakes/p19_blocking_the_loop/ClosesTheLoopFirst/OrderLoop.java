// rejected by: closeWaits
// misconception: "first stop the loop, then wait for the lookups": their answers find it closed
// why: the answer came to a loop that was closed
package p19_blocking_the_loop;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

public final class OrderLoop implements AutoCloseable {

    public record Order(String customer, int number) {}

    public interface Board {
        void received(Order order);

        void answered(Order order, String answer);

        void failed(Order order, Throwable cause);
    }

    @FunctionalInterface
    public interface Lookup {
        String ask(Order order) throws Exception;
    }

    private final Board board;
    private final Lookup lookup;
    private final ExecutorService loop =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("loop").factory());
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
    // The last order of each customer. Belongs to the loop, like the board: no lock.
    private final Map<String, CompletableFuture<Void>> last = new HashMap<>();
    private final ReentrantLock door = new ReentrantLock();
    private boolean closed; // guarded by door

    public OrderLoop(Board board, Lookup lookup) {
        this.board = board;
        this.lookup = lookup;
    }

    public void submit(Order order) {
        door.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the loop is closed");
            }
            loop.execute(() -> receive(order));
        } finally {
            door.unlock();
        }
    }

    @Override
    public void close() {
        door.lock();
        try {
            closed = true;
        } finally {
            door.unlock();
        }
        loop.close();
        lookups.close();
    }

    // On the loop, as is show. In between, the lookup is not.
    private void receive(Order order) {
        board.received(order);
        var before = last.getOrDefault(order.customer(), CompletableFuture.completedFuture(null));
        last.put(
                order.customer(),
                before.thenApplyAsync(done -> ask(order), lookups)
                        .handleAsync((answer, failed) -> show(order, answer, failed), loop));
    }

    private String ask(Order order) {
        try {
            return lookup.ask(order);
        } catch (Throwable failed) {
            throw new CompletionException(failed);
        }
    }

    // Returns normally in either case, so a failure does not break the customer's chain.
    private Void show(Order order, String answer, Throwable failed) {
        if (failed == null) {
            board.answered(order, answer);
        } else {
            board.failed(order, failed.getCause());
        }
        return null;
    }
}
