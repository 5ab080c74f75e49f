package workbook.timeline;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the JDK's blocking methods are called, and what a thread waits for in them.
final class Calls {
    private static final List<String> IO_TYPES =
            List.of(
                    "java.io.",
                    "java.net.",
                    "java.nio.",
                    "sun.nio.",
                    "sun.net.",
                    "jdk.internal.net.",
                    "java.lang.Process");

    private static final Set<String> QUEUE_METHODS =
            Set.of(
                    "take",
                    "put",
                    "offer",
                    "poll",
                    "transfer",
                    "exchange",
                    "takeFirst",
                    "takeLast",
                    "putFirst",
                    "putLast",
                    "offerFirst",
                    "offerLast",
                    "pollFirst",
                    "pollLast");

    private static final Set<String> JOIN_METHODS =
            Set.of(
                    "join",
                    "get",
                    "close",
                    "invoke",
                    "invokeAll",
                    "invokeAny",
                    "awaitTermination",
                    "awaitQuiescence");

    /// The type that the learner wrote, for a class that the JDK hides behind it.
    private static final Map<String, String> KNOWN_AS =
            Map.of(
                    "AbstractQueuedSynchronizer", "Condition",
                    "AbstractQueuedLongSynchronizer", "Condition",
                    "FutureTask", "Future",
                    "ForkJoinTask", "Future",
                    "ThreadPerTaskExecutor", "ExecutorService",
                    "ThreadPoolExecutor", "ExecutorService",
                    "AbstractExecutorService", "ExecutorService",
                    "Executors", "ExecutorService",
                    "ForkJoinPool", "ExecutorService",
                    "NioSocketImpl", "Socket");

    private Calls() {}

    /// The call as the learner wrote it: `Semaphore.acquire`, `HttpClient.send`.
    static String name(String type, String method) {
        return type.isEmpty() ? "" : knownAs(type) + "." + method;
    }

    static State state(String type, String method) {
        if (IO_TYPES.stream().anyMatch(type::startsWith)) {
            return State.IO;
        }
        var name = simpleName(type);
        if (type.startsWith("java.util.stream.") || JOIN_METHODS.contains(method)) {
            return State.JOINING;
        }
        if (QUEUE_METHODS.contains(method)) {
            return State.QUEUE;
        }
        return name.equals("Semaphore") || name.endsWith("Lock") ? State.LOCK : State.WAITING;
    }

    /// The name of the outermost class, without its package.
    static String simpleName(String type) {
        var name = type.substring(type.lastIndexOf('.') + 1);
        var nested = name.indexOf('$', 1);
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static String knownAs(String type) {
        if (type.startsWith("java.util.stream.")) {
            return "Stream";
        }
        var name = simpleName(type);
        for (var suffix : List.of("Impl", "Facade")) {
            if (name.endsWith(suffix) && !KNOWN_AS.containsKey(name)) {
                name = name.substring(0, name.length() - suffix.length());
            }
        }
        return KNOWN_AS.getOrDefault(name, name);
    }
}
