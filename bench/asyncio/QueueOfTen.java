/// One producer, one consumer, a queue of ten between them.
static final int END = -1;

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    handOver(
                            size,
                            switch (variant) {
                                case "virtual-threads", "one-carrier" -> Thread.ofVirtual();
                                case "platform-threads" -> Thread.ofPlatform();
                                default -> throw new IllegalArgumentException(variant);
                            }));
}

static long handOver(int size, Thread.Builder builder) throws Exception {
    var queue = new ArrayBlockingQueue<Integer>(10);
    var total =
            new FutureTask<>(() -> {
                long sum = 0;
                for (int item = queue.take(); item != END; item = queue.take()) {
                    sum += item;
                }
                return sum;
            });
    builder.start(total);
    builder.start(
            new FutureTask<Void>(() -> {
                for (int item = 0; item < size; item++) {
                    queue.put(item);
                }
                queue.put(END);
                return null;
            }));
    return total.get();
}
