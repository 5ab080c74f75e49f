package workbook.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// The Chrome trace event format, which Perfetto opens. Its times are microseconds.
///
/// A timeline is a process, a lane is a thread of it. Perfetto gives a number of its own to a
/// thread that has the number of its process, so the numbers here count through both.
final class Trace {
    private final List<Entry> entries = new ArrayList<>();
    private int numbers;

    private Trace() {}

    /// @param ph the phase: M for metadata, X for a stretch of time, i for a moment, s and f for
    ///   the two ends of an arrow
    /// @param tid the lane
    /// @param ts when; null for metadata
    /// @param dur how long; null for a moment
    /// @param s how far a moment shows: on its thread
    /// @param id what the two ends of an arrow have in common
    /// @param bp the arrow ends at the stretch around it, not at the next one
    @JsonInclude(Include.NON_NULL)
    private record Entry(
            String ph,
            int pid,
            int tid,
            Double ts,
            Double dur,
            String name,
            String cat,
            String s,
            Integer id,
            String bp,
            Map<String, ?> args) {}

    static String write(List<Timeline> timelines) {
        var trace = new Trace();
        timelines.forEach(trace::add);
        return JsonMapper.shared()
                .writeValueAsString(Map.of("displayTimeUnit", "ms", "traceEvents", trace.entries));
    }

    private void add(Timeline timeline) {
        var process = ++numbers;
        metadata(process, process, "process_name", Map.of("name", timeline.title()));
        metadata(process, process, "process_sort_index", Map.of("sort_index", process));
        var threads = timeline.lanes().stream().collect(Collectors.toMap(Lane::id, _ -> ++numbers));
        for (int row = 0; row < timeline.lanes().size(); row++) {
            var lane = timeline.lanes().get(row);
            var thread = threads.get(lane.id());
            metadata(process, thread, "thread_name", Map.of("name", lane.name()));
            metadata(process, thread, "thread_sort_index", Map.of("sort_index", row));
            lane.intervals().forEach(interval -> stretch(process, thread, interval));
            lane.marks().forEach(mark -> moment(process, thread, mark));
            lane.fork()
                    .filter(fork -> threads.containsKey(fork.parent()))
                    .ifPresent(fork -> arrow(process, threads.get(fork.parent()), thread, lane));
        }
    }

    private void metadata(int process, int thread, String name, Map<String, ?> arguments) {
        entries.add(
                new Entry(
                        "M", process, thread, null, null, name, null, null, null, null, arguments));
    }

    private void stretch(int process, int thread, Interval interval) {
        entries.add(
                new Entry(
                        "X",
                        process,
                        thread,
                        micros(interval.start()),
                        micros(interval.length()),
                        interval.call().isEmpty() ? interval.state().words() : interval.call(),
                        interval.state().words(),
                        null,
                        null,
                        null,
                        interval.place().isEmpty() ? null : Map.of("place", interval.place())));
    }

    private void moment(int process, int thread, Mark mark) {
        entries.add(
                new Entry(
                        "i",
                        process,
                        thread,
                        micros(mark.at()),
                        null,
                        mark.text(),
                        mark.kind().words(),
                        "t",
                        null,
                        null,
                        null));
    }

    private void arrow(int process, int parent, int child, Lane lane) {
        entries.add(arrowEnd("s", process, parent, lane.fork().orElseThrow().at(), child, null));
        entries.add(arrowEnd("f", process, child, lane.start(), child, "e"));
    }

    private static Entry arrowEnd(
            String phase, int process, int thread, Duration at, int id, String binding) {
        return new Entry(
                phase, process, thread, micros(at), null, "start", "fork", null, id, binding, null);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }
}
