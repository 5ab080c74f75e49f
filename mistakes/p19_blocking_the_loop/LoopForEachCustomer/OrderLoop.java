// rejected by: onlyTheLoop
// misconception: "a loop for each customer keeps the order": the board is one, and has several
// threads now
// why: there are several loops
package p19_blocking_the_loop;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
    private final Map<String, ExecutorService> loops = new ConcurrentHashMap<>();
    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
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
            loops.computeIfAbsent(order.customer(), name -> Executors.newSingleThreadExecutor())
                    .execute(() -> receive(order));
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
        loops.values().forEach(loop -> loop.close());
        lookups.close();
    }

    // On the loop, as is show. In between, the lookup is not.
    private void receive(Order order) {
        board.received(order);
        try {
            show(order, lookups.submit(() -> ask(order)).get(), null);
        } catch (ExecutionException failed) {
            show(order, null, failed.getCause());
        } catch (InterruptedException calledOff) {
            Thread.currentThread().interrupt();
        }
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
