package p08_producer_consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import p08_producer_consumer.OrderBelt.Kitchen;
import p08_producer_consumer.OrderBelt.Order;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

/// Time is virtual here: a sleep costs nothing and lasts exactly as long as it says.
class OrderBeltTest {

    private final List<Order> cooked = Collections.synchronizedList(new ArrayList<>());

    @AllSchedules
    @DisplayName("a slow till: the cook waits for each order, and none is missing at the end")
    @Hint({
        "How does the cook tell a belt that is empty now from a till that has closed?",
        "Put one special order behind the last real one, and let the cook stop when it comes.",
        "private static final Order END = new Order(0); the cook's loop takes until order == END,"
                + " and run() joins the cook."
    })
    void slowTill() throws InterruptedException {
        serve(3, till(3, 50), cookingFor(10), 3);

        expectAllCooked(
                3,
                "the cook went home when the belt was empty: an empty belt is not the end of all"
                        + " orders, the next may be on its way");
    }

    @AllSchedules
    @DisplayName("a fast till: the belt has its places, no more, and no order falls off it")
    @Hint({
        "How many orders does your queue take while the cook is busy with the first?",
        "The queue's capacity is the number of places, and put() waits while it is full.",
        "new ArrayBlockingQueue<Order>(places), with put() on one side and take() on the other."
    })
    void fastTill() throws InterruptedException {
        int places = 2;
        var open = new AtomicInteger();
        var peak = new AtomicInteger();
        Iterable<Order> till = till(5, 0, open, peak);

        serve(
                5,
                till,
                order -> {
                    cookingFor(50).cook(order);
                    open.decrementAndGet();
                },
                places);

        expectAllCooked(
                5,
                "an order found no place and was dropped: offer() does not wait, it returns false"
                        + " and leaves the order to you");
        // Besides those on the belt, one is in the hand of the till and one in that of the cook.
        Expect.that(
                peak.get() <= places + 2,
                "at most %d orders taken and not done: %d on the belt, one in each hand"
                        .formatted(places + 2, places),
                peak.get() + " of 5",
                "nothing makes the till wait: a queue without a capacity takes every order, and"
                        + " they pile up in memory");
        Expect.that(
                peak.get() > places,
                "a belt with %d places: the till goes on while the cook is busy".formatted(places),
                "never more than %d taken and not done".formatted(peak.get()),
                "the till waits although there is a place on the belt: the queue has fewer places"
                        + " than asked for, or one thread both takes orders and cooks");
    }

    @AllSchedules
    @DisplayName("till and cook work at the same time")
    @Hint({
        "Who cooks while the caller's thread asks the till?",
        "Start a thread for the cook before the first order is taken, and join it after the last."
    })
    void sideBySide() throws InterruptedException {
        long begin = System.nanoTime();

        serve(3, till(3, 50), cookingFor(50), 1);

        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        expectAllCooked(3, "some orders were lost on their way");
        Expect.that(
                millis <= 200,
                "200 ms: three orders of 50 ms each, the cook one order behind the till",
                millis + " ms",
                millis <= 350 // one after the other: four questions to the till, three dishes
                        ? "one waits until the other has finished, so the times add up"
                        : "somebody waits although all orders are cooked: an empty belt is not the"
                                + " end, and a time that runs out is no sign of it either");
    }

    @AllSchedules(preemptions = 0) // it is about values; the other checks are about the order
    @DisplayName("no order is mistaken for the end, whatever its number")
    @Hint({
        "Two records with the same components are equal. Are they the same?",
        "Compare with ==: the end marker is one object, and no guest has it."
    })
    void anyNumber() throws InterruptedException {
        var odd = List.of(0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE);

        serve(odd.size(), odd.stream().map(Order::new).toList(), cookingFor(0), odd.size());

        expectCooked(
                odd,
                "a guest's order was taken for the end marker: equals() compares the numbers of two"
                        + " records, == tells whether they are one and the same");
    }

    @AllSchedules
    @DisplayName("no orders, no dishes: run returns at once")
    @Hint("The end comes even if nothing came before.")
    void nobodyCame() throws InterruptedException {
        serve(0, List.of(), cookingFor(0), 1);

        Expect.equal(List.of(), numbers(), "something was cooked that nobody ordered");
    }

    /// Calls the answer, and waits for an hour of virtual time, which no right answer needs.
    private void serve(int orders, Iterable<Order> till, Kitchen kitchen, int places)
            throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var caller =
                Thread.ofVirtual()
                        .name("caller")
                        .start(() -> {
                            try {
                                OrderBelt.run(till, kitchen, places);
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            }
                        });
        if (!caller.join(Duration.ofHours(1))) {
            boolean all = cooked.size() == orders;
            throw new Unmet(
                    "run() returns when all orders are cooked",
                    "%d of %d orders are cooked, and an hour later it still waits"
                            .formatted(cooked.size(), orders),
                    all
                            ? "nobody told the cook that no more orders will come, so it waits in"
                                    + " take() for one that nobody will put, and run() waits for"
                                    + " the cook"
                            : "the till waits in put() for a place, and nobody takes an order off"
                                    + " the belt: the cook begins too late, or has gone home");
        }
        switch (failure.get()) {
            case null -> {}
            case UnsupportedOperationException todo -> throw todo;
            case IllegalStateException full ->
                    throw new Unmet(
                            "a till that waits while the belt is full",
                            "run() threw " + full,
                            "add() does not wait: on a full queue it throws. put() waits");
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            default ->
                    throw new Unmet(
                            "run() returns", "it threw " + failure.get(), "nobody interrupted it");
        }
    }

    private void expectAllCooked(int count, String whyMissing) throws InterruptedException {
        expectCooked(IntStream.rangeClosed(1, count).boxed().toList(), whyMissing);
    }

    private void expectCooked(List<Integer> expected, String whyMissing)
            throws InterruptedException {
        var found = numbers();
        if (found.equals(expected)) {
            return;
        }
        Thread.sleep(Duration.ofHours(1)); // virtual time: a cook who is still at work gets done
        throw new Unmet(
                "cooked when run() returns: " + expected,
                found.toString(),
                numbers().equals(expected)
                        ? "run() came back while the cook was still at work: the last order is on"
                                + " the belt long before it is cooked"
                        : new TreeSet<>(found).size() < expected.size()
                                ? whyMissing
                                : "orders come off the belt twice, or not in the order in which"
                                        + " they were put");
    }

    private List<Integer> numbers() {
        return List.copyOf(cooked).stream().map(Order::number).toList();
    }

    private Kitchen cookingFor(int millis) {
        return order -> {
            Thread.sleep(millis);
            cooked.add(order);
        };
    }

    private static Iterable<Order> till(int count, int millis) {
        return till(count, millis, new AtomicInteger(), new AtomicInteger());
    }

    /// @param open how many orders are taken and not done; `peak` keeps the most there ever were
    private static Iterable<Order> till(
            int count, int millis, AtomicInteger open, AtomicInteger peak) {
        return () ->
                new Iterator<>() {
                    private int taken;

                    @Override
                    public boolean hasNext() {
                        try {
                            Thread.sleep(millis); // is there another guest?
                        } catch (InterruptedException sentHome) {
                            Thread.currentThread().interrupt();
                        }
                        return taken < count;
                    }

                    @Override
                    public Order next() {
                        int now = open.incrementAndGet();
                        peak.accumulateAndGet(now, Math::max);
                        return new Order(++taken);
                    }
                };
    }
}
