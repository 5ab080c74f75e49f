package p17_blocking_work;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.RemoteService;
import workbook.testkit.Rest;
import workbook.testkit.Unmet;

/// Plain checks: the explorer runs every thread as a virtual one, and here its kind matters.
class PictureDeskTest {

    private static final String POOL_PER_CALL =
            "each call makes a pool of its own: that bounds each call, and not the desk, and every"
                    + " page pays for new threads";

    /// More than a pool has threads that is sized by the processors.
    private final int many = 100 + Runtime.getRuntime().availableProcessors();

    @Test
    @DisplayName("when close returns, the desk has no thread left")
    @Hint({
        "Platform threads of a pool wait for the next task. Who ends them?",
        "close() of an ExecutorService refuses new tasks, and waits until its threads are done."
    })
    void closeEndsTheThreads() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var desk =
                new PictureDesk(
                        name -> name,
                        picture -> {
                            threads.add(Thread.currentThread());
                            return picture;
                        },
                        2);
        anyway(() -> desk.thumbnails(names(4)));
        desk.close();

        for (var thread : threads) {
            // A thread of a closed pool may still be on its last steps.
            Expect.that(
                    thread == Thread.currentThread() || thread.join(RemoteService.PATIENCE),
                    "no thread of the desk is left after close",
                    "one that has scaled still waits for work",
                    "nobody closed the pool: its threads wait for the next task, for ever, and keep"
                            + " the program alive");
        }
    }

    @Test
    @DisplayName("pictures are loaded on virtual threads, all those of a call at once")
    @Hint({
        "How many threads does supplyAsync have when you give it no executor?",
        "The common pool has one thread less than the machine has processors, and all of the site"
                + " shares it.",
        "Load on an executor of virtual threads, one for each picture."
    })
    void loadsOnVirtualThreads() throws Exception {
        var service = RemoteService.answeringOnceInFlight(many);
        var loaders = ConcurrentHashMap.<Thread>newKeySet();
        try (var desk =
                new PictureDesk(
                        name -> {
                            loaders.add(Thread.currentThread());
                            return name + service.answer(Integer.parseInt(name));
                        },
                        picture -> picture,
                        2)) {
            anyway(() -> desk.thumbnails(names(many)));
        }

        Expect.that(
                loaders.stream().noneMatch(ForkJoinWorkerThread.class::isInstance),
                "each picture is loaded on a virtual thread",
                "one was loaded on a thread of the common pool",
                "supplyAsync without an executor uses the common pool: it has few threads, made for"
                        + " computing, and all code of the program shares them, so whoever waits"
                        + " there keeps all others waiting");
        Expect.that(
                loaders.stream().allMatch(Thread::isVirtual),
                "each picture is loaded on a virtual thread",
                "one was loaded on a platform thread",
                "a thread that waits for the archive needs no processor: a platform thread is too"
                        + " dear for it, and a pool has fewer threads than there are calls");
        service.verify();
    }

    @Test
    @DisplayName("pictures are scaled on platform threads of the desk")
    @Hint({
        "Do virtual threads take turns by time when all of them compute?",
        "A thread that computes keeps its carrier. Give it to a pool of platform threads.",
        "scaling.submit(() -> scaler.scale(picture)).get(), on the virtual thread that has loaded."
    })
    void scalesOnPlatformThreads() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        try (var desk =
                new PictureDesk(
                        name -> name,
                        picture -> {
                            threads.add(Thread.currentThread());
                            return picture;
                        },
                        2)) {
            anyway(() -> desk.thumbnails(names(4)));
        }

        Expect.that(
                threads.stream().noneMatch(Thread::isVirtual),
                "no picture is scaled on a virtual thread",
                "one was",
                "virtual threads do not take turns by time: as many as there are carriers compute,"
                        + " and every other virtual thread of the site stands still");
        Expect.that(
                !threads.contains(Thread.currentThread()),
                "pictures are scaled on threads of the desk",
                "one was scaled on the thread that called",
                "on the threads of the callers nothing bounds how many compute at once");
    }

    @Test
    @DisplayName("over all its calls the desk has at most `processors` threads for scaling")
    @Hint({
        "How many pools does the desk make while three pages are shown?",
        "What belongs to the desk is made in its constructor.",
        "A field: Executors.newFixedThreadPool(processors), used by all calls."
    })
    void onePoolForAllCalls() throws Exception {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var loaders = ConcurrentHashMap.<Thread>newKeySet();
        var loaded = new CountDownLatch(4);
        try (var desk =
                new PictureDesk(
                        name -> {
                            loaders.add(Thread.currentThread());
                            loaded.countDown();
                            return name;
                        },
                        picture -> {
                            threads.add(Thread.currentThread());
                            // Nobody ends before all four are handed over to be scaled.
                            await(loaded);
                            loaders.forEach(Rest::await);
                            return picture;
                        },
                        2)) {
            anyway(() -> desk.thumbnails(names(4)));
            Expect.that(
                    threads.size() <= 2,
                    "at most 2 threads scale the 4 pictures of a call",
                    threads.size() + " threads",
                    "there is a thread for each picture, as in a cached pool: nothing bounds how"
                            + " many compute at once");
            anyway(() -> desk.thumbnails(names(4)));
            anyway(() -> desk.thumbnails(names(4)));
        }

        Expect.that(
                threads.size() <= 2,
                "at most 2 threads have scaled in 3 calls",
                threads.size() + " threads",
                POOL_PER_CALL);
    }

    @Test
    @DisplayName("so many pictures are scaled at once as there are processors")
    @Hint({
        "How many threads does your pool have?",
        "newFixedThreadPool(processors): not one, and not as many as there are pictures."
    })
    void allProcessorsAreUsed() throws Exception {
        var together = RemoteService.answeringOnceInFlight(3);
        var number = new AtomicInteger();
        try (var desk =
                new PictureDesk(
                        name -> name,
                        picture -> picture + together.answer(number.getAndIncrement()),
                        3)) {
            anyway(() -> desk.thumbnails(names(3)));
        }
        together.verify();
    }

    @Test
    @DisplayName("a picture is scaled as soon as it is loaded, even if others still load")
    @Hint({
        "The first picture of the list takes long to load. What happens to the second meanwhile?",
        "A loop that waits for the loads in order waits for the first.",
        "One task for each picture that does both: load, then have it scaled."
    })
    void scaledAsSoonAsLoaded() throws Exception {
        var scaled = new CountDownLatch(1);
        var missed = new AtomicBoolean();
        try (var desk =
                new PictureDesk(
                        name -> {
                            if (name.equals("slow") && !await(scaled)) {
                                missed.set(true);
                            }
                            return name;
                        },
                        picture -> {
                            scaled.countDown();
                            return picture;
                        },
                        1)) {
            anyway(() -> desk.thumbnails(List.of("slow", "quick")));
        }

        Expect.that(
                !missed.get(),
                "the second picture is scaled while the first still loads",
                "it was not",
                "the loads are waited for in order, or all of them are, before anything is scaled:"
                        + " the processors are idle while one picture is slow, or the thread for"
                        + " scaling is the one that waits for the archive");
    }

    @Test
    @DisplayName("the thumbnails are in the order of the names")
    @Hint({
        "Keep the futures in the order of the names.",
        "invokeAll returns its futures in the order of the tasks."
    })
    void inOrder() throws Exception {
        var expected = List.of("small a", "small b", "small c");
        try (var desk = new PictureDesk(name -> name, picture -> "small " + picture, 2)) {
            var thumbnails = desk.thumbnails(List.of("a", "b", "c"));
            Expect.equal(
                    expected,
                    thumbnails,
                    thumbnails != null && new HashSet<>(thumbnails).equals(Set.copyOf(expected))
                            ? "the thumbnails were collected as they came"
                            : "thumbnails are missing");
            Expect.equal(List.of(), desk.thumbnails(List.of()), "no names have no thumbnails");
        }
    }

    @Test
    @DisplayName("what loading or scaling throws is the cause of an ExecutionException")
    @Hint({
        "How many futures does a failure pass on its way to the caller, and what does each do?",
        "get() puts an ExecutionException around what the task threw. A second get() puts another"
                + " one around that.",
        "In the task, catch the inner ExecutionException, and throw its cause."
    })
    void causeIsTold() {
        var disk = new IOException("no such picture");
        var shape = new IllegalArgumentException("not a picture");
        var memory = new OutOfMemoryError("too large, says the scaler");
        try (var desk =
                new PictureDesk(
                        name -> {
                            if (name.equals("missing")) {
                                throw disk;
                            }
                            return name;
                        },
                        picture ->
                                switch (picture) {
                                    case "text" -> throw shape;
                                    case "huge" -> throw memory;
                                    default -> picture;
                                },
                        2)) {
            expectCause(disk, desk, "missing");
            expectCause(shape, desk, "text");
            expectCause(memory, desk, "huge");
            anyway(() -> desk.thumbnails(List.of("a")));
        }
    }

    private static void expectCause(Throwable cause, PictureDesk desk, String name) {
        String expected = "an ExecutionException with the cause " + cause;
        try {
            var thumbnails = desk.thumbnails(List.of(name));
            throw new Unmet(
                    expected, "thumbnails returned " + thumbnails, "the failure was dropped");
        } catch (ExecutionException failed) {
            Expect.that(
                    failed.getCause() == cause,
                    expected,
                    "the cause " + failed.getCause(),
                    "the failure passed two futures, and each wrapped it: the caller finds a"
                            + " wrapping where the cause should be");
        } catch (Exception other) {
            throw new Unmet(
                    expected,
                    "thumbnails threw " + other,
                    "the failure came in another form: whoever catches an ExecutionException"
                            + " misses it");
        }
    }

    /// Some checks ask where things are done, and not what comes of them.
    private static void anyway(Callable<?> call) {
        try {
            call.call();
        } catch (Exception failed) {
            // another check's business
        }
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        return latch.await(RemoteService.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
