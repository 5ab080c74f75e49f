package workbook.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class FirstStepsTest {
    static class Counter {
        private int value;

        void increment() {
            value++;
        }
    }

    static class Programs {
        void lostUpdate() throws Exception {
            var counter = new Counter();
            var a = Thread.startVirtualThread(counter::increment);
            var b = Thread.startVirtualThread(counter::increment);
            a.join();
            b.join();
            assertEquals(2, counter.value);
        }

        void lostUpdatePool() throws Exception {
            var counter = new Counter();
            try (var pool = Executors.newFixedThreadPool(2)) {
                pool.submit(counter::increment);
                pool.submit(counter::increment);
            }
            assertEquals(2, counter.value);
        }

        void deadlock() throws Exception {
            var one = new ReentrantLock();
            var two = new ReentrantLock();
            var a =
                    new Thread(() -> {
                        one.lock();
                        two.lock();
                        two.unlock();
                        one.unlock();
                    });
            var b =
                    new Thread(() -> {
                        two.lock();
                        one.lock();
                        one.unlock();
                        two.unlock();
                    });
            a.start();
            b.start();
            a.join();
            b.join();
        }

        void monitorDeadlock() throws Exception {
            var one = new Object();
            var two = new Object();
            var a =
                    new Thread(() -> {
                        synchronized (one) {
                            synchronized (two) {
                            }
                        }
                    });
            var b =
                    new Thread(() -> {
                        synchronized (two) {
                            synchronized (one) {
                            }
                        }
                    });
            a.start();
            b.start();
            a.join();
            b.join();
        }

        void checkThenAct() throws Exception {
            var n = new AtomicInteger();
            Runnable enter =
                    () -> {
                        if (n.get() < 1) {
                            n.incrementAndGet();
                        }
                    };
            var a = Thread.ofPlatform().start(enter);
            var b = Thread.ofPlatform().start(enter);
            a.join();
            b.join();
            assertEquals(1, n.get());
        }

        void time() throws Exception {
            var s = new Semaphore(0);
            long t = System.nanoTime();
            assertEquals(false, s.tryAcquire(5, TimeUnit.HOURS));
            assertEquals(5L * 3600, (System.nanoTime() - t) / 1_000_000_000L);
            Thread.sleep(1000);
            assertEquals(
                    6,
                    CompletableFuture.supplyAsync(() -> 1)
                            .thenApplyAsync(x -> x + 5)
                            .orTimeout(1, TimeUnit.SECONDS)
                            .join());
        }
    }

    @Test
    void all() throws Throwable {
        for (int round = 0; round < 3; round++)
            for (String method :
                    new String[] {
                        "lostUpdate",
                        "lostUpdatePool",
                        "deadlock",
                        "monitorDeadlock",
                        "checkThenAct",
                        "time"
                    }) {
                var program =
                        new Program(
                                CompiledClasses.exploring(Programs.class),
                                Programs.class.getName(),
                                method);
                long t = System.nanoTime();
                String r;
                try {
                    r = Explorer.explore(Settings.standard(), program).text();
                } catch (ScheduleFailure e) {
                    r = round == 2 ? e.getMessage() : e.kind().toString();
                }
                System.out.println(
                        method + ": " + r + " [" + (System.nanoTime() - t) / 1000 / 1e3 + " ms]");
            }
    }
}
