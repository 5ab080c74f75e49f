/// So many tasks that wait, each for a future of its own or all for one latch, and are all
/// cancelled. A future of `CompletableFuture` is not a task: to cancel it interrupts nobody.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) -> {
                var latch = new CountDownLatch(1);
                return switch (variant) {
                    case "own-future" -> cancelled(size, () -> new CompletableFuture<>().get());
                    case "one-latch" ->
                            cancelled(
                                    size,
                                    () -> {
                                        latch.await();
                                        return null;
                                    });
                    default -> throw new IllegalArgumentException(variant);
                };
            });
}

static int cancelled(int size, Callable<?> wait) throws InterruptedException {
    var cancelled = new LongAdder();
    var waiting = new CountDownLatch(size);
    var threads = new ArrayList<Thread>(size);
    for (int i = 0; i < size; i++) {
        threads.add(
                Thread.startVirtualThread(() -> {
                    waiting.countDown();
                    try {
                        wait.call();
                    } catch (InterruptedException called) {
                        cancelled.increment();
                    } catch (Exception other) {
                        throw new IllegalStateException(other);
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
