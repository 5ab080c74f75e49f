// rejected by: twoAtOnce
// misconception: "one lock around buy, and the answers cannot meet": nor can the buyers
// why: one caller keeps the others out
package p21_sync_and_async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

public final class BlockingGate {

    public interface Seller {
        Order order(String seat, Listener listener);

        void giveBack(String ticket);
    }

    public interface Listener {
        void sold(String ticket);

        void failed(Exception cause);
    }

    public interface Order {
        void cancel();
    }

    public static final class SoldOut extends Exception {

        private static final long serialVersionUID = 1L;

        public SoldOut(Throwable cause) {
            super(cause);
        }
    }

    private final Seller seller;

    public BlockingGate(Seller seller) {
        this.seller = seller;
    }

    public synchronized String buy(String seat, Duration limit) throws Exception {
        var answer = new Answer();
        var order = seller.order(seat, answer);
        try {
            return answer.future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new SoldOut(failed.getCause());
        } catch (TimeoutException | InterruptedException gone) {
            order.cancel();
            answer.nobodyWaits();
            throw gone;
        }
    }

    /// The answer to one order. Belongs to one call of buy, so no other can see it.
    private final class Answer implements Listener {

        private final CompletableFuture<String> future = new CompletableFuture<>();
        private final AtomicBoolean told = new AtomicBoolean();

        @Override
        public void sold(String ticket) {
            // Completing decides who has the ticket: the buyer, or nobody.
            if (!told.getAndSet(true) && !future.complete(ticket)) {
                seller.giveBack(ticket);
            }
        }

        @Override
        public void failed(Exception cause) {
            if (!told.getAndSet(true)) {
                future.completeExceptionally(cause);
            }
        }

        void nobodyWaits() {
            boolean tooLate = !future.cancel(false);
            if (tooLate && future.state() == CompletableFuture.State.SUCCESS) {
                seller.giveBack(future.resultNow());
            }
        }
    }
}
