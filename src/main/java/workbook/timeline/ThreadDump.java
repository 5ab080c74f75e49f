package workbook.timeline;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the threads of this JVM wait for at one moment, virtual threads included.
///
/// A wait that has not ended has left no event, so a deadlock is not in any recording.
final class ThreadDump {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern FRAME =
            Pattern.compile("(?:[^/]*/)?(?<type>.+)\\.(?<method>[^.]+)\\((?<file>[^)]*)\\)");

    private final Instant time;
    private final Map<Long, JsonNode> threads = new HashMap<>();
    private final Map<String, JsonNode> owners = new HashMap<>();

    /// What a thread waits for.
    ///
    /// @param object the lock or synchronizer, such as `Object@1b2c3d`; empty if unknown
    /// @param owner the thread that holds it; empty if unknown
    record Waiting(Site site, String object, String owner) {
        @Override
        public String toString() {
            return "still waiting at the end: "
                    + site.call()
                    + (object.isEmpty() ? "" : " on " + object)
                    + (owner.isEmpty() ? "" : ", held by " + owner);
        }
    }

    static ThreadDump now() {
        try {
            var folder = Files.createTempDirectory("timeline");
            var file = folder.resolve("threads.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
                return new ThreadDump(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a thread dump to a temporary file", e);
        }
    }

    /// Reads a dump from a file.
    ThreadDump(Path file) {
        var dump = JSON.readTree(file).path("threadDump");
        time = Instant.parse(dump.path("time").asString());
        for (var container : dump.path("threadContainers")) {
            for (var thread : container.path("threads")) {
                threads.put(thread.path("tid").asLong(), thread);
                thread.path("monitorsOwned").findValues("locks").stream()
                        .flatMap(JsonNode::valueStream)
                        .forEach(lock -> owners.put(lock.asString(), thread));
            }
        }
    }

    Instant time() {
        return time;
    }

    /// Null for a thread that is gone, or runs.
    Waiting of(long id) {
        var thread = threads.get(id);
        if (thread == null || thread.path("state").asString("").equals("RUNNABLE")) {
            return null;
        }
        var site = site(thread);
        var monitor = thread.path("blockedOn").asString("");
        if (!monitor.isEmpty()) {
            var blocked = new Site("synchronized", State.LOCK, site.place(), site.task(), false);
            return new Waiting(blocked, shortName(monitor), name(owners.get(monitor)));
        }
        var object =
                thread.path("waitingOn").asString(thread.at("/parkBlocker/object").asString(""));
        var owner = threads.get(thread.at("/parkBlocker/owner").asLong(-1));
        return new Waiting(site, shortName(object), name(owner));
    }

    private static Site site(JsonNode thread) {
        var frames =
                StreamSupport.stream(thread.path("stack").spliterator(), false)
                        .map(frame -> FRAME.matcher(frame.asString()))
                        .filter(frame -> frame.matches())
                        .map(ThreadDump::frame)
                        .toList();
        return Site.of(frames);
    }

    private static Frame frame(java.util.regex.Matcher frame) {
        var line = frame.group("file").replaceFirst(".*:", "");
        return new Frame(
                frame.group("type"),
                frame.group("method"),
                line.matches("\\d+") ? Integer.parseInt(line) : -1);
    }

    private static String name(JsonNode thread) {
        if (thread == null) {
            return "";
        }
        var name = thread.path("name").asString("");
        return name.isEmpty() ? "thread " + thread.path("tid").asString() : name;
    }

    /// `Semaphore@5e0826e7` for `java.util.concurrent.Semaphore$NonfairSync@5e0826e7`.
    private static String shortName(String object) {
        var at = object.indexOf('@');
        return at < 0 ? object : Calls.simpleName(object.substring(0, at)) + object.substring(at);
    }
}
