package workbook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// What the deadlock doctor sees. Each circle has a wait that an interrupt ends, so that no thread
/// stays behind.
class DeadlocksTest {

    private static final int LOOKS = 2_000;

    private final CountDownLatch bothHold = new CountDownLatch(2);

    private void meet() {
        bothHold.countDown();
        try {
            bothHold.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The threads block after they have met: looks until they have. What the doctor says of two
    /// threads, once both wait. Another test of this JVM may have left a deadlock of monitors,
    /// which nothing ends.
    private static List<String> found(Thread one, Thread other) throws InterruptedException {
        List<String> found = of(one, other);
        for (int i = 0; found.isEmpty() && i < LOOKS; i++) {
            Thread.sleep(5);
            found = of(one, other);
        }
        return found;
    }

    private static List<String> of(Thread one, Thread other) {
        return Deadlocks.describe().stream()
                .flatMap(String::lines)
                .filter(line ->
                        line.contains("\"" + one.getName() + "\" waits")
                                || line.contains("\"" + other.getName() + "\" waits"))
                .map(line -> line.replaceAll("DeadlocksTest.java:\\d+", "a line"))
                .sorted()
                .toList();
    }

    private void both(Lock first, Lock second) {
        first.lock();
        try {
            meet();
            second.lockInterruptibly();
            second.unlock();
        } catch (InterruptedException released) {
            // the end of the test
        } finally {
            first.unlock();
        }
    }

    @Test
    void locksOfAVirtualAndAPlatformThread() throws InterruptedException {
        var one = new ReentrantLock();
        var two = new ReentrantLock();
        Thread virtual = Thread.ofVirtual().name("ada").start(() -> both(one, two));
        Thread platform = Thread.ofPlatform().name("ben").start(() -> both(two, one));
        try {
            assertEquals(
                    List.of(
                            "thread \"ben\" waits at a line for a ReentrantLock, which virtual thread \"ada\" holds",
                            "virtual thread \"ada\" waits at a line for a ReentrantLock, which thread \"ben\" holds"),
                    found(virtual, platform));
        } finally {
            virtual.interrupt();
            platform.interrupt();
            virtual.join();
            platform.join();
        }
        assertEquals(List.of(), of(virtual, platform));
    }

    @Test
    void aMonitorAndALockOfVirtualThreads() throws InterruptedException {
        var monitor = new Object();
        var lock = new ReentrantLock();
        Thread cleo =
                Thread.ofVirtual()
                        .name("cleo")
                        .start(() -> {
                            synchronized (monitor) {
                                both(new ReentrantLock(), lock);
                            }
                        });
        Thread dan =
                Thread.ofVirtual()
                        .name("dan")
                        .start(() -> {
                            lock.lock();
                            try {
                                meet();
                                synchronized (monitor) {
                                    bothHold.countDown();
                                }
                            } finally {
                                lock.unlock();
                            }
                        });
        try {
            assertEquals(
                    List.of(
                            "virtual thread \"cleo\" waits at a line for a ReentrantLock, which virtual thread \"dan\" holds",
                            "virtual thread \"dan\" waits at a line for the monitor of a Object, which virtual thread \"cleo\" holds"),
                    found(cleo, dan));
        } finally {
            cleo.interrupt();
            cleo.join();
            dan.join();
        }
    }
}
