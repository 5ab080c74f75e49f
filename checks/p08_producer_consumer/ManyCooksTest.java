package p08_producer_consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p08_producer_consumer.ManyCooks.Burnt;
import p08_producer_consumer.ManyCooks.Kitchen;
import p08_producer_consumer.ManyCooks.Order;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

/// Time is virtual here: a sleep costs nothing and lasts exactly as long as it says.
class ManyCooksTest {

    private final List<Order> cooked = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

    @AllSchedules
    @DisplayName("more tills than cooks: every order of the slowest till is cooked")
    @Hint({
        "Whom does an end marker send home, and who is still taking orders then?",
        "A till knows that it has closed. Only whoever waits for all tills knows that all have.",
        "Join the tills first. Then put one marker for each cook, from the thread that joined."
    })
    void moreTillsThanCooks() throws InterruptedException {
        serve(
                List.of(till("quick", 1, 10), till("slow", 2, 50)),
                1,
                2,
                cookingFor(5),
                3,
                "the till that closes first sends the cook home, and nobody is left for the orders"
                        + " of the other: an end marker ends one consumer, so it must not be put"
                        + " before all producers have ended");

        expectCooked(
                List.of("quick 1", "slow 1", "slow 2"),
                "the cooks went home before the slowest till had closed: an end marker, or a belt"
                        + " that is empty for a while, is not the end of all orders");
    }

    @AllSchedules
    @DisplayName("more cooks than tills: every cook goes home, and only after the last dish")
    @Hint({
        "How many cooks does one end marker send home?",
        "As many markers as cooks. And who waits for a cook who has been sent home?",
        "Put one marker for each cook, then join each cook. interrupt() only asks."
    })
    void moreCooksThanTills() throws InterruptedException {
        serve(
                List.of(till("only", 1, 10)),
                2,
                1,
                cookingFor(50),
                1,
                "a cook waits in take() for an end marker that nobody will put: a marker that one"
                        + " cook took is gone, and each cook needs one");
        long left = seen.stream().filter(Thread::isAlive).count();

        expectCooked(
                List.of("only 1"),
                "the cooks were sent home too early: before the order came, or when the belt was"
                        + " empty and the last dish still in a cook's hand");
        Expect.that(
                left == 0,
                "no cook is left when serve() returns",
                "a cook is still there",
                "an interrupt only asks a cook to go, it does not wait until he has gone: whoever"
                        + " interrupts has to join as well");
    }

    @AllSchedules
    @DisplayName("an order that fails is reported, and the others are cooked all the same")
    @Hint({
        "What does a cook do after the order that failed? Follow the exception out of the loop.",
        "Catch inside the loop, around one order. What has to be counted is counted in finally.",
        "try { kitchen.cook(order); } catch (Exception failed) { burnt.add(…); }, for each order;"
                + " if you count, finished.release() belongs in finally."
    })
    void aFailingOrder() throws InterruptedException {
        var smoke = new IllegalStateException("smoke");
        var gas = new IOException("no gas");

        var burnt =
                serve(
                        List.of(till("only", 3, 10)),
                        1,
                        1,
                        order -> {
                            seen.add(Thread.currentThread());
                            switch (order.number()) {
                                case 1 -> throw smoke;
                                case 2 -> throw gas;
                                default -> cookingFor(5).cook(order);
                            }
                        },
                        1,
                        "the exception left the loop and took the cook with it, or left out the"
                                + " step that counts the order as finished; somebody waits for"
                                + " that cook, or for that count, for ever");

        expectCooked(
                List.of("only 3"),
                "the exception left the loop and took the cook with it: nobody is left for the"
                        + " orders behind the one that failed");
        Expect.equal(
                List.of(
                        new Burnt(new Order("only", 1), smoke),
                        new Burnt(new Order("only", 2), gas)),
                burnt,
                burnt.isEmpty()
                        ? "the failure was caught and dropped, and the guest waits for a dish that"
                                + " nobody cooks"
                        : "an order was reported that did not fail, or not with what was thrown");
    }

    @AllSchedules
    @DisplayName("two cooks work side by side")
    @Hint({
        "How many orders are cooked at the same time?",
        "No lock around the kitchen, and no cook that is joined before the next one starts."
    })
    void sideBySide() throws InterruptedException {
        long begin = System.nanoTime();

        serve(
                List.of(till("only", 2, 0)),
                2,
                2,
                cookingFor(50),
                2,
                "a cook waits in take() for an end marker that nobody will put");

        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        Expect.equal(
                "50 ms for two orders of 50 ms",
                millis + " ms for two orders of 50 ms",
                millis < 50
                        ? "serve() came back before the orders were cooked"
                        : "the cooks work one after the other: only one is at work, or each waits"
                                + " for the other's lock");
    }

