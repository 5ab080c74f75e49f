///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # Capstone · A download manager: bounded, in time, cancellable
//
// A news site shows the pictures of the day. They lie on several picture servers,
// and each editor hands in a batch of them: this morning's front page, a series
// about the coast. One manager in the middle downloads for all editors. It is
// fast, and polite to the servers. It is never late, it can be stopped, and it
// leaves nothing open.
//
// You know every part of it. Lessons 2 to 9 each had one pattern. Here they meet
// in one class, and the work is in the seams: what happens to a permit when the
// time is over, who closes a response that nobody wants any more, which of two
// outcomes counts. Take 75 minutes, in six stages. Each stage is worth points of its
// own.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %% [markdown]
// ## The world
//
// A picture is known by its server and its name. A server answers with a
// `Response`, which holds a connection until it is closed. What becomes of a
// picture is one of four things.

// %%
record Picture(String host, String name) {}

interface Response extends AutoCloseable {
    String read() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}

interface Servers {
    Response open(Picture picture) throws IOException, InterruptedException;
}

sealed interface Outcome {
    record Done(String content) implements Outcome {}

    record Failed(Throwable cause) implements Outcome {}

    record TimedOut() implements Outcome {}

    record Cancelled() implements Outcome {}
}

// %% [markdown]
// The servers of this page are in this program. They take their time, and keep a
// log. The line to the picture `noon` is bad.

// %%
final class PictureServers implements Servers {
    private final Map<String, Integer> millis;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final Set<String> sent = new ConcurrentSkipListSet<>();

    PictureServers(Map<String, Integer> millis) {
        this.millis = millis;
    }

