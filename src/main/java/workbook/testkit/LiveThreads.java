package workbook.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workbook.testkit.explorer.run.Abandoned;

/// The threads that are alive, virtual ones too.
///
/// `Thread.getAllStackTraces` does not see virtual threads; the thread dump of the JDK does.
public final class LiveThreads {

    /// Threads that the JDK starts for itself the first time a program uses a feature. They are
    /// nobody's leak.
    private static final Pattern HOUSEKEEPING =
            Pattern.compile(
                    "ForkJoinPool-\\d+-worker-\\d+|ForkJoinPool-\\d+-delayScheduler|ForkJoinPool\\.commonPool-.*"
                            + "|CompletableFutureDelayScheduler|VirtualThread-unparker|VirtualThread-unblocker"
                            + "|(Read|Write|Master)-Poller|.*-Poller|Common-Cleaner|Attach Listener|process reaper.*"
                            + "|C[12] CompilerThread\\d+|JFR .*|Cleaner-\\d+|Notification Thread|InnocuousThread.*");

    /// What only the pollers of the JDK run: the threads, some of them virtual, by which virtual
    /// threads wait for sockets. They begin with the first thread that does, and never end. A
    /// thread that waits for a socket has another method of the class in its stack.
    private static final Pattern POLLER =
            Pattern.compile("\\bsun\\.nio\\.ch\\.Poller\\.(pollerLoop|subPollerLoop)\\(");

    private static final JsonMapper JSON = new JsonMapper();

    private LiveThreads() {}

    /// One thread at the moment of the dump.
    ///
    /// @param stack the frames, innermost first, as the JDK prints them
    /// @param waitsFor the monitor that it wants, or what it is parked on; "" if neither
    /// @param monitors those that it holds
    public record LiveThread(
            long id,
            String name,
            boolean virtual,
            List<String> stack,
            String waitsFor,
            List<String> monitors) {

        public LiveThread {
            stack = List.copyOf(stack);
            monitors = List.copyOf(monitors);
        }

        /// @return the innermost line that is not the JDK's, as `Bank.java:12`, or the innermost
        String line() {
            return lineOf(frame -> !frame.startsWith("java.") && !frame.startsWith("jdk."))
                    .or(() -> lineOf(frame -> true))
                    .orElse("an unknown line");
        }

        /// @return the line of the innermost frame that fits, as `Bank.java:12`
        public Optional<String> lineOf(Predicate<String> frames) {
            return stack.stream()
                    .filter(frames)
                    .findFirst()
                    .map(frame -> frame.substring(frame.indexOf('(') + 1, frame.lastIndexOf(')')));
        }

        /// @return `thread "station-3"`, or a description for a thread without a name
        public String label() {
            String kind = virtual ? "virtual thread" : "thread";
            return name.isEmpty() ? "an unnamed " + kind : kind + " \"" + name + "\"";
        }
    }

    /// @return every thread that is alive now, without those that the explorer has stopped for
    ///   good: nothing runs them again, and it reports those that a program left itself
    public static List<LiveThread> now() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path file = folder.resolve("dump.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
                return parse(JSON.readTree(file.toFile()));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// @return the ids of every thread that is alive now, to be given to [#startedSince] later
    public static Set<Long> mark() {
        return now().stream().map(LiveThread::id).collect(Collectors.toUnmodifiableSet());
    }

    /// The leak gate: waits until every thread that was started since the mark has ended.
    ///
    /// @param patience how long to wait; only a leak costs that long
    /// @return the threads that are still alive after that, without those that the JDK keeps for
    ///   itself
    public static List<LiveThread> startedSince(Set<Long> mark, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var started =
                    now().stream()
                            .filter(thread -> !mark.contains(thread.id()))
                            .filter(thread -> !isHousekeeping(thread))
                            .toList();
            if (started.isEmpty() || System.nanoTime() > deadline) {
                return started;
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean isHousekeeping(LiveThread thread) {
        return thread.stack().stream().anyMatch(frame -> POLLER.matcher(frame).find())
                || (!thread.virtual() && HOUSEKEEPING.matcher(thread.name()).matches());
    }

    private static List<LiveThread> parse(JsonNode dump) {
        var threads = new ArrayList<LiveThread>();
        for (JsonNode container : dump.path("threadDump").path("threadContainers")) {
            for (JsonNode thread : container.path("threads")) {
                var stack = new ArrayList<String>();
                thread.path("stack").forEach(frame -> stack.add(frame.asString()));
                var monitors = new ArrayList<String>();
                for (JsonNode owned : thread.path("monitorsOwned")) {
                    owned.path("locks").forEach(lock -> monitors.add(lock.asString()));
                }
                String parked = thread.path("parkBlocker").path("object").asString("");
                threads.add(
                        new LiveThread(
                                thread.path("tid").asLong(),
                                thread.path("name").asString(),
                                thread.path("virtual").asBoolean(),
                                stack,
                                thread.path("blockedOn").asString(parked),
                                monitors));
            }
        }
        threads.removeIf(thread -> Abandoned.contains(thread.id()));
        return threads;
    }
}
