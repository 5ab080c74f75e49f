/// So many tasks that wait, and are all cancelled. A future of `CompletableFuture` is not a task:
/// to cancel it interrupts nobody.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "virtual-threads" -> virtualThreads(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

static int virtualThreads(int size) throws InterruptedException {
    var never = new CountDownLatch(1);
    var cancelled = new LongAdder();
    var waiting = new CountDownLatch(size);
    var threads = new ArrayList<Thread>(size);
    for (int i = 0; i < size; i++) {
        threads.add(
                Thread.startVirtualThread(() -> {
                    waiting.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException called) {
                        cancelled.increment();
                    }
                }));
    }
    waiting.await();
    threads.forEach(Thread::interrupt);
    for (var thread : threads) {
        thread.join();
    }
    return cancelled.intValue();
}
