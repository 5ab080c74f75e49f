///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// %% [markdown]
// # 0 · Quick start: hello, wait, world
//
// A program says hello, waits for something outside, and goes on. While it
// waits, it could do something else. This book is about that wait: who waits,
// on which thread, and what goes on meanwhile.
//
// In this lesson you run a first concurrent program, in four ways. You learn to
// read its timeline, and you get a map from Python's asyncio to Java. The other
// lessons walk through the map, row by row.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %% [markdown]
// ## One thread: nothing happens meanwhile
//
// `slowly` stands for any call that takes its time: a request, a query, a file.
// It **blocks**: it comes back when its word is there, and not before.

// %%
/// Says its word after a tenth of a second, as if it came from far away.
String slowly(String word) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(100));
    return word;
}

String since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms";
}

void nothingMeanwhile() throws InterruptedException {
    IO.println("Hello");
    String word = slowly("World");
    IO.println(word);
    IO.println("only now can the caller do something else");
}

// %% tags=["active-ipynb"]
// nothingMeanwhile();

// %% [markdown]
// ## Two threads: start, go on, join
//
// A **virtual thread** waits in the caller's place. `start()` lets it begin and
// returns at once. `join()` waits until it has ended. The `FutureTask` keeps what
// the thread finds, since a thread has no result of its own.
//
// *asyncio calls this* `task = asyncio.create_task(…)` and `await task`. There,
// the new task gets its first turn when the caller awaits something. Here, it
// may begin at once, beside the caller.
//
// **Predict:** three lines are printed. In which order, and why always so?
//
// <details><summary>Answer</summary>
//
// Hello, *the caller goes on*, World. The greeter prints nothing: it only fills
// its task. The caller prints all three lines, and the third after `join()`.
// Had the greeter printed its own word, the order would be a matter of luck.
//
// </details>

// %%
void helloWorld() throws InterruptedException {
    var task = new FutureTask<>(() -> slowly("World"));
    IO.println("Hello");
    Thread greeter = Thread.ofVirtual().name("greeter").start(task);
    IO.println("the caller goes on, the greeter waits");
    greeter.join();
    IO.println(task.resultNow()); // does not wait: join() has done that
}

// %% tags=["active-ipynb"]
// Timeline.record("hello, wait, world", () -> helloWorld());

// %% [markdown]
// ## How to read a timeline
//
// The picture shows what really happened, from left to right.
//
// - Each thread has a **lane**. A lane stands below the one that started it, and
//   begins where it was started.
// - A **bar** says what the thread did: running, ready to run, sleeping, waiting
//   for other tasks, for a lock, on a queue. The legend names those that occur.
// - At the right stands how long the thread lived, or how it ended if it did not
//   end well: failed, cancelled or unfinished.
//
// Above, the first lane, *main*, is the code of the cell. It waits for the
// greeter, and below it the greeter sleeps at the same time. The first picture of a session
// may show more running than later ones: the JVM still loads classes.
// The next two cells say three words each. Compare their shapes.

// %%
List<String> greetings() {
    return List.of("Hello", "Bonjour", "Guten Tag");
}

void oneAfterTheOther() throws InterruptedException {
    long start = System.nanoTime();
    var words = new ArrayList<String>();
    for (String greeting : greetings()) {
        words.add(slowly(greeting));
    }
    IO.println(words + " one after the other: " + since(start));
}

// %% tags=["active-ipynb"]
// Timeline.record("one after the other", () -> oneAfterTheOther());

