// rejected by: failure
// misconception: "a price that fails counts as nothing": the ticket is free
// why: a default hides the failure
package p19_blocking_the_loop;

import java.util.List;
import java.util.concurrent.CompletableFuture;

public final class PriceLoop {

    public interface Shop {
        CompletableFuture<Integer> price(String ticket);

        CompletableFuture<Integer> fee(int sum);
    }

    public static CompletableFuture<Integer> total(List<String> tickets, Shop shop) {
        var prices = tickets.stream().map(ticket -> shop.price(ticket)).toList();
        var known = prices.stream().map(price -> price.exceptionally(failed -> 0)).toList();
        return CompletableFuture.allOf(known.toArray(CompletableFuture[]::new))
                .thenApply(allThere -> known.stream().mapToInt(price -> price.join()).sum())
                .thenCompose(sum -> shop.fee(sum).thenApply(fee -> sum + fee));
    }

    private PriceLoop() {}
}
