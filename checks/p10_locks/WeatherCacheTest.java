package p10_locks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

/// The station answers after an hour. It costs none: an explored check has a clock of its own.
class WeatherCacheTest {

    private static final Duration ANSWER = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMinutes(1);

    /// One entry for each question to the station: whether the asking thread had locked the name.
    private final Queue<Boolean> questions = new ConcurrentLinkedQueue<>();

    @AllSchedules
    @DisplayName("two readers want the same city at the same moment: the station is asked once")
    @Hint({
        "Both look, neither finds a report. What keeps the second from asking too?",
        "Looking, asking and keeping belong under one lock, and both readers must take that one.",
        "An entry for each city, made by entries.computeIfAbsent(city, name -> new Entry()): lock"
                + " the entry, look again, ask only if there is still nothing."
    })
    void askedOnce() throws Exception {
        // This station answers at once, so that readers meet at every line, and not only at its
        // door.
        var cache =
                new WeatherCache(city -> {
                    questions.add(Thread.holdsLock(city));
                    return reportOf(city);
                });
        var one = read("reader A", cache, nameOf("Oslo"));
        var other = read("reader B", cache, nameOf("Oslo"));

        expectReport("Oslo", valueOf(one));
        expectReport("Oslo", valueOf(other));
        expectReport("Oslo", cache.report(nameOf("Oslo")));

        var asked = List.copyOf(questions);
        if (asked.size() != 1) {
            throw new Unmet(
                    "Oslo's station is asked once, for three readers",
                    "it was asked %d times".formatted(asked.size()),
                    whyAskedAgain(asked));
        }
    }

    @AllSchedules
    @DisplayName("readers of different cities do not wait for each other")
    @Hint({
        "Which lock is held while a station is asked, and who else needs that lock?",
        "Let each city have a lock of its own. The map of the cities is locked for a moment only.",
        "In computeIfAbsent, make the city's entry and nothing else. Ask the station afterwards,"
                + " under the entry's lock."
    })
    void citiesDoNotWait() throws Exception {
        var cache = new WeatherCache(this::answer);
        Instant start = Instant.now();
        // These two share a part of a hash table with 16 places.
        var bodo = read("reader of Bodo", cache, "Bodo");
        var alta = read("reader of Alta", cache, "Alta");
        String oslo = cache.report("Oslo");
        expectReport("Bodo", valueOf(bodo));
        expectReport("Alta", valueOf(alta));
        expectReport("Oslo", oslo);

        long hours = Duration.between(start, Instant.now()).toHours();
        Expect.that(
                hours == 1,
                "three stations that answer after an hour have answered after an hour",
                "after %d hours".formatted(hours),
                hours == 2
                        ? "Bodo and Alta wait for each other, Oslo does not: one lock serves"
                                + " several cities. computeIfAbsent of a ConcurrentHashMap is such a"
                                + " lock: it holds a part of its table while it computes"
                        : "a lock that both cities share is held while a station is asked");
    }

    @AllSchedules
    @DisplayName("a report that is there is returned at once, while another city is asked for")
    @Hint({
        "What does a reader of a known city need from the reader of an unknown one?",
        "Do not hold the lock of the whole cache while a station is asked."
    })
    void knownAtOnce() throws Exception {
        var cache = new WeatherCache(this::answer);
        cache.report("Oslo");
        var bergen = read("reader of Bergen", cache, "Bergen");
        Instant start = Instant.now();
        expectReport("Oslo", cache.report(nameOf("Oslo")));
        var waited = Duration.between(start, Instant.now());
        expectReport("Bergen", valueOf(bergen));

        Expect.that(
                waited.isZero(),
                "Oslo's report, which is known, is returned at once",
                "after %d minutes".formatted(waited.toMinutes()),
                questions.size() > 2
                        ? "the station was asked again for a report that was there"
                        : "a reader of Oslo waited until Bergen's station had answered: a lock that"
                                + " both cities share is held while a station is asked");
    }

