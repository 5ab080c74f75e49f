/// So many tasks that all wait for one event at the same time.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "virtual-threads" -> virtualThreads(size, 1);
                        case "virtual-threads-after-a-few" -> {
                            virtualThreads(Math.min(size, 5_000), 1);
                            yield virtualThreads(size, 1);
                        }
                        case "virtual-threads-deep" -> virtualThreads(size, 50);
                        case "futures" -> futures(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

static int virtualThreads(int size, int calls) throws Exception {
    var begun = new CountDownLatch(size);
    var event = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks = new ArrayList<Future<Integer>>(size);
        for (int i = 0; i < size; i++) {
            tasks.add(
                    executor.submit(() -> {
                        begun.countDown();
                        return waiter(event, calls);
                    }));
        }
        begun.await();
        event.countDown();
        int sum = 0;
        for (var task : tasks) {
            sum += task.get();
        }
        return sum;
    }
}

/// So many calls deep it waits.
static int waiter(CountDownLatch event, int calls) throws InterruptedException {
    if (calls > 1) {
        return waiter(event, calls - 1);
    }
    event.await();
    return 1;
}

/// No thread waits here: each future is a step that follows the event.
static int futures(int size) {
    var event = new CompletableFuture<Integer>();
    var steps = new ArrayList<CompletableFuture<Integer>>(size);
    for (int i = 0; i < size; i++) {
        steps.add(event.thenApply(one -> one));
    }
    event.complete(1);
    return steps.stream().mapToInt(CompletableFuture::join).sum();
}
