package p10c_download_manager;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import p10c_download_manager.DownloadManager.Arrival;
import p10c_download_manager.DownloadManager.Batch;
import p10c_download_manager.DownloadManager.Limits;
import p10c_download_manager.DownloadManager.Outcome;
import p10c_download_manager.DownloadManager.Outcome.Cancelled;
import p10c_download_manager.DownloadManager.Outcome.Done;
import p10c_download_manager.DownloadManager.Outcome.Failed;
import p10c_download_manager.DownloadManager.Outcome.TimedOut;
import p10c_download_manager.DownloadManager.Picture;
import p10c_download_manager.DownloadManager.Response;
import p10c_download_manager.DownloadManager.Servers;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Needs;
import workbook.testkit.Points;
import workbook.testkit.Stage;

/// Time is virtual here: a sleep costs nothing and lasts exactly as long as it says.
class DownloadManagerTest {

    private static final int NEVER = 5000;
    private static final int AN_HOUR = 3_600_000;
    private static final int MANY = 9;

    private static final String DECIDES =
            "what ended the picture decides, here the limit: an interrupt that comes before the"
                    + " outcome is told, or a later outcome, must not take its place";

    private final FakeServers servers = new FakeServers();

    @AllSchedules(delays = 1) // it is about values and times
    @Stage("1 · several at once")
    @Points(2)
    @DisplayName(
            "all pictures are downloaded together, and the outcomes are in the pictures' order")
    @Hint({
        "Lesson 2: start everything first, then wait for one after the other.",
        "One virtual thread for each picture. start begins them all; outcomes waits.",
        "Keep a list of what you began, in the order of the pictures. In outcomes: wait until all"
                + " are over, then go through that list."
    })
    void together() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, MANY));
        servers.add("sea", "dawn", 100);
        servers.add("alps", "noon", 50);
        servers.add("city", "dusk", 150);

        var batch = start(manager, AN_HOUR, "dawn", "noon", "dusk");
        long started = servers.now();
        var outcomes = batch.outcomes();
        long after = servers.now();

        Expect.that(
                started == 0,
                "start returns at once",
                "after " + started + " ms",
                "start waited for downloads: the editor wants to do something else meanwhile");
        Expect.that(
                after != 300,
                "all outcomes after 150 ms, the time of the slowest",
                "after 300 ms",
                "the pictures are downloaded one after the other, so their times add up");
        Expect.equal(
                List.of(new Done("dawn"), new Done("noon"), new Done("dusk")),
                outcomes,
                "the outcomes are not in the order in which the pictures were handed in");
        expectTook(150, after);
        finish(manager);
    }

    @AllSchedules(delays = 1) // it is about values
    @Stage("1 · several at once")
    @Points(2)
    @DisplayName("what was thrown is the outcome of its own picture, and the others are done")
    @Hint({
        "Lesson 4: collect all. One failure is one outcome.",
        "Catch what open and read throw in the task itself, or unwrap what get throws.",
        "catch (Throwable failure) in the task: an Error that ends it silently leaves outcomes"
                + " waiting for ever."
    })
    void failures() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, MANY));
        var refused = new IOException("no such picture");
        var broken = new StackOverflowError("a picture in a picture in a picture");
        servers.add("sea", "dawn", 50).openFails = refused;
        servers.add("alps", "noon", 100);
        servers.add("city", "dusk", 50).readFails = broken;
        var batch = start(manager, AN_HOUR, "dawn", "noon", "dusk");

        var outcomes = askedByAnEditor(batch, "a failed picture never gets its outcome:");

        expectCause(outcomes.get(0), refused);
        Expect.equal(
                new Done("noon"),
                outcomes.get(1),
                "a failure concerns its own picture only, and each outcome is at the place of its"
                        + " picture: the others go on to their end");
        expectCause(outcomes.get(2), broken);
        finish(manager);
    }

    @AllSchedules(delays = 1) // two batches have many schedules
    @Stage("2 · bounded")
    @Needs("together")
    @Points(2)
    @DisplayName("at most atOnce downloads are open in the whole manager, also after failures")
    @Hint({
        "Lesson 9: a Semaphore with atOnce permits. Who has to share it?",
        "One semaphore for the manager, taken inside of the task, not in start.",
        "acquire, then try { open, read, close } finally { release }."
    })
    void atOnce() throws Exception {
        var manager = new DownloadManager(servers, new Limits(2, MANY, MANY));
        servers.add("sea", "dawn", 100).readFails = new IOException("line cut");
        servers.add("alps", "noon", 100);
        servers.add("city", "dusk", 100);
        servers.add("moor", "night", 100);

        var first = start(manager, AN_HOUR, "dawn", "noon");
        var second = start(manager, AN_HOUR, "dusk", "night");
        long started = servers.now();
        askedByAnEditor(first, "a place was never given back:");
        askedByAnEditor(second, "a place was never given back:");

        servers.expectAtMost(
                2,
                "nothing limits the downloads of all batches together: one limit has to be shared"
                        + " by the whole manager");
        Expect.that(
                started == 0,
                "start returns at once, since there is room for four pictures",
                "after " + started + " ms",
                "start waited for a place to download: the place belongs to the task that needs"
                        + " it");
        Expect.that(
                servers.now() == 200,
                "four downloads of 100 ms, two at a time: 200 ms",
                servers.now() + " ms",
                "there are fewer places than asked for, or a failed download keeps its own");
        finish(manager);
    }

    @AllSchedules(delays = 1) // found in nearly any schedule
    @Stage("2 · bounded")
    @Needs("together")
    @Points(2)
    @DisplayName("at most perHost on one server, and a busy server keeps no place from the others")
    @Hint({
        "A semaphore for each server, in a map that many threads may use.",
        "Which of the two permits does a download hold while it waits for the other?",
        "First the permit of the server, then that of the manager. ConcurrentHashMap"
                + ".computeIfAbsent makes one semaphore for each server, not two."
    })
    void perHost() throws Exception {
        var roomy = new DownloadManager(servers, new Limits(MANY, 1, MANY));
        servers.add("alps", "noon", 100);
        servers.add("alps", "snow", 100);
        start(roomy, AN_HOUR, "noon", "snow").outcomes();
        long before = servers.now();
        servers.expectAtMost(
                1,
                "alps",
                "there is no limit for each server, or two threads have each made a semaphore for"
                        + " the same server");
        expectTook(200, before);

        var narrow = new DownloadManager(servers, new Limits(2, 1, MANY));
        servers.add("moor", "fog", 100);
        servers.add("moor", "night", 100);
        servers.add("sea", "dawn", 200);
        start(narrow, AN_HOUR, "fog", "night", "dawn").outcomes();
        long took = servers.now() - before;
        servers.expectAtMost(1, "moor", "there is no limit for each server");
        Expect.that(
                took != 300,
                "the download from sea begins at once: 200 ms for all",
                "300 ms",
                "a download that waits for the busy server moor holds one of the 2 places"
                        + " meanwhile, and sea has to wait for it");
        expectTook(200, took);
        finish(roomy);
        finish(narrow);
    }

    @AllSchedules(delays = 1) // three batches have many schedules
    @Stage("2 · bounded")
    @Needs("together")
    @Points(2)
    @DisplayName("start waits until there is room for the whole batch")
    @Hint({
        "Lesson 8: a producer that is too fast has to wait. Who is the producer here?",
        "A semaphore with accepted permits: start acquires one for each picture.",
        "accepted.acquire(pictures.size()) in start; accepted.release() when a picture gets its"
                + " outcome, whatever it is."
    })
    void accepted() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, 2));
        servers.add("sea", "dawn", 100).readFails = new IOException("line cut");
        servers.add("alps", "noon", 200);
        servers.add("city", "dusk", 50);
        servers.add("moor", "night", 50);
        servers.add("lake", "fog", 50);

        start(manager, AN_HOUR, "dawn", "noon");
        start(manager, AN_HOUR, "dusk");
        expectStarted(
                100, "room for one more picture after 100 ms, when the first has its outcome");
        start(manager, AN_HOUR, "night", "fog").outcomes();
        Expect.that(
                servers.openedAt("night") == 200 && servers.openedAt("fog") == 200,
                "room for two more pictures after 200 ms, when two have their outcomes",
                "night begins after %d ms, fog after %d ms"
                        .formatted(servers.openedAt("night"), servers.openedAt("fog")),
                servers.openedAt("night") < 200 || servers.openedAt("fog") < 200
                        ? "a batch begins when there is room for a part of it"
                        : "room is not given back with an outcome, or the pictures of a batch do"
                                + " not begin together");
        finish(manager);
    }

    @AllSchedules(delays = 1) // five threads, and a deadline that wakes three of them
    @Stage("3 · in time")
    @Points(3)
    @DisplayName("at the limit: what is there, what is late, exactly then")
    @Hint({
        "Lesson 5: one deadline for the batch. What is left of it when the first wait is over?",
        "Three steps for each picture: wait until the deadline, tell what happened, end the task.",
        "Give all open pictures their outcome first, then cancel(true) their tasks. And let a task"
                + " look, when its turn has come, whether its picture has an outcome already."
    })
    void partialResults() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, 1, MANY));
        servers.add("sea", "dawn", 50);
        servers.add("alps", "noon", NEVER);
        servers.add("alps", "snow", NEVER);

        var batch = start(manager, 200, "dawn", "noon", "snow");
        var outcomes = batch.outcomes();
        long after = servers.now();
        finish(manager);

        expectEndedAt(200, after, "the limit of the batch");
        Expect.equal(
                List.of(new Done("dawn"), new TimedOut(), new TimedOut()),
                outcomes,
                outcomes.contains(new Cancelled())
                        ? DECIDES
                        : "what came in time is done, and everything else is timed out, whether it was"
                                + " running or waiting for its turn");
        expectOneOpened("noon", "snow", "the limit");
        expectInterrupted(200, "noon", "snow");
    }

    @AllSchedules(delays = 2) // two threads and a clock
    @Stage("3 · in time")
    @Needs("partialResults")
    @Points(1)
    @DisplayName("the limit holds if nobody asks for the outcomes")
    @Hint({
        "Who looks at the clock while the editor is at lunch?",
        "Something of the manager's own has to wake up at the deadline: a thread for each batch, or"
                + " a timer.",
        "A virtual thread for each batch: if (!allDone.await(limit)) end what is not over."
    })
    void nobodyAsks() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, MANY));
        servers.add("alps", "noon", NEVER);

        var batch = start(manager, 100, "noon");
        Thread.sleep(300); // lunch
        long interrupted = servers.get("noon").interruptedAt.get();
        var outcomes = batch.outcomes();
        long after = servers.now();
        finish(manager);

        Expect.that(
                interrupted == 100,
                "the download is interrupted after 100 ms",
                interrupted < 0 ? "it is still running after 300 ms" : interrupted + " ms",
                "the clock is watched by whoever waits in outcomes, and nobody did");
        Expect.that(
                after == 300,
                "outcomes returns at once, since the limit is over",
                "after " + (after - 300) + " ms",
                "the limit counts from the moment when somebody asks, not from the start");
        Expect.equal(List.of(new TimedOut()), outcomes, DECIDES);
    }

    @AllSchedules(delays = 1) // two batches have many schedules
    @Stage("3 · in time")
    @Needs("partialResults")
    @Points(2)
    @DisplayName(
            "a download that ends slowly holds up nobody, and keeps its place until it has ended")
    @Hint({
        "Lesson 5 has two promises: I return at the limit, or nothing is left when I return.",
        "outcomes keeps the first, close the second. What does outcomes have to wait for?",
        "Wait for the outcome, not for the task. The permit is released in the task's own finally,"
                + " and nowhere else."
    })
    void slowGoodbye() throws Exception {
        var manager = new DownloadManager(servers, new Limits(1, 1, MANY));
        servers.add("alps", "noon", NEVER).goodbye = 300;
        servers.add("sea", "dawn", 50);

        var first = start(manager, 100, "noon").outcomes();
        long after = servers.now();
        var second = start(manager, AN_HOUR, "dawn").outcomes();
        long end = servers.now();

        Expect.that(
                after != 400,
                "outcomes returns after 100 ms, at the limit",
                "after 400 ms",
                "outcomes waited for the end of the task, which takes 300 ms to say goodbye");
        expectEndedAt(100, after, "the limit of the batch");
        Expect.equal(
                List.of(List.of(new TimedOut()), List.of(new Done("dawn"))),
                List.of(first, second),
                second.equals(List.of(new TimedOut()))
                        ? "the place of the download that was interrupted is never given back, and"
                                + " the next waits for it in vain"
                        : DECIDES);
        servers.expectAtMost(
                1,
                "the place of a download was given away when its time was over: it is still"
                        + " connected until it has ended");
        Expect.that(
                end == 450,
                "the next download begins when the slow one has ended: it is done after 450 ms",
                "after " + end + " ms",
                end > NEVER
                        ? "the slow download was not interrupted at the limit, and kept its place to"
                                + " its own end"
                        : "the place was not free when the slow download had ended");
        finish(manager);
    }

    @AllSchedules(delays = 1) // two batches and a canceller
    @Stage("4 · cancellable")
    @Points(3)
    @DisplayName(
            "cancel interrupts what runs, never begins the rest, and leaves other batches alone")
    @Hint({
        "It is what happens at the deadline, with another outcome and at another time.",
        "One method for both: end(reason).",
        "First give every open picture its outcome, then interrupt. Otherwise the first that is"
                + " interrupted frees its place for one that is cancelled only a moment later."
    })
    void cancel() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, 1, MANY));
        servers.add("sea", "dawn", 50);
        servers.add("alps", "noon", NEVER);
        servers.add("alps", "snow", NEVER);
        servers.add("city", "dusk", 300);

        var other = start(manager, AN_HOUR, "dusk");
        var batch = start(manager, AN_HOUR, "dawn", "noon", "snow");
        var canceller = after(100, batch::cancel);
        var outcomes = batch.outcomes();
        long after = servers.now();
        canceller.join();
        var others = other.outcomes();
        finish(manager);

        expectEndedAt(100, after, "the call of cancel");
        Expect.equal(
                List.of(new Done("dawn"), new Cancelled(), new Cancelled()),
                outcomes,
                "what is done stays done, and everything else is cancelled, whether it was running"
                        + " or waiting for its turn");
        expectOneOpened("noon", "snow", "cancel");
        expectInterrupted(100, "noon", "snow");
        Expect.equal(
                List.of(new Done("dusk")),
                others,
                "the batch of another editor was ended too: the executor is everybody's, the tasks"
                        + " belong to a batch");
    }

    @AllSchedules(delays = 1) // the outcome of the first batch is all that is disputed
    @Stage("4 · cancellable")
    @Needs("cancel")
    @Points(2)
    @DisplayName("cancel twice, at the same time, or too late: each picture has one outcome, once")
    @Hint({
        "Two threads cancel, the download ends, the limit is over, all in the same moment. Who"
                + " decides?",
        "The first. Everything that happens once for each picture hangs on having been the first.",
        "if (outcome.compareAndSet(null, result)) { … } and only in there the room is given back."
    })
    void onlyTheFirstCounts() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, 1));
        servers.add("sea", "dawn", 100);
        servers.add("alps", "noon", 100);
        servers.add("city", "dusk", 50);

        var batch = start(manager, AN_HOUR, "dawn");
        var canceller = after(100, batch::cancel); // in the very moment of its end
        var seen = batch.outcomes();
        batch.cancel();
        canceller.join();
        Expect.equal(
                seen,
                batch.outcomes(),
                "a later outcome took the place of the first, which somebody had seen already");
        start(manager, AN_HOUR, "noon");
        start(manager, AN_HOUR, "dusk").outcomes();
        long third = servers.openedAt("dusk");
        Expect.that(
                third == 200,
                "room for one picture at a time: the third begins after 200 ms",
                "after " + third + " ms",
                third < 200
                        ? "there is more room than accepted: that of one picture was given back"
                                + " more than once, or is never taken"
                        : "start waited for something else than room for one more picture");
        finish(manager);
    }

    @AllSchedules(delays = 1) // it is about values and times
    @Stage("5 · as they come")
    @Needs("together")
    @Points(2)
    @DisplayName("next has each outcome when it is known, whatever it is, and then the end")
    @Hint({
        "Lesson 7: an iterator that waits is a queue between those who know and the one who asks.",
        "Whoever settles a picture puts its arrival into the queue of the batch, once.",
        "arrivals.take(), as often as there are pictures. After that Optional.empty(), and no"
                + " waiting."
    })
    void asTheyCome() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, MANY));
        var cut = new IOException("line cut");
        servers.add("sea", "dawn", 100);
        servers.add("alps", "noon", 50).readFails = cut;
        servers.add("city", "dusk", NEVER);
        var batch = start(manager, 200, "dawn", "noon", "dusk");

        expectNext(batch, 50, "noon", new Failed(cut));
        expectNext(batch, 100, "dawn", new Done("dawn"));
        expectNext(batch, 200, "dusk", new TimedOut());
        expectEnd(batch);
        expectEnd(batch);
        Expect.equal(
                List.of(new Done("dawn"), new Failed(cut), new TimedOut()),
                batch.outcomes(),
                "outcomes says something else than next did: each picture has one outcome, and"
                        + " neither of the two takes it away from the other");
        finish(manager);
    }

    @AllSchedules(delays = 1) // it is about what each download does for itself
    @Stage("6 · nothing is left")
    @Points(3)
    @DisplayName("each response is closed once, by its own thread, and no failure hides another")
    @Hint({
        "Lesson 6: who opens, closes. What if nobody wants the response when it is there at last?",
        "open, read and close belong into one task, and close on every way out.",
        "try (var response = servers.open(picture)) { return response.read(); } inside of the"
                + " permits."
    })
    void closedOnce() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, 1, MANY));
        var cut = new IOException("line cut");
        var lost = new IOException("connection lost");
        var late = servers.add("sea", "dawn", 50);
        late.deafFor = 300; // open does not hear the interrupt
        var both = servers.add("alps", "noon", 50);
        both.readFails = cut;
        both.closeFails = lost;
        both.closing = 20;
        var atTheEnd = servers.add("alps", "snow", 50);
        atTheEnd.closeFails = new IOException("disk full");
        servers.add("city", "dusk", NEVER);

        var outcomes = start(manager, 200, "dawn", "noon", "snow", "dusk").outcomes();
        long after = servers.now();
        Thread.sleep(NEVER);
        finish(manager);

        expectEndedAt(200, after, "the limit of the batch");
        expectClosedOnce("dawn", "its response came after the limit, when nobody wanted it");
        expectClosedOnce("noon", "reading it failed");
        expectClosedOnce("snow", "it was read to the end");
        expectClosedOnce("dusk", "the limit was over while it was read");
        servers.expectAtMost(1, "alps", "there is no limit for each server");
        Expect.equal(new TimedOut(), outcomes.get(0), "the limit was over while dawn was opened");
        expectCause(outcomes.get(1), cut);
        Expect.that(
                List.of(cut.getSuppressed()).equals(List.of(lost)),
                "the failure of close is suppressed in that of read",
                "suppressed: " + Arrays.toString(cut.getSuppressed()),
                "one of two failures is lost: close threw as well, and nobody will ever know");
        expectCause(outcomes.get(2), atTheEnd.closeFails);
    }

    @AllSchedules(delays = 1) // it is about times
    @Stage("6 · nothing is left")
    @Points(2)
    @DisplayName("close waits for what was accepted, down to the last goodbye, and then refuses")
    @Hint({
        "Lesson 3: what does an executor's close wait for?",
        "For every task, and for a timer that nobody has stopped, too.",
        "close() { tasks.close(); } if everything runs in tasks, and if the task that watches the"
                + " limit ends as soon as all outcomes are there."
    })
    void closing() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, MANY));
        servers.add("alps", "noon", NEVER).goodbye = 200;
        servers.add("sea", "dawn", 50);
        var slow = start(manager, 100, "noon");
        var quick = start(manager, AN_HOUR, "dawn");

        manager.close();

        long after = servers.now();
        Expect.equal(
                List.of(List.of(new TimedOut()), List.of(new Done("dawn"))),
                List.of(slow.outcomes(), quick.outcomes()),
                "close changes nothing for what was accepted: it goes on to its own end, done, or"
                        + " timed out at its limit");
        Expect.that(
                after == 300,
                "close returns after 300 ms: a limit of 100 ms and a goodbye of 200 ms",
                "after " + after + " ms",
                after < 300
                        ? "close did not wait until the last download had ended"
                        : after < AN_HOUR
                                ? "the slow download was not interrupted at its limit, and close"
                                        + " waited for its own end"
                                : "close waits for something else: a timer of a batch that is over"
                                        + " still runs");
        var refused = refusal(() -> start(manager, AN_HOUR, "dawn"));
        Expect.that(
                refused.isPresent(),
                "start throws a RejectedExecutionException after close",
                "it accepted the batch",
                "a closed manager has nobody left who would download it");
        manager.close(); // again
    }

    @AllSchedules(delays = 2) // close comes between two steps of start
    @Stage("6 · nothing is left")
    @Points(2)
    @DisplayName("a batch that comes while the manager closes is accepted as a whole or not at all")
    @Hint({
        "start begins the first picture. Then close runs. Then start wants to begin the second.",
        "An executor that is shut down refuses: submit throws. What has become of the pictures"
                + " before?",
        "catch (RejectedExecutionException closed) { batch.cancel(); throw closed; }"
    })
    void wholeOrNotAtAll() throws Exception {
        var manager = new DownloadManager(servers, new Limits(MANY, MANY, MANY));
        servers.add("alps", "noon", 50);
        servers.add("sea", "dawn", 50);
        servers.add("moor", "fog", 5);
        start(manager, AN_HOUR, "fog").outcomes(); // from now on two threads use the executor
        var outcomes = new AtomicReference<List<Outcome>>(List.of());
        var refused = new AtomicReference<Optional<RejectedExecutionException>>();
        Step handIn = () -> outcomes.set(start(manager, AN_HOUR, "noon", "dawn").outcomes());
        var editor = after(10, () -> refused.set(refusal(handIn)));

        Thread.sleep(10);
        manager.close(); // in the very moment
        editor.join();

        boolean whole =
                Set.copyOf(outcomes.get()).equals(Set.of(new Done("noon"), new Done("dawn")));
        Expect.that(
                whole || refused.get().isPresent(),
                "the batch is refused, or both pictures are done",
                outcomes.get(),
                "a batch was accepted while the manager closed, and then ended by it");
        Expect.that(
                whole || servers.read.equals(List.of("fog")),
                "no picture of a refused batch is downloaded",
                servers.read + " downloaded",
                "the first picture had begun when the second was refused, and nobody ended it: the"
                        + " editor believes that nothing happens");
    }

    private Batch start(DownloadManager manager, int limitMillis, String... names)
            throws InterruptedException {
        var pictures = Arrays.stream(names).map(name -> servers.get(name).picture).toList();
        return manager.start(pictures, Duration.ofMillis(limitMillis));
    }

    /// Closes a manager that can be closed, since some designs keep threads until then, and lets
    /// everything come to its end, since others leave before that.
    private static void finish(DownloadManager manager) throws InterruptedException {
        try {
            manager.close();
        } catch (UnsupportedOperationException notYet) {
            // close belongs to the last stage
        }
        Thread.sleep(2 * NEVER);
    }

    /// Waits for two hours of virtual time, which no right answer needs.
    private List<Outcome> askedByAnEditor(Batch batch, String trouble) throws InterruptedException {
        var outcomes = new AtomicReference<List<Outcome>>();
        var editor = after(0, () -> outcomes.set(batch.outcomes()));
        boolean ended = editor.join(Duration.ofHours(2));
        Expect.that(
                ended,
                "outcomes returns",
                "it still waits after two hours",
                trouble
                        + " a task ended in another way than its author expected, and what was to"
                        + " be done at its end was left out");
        return outcomes.get();
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static Thread after(int millis, Step step) {
        return Thread.ofVirtual()
                .name("editor")
                .start(() -> {
                    try {
                        Thread.sleep(millis);
                        step.run();
                    } catch (InterruptedException nobodyDoesThat) {
                        throw new IllegalStateException(nobodyDoesThat);
                    }
                });
    }

    private static Optional<RejectedExecutionException> refusal(Step step)
            throws InterruptedException {
        try {
            step.run();
            return Optional.empty();
        } catch (RejectedExecutionException refused) {
            return Optional.of(refused);
        }
    }

    private static void expectCause(Outcome outcome, Throwable thrown) {
        Expect.that(
                outcome instanceof Failed(Throwable cause) && cause == thrown,
                "Failed with the cause " + thrown,
                outcome,
                switch (outcome) {
                    case Failed failed ->
                            "the failure is another than what was thrown: it was wrapped on its"
                                    + " way, or one hides the other";
                    case Done done -> "what was thrown was dropped, and the picture counts as done";
                    case TimedOut late ->
                            "the failure was known before the limit: the task ended in another way"
                                    + " than its author expected and nobody told it, or a later"
                                    + " outcome took its place";
                    case Cancelled cancelled -> "a failure is not a cancellation: nobody cancelled";
                    case null -> "the picture has no outcome at all";
                });
    }

    private static void expectTook(long millis, long observed) {
        Expect.that(
                observed == millis,
                "all outcomes after " + millis + " ms",
                "after " + observed + " ms",
                observed < millis
                        ? "outcomes returned before the last picture was there"
                        : "something is waited for that no picture needs");
    }

    private void expectStarted(long millis, String expected) {
        long now = servers.now();
        Expect.that(
                now == millis,
                expected,
                "start returned after " + now + " ms",
                now < millis
                        ? "start accepts more than there is room for: nothing makes the editors"
                                + " wait, and pictures pile up"
                        : "room is not given back when a picture gets its outcome: think of the"
                                + " picture that failed");
    }

    private static void expectEndedAt(long millis, long after, String what) {
        Expect.that(
                after == millis,
                "outcomes returns after %d ms, at %s".formatted(millis, what),
                "after " + after + " ms",
                after < millis
                        ? "outcomes returned before all pictures had their outcome"
                        : after >= AN_HOUR
                                ? "a picture that never began was given no outcome"
                                : after >= NEVER
                                        ? "the download ran to its own end: nobody told it to stop,"
                                                + " and outcomes waited for it"
                                        : "the waits add up, each began anew, or the end of a"
                                                + " task is waited for");
    }

    private void expectOneOpened(String one, String two, String when) {
        int opened = servers.get(one).opened.get() + servers.get(two).opened.get();
        Expect.that(
                opened <= 1,
                "one of two pictures of the same server is never begun",
                "both were opened, one of them after " + when,
                "the place of the one that was interrupted went to the other, which was over"
                        + " already, or would be a moment later");
    }

    private void expectInterrupted(long millis, String... candidates) {
        for (String name : candidates) {
            var fake = servers.get(name);
            Expect.that(
                    fake.opened.get() == 0 || fake.interruptedAt.get() == millis,
                    name + " is interrupted after " + millis + " ms",
                    fake.interruptedAt.get() < 0
                            ? "it was never interrupted"
                            : "after " + fake.interruptedAt + " ms",
                    "a wait has ended and the call has not: it goes on to its own end, for"
                            + " nobody");
        }
    }

    private void expectNext(Batch batch, long millis, String name, Outcome outcome)
            throws InterruptedException {
        var next = batch.next();
        long now = servers.now();
        String expected = "%s after %d ms: %s".formatted(name, millis, outcome);
        Expect.that(
                next.equals(Optional.of(new Arrival(servers.get(name).picture, outcome))),
                expected,
                next.map(arrival -> arrival.picture().name() + ": " + arrival.outcome())
                        .orElse("the end"),
                next.isEmpty()
                        ? "next says that all have come, and this one has not"
                        : next.get().picture().name().equals(name)
                                ? whyNot(outcome, next.get().outcome())
                                : "the arrivals come in another order than their outcomes were"
                                        + " known, or one is left out");
        Expect.that(
                now == millis,
                expected,
                "after " + now + " ms",
                now > millis
                        ? "next waits for more than one outcome: what is there already is held"
                                + " back"
                        : "an arrival came before its outcome was known");
    }

    private static String whyNot(Outcome expected, Outcome observed) {
        return switch (expected) {
            case TimedOut late when observed instanceof Done ->
                    "the limit was over, and the download went on to its own end";
            case TimedOut late -> DECIDES;
            default -> "what next tells is not what the download has come to: see stage 1";
        };
    }

    private void expectEnd(Batch batch) throws InterruptedException {
        var end = new AtomicReference<Optional<Arrival>>();
        var reader = after(0, () -> end.set(batch.next()));
        Expect.that(
                reader.join(Duration.ofHours(2)),
                "next is empty when all have come, as often as it is asked",
                "it still waits after two hours",
                "an empty queue waits for more: somebody has to know that nothing will come");
        Expect.equal(
                Optional.empty(), end.get(), "a picture arrives again, although it had its turn");
    }

    private void expectClosedOnce(String name, String situation) {
        var fake = servers.get(name);
        int closed = fake.closed.get();
        Expect.that(
                fake.opened.get() == 1,
                name + " is opened once",
                "opened %d times".formatted(fake.opened.get()),
                "the pictures of a batch do not begin together, or one of them begins twice");
        Expect.that(
                closed == 1,
                "the response of %s is closed once: %s".formatted(name, situation),
                closed == 0 ? "it was never closed" : "closed " + closed + " times",
                closed == 0
                        ? "there is a way out of the download that does not pass close, and the"
                                + " connection leaks"
                        : "two of those who could close it both did");
        Expect.that(
                fake.closer.get() == fake.opener.get(),
                "the thread that opened the response of %s closes it".formatted(name),
                "another thread did",
                "a response is used by one thread: closing it from outside pulls it away from"
                        + " under the reader");
    }

    /// Plays the picture servers, and notices how many downloads are open.
    private static final class FakeServers implements Servers {

        final List<String> read = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, Fake> fakes = new HashMap<>();
        private final Map<String, Gauge> hosts = new HashMap<>();
        private final Gauge all = new Gauge();
        private final long start = System.nanoTime();

        /// @param millis how long the answer takes to read
        Fake add(String host, String name, int millis) {
            var fake =
                    new Fake(
                            this,
                            new Picture(host, name),
                            millis,
                            hosts.computeIfAbsent(host, any -> new Gauge()));
            fakes.put(name, fake);
            return fake;
        }

        Fake get(String name) {
            return fakes.get(name);
        }

        long openedAt(String name) {
            return get(name).openedAt.get();
        }

        void expectAtMost(int limit, String why) {
            all.expectAtMost(limit, "", why);
        }

        void expectAtMost(int limit, String host, String why) {
            hosts.get(host).expectAtMost(limit, " on " + host, why);
        }

        long now() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }

        @Override
        public Response open(Picture picture) throws IOException, InterruptedException {
            return get(picture.name()).open();
        }
    }

    /// Counts the downloads that are open, and those of them that have been read.
    private static final class Gauge {

        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger peak = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();
        private final AtomicInteger peakUnread = new AtomicInteger();

        void enter() {
            int now = open.incrementAndGet();
            peak.accumulateAndGet(now, Math::max);
            peakUnread.accumulateAndGet(now - read.get(), Math::max);
        }

        void leave(boolean wasRead) {
            open.decrementAndGet();
            if (wasRead) {
                read.decrementAndGet();
            }
        }

        void expectAtMost(int limit, String where, String why) {
            Expect.that(
                    peak.get() <= limit,
                    "at most %d open at the same time%s".formatted(limit, where),
                    peak + " open",
                    peakUnread.get() <= limit
                            ? "a response is open until close has returned, and its place was given"
                                    + " back before"
                            : why);
        }
    }

    /// One picture on its server, and what happens to it. Set up before it is asked for.
    private static final class Fake implements Response {

        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicLong openedAt = new AtomicLong(-1);
        final AtomicLong interruptedAt = new AtomicLong(-1);
        final AtomicReference<Thread> opener = new AtomicReference<>();
        final AtomicReference<Thread> closer = new AtomicReference<>();
        final AtomicBoolean wasRead = new AtomicBoolean();
        final Picture picture;
        IOException openFails;
        Throwable readFails;
        IOException closeFails;
        int goodbye;
        int deafFor;
        int closing;
        private final FakeServers servers;
        private final int millis;
        private final Gauge host;

        Fake(FakeServers servers, Picture picture, int millis, Gauge host) {
            this.servers = servers;
            this.picture = picture;
            this.millis = millis;
            this.host = host;
        }

        Response open() throws IOException {
            opened.incrementAndGet();
            openedAt.set(servers.now());
            opener.set(Thread.currentThread());
            servers.all.enter();
            host.enter();
            sleepThroughInterrupts(deafFor);
            if (openFails != null) {
                leave(false);
                throw openFails;
            }
            return this;
        }

        @Override
        public String read() throws IOException, InterruptedException {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException calledOff) {
                interruptedAt.set(servers.now());
                sleepThroughInterrupts(goodbye);
                throw calledOff;
            } finally {
                host.read.incrementAndGet();
                servers.all.read.incrementAndGet();
                wasRead.set(true);
            }
            switch (readFails) {
                case null -> servers.read.add(picture.name());
                case IOException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(readFails);
            }
            return picture.name();
        }

        @Override
        public void close() throws IOException {
            sleepThroughInterrupts(closing);
            closed.incrementAndGet();
            closer.set(Thread.currentThread());
            leave(wasRead.get());
            if (closeFails != null) {
                throw closeFails;
            }
        }

        private void leave(boolean wasRead) {
            host.leave(wasRead);
            servers.all.leave(wasRead);
        }

        /// An interrupt is remembered, and does not end the sleep.
        private void sleepThroughInterrupts(int millis) {
            long end = servers.now() + millis;
            boolean interrupted = Thread.interrupted();
            while (servers.now() < end) {
                try {
                    Thread.sleep(end - servers.now());
                } catch (InterruptedException notNow) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
