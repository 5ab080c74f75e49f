// rejected by: sumAndFee
// misconception: "wait in the common pool, then the loop is free": the fee is asked for over there
// why: the waiting went to another thread
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
        return CompletableFuture.supplyAsync(() -> {
            int sum = prices.stream().mapToInt(price -> price.join()).sum();
            return sum + shop.fee(sum).join();
        });
    }

    private PriceLoop() {}
}
