/// So many tasks that end at once.
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

static long virtualThreads(int size) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks = new ArrayList<Future<Integer>>(size);
        for (int i = 0; i < size; i++) {
            int number = i;
            tasks.add(executor.submit(() -> number));
        }
        long sum = 0;
        for (var task : tasks) {
            sum += task.get();
        }
        return sum;
    }
}

static long futures(int size) {
    var tasks = new ArrayList<CompletableFuture<Integer>>(size);
    for (int i = 0; i < size; i++) {
        int number = i;
        tasks.add(CompletableFuture.supplyAsync(() -> number));
    }
    return tasks.stream().mapToLong(CompletableFuture::join).sum();
}
