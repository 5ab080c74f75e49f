// rejected by: neverWaits
// misconception: "a wait with a time cannot hang": it hangs until the time is over, and then fails
// why: the loop waits for an answer
package p19_blocking_the_loop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class PriceLoop {

    public interface Shop {
        CompletableFuture<Integer> price(String ticket);

        CompletableFuture<Integer> fee(int sum);
    }

    public static CompletableFuture<Integer> total(List<String> tickets, Shop shop) {
        var prices = tickets.stream().map(ticket -> shop.price(ticket)).toList();
        try {
            int sum = 0;
            for (var price : prices) {
                sum += price.get(1, TimeUnit.MINUTES);
            }
            int total = sum;
            return shop.fee(sum).thenApply(fee -> total + fee);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private PriceLoop() {}
}
