package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Sleeping, measuring and scheduling, in no time.
class TimePrograms {
    private final AtomicInteger ticks = new AtomicInteger();
    private int plain;

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Right
    void sleepsExactly() throws Exception {
        long begin = System.nanoTime();
        for (int seconds = 1; seconds < 8; seconds *= 2) {
            Thread.sleep(Duration.ofSeconds(seconds));
        }
        TimeUnit.HOURS.sleep(1);
        assertEquals(Duration.ofHours(1).plusSeconds(7), since(begin));
    }

    @Wrong(ASSERTION)
    void oneAfterTheOther() throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            Thread.sleep(100);
        }
        assertEquals(Duration.ofMillis(100), since(begin));
    }

    @Right
    void allAtOnce() throws Exception {
        long begin = System.nanoTime();
        Together.run(() -> Thread.sleep(100), () -> Thread.sleep(100), () -> Thread.sleep(100));
        assertEquals(Duration.ofMillis(100), since(begin));
    }

    @Right
    void everyClockAgrees() throws Exception {
        Instant begin = Instant.now();
        LocalDateTime local = LocalDateTime.now(ZoneOffset.UTC);
        long millis = System.currentTimeMillis();
        Instant byClock = Clock.systemUTC().instant();
        Thread.sleep(Duration.ofDays(3));
        assertEquals(Duration.ofDays(3), Duration.between(begin, Instant.now()));
        assertEquals(
                Duration.ofDays(3), Duration.between(local, LocalDateTime.now(ZoneOffset.UTC)));
        assertEquals(Duration.ofDays(3).toMillis(), System.currentTimeMillis() - millis);
        assertEquals(Duration.ofDays(3), Duration.between(byClock, Clock.systemUTC().instant()));
    }

    @Wrong(ASSERTION)
    void equalDeadlinesInEitherOrder() throws Exception {
        var order = new AtomicInteger();
        int[] place = new int[2];
        Together.run(
                () -> {
                    Thread.sleep(10);
                    place[0] = order.incrementAndGet();
                },
                () -> {
                    Thread.sleep(10);
                    place[1] = order.incrementAndGet();
                });
        assertTrue(place[0] < place[1]);
    }

    @Wrong(ASSERTION)
    void lostUpdateAfterASleep() throws Exception {
        Together.Task task =
                () -> {
                    Thread.sleep(5_000);
                    plain++;
                };
        Together.run(task, task);
        assertEquals(2, plain);
    }

    private void sleepAsSynchronization() throws Exception {
        Thread.startVirtualThread(ticks::incrementAndGet);
        Thread.sleep(100);
        assertEquals(1, ticks.get());
    }

    @Wrong(value = ASSERTION, slowTime = true)
    void sleepUsedAsWaiting() throws Exception {
        sleepAsSynchronization();
    }

    /// On exact virtual time a sleep is long enough for everything: that is what slow time is for.
    @Right
    void sleepUsedAsWaitingIsNotSeenOnExactTime() throws Exception {
        sleepAsSynchronization();
    }

    @Right(slowTime = true)
    void latchUsedAsWaiting() throws Exception {
        var done = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            ticks.incrementAndGet();
            done.countDown();
        });
        done.await();
        Thread.sleep(100);
        assertEquals(1, ticks.get());
    }

    @Wrong(value = ASSERTION, slowTime = true)
    void theShorterSleepFirst() throws Exception {
        int[] seen = new int[1];
        Together.run(
                () -> {
                    Thread.sleep(10);
                    ticks.incrementAndGet();
                },
                () -> {
                    Thread.sleep(20);
                    seen[0] = ticks.get();
                });
        assertEquals(1, seen[0]);
    }

    @Right
    void fixedRateForTenHours() throws Exception {
        var executor = Executors.newScheduledThreadPool(1);
        Future<?> ticking =
                executor.scheduleAtFixedRate(ticks::incrementAndGet, 0, 1, TimeUnit.HOURS);
        Thread.sleep(Duration.ofHours(10).plusMinutes(1));
        ticking.cancel(true);
        executor.shutdown();
        assertTrue(executor.awaitTermination(1, TimeUnit.MINUTES));
        assertEquals(11, ticks.get());
    }

    @Wrong(ASSERTION)
    void fixedRateCountedAtTheTick() throws Exception {
        try (var executor = Executors.newScheduledThreadPool(1)) {
            Future<?> ticking =
                    executor.scheduleAtFixedRate(ticks::incrementAndGet, 1, 1, TimeUnit.SECONDS);
            Thread.sleep(Duration.ofSeconds(3));
            assertEquals(3, ticks.get()); // the third tick and the end of the sleep fall together
            ticking.cancel(false);
        }
    }

    @Right
    void scheduledOnce() throws Exception {
        long begin = System.nanoTime();
        try (var executor = Executors.newSingleThreadScheduledExecutor()) {
            assertEquals(5, executor.schedule(() -> 5, 2, TimeUnit.MINUTES).get());
        }
        assertEquals(Duration.ofMinutes(2), since(begin));
    }

    @Right
    void busyWaitByTheClock() {
        long deadline = System.nanoTime() + Duration.ofMillis(50).toNanos();
        while (System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertTrue(System.nanoTime() >= deadline);
    }

    @Right
    void randomnessRepeats() throws Exception {
        Together.Task jitter =
                () -> {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(100));
                    Thread.sleep((long) (Math.random() * 100));
                    Thread.sleep(new Random().nextInt(100));
                    ticks.incrementAndGet();
                };
        Together.run(jitter, jitter);
        assertEquals(2, ticks.get());
    }

    @Right
    void sleepersWakeInOrder() throws Exception {
        var woken = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
        Together.run(
                () -> {
                    Thread.sleep(20);
                    woken.add(2);
                },
                () -> {
                    Thread.sleep(10);
                    woken.add(1);
                });
        assertEquals(List.of(1, 2), List.copyOf(woken));
    }
}
