package workbook.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;

/// The stretch of time that a timeline shows.
///
/// @param root the thread that runs the code under observation
/// @param isOver whether that code is known to return at the end
record Bounds(RecordedThread root, Instant begin, Instant end, boolean isOver) {
    /// Of a piece of code: from its first line to its last.
    static Bounds ofCode(List<RecordedEvent> events, long run) {
        var event =
                named(events, Run.NAME)
                        .filter(each -> each.getLong("run") == run)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the recording is empty"));
        return new Bounds(event.getThread(), event.getStartTime(), event.getEndTime(), true);
    }

    /// Of a whole program: from its `main` to the end, or to the last that was seen of it.
    ///
    /// @param dumped when its threads were dumped, shortly after
    static Optional<Bounds> ofProgram(List<RecordedEvent> events, Optional<Instant> dumped) {
        var last = events.stream().map(RecordedEvent::getEndTime).max(Comparator.naturalOrder());
        var end =
                named(events, "jdk.Shutdown")
                        .map(RecordedEvent::getStartTime)
                        .min(Comparator.naturalOrder())
                        .or(() -> dumped);
        return named(events, Run.NAME)
                .findFirst()
                .map(start ->
                        new Bounds(
                                start.getThread(),
                                compiled(events).orElse(start.getEndTime()),
                                end.orElseGet(last::orElseThrow),
                                false));
    }

    /// When `java My.java` has compiled, and begins to run what it compiled.
    private static Optional<Instant> compiled(List<RecordedEvent> events) {
        return named(events, "jdk.MethodTrace")
                .filter(event -> {
                    RecordedMethod method = event.getValue("method");
                    return method.getName().equals("newClassLoaderFor");
                })
                .map(RecordedEvent::getEndTime)
                .max(Comparator.naturalOrder());
    }

    private static Stream<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals(name));
    }
}
