/// So many tasks that sleep for a second, all at the same time.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "virtual-threads" -> virtualThreads(size, Duration.ofSeconds(1));
                        case "virtual-threads-after-a-few" -> {
                            virtualThreads(Math.min(size, 5_000), Duration.ofMillis(1));
                            yield virtualThreads(size, Duration.ofSeconds(1));
                        }
                        case "futures" -> futures(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

static int virtualThreads(int size, Duration sleep) throws InterruptedException {
    var awake = new LongAdder();
    var threads = new ArrayList<Thread>(size);
    for (int i = 0; i < size; i++) {
        threads.add(
                Thread.startVirtualThread(() -> {
                    try {
                        Thread.sleep(sleep);
                        awake.increment();
                    } catch (InterruptedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }));
    }
    for (var thread : threads) {
        thread.join();
    }
    return awake.intValue();
}

/// Nothing sleeps here: a timer completes each future.
static int futures(int size) {
    var later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Runnable::run);
    var sleepers = new ArrayList<CompletableFuture<Integer>>(size);
    for (int i = 0; i < size; i++) {
        sleepers.add(CompletableFuture.supplyAsync(() -> 1, later));
    }
    return sleepers.stream().mapToInt(CompletableFuture::join).sum();
}
