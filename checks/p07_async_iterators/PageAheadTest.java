package p07_async_iterators;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import p07_async_iterators.PageAhead.Archive;
import p07_async_iterators.PageAhead.Page;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class PageAheadTest {

    private static final int AN_HOUR = 3_600_000;

    @AllSchedules
    @DisplayName("the next page is fetched while this one is read: 400 ms, not 600")
    @Hint({
        "What is on its way while the reader reads? In the stub: nothing.",
        "Three steps for each page: take the page that you ordered, order the next, read.",
        "Future<Page> ordered = submit(page 1); then in the loop: page = ordered.get(); ordered ="
                + " submit(the next); reader.accept(page);"
    })
    void fetchedMeanwhile() throws Exception {
        var archive = new FakeArchive(3, 100);
        var start = Moment.now();

        PageAhead.readAll(archive, page -> sleep(100));

        long millis = start.millis();
        Expect.that(
                millis == 400,
                "400 ms for 3 pages that take 100 ms to fetch and 100 ms to read",
                millis + " ms",
                millis > 400 && millis < 500
                        ? "something is waited for when the last page has been read"
                        : millis > 400
                                ? "a page is waited for right after it is ordered, so it is not on its way"
                                        + " while another is read"
                                : "pages are left out, or read several at a time");
    }

    @AllSchedules
    @DisplayName("never more than one page ahead of the reader")
    @Hint({
        "The reader is slow. Who tells your fetching to wait?",
        "Order one page for each page that is taken. Then one is ahead, and needs no queue."
    })
    void oneAhead() throws Exception {
        var archive = new FakeArchive(4, 100);
        var ahead = new AtomicInteger();

        PageAhead.readAll(
                archive,
                page -> {
                    sleep(1000);
                    int now = archive.highest() - page.number();
                    ahead.updateAndGet(before -> Math.max(before, now));
                });

        Expect.that(
                ahead.get() <= 1,
                "while a page is read, at most the next one is asked for",
                "%d pages ahead were".formatted(ahead.get()),
                ahead.get() == 2
                        ? "a queue for one page lets two be ahead: one lies in the queue, and one"
                                + " is in the hands of whoever wants to put it there"
                        : "nobody holds back whoever fetches: with a slow reader the whole archive"
                                + " lies in memory");
    }

    @AllSchedules
    @DisplayName("after the last page none is asked for")
    @Hint({
        "What does your method order while the last page is read?",
        "A page says itself whether it is the last. Look before you order the next."
    })
    void noneBeyond() throws Exception {
        var archive = new FakeArchive(2, 100);

        PageAhead.readAll(archive, page -> sleep(100));

        Expect.that(
                archive.asked().equals(List.of(1, 2)),
                "pages 1 and 2 are asked for, and 2 is the last",
                "pages %s were".formatted(archive.asked()),
                "the next page is ordered before the page at hand was asked whether it is the"
                        + " last");
    }

    @AllSchedules
    @DisplayName("every page is read, in order, on the calling thread")
    @Hint({
        "Which of the two needs another thread, the fetching or the reading?",
        "Only archive.page goes to the executor. reader.accept is called where readAll was called.",
        "The last page is to be read like the others; only nothing is ordered for it."
    })
    void inOrder() throws Exception {
        var read = Collections.synchronizedList(new ArrayList<Integer>());
        var elsewhere = new AtomicInteger();
        var caller = Thread.currentThread();

        PageAhead.readAll(
                new FakeArchive(3, 100),
                page -> {
                    if (Thread.currentThread() != caller) {
                        elsewhere.incrementAndGet();
                    }
                    read.add(page.number());
                    sleep(100);
                });

        Expect.that(
                read.equals(List.of(1, 2, 3)),
                "pages 1, 2 and 3 are read",
                "read were " + read,
                read.equals(List.of(1, 2))
                        ? "the last page was not read: it has stories like the others"
                        : "a page is lost, or read twice, or read before its turn");
        Expect.that(
                elsewhere.get() == 0,
                "the reader is called on the thread that called readAll",
                "%d of 3 pages were read on another thread".formatted(elsewhere.get()),
                "the reading was given to another thread, and a reader need not be made for that:"
                        + " fetching is what goes elsewhere");
    }

    @AllSchedules
    @DisplayName("a page that cannot be fetched is told in its turn, by what the archive threw")
    @Hint({
        "Page 2 fails while page 1 is read. Who should notice, and when?",
        "Future.get() throws an ExecutionException. What the archive threw is its cause.",
        "catch (ExecutionException failed) { switch (failed.getCause()) { case IOException io ->"
                + " throw io; case RuntimeException … } }"
    })
    void failureInItsTurn() throws Exception {
        expectTold(new IOException("no connection", new SocketException("reset")));
        expectTold(new IllegalStateException("page 2 is damaged"));
    }

    private static void expectTold(Exception failure) {
        var archive = new FakeArchive(3, 50).failingAt(2, failure);
        var read = new ArrayList<Integer>();
        String expected = "readAll throws what the archive threw: " + shown(failure);
        try {
            PageAhead.readAll(
                    archive,
                    page -> {
                        sleep(100);
                        read.add(page.number());
                    });
        } catch (Exception told) {
            Expect.that(
                    read.equals(List.of(1)),
                    "page 1 is read before the failure of page 2 is told",
                    "read were " + read,
                    "the failure was told ahead of the page at hand, which was there and good");
            Expect.that(
                    told == failure,
                    expected,
                    shown(told),
                    told == failure.getCause()
                            ? "the chain was followed to its end: only the ExecutionException is a"
                                    + " wrapping, what lies below belongs to the archive"
                            : told.getCause() == null
                                    ? "the failure was replaced on its way"
                                    : told instanceof ExecutionException
                                                    || told.getCause() instanceof ExecutionException
                                            ? "get() throws an ExecutionException around what the archive"
                                                    + " threw: its cause is what is asked for"
                                            : "what the archive threw was wrapped on its way");
            return;
        }
        throw new Unmet(
                expected,
                "it returned, having read " + read,
                "the failure stayed in a Future that nobody asked, or was caught: the rest of the"
                        + " archive is missing, and nobody knows");
    }

    @AllSchedules
    @DisplayName("when the reader throws, or is interrupted, the page on its way is cancelled")
    @Hint({
        "The reader has thrown. What does close() of the executor wait for?",
        "A page that nobody will read is to be cancelled, on every way out: finally.",
        "finally { ordered.cancel(true); } inside of the block of the executor: close() then waits"
                + " until its thread has ended, and that is soon."
    })
    void readerStops() throws Exception {
        expectReaderFails();
        expectInterrupted();
    }

    /// Page 1 is there after 100 ms and read for 50, page 2 would take an hour. The archive needs
    /// 10 ms to put away what it has begun.
    private static void expectReaderFails() throws InterruptedException {
        var archive = new FakeArchive(2, 100).slowAt(2, AN_HOUR);
        var enough = new IllegalStateException("seen enough");
        var start = Moment.now();

        var call =
                new Call(
                        archive,
                        page -> {
                            sleep(50);
                            throw enough;
                        });
        var told = call.end();

        expectLeftAtOnce(archive, start.millis(), 160, "the reader has thrown");
        Expect.that(
                told == enough,
                "readAll throws what the reader threw: " + shown(enough),
                shown(told),
                "the exception of the reader was caught, wrapped or replaced on its way");
    }

    private static void expectInterrupted() throws InterruptedException {
        var archive = new FakeArchive(1, AN_HOUR);
        var start = Moment.now();

        var call = new Call(archive, page -> {});
        sleep(50);
        call.thread.interrupt();
        var told = call.end();

        expectLeftAtOnce(archive, start.millis(), 60, "the caller was interrupted");
        Expect.that(
                told instanceof InterruptedException,
                "an interrupted readAll throws an InterruptedException",
                shown(told),
                "the interrupt was caught and turned into something else: whoever asked to stop"
                        + " learns nothing of it");
    }

    private static void expectLeftAtOnce(
            FakeArchive archive, long millis, int atMost, String reason) {
        Expect.that(
                millis <= atMost,
                "readAll ends %d ms after its start, since %s".formatted(atMost, reason),
                millis >= AN_HOUR ? "an hour after it" : "%d ms after it".formatted(millis),
                "close() waits for the page on its way, which nobody will read, unless somebody"
                        + " cancels it");
        Expect.that(
                archive.inFlight() == 0,
                "no page is on its way when readAll has ended",
                "the archive was still busy with one",
                "the page on its way was told to end, and nobody waited until it had ended");
    }

    private static String shown(Throwable failure) {
        return failure == null
                ? "it returned"
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A call of `readAll` on a thread that the check can give up on.
    private static final class Call {

        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final Thread thread;

        Call(Archive archive, Consumer<Page> reader) {
            thread =
                    Thread.startVirtualThread(() -> {
                        try {
                            PageAhead.readAll(archive, reader);
                        } catch (Throwable failure) {
                            thrown.set(failure);
                        }
                    });
        }

        /// @return what it threw, if anything
        Throwable end() throws InterruptedException {
            Expect.that(
                    thread.join(Duration.ofHours(2)),
                    "readAll ends when the reader has thrown or was interrupted",
                    "it never does",
                    "readAll waits for a thread, and that one waits for a reader who has left: an"
                            + " interrupt was swallowed, or was never sent");
            return thrown.get();
        }
    }

    /// A moment of virtual time.
    private record Moment(long nanos) {

        static Moment now() {
            return new Moment(System.nanoTime());
        }

        long millis() {
            return (System.nanoTime() - nanos) / 1_000_000;
        }
    }

    /// An archive on virtual time. A call that is interrupted takes 10 ms to end.
    private static final class FakeArchive implements Archive {

        private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger inFlight = new AtomicInteger();
        private final int pages;
        private final int millis;
        private int special;
        private int specialMillis;
        private Exception failure;

        FakeArchive(int pages, int millis) {
            this.pages = pages;
            this.millis = millis;
            specialMillis = millis;
        }

        FakeArchive failingAt(int number, Exception thrown) {
            special = number;
            failure = thrown;
            return this;
        }

        FakeArchive slowAt(int number, int longer) {
            special = number;
            specialMillis = longer;
            return this;
        }

        @Override
        public Page page(int number) throws IOException, InterruptedException {
            asked.add(number);
            inFlight.incrementAndGet();
            try {
                fetch(number);
            } finally {
                inFlight.decrementAndGet();
            }
            if (number > pages) {
                throw new IOException("there is no page " + number);
            }
            return new Page(number, List.of("story " + number), number == pages);
        }

        private void fetch(int number) throws IOException, InterruptedException {
            try {
                Thread.sleep(number == special ? specialMillis : millis);
            } catch (InterruptedException cancelled) {
                Thread.sleep(10);
                throw cancelled;
            }
            if (number == special) {
                switch (failure) {
                    case IOException failed -> throw failed;
                    case RuntimeException failed -> throw failed;
                    case null, default -> {}
                }
            }
        }

        List<Integer> asked() {
            synchronized (asked) {
                return List.copyOf(asked);
            }
        }

        int highest() {
            return asked().stream().flatMapToInt(IntStream::of).max().orElse(0);
        }

        int inFlight() {
            return inFlight.get();
        }
    }
}
