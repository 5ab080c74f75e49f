/// Five tasks that count under one lock.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    count(
                            size,
                            switch (variant) {
                                case "synchronized" -> new Monitor();
                                case "reentrant-lock" -> new Locked();
                                default -> throw new IllegalArgumentException(variant);
                            }));
}

interface Counter {
    void increment();

    int value();
}

static final class Monitor implements Counter {
    private int value;

    @Override
    public synchronized void increment() {
        value++;
    }

    @Override
    public synchronized int value() {
        return value;
    }
}

static final class Locked implements Counter {
    private final ReentrantLock lock = new ReentrantLock();
    private int value;

    @Override
    public void increment() {
        lock.lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int value() {
        lock.lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }
}

static int count(int size, Counter counter) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 5; i++) {
            executor.execute(() -> {
                for (int n = 0; n < size; n++) {
                    counter.increment();
                }
            });
        }
    }
    return counter.value();
}
