/// So many items from an iterator, or from a generator: a thread that fills a queue.
static final int END = -1;

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "iterator" -> sum(IntStream.range(0, size).iterator());
                        case "queue-pump" -> pumped(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

static long sum(Iterator<Integer> items) {
    long sum = 0;
    while (items.hasNext()) {
        sum += items.next();
    }
    return sum;
}

static long pumped(int size) throws InterruptedException {
    var queue = new ArrayBlockingQueue<Integer>(1000);
    var pump =
            Thread.startVirtualThread(() -> {
                try {
                    for (int item = 0; item < size; item++) {
                        queue.put(item);
                    }
                    queue.put(END);
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
            });
    long sum = 0;
    for (int item = queue.take(); item != END; item = queue.take()) {
        sum += item;
    }
    pump.join();
    return sum;
}
