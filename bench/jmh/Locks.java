package inside;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/// One more hit (lesson 10) and one permit (lesson 9): by a thread that has it for itself, and by
/// two platform threads at once.
@State(Scope.Benchmark)
public class Locks {

    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore permits = new Semaphore(1);
    private final AtomicInteger atomicHits = new AtomicInteger();
    private int hits;

    @Benchmark
    public int plain() {
        return ++hits;
    }

    @Benchmark
    public int atomic() {
        return atomicHits.incrementAndGet();
    }

    @Benchmark
    public int monitor() {
        return hitInMonitor();
    }

    @Benchmark
    public int reentrantLock() {
        return hitUnderLock();
    }

    @Benchmark
    public int permit() throws InterruptedException {
        permits.acquire();
        try {
            return ++hits;
        } finally {
            permits.release();
        }
    }

    @Benchmark
    @Threads(2)
    public int atomicByTwo() {
        return atomicHits.incrementAndGet();
    }

    @Benchmark
    @Threads(2)
    public int monitorByTwo() {
        return hitInMonitor();
    }

    @Benchmark
    @Threads(2)
    public int reentrantLockByTwo() {
        return hitUnderLock();
    }

    private synchronized int hitInMonitor() {
        return ++hits;
    }

    private int hitUnderLock() {
        lock.lock();
        try {
            return ++hits;
        } finally {
            lock.unlock();
        }
    }
}
