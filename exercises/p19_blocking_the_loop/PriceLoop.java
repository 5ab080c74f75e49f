package p19_blocking_the_loop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// # Never wait on the loop
///
/// *Implement · 5 minutes*
///
/// A ticket shop runs on one thread, its loop: every request and every answer is an event there.
/// Write the method that prices a basket. It needs the price of each ticket, and then the fee,
/// which depends on the sum. Both come from services far away, and their answers arrive on the
/// loop. Whoever waits for one on the loop waits for ever.
///
/// - `total` is called on the loop, and returns at once.
/// - All prices are asked for at once. When the last is there, the fee for their sum is asked for.
///   The future completes with the sum and the fee together.
/// - The shop belongs to the loop: its methods are called there, and nowhere else.
/// - If a price or the fee fails, so does the future, and its `exceptionNow()` is what the service
///   failed with. After a failed price, no fee is asked for.
public final class PriceLoop {

    /// The services. Each answers with a future, which completes on the loop.
    public interface Shop {
        /// @return the price in cents
        CompletableFuture<Integer> price(String ticket);

        /// @return the fee in cents
        CompletableFuture<Integer> fee(int sum);
    }

    /// @return what the tickets cost together with the fee, in cents
    public static CompletableFuture<Integer> total(List<String> tickets, Shop shop) {
        throw new UnsupportedOperationException("TODO: ask, and say what follows");
    }

    private PriceLoop() {}
}
