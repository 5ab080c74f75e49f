package workbook.timeline;

import java.lang.reflect.Method;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A call of [BlockingProgram] that blocks for certain, until it is released.
///
/// @param argument what the method blocks on; null for a sleep
/// @param hold what the partner does before, so that the call blocks
/// @param release what the partner does to let it go on
record BlockingCall(Kind kind, Method method, Object argument, Runnable hold, Runnable release) {
    private static final Runnable NOTHING = () -> {};

    enum Kind {
        SLEEP,
        ACQUIRE,
        LOCK,
        AWAIT,
        TAKE,
        PUT,
        JOIN,
        GET,
        ENTER
    }

    static BlockingCall of(Class<?> program, Kind kind) {
        return switch (kind) {
            case SLEEP -> of(program, kind, null, NOTHING, NOTHING);
            case ACQUIRE -> {
                var permits = new Semaphore(0);
                yield of(program, kind, permits, NOTHING, permits::release);
            }
            case LOCK -> {
                var lock = new ReentrantLock();
                yield of(program, kind, lock, lock::lock, lock::unlock);
            }
            case AWAIT -> {
                var latch = new CountDownLatch(1);
                yield of(program, kind, latch, NOTHING, latch::countDown);
            }
            case TAKE -> {
                var queue = new LinkedBlockingQueue<Integer>();
                yield of(program, kind, queue, NOTHING, () -> queue.add(1));
            }
            case PUT -> {
                var queue = new ArrayBlockingQueue<Integer>(1);
                yield of(program, kind, queue, () -> queue.add(1), queue::remove);
            }
            case JOIN -> {
                var future = new CompletableFuture<Integer>();
                yield of(program, kind, future, NOTHING, () -> future.complete(1));
            }
            case GET -> {
                var future = new FutureTask<>(() -> 1);
                yield of(program, kind, future, NOTHING, future);
            }
            case ENTER -> of(program, kind, new Object(), NOTHING, NOTHING);
        };
    }

    private static BlockingCall of(
            Class<?> program, Kind kind, Object argument, Runnable hold, Runnable release) {
        var method =
                Stream.of(program.getDeclaredMethods())
                        .filter(each -> each.getName().equalsIgnoreCase(kind.name()))
                        .findFirst()
                        .orElseThrow();
        method.setAccessible(true);
        return new BlockingCall(kind, method, argument, hold, release);
    }

    /// What the partner has to be in to hold it; null where it is held in another way.
    Object monitor() {
        return kind == Kind.ENTER ? argument : null;
    }

    void block() {
        try {
            method.invoke(null, argument == null ? new Object[0] : new Object[] {argument});
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
