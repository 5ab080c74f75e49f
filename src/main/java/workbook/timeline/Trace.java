package workbook.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The Chrome trace event format, which Perfetto opens. Its times are microseconds.
final class Trace {
    private static final int PROCESS = 1;

    private Trace() {}

    /// @param ph the phase: M for metadata, X for a stretch of time, i for a moment
    /// @param tid the lane
    /// @param ts when; null for metadata
    /// @param dur how long; null for a moment
    @JsonInclude(Include.NON_NULL)
    private record Entry(
            String ph,
            int pid,
            long tid,
            Double ts,
            Double dur,
            String name,
            String cat,
            Map<String, ?> args) {}

    static String write(Timeline timeline) {
        var entries = new ArrayList<Entry>();
        entries.add(metadata(0, "process_name", Map.of("name", timeline.title())));
        for (int row = 0; row < timeline.lanes().size(); row++) {
            var lane = timeline.lanes().get(row);
            entries.add(metadata(lane.id(), "thread_name", Map.of("name", lane.name())));
            entries.add(metadata(lane.id(), "thread_sort_index", Map.of("sort_index", row)));
            lane.intervals().forEach(interval -> entries.add(stretch(lane, interval)));
            lane.marks().forEach(mark -> entries.add(moment(lane, mark)));
        }
        return JsonMapper.shared()
                .writeValueAsString(Map.of("displayTimeUnit", "ms", "traceEvents", entries));
    }

    private static Entry metadata(long lane, String name, Map<String, ?> arguments) {
        return new Entry("M", PROCESS, lane, null, null, name, null, arguments);
    }

    private static Entry stretch(Lane lane, Interval interval) {
        return new Entry(
                "X",
                PROCESS,
                lane.id(),
                micros(interval.start()),
                micros(interval.length()),
                interval.call().isEmpty() ? interval.state().words() : interval.call(),
                interval.state().words(),
                interval.place().isEmpty() ? null : Map.of("place", interval.place()));
    }

    private static Entry moment(Lane lane, Mark mark) {
        return new Entry(
                "i",
                PROCESS,
                lane.id(),
                micros(mark.at()),
                null,
                mark.text(),
                mark.kind().words(),
                Map.of());
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }
}
