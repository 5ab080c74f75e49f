// rejected by: neverWaits
// misconception: "inside of a stage I may wait": the stage runs on the loop
// why: join() in a stage
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
        return CompletableFuture.allOf(prices.toArray(CompletableFuture[]::new))
                .thenApply(allThere -> prices.stream().mapToInt(price -> price.join()).sum())
                .thenApply(sum -> sum + shop.fee(sum).join());
    }

    private PriceLoop() {}
}