    @AllSchedules(preemptions = 1) // five orders; it is about the queue and not about the order
    @DisplayName("a full belt makes the tills wait")
    @Hint({
        "How many orders does the belt take while the cook is busy?",
        "The capacity of the queue is places, and put() waits."
    })
    void backpressure() throws InterruptedException {
        int places = 1;
        var open = new AtomicInteger();
        var peak = new AtomicInteger();
        var counted = counted(till("only", 5, 0), open, peak);

        serve(
                List.of(counted),
                1,
                places,
                order -> {
                    cookingFor(50).cook(order);
                    open.decrementAndGet();
                },
                5,
                "somebody waits for an end marker, or for a place, that nobody will provide");

        expectCooked(
                List.of("only 1", "only 2", "only 3", "only 4", "only 5"),
                "an order was lost: it found no place and was dropped, or its cook was sent home"
                        + " while it was in his hand");
        Expect.that(
                peak.get() <= places + 2,
                "at most 3 orders taken and not done: 1 on the belt, one in each hand",
                peak.get() + " of 5",
                "nothing makes the till wait: a queue without a capacity takes every order, and"
                        + " they pile up in memory");
    }

    /// Calls the answer, and waits for an hour of virtual time, which no right answer needs.
    ///
    /// @param toCook how many orders can be cooked
    private List<Burnt> serve(
            List<? extends Iterable<Order>> tills,
            int cooks,
            int places,
            Kitchen kitchen,
            int toCook,
            String whyStuck)
            throws InterruptedException {
        var burnt = new AtomicReference<List<Burnt>>();
        var failure = new AtomicReference<Throwable>();
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                burnt.set(ManyCooks.serve(tills, cooks, places, kitchen));
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            }
                        });
        if (!caller.join(Duration.ofHours(1))) {
            throw new Unmet(
                    "serve() returns when all orders are done",
                    "%d of %d orders are cooked, and an hour later it still waits"
                            .formatted(cooked.size(), toCook),
                    seen.isEmpty()
                            ? "no cook ever began: they were not started, or went home before the"
                                    + " first order came, because an end marker overtook it"
                            : whyStuck);
        }
        return switch (failure.get()) {
            case null -> burnt.get();
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            default ->
                    throw new Unmet(
                            "serve() returns",
                            "it threw " + failure.get(),
                            "nobody interrupted it");
        };
    }

    private void expectCooked(List<String> expected, String whyMissing)
            throws InterruptedException {
        var found = names();
        if (found.equals(expected)) {
            return;
        }
        Thread.sleep(Duration.ofHours(1)); // virtual time: a cook who is still at work gets done
        throw new Unmet(
                "cooked when serve() returns: " + expected,
                found.toString(),
                names().equals(expected)
                        ? "serve() came back while a cook was still at work: the last order is on"
                                + " the belt long before it is cooked"
                        : found.size() < expected.size()
                                ? whyMissing
                                : "an order was cooked twice, or an end marker was cooked");
    }

    private List<String> names() {
        return List.copyOf(cooked).stream()
                .map(order -> order.till() + " " + order.number())
                .sorted()
                .toList();
    }

    private Kitchen cookingFor(int millis) {
        return order -> {
            seen.add(Thread.currentThread());
            Thread.sleep(millis);
            cooked.add(order);
        };
    }

    /// A till with some orders; each takes so many milliseconds, and so does looking for a guest
    /// after the last.
    private static Iterable<Order> till(String name, int count, int millis) {
        return () ->
                new Iterator<>() {
                    private int taken;

                    @Override
                    public boolean hasNext() {
                        try {
                            Thread.sleep(millis);
                        } catch (InterruptedException sentHome) {
                            Thread.currentThread().interrupt();
                        }
                        return taken < count;
                    }

                    @Override
                    public Order next() {
                        return new Order(name, ++taken);
                    }
                };
    }

    /// @param open how many orders are taken and not done; `peak` keeps the most there ever were
    private static Iterable<Order> counted(
            Iterable<Order> till, AtomicInteger open, AtomicInteger peak) {
        return () -> {
            var orders = till.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return orders.hasNext();
                }

                @Override
                public Order next() {
                    peak.accumulateAndGet(open.incrementAndGet(), Math::max);
                    return orders.next();
                }
            };
        };
    }
}
