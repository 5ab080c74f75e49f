package p06_async_resources;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p06_async_resources.SharedArchive.Archive;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class SharedArchiveTest {

    private static final int READ = 100;
    private static final int CLOSE = 40;
    private static final int NEVER = 5000;

    private final long start = System.nanoTime();
    private final FakeArchive archive = new FakeArchive();
    private final SharedArchive shared = new SharedArchive(archive);

    @AllSchedules
    @DisplayName("several threads read at the same time")
    @Hint({
        "Readers do not disturb each other. Whom does a reader have to keep out?",
        "A lock around read lets one reader in at a time. Count the readers instead, or share the"
                + " lock.",
        "ReentrantReadWriteLock: many hold the readLock at once, one alone the writeLock."
    })
    void readTogether() throws Exception {
        var one = new Reader();
        var two = new Reader();
        one.thread.join();
        two.thread.join();

        Expect.equal(
                "readings of today",
                one.outcome.get(),
                "what the archive answered did not reach the reader");
        Expect.that(
                Math.max(one.ended.get(), two.ended.get()) == READ,
                "two reads of 100 ms take 100 ms",
                Math.max(one.ended.get(), two.ended.get()) + " ms",
                "one reader waits for the other: whatever keeps the closing out keeps out the other"
                        + " readers as well");
    }

    @AllSchedules
    @DisplayName("close waits for the reads that have begun, then closes the archive")
    @Hint({
        "How does close know that somebody is reading?",
        "Each read says when it begins and when it ends, in finally: also when it fails.",
        "close takes the writeLock: it gets it when no readLock is held."
    })
    void closeWaits() throws Exception {
        archive.failure = new IOException("a page is torn");
        var reader = new Reader();
        Thread.sleep(20);
        var second = new Reader();
        Thread.sleep(10);
        var closer = new Closer();
        closer.thread.join(Duration.ofMillis(NEVER));

        Expect.that(
                closer.ended.get() >= 0,
                "close returns after 160 ms: the reads end after 100 ms and 120 ms, with a failure,"
                        + " and closing takes 40 ms",
                "it is still waiting after 5 s",
                "a read that fails does not say that it has ended: that belongs into finally");
        expectUndisturbed();
        Expect.that(
                closer.ended.get() == 20 + READ + CLOSE,
                "close returns after 160 ms: the reads end after 100 ms and 120 ms, and closing"
                        + " takes 40 ms",
                "after " + closer.ended + " ms",
                "close waits for something else than the reads and the closing of the archive");
        reader.thread.join();
        second.thread.join();
        Expect.equal(
                "java.io.IOException: a page is torn",
                reader.outcome.get(),
                "what a read throws is its caller's business");
    }

    @AllSchedules
    @DisplayName("no read begins once close is called, not even at the same moment")
    @Hint({
        "A reader looks whether it is closed, and then reads. What can happen in between?",
        "Say first that you read, then look whether it is closed. close does it the other way"
                + " around.",
        "Look at the flag before you take the readLock, so that nobody waits, and again while you"
                + " hold it. close sets the flag before it takes the writeLock."
    })
    void noReadAfterClose() throws Exception {
        var reader = new Reader();
        var closer = new Closer();
        Thread.sleep(20); // now close waits for the reader, or has refused it
        int asked = archive.asked.get();
        var late = new Reader();
        reader.thread.join();
        closer.thread.join();
        late.thread.join();
        var last = new Reader();
        last.thread.join();

        expectUndisturbed();
        Expect.that(
                archive.asked.get() == asked,
                "the archive is not asked once close is called",
                "it was asked again",
                "a read begins although somebody waits to close: with enough readers close waits"
                        + " for ever");
        expectRefused(late, "while close waits");
        expectRefused(last, "after close");
        Expect.that(
                late.ended.get() == 20,
                "a read while close waits is refused at once, after 20 ms",
                "after " + late.ended + " ms",
                "the read queues behind the closing, only to hear that it is too late");
    }

    private static void expectRefused(Reader reader, String when) {
        Expect.that(
                reader.outcome.get().startsWith("java.lang.IllegalStateException"),
                "IllegalStateException for a read " + when,
                reader.outcome,
                "a reader that is refused must be able to tell that from an archive that fails");
    }

    @AllSchedules
    @DisplayName("whoever calls close, the archive is closed once, and is closed when it returns")
    @Hint({
        "Two threads call close. What does the one that comes second have to wait for?",
        "A Future is completed once, and everybody can wait for it.",
        "A FutureTask that closes the archive: the first caller starts it, all wait for it."
    })
    void closedOnce() throws Exception {
        var one = new Closer();
        var two = new Closer();
        one.thread.join();
        two.thread.join();
        shared.close();

        Expect.that(
                archive.closings.get() == 1,
                "the archive is closed once, for three calls of close",
                archive.closings + " times",
                "whether it is closed is looked at in one step and noted in another, or not at"
                        + " all");
        Expect.that(
                Math.min(one.ended.get(), two.ended.get()) == CLOSE,
                "both callers return when the archive is closed, after 40 ms",
                "one returned after " + Math.min(one.ended.get(), two.ended.get()) + " ms",
                "the second caller sees that somebody has begun to close, and takes that for"
                        + " closed");
    }

    @AllSchedules
    @DisplayName("an interrupt does not stop the closing, and is not lost")
    @Hint({
        "In which two places does close wait, and what does an interrupt do there?",
        "Remember the interrupt, wait on, and set the status again at the end.",
        "archive.close() must not run on a thread that somebody may interrupt. Start a virtual"
                + " thread for it, and wait for it in a loop that catches InterruptedException."
    })
    void interruptsAreKept() throws Exception {
        var reader = new Reader();
        Thread.sleep(20);
        var closer = new Closer();
        Thread.sleep(30); // the reader reads, close waits
        closer.thread.interrupt();
        Thread.sleep(70); // 120 ms: the reader has ended, the archive closes
        closer.thread.interrupt();
        closer.thread.join(Duration.ofMillis(NEVER));
        reader.thread.join();

        Expect.equal(
                "readings of today",
                reader.outcome.get(),
                "the interrupt of the thread in close reached a reader");
        expectClosedToTheEnd(closer);
        Expect.that(
                closer.ended.get() == READ + CLOSE,
                "close returns when the archive is closed, after 140 ms",
                closer.ended.get() < 0 ? "it has not returned" : "after " + closer.ended + " ms",
                "the interrupt ended the wait, and close left before the archive was closed");
        Expect.that(
                closer.status.get(),
                "the interrupt status is set when close returns",
                "it is not",
                "the interrupt was swallowed: whoever wants this thread to stop is not heard");
    }

    private void expectClosedToTheEnd(Closer closer) {
        expectUndisturbed();
        Expect.that(
                archive.gaveUp.get() == 0,
                "the archive is closed to the end, with interrupts after 50 ms and 120 ms",
                "archive.close() was interrupted, and the file is open for ever",
                "archive.close() ran on the thread that was interrupted, with its status set or"
                        + " while it waited");
        Expect.that(
                archive.closed.get(),
                "the archive is closed, with interrupts after 50 ms and 120 ms",
                closer.outcome.get().isEmpty()
                        ? "it is open when close has ended"
                        : "it is open, and close threw " + closer.outcome,
                "an interrupt ends the wait for the readers, and close leaves without closing: the"
                        + " archive leaks");
    }

    @AllSchedules
    @DisplayName("what fails at closing is thrown as it is, once, and hides nothing")
    @Hint({
        "Where does the exception of archive.close() go, in your answer?",
        "What Future.get throws is an ExecutionException: the caller wants its cause.",
        "A block that threw what close throws again fails with 'Self-suppression not permitted':"
                + " throw it to the first caller of close only."
    })
    void failuresAreKept() throws Exception {
        var full = new IOException("the disk is full");
        archive.closing = full;
        try (var fine = new SharedArchive(new FakeArchive())) {
            fine.read("today"); // first of all, is it written?
        }
        var bug = new IllegalArgumentException("no such day");
        try (shared) {
            throw bug;
        } catch (Exception thrown) {
            Expect.that(
                    thrown == bug,
                    "what the block threw, IllegalArgumentException: no such day",
                    thrown,
                    "the failure of the closing hides that of the block");
        }
        var suppressed = bug.getSuppressed();
        Expect.that(
                suppressed.length > 0,
                "IOException: the disk is full, suppressed under what the block threw",
                "nothing suppressed",
                "close has swallowed the failure: nobody will know that the archive is broken");
        Expect.that(
                suppressed[0] == full,
                "IOException: the disk is full, suppressed under what the block threw",
                suppressed[0],
                "the failure was wrapped or replaced on its way from the thread that closed");
        try {
            shared.close();
        } catch (Exception again) {
            throw new Unmet(
                    "a later call of close returns",
                    "it threw " + again,
                    "the failure is thrown to everybody who closes: a block that fails with it, and"
                            + " closes again, would suppress it under itself");
        }
        expectThrown(new IllegalStateException("the archive has a bug"));
    }

    private static void expectThrown(RuntimeException bug) throws IOException {
        var broken = new FakeArchive();
        broken.bug = bug;
        try {
            new SharedArchive(broken).close();
        } catch (IOException | RuntimeException thrown) {
            Expect.that(
                    thrown == bug,
                    "close throws " + bug,
                    thrown,
                    "an unchecked exception was wrapped on its way from the thread that closed, as"
                            + " if it were a failure of the disk");
            return;
        }
        throw new Unmet("close throws " + bug, "it returned", "close has swallowed the failure");
    }

    private void expectUndisturbed() {
        Expect.that(
                archive.used.get() == 0,
                "no read while the archive closes, or after that",
                archive.used + " read began when the archive was closing or closed",
                "the reader looked, close came, and then the reader read: looking and reading are"
                        + " two steps");
        Expect.that(
                archive.cutOff.get() == 0,
                "the archive is closed when no read is under way",
                "it was closed during a read",
                "close does not wait for the reads that have begun");
    }

    private int millis() {
        return (int) Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /// A thread that reads, and how that went.
    private final class Reader {

        final AtomicReference<String> outcome = new AtomicReference<>("");
        final AtomicLong ended = new AtomicLong(-1);
        final Thread thread = Thread.ofVirtual().name("reader").start(this::read);

        private void read() {
            try {
                outcome.set(shared.read("today"));
            } catch (UnsupportedOperationException notWritten) {
                throw notWritten;
            } catch (Exception failed) {
                outcome.set(failed.toString());
            }
            ended.set(millis());
        }
    }

    /// A thread that closes, and how that went.
    private final class Closer {

        final AtomicReference<String> outcome = new AtomicReference<>("");
        final AtomicBoolean status = new AtomicBoolean();
        final AtomicLong ended = new AtomicLong(-1);
        final Thread thread = Thread.ofVirtual().name("closer").start(this::close);

        private void close() {
            try {
                shared.close();
            } catch (UnsupportedOperationException notWritten) {
                throw notWritten;
            } catch (Exception failed) {
                outcome.set(failed.toString());
            }
            status.set(Thread.currentThread().isInterrupted());
            ended.set(millis());
        }
    }

    /// Notes whoever uses it in a way that a real archive would not forgive.
    private static final class FakeArchive implements Archive {

        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger reading = new AtomicInteger();
        final AtomicInteger used = new AtomicInteger();
        final AtomicInteger cutOff = new AtomicInteger();
        final AtomicInteger closings = new AtomicInteger();
        final AtomicInteger gaveUp = new AtomicInteger();
        final AtomicBoolean closed = new AtomicBoolean();
        IOException failure;
        IOException closing;
        RuntimeException bug;

        @Override
        public String read(String day) throws IOException, InterruptedException {
            asked.incrementAndGet();
            reading.incrementAndGet();
            try {
                if (closings.get() > 0) {
                    used.incrementAndGet();
                }
                Thread.sleep(READ);
                if (failure != null) {
                    throw failure;
                }
                return "readings of " + day;
            } finally {
                reading.decrementAndGet();
            }
        }

        @Override
        public void close() throws IOException, InterruptedException {
            closings.incrementAndGet();
            if (reading.get() > 0) {
                cutOff.incrementAndGet();
            }
            try {
                Thread.sleep(CLOSE);
            } catch (InterruptedException interrupted) {
                gaveUp.incrementAndGet();
                throw interrupted;
            }
            closed.set(true);
            if (bug != null) {
                throw bug;
            }
            if (closing != null) {
                throw closing;
            }
        }
    }
}
