package workbook.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// One way to block, and what a timeline must say of it.
///
/// @param call how the timeline names it
/// @param blocker made anew for each run, so that a run cannot spoil the next
record Situation(String call, State state, Maker blocker) {
    /// A call that blocks, and the act of another thread that lets it go on.
    record Blocker(Timeline.Body block, Timeline.Body release) {}

    @FunctionalInterface
    interface Maker {
        Blocker make() throws Exception;
    }

    private static final Timeline.Body BY_ITSELF = () -> {};

    static List<Situation> all() {
        return List.of(
                new Situation("Thread.sleep", State.SLEEPING, Situation::sleep),
                new Situation("Semaphore.acquire", State.LOCK, Situation::semaphore),
                new Situation("ReentrantLock.lock", State.LOCK, Situation::lock),
                new Situation("ReentrantReadWriteLock.lock", State.LOCK, Situation::writeLock),
                new Situation("synchronized", State.LOCK, Situation::monitor),
                new Situation("Condition.await", State.WAITING, Situation::condition),
                new Situation("CountDownLatch.await", State.WAITING, Situation::latch),
                new Situation("CyclicBarrier.await", State.WAITING, Situation::barrier),
                new Situation("Object.wait", State.WAITING, Situation::objectWait),
                new Situation("LockSupport.parkNanos", State.WAITING, Situation::park),
                new Situation(
                        "MethodHandles.defineHiddenClass", State.WAITING, Situation::initializer),
                new Situation("LinkedBlockingQueue.take", State.QUEUE, Situation::take),
                new Situation("ArrayBlockingQueue.put", State.QUEUE, Situation::put),
                new Situation("SynchronousQueue.take", State.QUEUE, Situation::handOver),
                new Situation("Exchanger.exchange", State.QUEUE, Situation::exchange),
                new Situation("Future.get", State.JOINING, Situation::future),
                new Situation("CompletableFuture.join", State.JOINING, Situation::stage),
                new Situation("ExecutorService.close", State.JOINING, Situation::close),
                new Situation("Thread.join", State.JOINING, () -> join(Thread.ofVirtual())),
                new Situation("Thread.join", State.JOINING, () -> join(Thread.ofPlatform())),
                new Situation("Socket.read", State.IO, Situation::socketRead),
                new Situation("ServerSocket.accept", State.IO, Situation::accept),
                new Situation("Selector.select", State.IO, Situation::select),
                new Situation("HttpClient.send", State.IO, Situation::http));
    }

    @Override
    public String toString() {
        return call;
    }

    private static Blocker sleep() {
        return new Blocker(() -> Thread.sleep(5), BY_ITSELF);
    }

    private static Blocker semaphore() {
        var permits = new Semaphore(0);
        return new Blocker(permits::acquire, permits::release);
    }

    private static Blocker lock() {
        var lock = new ReentrantLock();
        lock.lock();
        return new Blocker(lock::lock, lock::unlock);
    }

    private static Blocker writeLock() {
        var lock = new ReentrantReadWriteLock();
        lock.readLock().lock();
        return new Blocker(() -> lock.writeLock().lock(), () -> lock.readLock().unlock());
    }

    /// The holder is a thread of its own, because a monitor is held by a block of code.
    private static Blocker monitor() throws InterruptedException {
        var monitor = new Object();
        var isHeld = new CountDownLatch(1);
        var mayLeave = new CountDownLatch(1);
        var holder =
                Thread.ofPlatform()
                        .start(() -> {
                            synchronized (monitor) {
                                isHeld.countDown();
                                await(mayLeave);
                            }
                        });
        isHeld.await();
        return new Blocker(
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                },
                () -> {
                    mayLeave.countDown();
                    holder.join();
                });
    }

    private static Blocker condition() {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        return new Blocker(
                () -> {
                    lock.lock();
                    condition.await();
                    lock.unlock();
                },
                () -> {
                    lock.lock();
                    condition.signal();
                    lock.unlock();
                });
    }

    private static Blocker latch() {
        var latch = new CountDownLatch(1);
        return new Blocker(latch::await, latch::countDown);
    }

    private static Blocker barrier() {
        var barrier = new CyclicBarrier(2);
        return new Blocker(barrier::await, barrier::await);
    }

    @SuppressWarnings("WaitNotInLoop") // one waiter, and no condition to check
    private static Blocker objectWait() {
        var monitor = new Object();
        return new Blocker(
                () -> {
                    synchronized (monitor) {
                        monitor.wait();
                    }
                },
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                });
    }

    private static Blocker park() {
        return new Blocker(() -> LockSupport.parkNanos(5_000_000), BY_ITSELF);
    }

    /// Its initialiser holds a virtual thread to its carrier. A class is initialised once, so each
    /// run has a copy of it.
    static final class Slow {
        static {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static Blocker initializer() throws Exception {
        byte[] slow;
        try (var file = Situation.class.getResourceAsStream("Situation$Slow.class")) {
            slow = file.readAllBytes();
        }
        return new Blocker(() -> MethodHandles.lookup().defineHiddenClass(slow, true), BY_ITSELF);
    }

    private static Blocker take() {
        var queue = new LinkedBlockingQueue<String>();
        return new Blocker(queue::take, () -> queue.put("work"));
    }

    private static Blocker put() {
        var queue = new ArrayBlockingQueue<String>(1);
        queue.add("first");
        return new Blocker(() -> queue.put("second"), queue::take);
    }

    private static Blocker handOver() {
        var queue = new SynchronousQueue<String>();
        return new Blocker(queue::take, () -> queue.put("work"));
    }

    private static Blocker exchange() {
        var exchanger = new Exchanger<String>();
        return new Blocker(() -> exchanger.exchange("mine"), () -> exchanger.exchange("yours"));
    }

    private static Blocker future() {
        var future = new FutureTask<>(() -> "result");
        return new Blocker(future::get, future::run);
    }

    private static Blocker stage() {
        var stage = new CompletableFuture<String>();
        return new Blocker(stage::join, () -> stage.complete("result"));
    }

    private static Blocker close() {
        var mayEnd = new CountDownLatch(1);
        return new Blocker(
                () -> {
                    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                        executor.execute(() -> await(mayEnd));
                    }
                },
                mayEnd::countDown);
    }

    private static Blocker join(Thread.Builder kind) {
        var mayEnd = new CountDownLatch(1);
        return new Blocker(() -> kind.start(() -> await(mayEnd)).join(), mayEnd::countDown);
    }

    private static Blocker socketRead() throws Exception {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        return new Blocker(
                () -> {
                    try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        socket.getInputStream().read();
                    }
                },
                () -> {
                    try (server;
                            var socket = server.accept()) {
                        socket.getOutputStream().write('!');
                    }
                });
    }

    private static Blocker accept() throws Exception {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        return new Blocker(
                () -> server.accept().close(),
                () -> {
                    try (server) {
                        new Socket(server.getInetAddress(), server.getLocalPort()).close();
                    }
                });
    }

    private static Blocker select() throws Exception {
        var selector = Selector.open();
        return new Blocker(selector::select, selector::wakeup);
    }

    private static Blocker http() throws Exception {
        var asked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.countDown();
                    await(mayAnswer);
                    exchange.sendResponseHeaders(200, 2);
                    try (var body = exchange.getResponseBody()) {
                        body.write("ok".getBytes(UTF_8));
                    }
                });
        server.start();
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new Blocker(
                () -> {
                    try (var client = HttpClient.newHttpClient()) {
                        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                    } finally {
                        server.stop(0);
                    }
                },
                () -> {
                    asked.await();
                    mayAnswer.countDown();
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