// %%
void together() throws Exception {
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var futures = new ArrayList<Future<String>>();
        for (String greeting : greetings()) {
            futures.add(executor.submit(() -> slowly(greeting)));
        }
        var words = new ArrayList<String>();
        for (Future<String> future : futures) {
            words.add(future.get());
        }
        IO.println(words + " together: " + since(start));
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("together", () -> together());

// %% [markdown]
// *One after the other* is one lane with three sleeps, end to end. *Together* is
// three lanes that sleep at the same time, and one that waits for them. No wait
// became shorter: the same three lie under each other now.
//
// ## Four ways to run a lesson
//
// A lesson is one file. You can read it here, or run it as you like:
//
// | as | type | good for |
// |---|---|---|
// | a notebook | `./workbook lab` | reading, and the timelines |
// | a program | `java scripts/p00_quick_start.java`, or `./workbook run p00` | all of it |
// | a JBang script | `jbang scripts/p00_quick_start.java` | all, with JDK and libraries |
// | a JShell session | `./workbook jshell p00`, then `main()` or `helloWorld()` | single calls |
//
// ## The map: asyncio → Java
//
// | asyncio | Java 25 | shown by | in lesson |
// |---|---|---|---|
// | event loop | the scheduler of virtual threads and its carriers | `carriers` | 1, 17, 19 |
// | coroutine | a plain method that blocks | `plainMethod` | 1 |
// | `await` | the blocking call itself | `awaits` | 1 |
// | task | a virtual thread, or a task given to an executor | `tasks` | 2, 3 |
// | future | `Future`, `CompletableFuture` | `futures` | 3, 21 |
// | async context manager | try-with-resources | `contextManager` | 6 |
// | async iterator | an `Iterator` or `Stream` that blocks | `iterator` | 7 |
//
// ### Event loop → scheduler and carriers
//
// asyncio runs all its tasks on one thread. The JDK runs virtual threads on a
// few threads of the operating system, the **carriers**: by default as many as
// there are processors (JEP 444). When a virtual thread blocks, it leaves its
// carrier, and the carrier takes another. You do not start this scheduler, and
// there is no `asyncio.run`.
//
// **Predict:** 1,000 virtual threads each wait for a tenth of a second, on a
// machine with two processors. Does it take 50 seconds, 100, or less than one?
//
// <details><summary>Answer</summary>
//
// Less than one: about 190 ms in a run on two busy processors. A waiting virtual
// thread does not hold its carrier, so the 1,000 waits overlap.
//
// </details>

// %%
/// The text of a running virtual thread ends with `@` and the name of its carrier.
String carrierOf(Thread virtual) {
    String text = virtual.toString();
    return text.substring(text.indexOf('@') + 1);
}

void carriers() {
    Set<String> carriers = ConcurrentHashMap.newKeySet();
    long start = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 1_000; i++) {
            executor.submit(() -> {
                slowly("World");
                return carriers.add(carrierOf(Thread.currentThread()));
            });
        }
    } // closing the executor waits for all its tasks
    IO.println("1,000 virtual threads waited: " + since(start));
    int processors = Runtime.getRuntime().availableProcessors();
    IO.println("no more carriers than processors: " + (carriers.size() <= processors));
}

// %% tags=["active-ipynb"]
// carriers();

// %% [markdown]
// ### Coroutine → a plain method
//
// In Python, `slowly("World")` without `await` is an object that does nothing.
// In Java a call runs, always. Whether the caller's thread or another one waits
// is the caller's choice: the method is the same.

// %%
void plainMethod() throws Exception {
    IO.println("called by this thread: " + slowly("World"));

    var task = new FutureTask<>(() -> slowly("World"));
    Thread.ofVirtual().start(task);
    IO.println("called by another:     " + task.get());
}

// %% tags=["active-ipynb"]
// plainMethod();

// %% [markdown]
// ### `await` → the blocking call
//
// The two calls below stand one under the other, and run one after the other.
// No word marks them. Only `InterruptedException` tells that they may wait, and
// that somebody may ask them to stop.

// %%
String twoWords() throws InterruptedException {
    String first = slowly("Hello"); // first = await slowly("Hello")
    String second = slowly("World");
    return first + ", " + second;
}

void awaits() throws InterruptedException {
    long start = System.nanoTime();
    IO.println(twoWords() + ": " + since(start));
}

// %% tags=["active-ipynb"]
// awaits();

// %% [markdown]
// ### Task → a virtual thread, or a task given to an executor
//
// `submit` starts a virtual thread for each task. Both tasks are under way
// before the first `get()`, which is the `await` of a task. The end of the `try`
// block waits for both of them, so none is left behind.

