// The programs of bench/explorer.java under Lincheck's model checker, in the form that suits it
// best: platform threads, and the state in static fields. Prints a line for each of two rounds:
// what it said, and the milliseconds.

import org.jetbrains.lincheck.Lincheck;

static int count;
static final Deque<Integer> items = new ArrayDeque<>();
static final Object lock = new Object();

static void hitLocked() {
    synchronized (lock) {
        count++;
    }
}

static void lost() throws InterruptedException {
    count = 0;
    Thread one = new Thread(() -> count++);
    Thread two = new Thread(() -> count++);
    both(one, two);
}

static void locked() throws InterruptedException {
    count = 0;
    Thread one = new Thread(() -> hitLocked());
    Thread two = new Thread(() -> hitLocked());
    both(one, two);
}

static void lostVirtual() throws InterruptedException {
    count = 0;
    Thread one = Thread.ofVirtual().unstarted(() -> count++);
    Thread two = Thread.ofVirtual().unstarted(() -> count++);
    both(one, two);
}

static void both(Thread one, Thread two) throws InterruptedException {
    one.start();
    two.start();
    one.join();
    two.join();
    if (count != 2) {
        throw new AssertionError("a hit was lost");
    }
}

static void put(int item) throws InterruptedException {
    synchronized (lock) {
        while (items.size() == 1) {
            lock.wait();
        }
        items.add(item);
        lock.notifyAll();
    }
}

static void take() throws InterruptedException {
    synchronized (lock) {
        while (items.isEmpty()) {
            lock.wait();
        }
        items.remove();
        lock.notifyAll();
    }
}

interface Task {
    void run() throws InterruptedException;
}

static void buffer() throws InterruptedException {
    items.clear();
    Thread[] threads = {
        new Thread(() -> quietly(() -> put(1))),
        new Thread(() -> quietly(() -> put(2))),
        new Thread(() -> quietly(() -> take())),
        new Thread(() -> quietly(() -> take()))
    };
    for (Thread thread : threads) {
        thread.start();
    }
    for (Thread thread : threads) {
        thread.join();
    }
    if (!items.isEmpty()) {
        throw new AssertionError("something is left");
    }
}

static void quietly(Task task) {
    try {
        task.run();
    } catch (InterruptedException e) {
        throw new IllegalStateException(e);
    }
}

void main(String[] arguments) {
    String name = arguments[0];
    for (int round = 0; round < 2; round++) {
        long start = System.nanoTime();
        String verdict = "passes";
        try {
            Lincheck.runConcurrentTest(
                    1_000,
                    () ->
                            quietly(() -> {
                                switch (name) {
                                    case "lost" -> lost();
                                    case "locked" -> locked();
                                    case "buffer" -> buffer();
                                    default -> lostVirtual();
                                }
                            }));
        } catch (Throwable thrown) {
            verdict = thrown.getClass().getSimpleName();
        }
        IO.println("%s\t%f".formatted(verdict, (System.nanoTime() - start) / 1e6));
    }
    System.exit(0);
}
