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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p17_blocking_work.PageParts.Part;
import p17_blocking_work.PageParts.Part.Computing;
import p17_blocking_work.PageParts.Part.Waiting;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Unmet;

/// Plain checks: the explorer runs every thread as a virtual one, and here its kind matters.
class PagePartsTest {

    private static final String TWO_KINDS =
            "one kind of part is waited for before the other is started, so the processors are idle"
                    + " while others are asked, or the others are not asked while something is"
                    + " computed";

    private final Set<Thread> poolThreads = ConcurrentHashMap.newKeySet();
    private final ExecutorService processors =
            Executors.newFixedThreadPool(
                    2,
                    work -> {
                        var thread = Thread.ofPlatform().name("processor").unstarted(work);
                        poolThreads.add(thread);
                        return thread;
                    });

    @AfterEach
    void closePool() {
        processors.shutdownNow();
    }

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

        makeAnyway(parts);

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
        var parts = new ArrayList<Part>();
        for (int i = 0; i < 4; i++) {
            parts.add(
                    new Computing(() -> {
                        if (!poolThreads.contains(Thread.currentThread())) {
                            strangers.add(kindOf(Thread.currentThread()));
                        }
                        return "scaled";
                    }));
        }

        makeAnyway(parts);

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

        makeAnyway(List.of(wait, compute));
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

        var results =
                PageParts.make(
                        List.of(
                                new Waiting(() -> "weather"),
                                new Computing(() -> "picture"),
                                new Waiting(() -> "comments"),
                                new Computing(() -> "index")),
                        processors);

        Expect.equal(
                expected,
                results,
                results != null && new HashSet<>(results).equals(new HashSet<>(expected))
                        ? "the results of one kind stand before those of the other, or in the order"
                                + " in which they came"
                        : "results are missing or are those of other parts");
        Expect.equal(
                List.of(), PageParts.make(List.of(), processors), "no parts have no results");
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

        expectCause(down, new Waiting(() -> fail(down)));
        expectCause(broken, new Computing(() -> fail(broken)));
    }

    @Test
    @DisplayName("the pool stays open for other pages, also after a failure")
    @Hint({
        "Who made the pool, and who still needs it?",
        "Close what you have made, and nothing else."
    })
    void poolStaysOpen() throws Exception {
        var part = new Computing(() -> "picture");
        makeAnyway(List.of(part, new Computing(() -> fail(new IOException("no picture")))));

        try {
            PageParts.make(List.of(part), processors);
        } catch (RejectedExecutionException closed) {
            throw new Unmet(
                    "a second page is made with the same pool",
                    "RejectedExecutionException",
                    "the pool was closed with the first page, as if it belonged to it: whoever"
                            + " makes a pool closes it, and nobody else");
        }
    }

    /// Some checks ask where parts are made, and not what comes of them.
    private void makeAnyway(List<Part> parts) throws InterruptedException {
        try {
            PageParts.make(parts, processors);
        } catch (ExecutionException failed) {
            // another check's business
        }
    }

    private void expectCause(Throwable cause, Part part) {
        var failure =
                Expect.failure(
                        ExecutionException.class,
                        () -> PageParts.make(List.of(part), processors),
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

    private static String kindOf(Thread thread) {
        if (thread.isVirtual()) {
            return "a virtual thread";
        }
        return thread instanceof ForkJoinWorkerThread
                ? "a thread of the common pool"
                : "another platform thread";
    }
}