// %%
void tasks() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<String> hello = executor.submit(() -> slowly("Hello"));
        Future<String> twoWords = executor.submit(() -> twoWords());
        IO.println(hello.get());
        IO.println(twoWords.get());
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("two tasks", () -> tasks());

// %% [markdown]
// In this timeline the shorter task ends first, and its lane is half as long.
//
// ### Future → `Future`, `CompletableFuture`
//
// A `Future` is the receipt for a result. A `CompletableFuture` is one that
// *you* can fill, from any thread: `set_result` is `complete`.

// %%
void futures() throws Exception {
    var promise = new CompletableFuture<String>();
    IO.println("before: " + promise.state());
    Thread sender = Thread.ofVirtual().start(() -> promise.complete("World"));
    IO.println(promise.get()); // waits until somebody has filled it
    IO.println("after:  " + promise.state());
    sender.join();
}

// %% tags=["active-ipynb"]
// futures();

// %% [markdown]
// ### Async context manager → try-with-resources
//
// `async with` exists because opening and closing may wait. In Java they wait
// like any other call. `close()` runs on every way out of the block, also when a
// call in it throws. Several resources in one `try` are closed in the reverse
// order: what was opened last may still need what was opened before it.

// %%
record Line(String to) implements AutoCloseable {
    static Line dial(String to) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(50));
        IO.println("dialled " + to);
        return new Line(to);
    }

    String ask(String subject) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(50));
        return "the " + subject + ", says " + to;
    }

    @Override
    public void close() {
        IO.println("hung up on " + to);
    }
}

void contextManager() throws InterruptedException {
    try (var agency = Line.dial("the agency");
            var harbour = Line.dial("the harbour")) {
        IO.println(agency.ask("weather"));
        IO.println(harbour.ask("tide"));
    }
}

// %% tags=["active-ipynb"]
// contextManager();

// %% [markdown]
// ### Async iterator → an iterator that blocks
//
// `async for` waits for each next element. So does a `for` loop, when `next()`
// blocks. Each page is fetched when the loop asks for it, and not before.

// %%
record Pages(int count) implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return IntStream.rangeClosed(1, count).mapToObj(Pages::fetch).iterator();
    }

    private static String fetch(int number) {
        IO.println("fetching page " + number);
        try {
            Thread.sleep(Duration.ofMillis(50));
            return "page " + number;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt(); // next() cannot declare it, so it is kept
            throw new CancellationException("stopped at page " + number);
        }
    }
}

void iterator() {
    for (String page : new Pages(3)) {
        IO.println("read " + page);
    }
}

// %% tags=["active-ipynb"]
// iterator();

// %% [markdown]
// ## The traps
//
// **"Java needs `async` and `await`."** Those words tell Python where a function
// may give up its thread. A virtual thread gives up its carrier inside any
// blocking call, however deep, so there is nothing to mark: `plainMethod` and
// `awaits` use the same `slowly`.
//
// **`run()` instead of `start()`.** It compiles, and it is wrong in two ways.
//
// **Predict:** the cell below calls `run()` of a platform thread (a thread of the
// operating system), then `run()` of a virtual thread, then `start()`. What does
// each print?
//
// <details><summary>Answer</summary>
//
// `run()` of a platform thread is a plain call: the task runs on the caller's
// thread, and the new thread never begins. `run()` of a virtual thread does
// nothing at all: no line. Only `start()` runs the task on another thread.
//
// </details>

// %%
void runIsNotStart() throws InterruptedException {
    Thread caller = Thread.currentThread();
    Runnable task =
            () -> {
                boolean mine = Thread.currentThread() == caller;
                IO.println("  the task runs on " + (mine ? "the caller's thread" : "its own"));
            };
    IO.println("platform thread, run():");
    Thread.ofPlatform().unstarted(task).run();
    IO.println("virtual thread, run():");
    Thread.ofVirtual().unstarted(task).run();
    IO.println("virtual thread, start():");
    Thread.ofVirtual().start(task).join();
}

