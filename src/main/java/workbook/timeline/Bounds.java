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
                runs(events)
                        .filter(each -> each.getLong("run") == run)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the recording is empty"));
        return new Bounds(event.getThread(), event.getStartTime(), event.getEndTime(), true);
    }

    /// Of a whole program: from its `main` to the end, or to the last that was seen of it.
    static Optional<Bounds> ofProgram(List<RecordedEvent> events, Optional<Instant> end) {
        var last = events.stream().map(RecordedEvent::getEndTime).max(Comparator.naturalOrder());
        return runs(events)
                .findFirst()
                .map(start ->
                        new Bounds(
                                start.getThread(),
                                compiled(events).orElse(start.getEndTime()),
                                end.orElseGet(last::orElseThrow),
                                false));
    }

    private static Stream<RecordedEvent> runs(List<RecordedEvent> events) {
        return events.stream().filter(event -> event.getEventType().getName().equals(Run.NAME));
    }

    /// When `java My.java` has compiled, and begins to run what it compiled.
    private static Optional<Instant> compiled(List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
                .filter(event -> {
                    RecordedMethod method = event.getValue("method");
                    return method.getName().equals("newClassLoaderFor");
                })
                .map(RecordedEvent::getEndTime)
                .max(Comparator.naturalOrder());
    }
}
