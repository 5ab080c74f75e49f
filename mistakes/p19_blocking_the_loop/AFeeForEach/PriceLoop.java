// rejected by: sumAndFee
// misconception: "price and fee belong together": the fee is for the whole basket
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
        var totals =
                prices.stream()
                        .map(price ->
                                price.thenCompose(
                                        cents -> shop.fee(cents).thenApply(fee -> cents + fee + 1)))
                        .toList();
        return CompletableFuture.allOf(totals.toArray(CompletableFuture[]::new))
                .thenApply(allThere -> totals.stream().mapToInt(total -> total.join()).sum());
    }

    private PriceLoop() {}
}