    @AllSchedules
    @DisplayName(
            "a station's failure is thrown to the reader and not kept: the next one asks again")
    @Hint({
        "An exception leaves the method where it is thrown. What is still locked or kept then?",
        "unlock() belongs in finally. And a Future keeps a failure as faithfully as a result."
    })
    void failureIsNotKept() throws Exception {
        expectNotKept(
                new IOException("the station is down"),
                "the exception skips the line that unlocks: the next one waits for a reader who has"
                        + " gone");
        expectNotKept(
                new IllegalStateException("the station sent nonsense"),
                "an exception of another type than IOException skips the lines that give back what"
                        + " the reader took: the next one waits for a reader who has gone");
    }

    private void expectNotKept(Exception down, String whyStuck) throws Exception {
        questions.clear();
        var cache =
                new WeatherCache(city -> {
                    questions.add(false);
                    if (questions.size() == 1) {
                        if (down instanceof IOException checked) {
                            throw checked;
                        }
                        throw (RuntimeException) down;
                    }
                    return reportOf(city);
                });
        var failed = read("reader A", cache, "Oslo");
        Expect.that(
                failureOf(failed) == down,
                "the reader gets what the station threw: " + down,
                failureOf(failed),
                "the failure was swallowed, wrapped or replaced on its way");

        var next = new FutureTask<>(() -> cache.report("Oslo"));
        boolean ended = Thread.ofVirtual().name("reader B").start(next).join(MOMENT);

        Expect.that(
                ended, "the next reader asks again", "the next reader waits for ever", whyStuck);
        Expect.that(
                failureOf(next) == null,
                "the next reader gets a report, since the station answers again",
                failureOf(next),
                "the failure was kept as if it were a report");
        expectReport("Oslo", valueOf(next));
    }

    @AllSchedules
    @DisplayName("two readers are told of one failure: whoever asks again at once gets a report")
    @Hint({
        "When the failure reaches a reader, is it still in the cache?",
        "First remove the entry that failed, and only then tell those who wait for it."
    })
    void askAgainAtOnce() throws Exception {
        var down = new IOException("the station is down");
        var hasFailed = new AtomicBoolean();
        var cache =
                new WeatherCache(city -> {
                    if (!hasFailed.getAndSet(true)) {
                        throw down;
                    }
                    return reportOf(city);
                });
        var one = readPersistently("reader A", cache);
        var other = readPersistently("reader B", cache);

        for (var reader : List.of(one, other)) {
            Throwable failure = failureOf(reader);
            Expect.that(
                    failure == null,
                    "a reader who was told of the failure and asks again gets a report",
                    failure,
                    "those who wait are told of the failure before it is removed: whoever asks"
                            + " again at once finds it once more");
            expectReport("Oslo", valueOf(reader));
        }
    }

    @AllSchedules
    @DisplayName("a reader who is interrupted while another asks gives up at once")
    @Hint({
        "What does the second reader wait for, and does an interrupt end such a wait?",
        "Neither synchronized nor lock() looks at an interrupt. lockInterruptibly() does."
    })
    void interruptedGivesUp() throws Exception {
        var cache = new WeatherCache(this::answer);
        var asking = read("reader A", cache, "Oslo");
        Thread.sleep(MOMENT); // now A asks the station
        var waiting = new FutureTask<>(() -> cache.report("Oslo"));
        Thread reader = Thread.ofVirtual().name("reader B").start(waiting);
        Thread.sleep(MOMENT); // now B waits for A
        reader.interrupt();
        boolean gaveUp = reader.join(MOMENT);
        expectReport("Oslo", valueOf(asking));
        Throwable failure = failureOf(waiting);

        Expect.that(
                gaveUp,
                "the interrupted reader has given up",
                "the reader waits on until the station answers",
                "synchronized and lock() wait for the lock, whatever an interrupt says");
        Expect.that(
                failure instanceof InterruptedException,
                "an InterruptedException",
                failure == null ? "the call returned " + valueOf(waiting) : failure,
                "the interrupt was caught on its way, and the caller cannot tell what happened");
    }

