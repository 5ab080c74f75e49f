// rejected by: sumAndFee
// misconception: "thenCompose for each step": the prices do not depend on each other
// why: only when the one before it is there
package p19_blocking_the_loop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

public final class PriceLoop {

    public interface Shop {
        CompletableFuture<Integer> price(String ticket);

        CompletableFuture<Integer> fee(int sum);
    }

    public static CompletableFuture<Integer> total(List<String> tickets, Shop shop) {
        var sum = CompletableFuture.completedFuture(0);
        for (var ticket : tickets) {
            sum = sum.thenCompose(cents -> shop.price(ticket).thenApply(price -> cents + price));
        }
        return sum.thenCompose(cents -> shop.fee(cents).thenApply(fee -> cents + fee));
    }

    private PriceLoop() {}
}