    @Override
    public Response open(Picture picture) {
        peak.accumulateAndGet(open.incrementAndGet(), Math::max);
        return new Response() {
            @Override
            public String read() throws IOException, InterruptedException {
                return send(picture.name());
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private String send(String name) throws IOException, InterruptedException {
        Thread.sleep(Duration.ofMillis(millis.get(name)));
        if (name.equals("noon")) {
            throw new IOException("line cut");
        }
        sent.add(name);
        return "a picture of " + name;
    }

    String log() {
        return "sent " + sent + ", at most " + peak + " open at once, " + open + " never closed";
    }
}

// %%
List<Picture> frontPage() {
    return List.of(
            new Picture("sea", "dawn"),
            new Picture("alps", "noon"),
            new Picture("city", "dusk"),
            new Picture("alps", "snow"));
}

PictureServers today() {
    return new PictureServers(Map.of("dawn", 40, "noon", 60, "dusk", 300, "snow", 60));
}

long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## The first version
//
// It fits on half a screen, and somebody wrote it in a hurry.
//
// **Predict:** there are at least four things wrong with it. Which? And what does the
// log say at the end?
//
// <details><summary>Answer</summary>
//
// - The pictures come one after the other, so their times add up: about 460 ms.
// - A server that never answers stops everything after it. There is no limit.
// - When reading fails, `close` is passed over. The response of `noon` stays open.
// - `catch (Exception)` takes an interrupt for a failure of one picture, and goes
//   on with the next. Nobody can stop it.
//
// Its one virtue would be that it is polite, one response at a time. The log says
// two: the response of `noon` is open beside those after it.
//
// </details>

// %%
List<Outcome> firstVersion(Servers servers, List<Picture> pictures) {
    var outcomes = new ArrayList<Outcome>();
    for (var picture : pictures) {
        try {
            var response = servers.open(picture);
            outcomes.add(new Outcome.Done(response.read()));
            response.close();
        } catch (Exception failure) {
            outcomes.add(new Outcome.Failed(failure));
        }
    }
    return outcomes;
}

String tell(Outcome outcome) {
    return switch (outcome) {
        case Outcome.Done(String content) -> content;
        case Outcome.Failed(Throwable cause) -> "failed: " + cause.getMessage();
        case Outcome.TimedOut() -> "too late";
        case Outcome.Cancelled() -> "cancelled";
    };
}

// %%
void oneAfterTheOther() {
    var servers = today();
    long start = System.nanoTime();
    for (var outcome : firstVersion(servers, frontPage())) {
        IO.println(tell(outcome));
    }
    IO.println("  after " + millisSince(start) + " ms; " + servers.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("the first version", () -> oneAfterTheOther());

// %% [markdown]
// The timeline has one lane, and it sleeps: each wait begins when the one before it
// has ended. The longest of the four, 300 ms, is all that the page should take.
//
// Now the editor changes their mind after 220 ms, and the task is cancelled.

// %%
void cancelTheFirstVersion() throws InterruptedException {
    var servers = today();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var task = executor.submit(() -> firstVersion(servers, frontPage()));
        Thread.sleep(Duration.ofMillis(220)); // the editor has another idea
        task.cancel(true);
    }
    IO.println("cancelled: " + servers.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("cancel the first version", () -> cancelTheFirstVersion());

// %% [markdown]
// The flash on the timeline hits the wait for `dusk`, and the lane goes on: `snow` is
// downloaded after that, for nobody. Two responses are open now.
//
// ## All at once is no answer
//
// A virtual thread for each picture makes it fast. A series about the coast has more
// pictures than the front page, and all of them lie on the server `sea`.

// %%
void allAtOnce() throws InterruptedException {
    var names = List.of("cliff", "dune", "gull", "pier", "reef", "sand");
    var servers =
            new PictureServers(names.stream().collect(Collectors.toMap(name -> name, name -> 150)));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var name : names) {
            executor.submit(() -> firstVersion(servers, List.of(new Picture("sea", name))));
        }
    }
    IO.println("all at once: " + servers.log());
}

// %% tags=["active-ipynb"]
// Timeline.record("all at once", () -> allAtOnce());

// %% [markdown]
// Six lanes, six connections to one server. With six hundred pictures it would be six
// hundred, and the owner of the server would ask who you are.
//
// ## What you build
//
// ```
// editors                          the manager                          servers
//
// start(pictures, limit) ──► room? ──► place on the server? ──► place? ──► open
//                          accepted          perHost            atOnce     read
//      batch.outcomes()  ◄──┐                                              close
//      batch.next()      ◄──┴── the first outcome of each picture ◄────────┘
//      batch.cancel()    ───►   Cancelled, and an interrupt
//      (the limit is over) ─►   TimedOut, and an interrupt
// ```
//
// In code, an editor's morning looks like this:
//
// ```java
// try (var manager = new DownloadManager(servers, new Limits(8, 2, 100))) {
//     var batch = manager.start(frontPage, Duration.ofSeconds(2));
//     for (var next = batch.next(); next.isPresent(); next = batch.next()) {
//         show(next.get());
//     }
// }
// ```
//
// A picture waits, or runs, or has its outcome. Three may want to tell that
// outcome: the download itself, the limit, and whoever cancels. They come from
// three threads, perhaps in the same moment. **The first one counts, and everything
// that happens once for each picture hangs on having been the first.** If you find the
// place in your program where that is decided, most of the rest falls into place.
//
// ## A plan
//
// | stage | you add | patterns | points |
// |---|---|---|---|
// | 1 · several at once | a task for each picture, outcomes in order | [2], [3], [4] | 4 |
// | 2 · bounded | places, places on a server, room for what is accepted | [8], [9] | 6 |
// | 3 · in time | one limit for the batch, and what is there by then | [5] | 6 |
// | 4 · cancellable | the same, earlier, by somebody else | [3], [5] | 5 |
// | 5 · as they come | outcomes in the order in which they are known | [7] | 2 |
// | 6 · nothing is left | close once, whatever happens; close everything | [6] | 7 |
//
// [2]: ../notebooks/p02_concurrent_execution.ipynb
// [3]: ../notebooks/p03_tasks.ipynb
// [4]: ../notebooks/p04_error_handling.ipynb
// [5]: ../notebooks/p05_timeouts.ipynb
// [6]: ../notebooks/p06_async_resources.ipynb
// [7]: ../notebooks/p07_async_iterators.ipynb
// [8]: ../notebooks/p08_producer_consumer.ipynb
// [9]: ../notebooks/p09_semaphores.ipynb
//
// Go in this order, and check after each stage. A later stage may make you change
// what an earlier one has built. That is part of the exercise, and the checks of
// the earlier stages tell you if you broke something.
//
// Two questions before you begin. Answer them on paper.
//
// **Predict:** a download needs a place on its server and a place in the manager. It
// takes the place in the manager first. Two places, one place on each server, and
// the pictures are two from `alps` and one from `sea`. Who waits for whom?
//
// <details><summary>Answer</summary>
//
// The first picture from `alps` downloads. The second holds the other place in the
// manager while it waits for `alps`. So `sea` waits too, though nobody uses it.
// The scarcer permit comes first, and whoever waits for it holds nothing.
//
// </details>

// %% [markdown]
// **Predict:** the limit is over. One picture is being read, the next waits for its
// place. You interrupt the first task, then the second. What may happen in between?
//
// <details><summary>Answer</summary>
//
// The first task ends and gives its place back. The second takes it and opens a
// response, a moment before its own interrupt: a download begins after the end. So
// tell all the outcomes first, then interrupt, and let a task whose turn has come look
// whether there is still something to do.
//
// </details>
//
// ## How it is graded
//
// There are 14 checks in six stages, 30 points in all. A check gives its points or it
// does not. Each runs your program under many schedules, on virtual time: two threads
// that may meet do meet, and *after 200 ms* means exactly that. A failed check shows
// what was expected, what was observed, why, and the schedule.
//
// `./workbook hint p10c` gives a hint for the first check that fails, and a stronger
// one when you ask again. There is no shame in the first hint of each check: it
// names the lesson.
//
// <details><summary>Teacher's notes: 120 minutes with the discussion</summary>
//
// - 15 min: the first version. Have them list what is wrong before they run it; write
//   the list on the board. At the end of the session, tick it off.
// - 10 min: the drawing, and the two questions. Play the second one with three people
//   and one chair.
// - 75 min: the exercise, best in pairs. Most need 10 minutes for stage 1, 15 for stage
//   2, 20 for stage 3, 5 for stage 4 if stage 3 was done well, 5 for stage 5, 20 for
//   stage 6. Stop after stage 4 if time is short: that is 21 points, and a program
//   that one could use.
// - 20 min: compare two answers from the room, then the note after the check cell.
//
// What to look for in answers:
//
// - *Where is the outcome decided?* One `compareAndSet`, one lock, one `complete`: good.
//   Three places with an `if`: ask what happens when two come at once.
// - *Stage 4 as a copy of stage 3.* Ask for the difference between a limit and a
//   cancellation. It is one word, the outcome.
// - *Who releases what?* Each permit should have its `finally` in sight. A `release` in
//   `cancel` is nearly always wrong: the download is still connected.
// - *Who owns the threads?* If the answer is "nobody", have them find who waits in
//   `close`.
// - *The limit counts from the moment of acceptance.* Ask who would like it to count from
//   the call of `start`, and what `start` should do then when there is no room.
//
// Grading on paper: 24 points are a pass with distinction, 15 a pass. The missing
// points of stage 2 and of stage 6 say more than those of stage 5.
//
// </details>

// %% [markdown]
// ## Your turn
//
// Open the file from here, edit it, save it, then run the cell below. Or check in a
// terminal: `./workbook check p10c`, or `./workbook watch p10c` to check at each save. In
// a notebook on the JJava kernel a cell that begins with `%%exercise p10c/DownloadManager`
// saves itself as that file; the original IJava kernel lacks that magic.
//
// - [DownloadManager.java](../exercises/p10c_download_manager/DownloadManager.java),
//   75 minutes: the whole text of the task is above the class.

// %% tags=["active-ipynb"]
// check("p10c/DownloadManager");

// %% [markdown]
// <details><summary>After solving</summary>
//
// Three designs, and what each gives you for nothing:
//
// | | tasks and semaphores | a scope for each batch (preview) | queues and workers |
// |---|---|---|---|
// | bounded | two semaphores in the task | the same | the number of workers |
// | on a server | a semaphore for each | the same | a queue for each, or a search |
// | room | a semaphore in `start` | the same | the capacity of the queue |
// | the limit | a task that watches | `withTimeout`, but see below | a task that watches |
// | `cancel` | interrupt the tasks | interrupt the owner | search queue and workers |
// | `close` | the executor's | wait for all owners | end markers, or interrupts |
//
// - *A task for each picture* is the solution of this book. Waiting is cheap, so a
//   picture that waits is a thread that waits, with its place in the program
//   telling what it waits for. The limits are permits beside it.
// - *A scope* owns its tasks: its `close` waits until the last of them has said
//   goodbye. That is the promise of stage 6 and the opposite of stage 3. So a batch
//   needs a thread that owns the scope, and the outcomes must be told before `close`.
//   Two traps lie there. The scope interrupts its tasks before `join` throws, so a
//   task that tells `Cancelled` by itself comes first. And the `catch` of a
//   try-with-resources runs after `close`: it wants a `try` of its own inside.
// - *Queues and workers* is what one wrote when threads were dear. The bound is
//   there before anything else is. But a limit for each server on top needs a queue for
//   each, and a worker that looks at all of them; and to cancel a batch you search the
//   queues for it. It is still right where the worker is the scarce thing: a
//   camera, a license, a core.
//
// Whichever you took: compare where the outcome is decided, and where the places are
// given back. In the solution it is `settle` and `fetchInTurn`. `settle` runs when the
// outcome is known, `fetchInTurn` gives the places back when the download has ended,
// and between the two may lie a long goodbye.
//
// Two things that the solution does not do. The thread that watches a limit costs a
// thread for each batch; a `CompletableFuture` with `completeOnTimeout` for each batch
// does without. Mind its order: of two stages on one future, the JDK runs the one that
// was added last first. With "tell the outcome" and "interrupt" as two stages, the
// interrupt comes first, and the checks find it. And the map of servers only grows: with
// a million servers it would need an end, too.
//
// All three were written down, and the one with `CompletableFuture`. All four pass the
// checks.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    oneAfterTheOther();
    cancelTheFirstVersion();
    allAtOnce();
}
