/// So many calls that never answer, each given up after a tenth of a second. Each waits for a
/// future of its own: who gives up leaves the queue of what they wait for, and looks through it to
/// do so.
static final long LIMIT_MILLIS = 100;

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "virtual-threads" -> virtualThreads(size);
                        case "futures" -> futures(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

static int virtualThreads(int size) throws Exception {
    var givenUp = new LongAdder();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < size; i++) {
            executor.submit(() -> {
                try {
                    return new CompletableFuture<Integer>()
                            .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException late) {
                    givenUp.increment();
                    return 0;
                }
            });
        }
    }
    return givenUp.intValue();
}

static int futures(int size) {
    var calls = new ArrayList<CompletableFuture<Integer>>(size);
    for (int i = 0; i < size; i++) {
        calls.add(
                new CompletableFuture<Integer>()
                        .orTimeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                        .exceptionally(late -> 1));
    }
    return calls.stream().mapToInt(CompletableFuture::join).sum();
}