// %% tags=["active-ipynb"]
// runIsNotStart();

// %% [markdown]
// **`main` ends before its virtual threads.** A virtual thread is always a
// *daemon*: it does not keep the program alive. Take this program:
//
// ```java
// void main() {
//     Thread.ofVirtual().start(() -> {
//         IO.println("Hello");
//         LockSupport.parkNanos(1_000_000_000); // waits for a second
//         IO.println("World");
//     });
// }
// ```
//
// In twenty runs it printed *Hello* seventeen times, nothing three times, and
// *World* never; it always ended without an error. Whoever starts a thread joins
// it, or closes the executor that did. A notebook hides this trap: its JVM lives
// on, and the late line turns up under whichever cell runs by then.

// %%
void alwaysDaemons() {
    Thread thread = Thread.ofVirtual().unstarted(() -> {});
    IO.println("a virtual thread is a daemon: " + thread.isDaemon());
    try {
        thread.setDaemon(false);
    } catch (IllegalArgumentException refused) {
        IO.println("and stays one: " + refused.getMessage());
    }
}

// %% tags=["active-ipynb"]
// alwaysDaemons();

// %% [markdown]
// ## When each
//
// | you have | use |
// |---|---|
// | one call, and nothing to do meanwhile | the plain call; no thread |
// | one thing to run beside the caller | `Thread.ofVirtual().start(…)`, later `join()` |
// | results or failures to bring back | an executor of virtual threads, `submit`, `get()` |
// | a result that a callback brings | `CompletableFuture` |
// | work that computes and never waits | a pool of as many threads as processors (lesson 17) |
//
// <details><summary>For teachers: 40 minutes</summary>
//
// - 5 minutes: `nothingMeanwhile` and `helloWorld`. Let the class write down the
//   order of the lines before they run it.
// - 5 minutes: the two timelines. Ask for the shape first: where is the sum of
//   the waits, where the longest one?
// - 10 minutes: the map. For a class without Python, read only its second column.
//   `carriers` is the surprise; ask what 1,000 platform threads would cost, and
//   leave the answer to lesson 1.
// - 5 minutes: the traps. `run()` is the one that everybody meets.
// - 15 minutes: `HelloLater` together, `TwoQuestions` begun in pairs. Its difficult
//   part is the order in which line and executor are closed.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [start](../bench/RESULTS.md#start).
//
// ## Your turn
//
// Open a file from here, edit it, save it, and run the cell below it; or run
// `./workbook check p00` in a terminal. In the notebook, a cell that begins with
// `%%exercise p00/HelloLater` saves itself as that file; the original IJava
// kernel lacks this.
//
// 1. [HelloLater.java](../exercises/p00_quick_start/HelloLater.java): run a
//    greeting on a virtual thread, wait for it, and return what it says.

// %% tags=["active-ipynb"]
// check("p00/HelloLater");

// %% [markdown]
// 2. [TwoQuestions.java](../exercises/p00_quick_start/TwoQuestions.java): turn a
//    small asyncio program into Java, with two tasks that share one line.

// %% tags=["active-ipynb"]
// check("p00/TwoQuestions");

// %% [markdown]
// <details><summary>After solving</summary>
//
// Three answers are good. An executor of virtual threads in the same `try` as the
// line, after it, is the shortest: it is closed first, waits for both questions,
// and then the line is closed. Two `FutureTask`s on threads of your own need a
// `join()` for each in a `finally`, or the line is closed under a question when
// the other fails. A `StructuredTaskScope` (lesson 23) also calls the other
// question off, since nobody wants its answer any more.
//
// </details>

// %% tags=["active-java"]
void main() throws Exception {
    nothingMeanwhile();
    helloWorld();
    oneAfterTheOther();
    together();
    carriers();
    plainMethod();
    awaits();
    tasks();
    futures();
    contextManager();
    iterator();
    runIsNotStart();
    alwaysDaemons();
}