    @AllSchedules
    @DisplayName("when the reader who asks is interrupted, the others still get their report")
    @Hint({
        "The one who asks gives up. What happens to those who wait for that answer?",
        "Nobody interrupted them. One of them has to ask again.",
        "With a lock for each city this comes by itself: finally gives it to the next, who looks,"
                + " finds nothing, and asks."
    })
    void othersGetTheirs() throws Exception {
        var cache = new WeatherCache(this::answer);
        var asking = new FutureTask<>(() -> cache.report("Oslo"));
        Thread reader = Thread.ofVirtual().name("reader A").start(asking);
        Thread.sleep(MOMENT); // now A asks the station
        var waiting = read("reader B", cache, "Oslo");
        Thread.sleep(MOMENT); // now B waits for A
        reader.interrupt();

        Throwable failure = failureOf(asking);
        Expect.that(
                failure instanceof InterruptedException,
                "the reader who was interrupted gets an InterruptedException",
                failure == null ? "the call returned " + valueOf(asking) : failure,
                "the interrupt was caught on its way, and the caller cannot tell what happened");
        Expect.that(
                ended(waiting),
                "the other reader asks again and gets the report",
                "the other reader waits for ever",
                "the interrupted reader left without unlocking: an InterruptedException skips lines"
                        + " as any exception does");
        Throwable others = failureOf(waiting);
        if (others != null) {
            throw new Unmet(
                    "the other reader gets the report",
                    "the other reader got " + others.getClass().getSimpleName(),
                    "the interrupt was meant for one reader, and all who share the future, or the"
                            + " call, are told of it");
        }
        expectReport("Oslo", valueOf(waiting));

        expectReport("Oslo", cache.report(nameOf("Oslo")));
        Expect.that(
                questions.size() == 2,
                "the station is asked twice: by the reader who was interrupted, and by the next",
                "it was asked %d times".formatted(questions.size()),
                "the report is in an entry that nobody finds: the interrupted reader removed it"
                        + " from the map while the next one was waiting for its lock");
    }

    private static String whyAskedAgain(List<Boolean> asked) {
        if (asked.size() == 3) {
            return "no report is kept, so every reader asks";
        }
        return asked.contains(true)
                ? "a lock is an object, and two equal names are two objects: the readers held two"
                        + " locks"
                : "both readers looked before either had a report, and both asked: nothing holds"
                        + " the second back between looking and asking";
    }

    private String answer(String city) throws InterruptedException {
        questions.add(Thread.holdsLock(city));
        Thread.sleep(ANSWER);
        return reportOf(city);
    }

    private static String reportOf(String city) {
        return city + ": sunny";
    }

    /// An equal name, and another object, as names are that come with requests.
    private static String nameOf(String city) {
        return new String(city.toCharArray());
    }

    private static FutureTask<String> read(String reader, WeatherCache cache, String city) {
        var task = new FutureTask<>(() -> cache.report(city));
        Thread.ofVirtual().name(reader).start(task);
        return task;
    }

    /// A reader who asks a second time after an IOException, and not a third.
    private static FutureTask<String> readPersistently(String reader, WeatherCache cache) {
        var task =
                new FutureTask<>(() -> {
                    try {
                        return cache.report("Oslo");
                    } catch (IOException down) {
                        return cache.report("Oslo");
                    }
                });
        Thread.ofVirtual().name(reader).start(task);
        return task;
    }

    private static String valueOf(FutureTask<String> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception exception ? exception : failed;
        }
    }

    /// @return what the reader got in place of a report; null if it got one
    private static Throwable failureOf(FutureTask<String> task) throws InterruptedException {
        try {
            task.get();
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    private static boolean ended(FutureTask<String> task) throws InterruptedException {
        try {
            task.get(2 * ANSWER.toMinutes(), TimeUnit.MINUTES);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException never) {
            return false;
        }
    }

    private static void expectReport(String city, String report) {
        Expect.equal(reportOf(city), report, "a reader got no report, or that of another city");
    }
}
