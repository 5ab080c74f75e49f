package p17_blocking_work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p17_blocking_work.PageParts.Part;
import p17_blocking_work.PageParts.Part.Computing;
import p17_blocking_work.PageParts.Part.Waiting;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;

/// Plain checks: the explorer runs every thread as a virtual one, and here its kind matters.
class PagePartsTest {

    private static final String TWO_KINDS =
            "one kind of part is waited for before the other is started, so the processors are idle"
                    + " while others are asked, or the others are not asked while something is"
                    + " computed";

    @Test
    @DisplayName("parts that wait are made on virtual threads, all of them at once")
    @Hint({
        "How many parts can wait at once in a pool of two threads?",
        "A thread that only waits should cost next to nothing: which kind is that?",
        "Executors.newVirtualThreadPerTaskExecutor(), in try-with-resources."
    })
    void waitingIsVirtual() throws Exception {
        var service = RemoteService.answeringOnceInFlight(20);
        var virtual = new AtomicBoolean(true);
        var parts = new ArrayList<Part>();
        for (var call : service.calls(20)) {
            parts.add(
                    new Waiting(() -> {
                        virtual.compareAndSet(true, Thread.currentThread().isVirtual());
                        return "part " + call.call();
                    }));
        }

        try (var pool = new Pool()) {
            makeAnyway(parts, pool);
        }

        service.verify();
        Expect.that(
                virtual.get(),
                "each part that waits has a virtual thread",
                "one was made on a platform thread",
                "a thread that waits holds nothing but itself, and a platform thread is too dear"
                        + " for that: a pool of them is soon full of threads that do nothing");
    }

    @Test
    @DisplayName("parts that compute are made on the threads of the pool, and nowhere else")
    @Hint({
        "What happens to the other virtual threads while two compute on two processors?",
        "Virtual threads do not take turns by time. The threads of the pool do.",
        "processors.submit(call)"
    })
    void computingIsInThePool() throws Exception {
        var strangers = ConcurrentHashMap.<String>newKeySet();
        try (var pool = new Pool()) {
            var part =
                    new Computing(() -> {
                        if (!pool.threads.contains(Thread.currentThread())) {
                            strangers.add(kindOf(Thread.currentThread()));
                        }
                        return "scaled";
                    });
            makeAnyway(List.of(part, part, part, part), pool);
        }

        Expect.that(
                strangers.isEmpty(),
                "each part that computes is made on a thread of the given pool",
                "one was made on " + String.join(", ", strangers),
                strangers.contains("a virtual thread")
                        ? "virtual threads do not take turns by time: one that computes keeps its"
                                + " carrier until it is done, and all others wait"
                        : "the computing is not where the pool bounds it: all that run besides it"
                                + " compete for the same processors");
    }

    @Test
    @DisplayName("the parts that wait and those that compute are made at the same time")
    @Hint({
        "Which part is started last, and what was waited for before?",
        "Start all the parts before you ask for the first result.",
        "Two loops: submit in the first, keep the futures; get in the second."
    })
    void atTheSameTime() throws Exception {
        var computing = new CountDownLatch(1);
        var waiting = new CountDownLatch(1);
        var missed = new AtomicBoolean();
        var wait = new Waiting(() -> meet(waiting, computing, missed));
        var compute = new Computing(() -> meet(computing, waiting, missed));

        try (var pool = new Pool()) {
            makeAnyway(List.of(wait, compute), pool);
        }
        Expect.that(
                !missed.get(),
                "a part that waits, then one that computes: both at the same time",
                "one was over before the other began",
                TWO_KINDS);
    }

    @Test
    @DisplayName("the results are in the order of the parts")
    @Hint({
        "The parts of both kinds are mixed. Where does each result belong?",
        "One list of futures for both kinds, in the order of the parts."
    })
    void inOrder() throws Exception {
        var expected = List.of("weather", "picture", "comments", "index");

        List<Part> parts =
                List.of(
                        new Waiting(() -> "weather"),
                        new Computing(() -> "picture"),
                        new Waiting(() -> "comments"),
                        new Computing(() -> "index"));
        List<String> results;
        try (var pool = new Pool()) {
            results = PageParts.make(parts, pool.processors);
        }

        Expect.equal(
                expected,
                results,
                results != null && new HashSet<>(results).equals(new HashSet<>(expected))
                        ? "the results of one kind stand before those of the other, or in the order"
                                + " in which they came"
                        : "results are missing or are those of other parts");
    }

    @Test
    @DisplayName("a part that fails makes the page fail, with what it threw as the cause")
    @Hint({
        "What a task throws is kept in its Future until somebody asks.",
        "Future.get() throws an ExecutionException with the cause. Let it through."
    })
    void failureIsTold() {
        var down = new IOException("the weather is down");
        var broken = new IllegalStateException("not a picture");

        try (var pool = new Pool()) {
            expectCause(down, new Waiting(() -> fail(down)), pool);
        }
        try (var pool = new Pool()) {
            expectCause(broken, new Computing(() -> fail(broken)), pool);
        }
    }

    @Test
    @DisplayName("the pool stays open for other pages, also after a failure")
    @Hint({
        "Who made the pool, and who still needs it?",
        "Close what you have made, and nothing else."
    })
    void poolStaysOpen() throws Exception {
        var part = new Computing(() -> "picture");
        try (var pool = new Pool()) {
            makeAnyway(
                    List.of(part, new Computing(() -> fail(new IOException("no picture")))), pool);
            Expect.that(
                    !pool.processors.isShutdown(),
                    "a second page can be made with the same pool",
                    "the pool is closed",
                    "the pool was closed with the first page, as if it belonged to it: whoever"
                            + " makes a pool closes it, and nobody else");
            PageParts.make(List.of(part), pool.processors);
        }
    }

    /// Some checks ask where parts are made, and not what comes of them.
    private static void makeAnyway(List<Part> parts, Pool pool) throws InterruptedException {
        try {
            PageParts.make(parts, pool.processors);
        } catch (ExecutionException failed) {
            // another check's business
        }
    }

    private static void expectCause(Throwable cause, Part part, Pool pool) {
        var failure =
                Expect.failure(
                        ExecutionException.class,
                        () -> PageParts.make(List.of(part), pool.processors),
                        "the failure was dropped, or came in another form: get() throws an"
                                + " ExecutionException around what the task threw");
        Expect.that(
                failure.getCause() == cause,
                "the cause is what the part threw: " + cause,
                failure.getCause(),
                "the failure was wrapped more than once, so the caller must dig for it");
    }

    private static String meet(CountDownLatch mine, CountDownLatch other, AtomicBoolean missed)
            throws InterruptedException {
        mine.countDown();
        if (!other.await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            missed.set(true);
        }
        return "part";
    }

    private static String fail(Exception failure) throws Exception {
        throw failure;
    }

    /// The pool that the pages share, and its threads.
    private static final class Pool implements AutoCloseable {
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final ExecutorService processors =
                Executors.newFixedThreadPool(
                        2,
                        work -> {
                            var thread = Thread.ofPlatform().name("processor").unstarted(work);
                            threads.add(thread);
                            return thread;
                        });

        @Override
        public void close() {
            processors.close();
        }
    }

    private static String kindOf(Thread thread) {
        if (thread.isVirtual()) {
            return "a virtual thread";
        }
        return thread instanceof ForkJoinWorkerThread
                ? "a thread of the common pool"
                : "another platform thread";
    }
}
