// rejected by: sumAndFee
// misconception: "getNow does not wait": it takes the default, because nothing is there yet
// why: something was left out
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
        int sum = prices.stream().mapToInt(price -> price.getNow(0)).sum();
        return shop.fee(sum).thenApply(fee -> sum + fee);
    }

    private PriceLoop() {}
}
