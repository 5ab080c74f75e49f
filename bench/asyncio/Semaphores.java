/// So many items, of which a hundred are in work at once. `Semaphores` does no work, a variant that
/// ends in `-1ms` waits for a millisecond.
static final int LIMIT = 100;

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) -> {
                Work work = variant.endsWith("-1ms") ? item -> wait1ms(item) : item -> item;
                return switch (variant.replace("-1ms", "")) {
                    case "thread-per-item" -> threadPerItem(size, work);
                    case "workers" -> workers(size, work);
                    default -> throw new IllegalArgumentException(variant);
                };
            });
}

interface Work {
    int on(int item) throws InterruptedException;
}

static int wait1ms(int item) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(1));
    return item;
}

static long threadPerItem(int size, Work work) throws Exception {
    var permits = new Semaphore(LIMIT);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks = new ArrayList<Future<Integer>>(size);
        for (int i = 0; i < size; i++) {
            int item = i;
            tasks.add(
                    executor.submit(() -> {
                        permits.acquire();
                        try {
                            return work.on(item);
                        } finally {
                            permits.release();
                        }
                    }));
        }
        return sum(tasks);
    }
}

static long workers(int size, Work work) throws Exception {
    var next = new AtomicInteger();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var tasks = new ArrayList<Future<Long>>();
        for (int i = 0; i < LIMIT; i++) {
            tasks.add(
                    executor.submit(() -> {
                        long done = 0;
                        for (int item = next.getAndIncrement();
                                item < size;
                                item = next.getAndIncrement()) {
                            done += work.on(item);
                        }
                        return done;
                    }));
        }
        return sum(tasks);
    }
}

static long sum(List<? extends Future<? extends Number>> tasks) throws Exception {
    long sum = 0;
    for (var task : tasks) {
        sum += task.get().longValue();
    }
    return sum;
}
