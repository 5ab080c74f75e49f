// rejected by: neverWaits
// misconception: "join is the await of Java": it is, and on the loop it blocks what it waits for
// why: the loop waits for an answer
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
        int sum = prices.stream().mapToInt(price -> price.join()).sum();
        return shop.fee(sum).thenApply(fee -> sum + fee);
    }

    private PriceLoop() {}
}
