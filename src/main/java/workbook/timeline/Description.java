package workbook.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The picture in words, for a reader who does not see it.
final class Description {
    private static final int MOST_LANES = 20;

    private Description() {}

    static String of(Timeline timeline) {
        var sentences = new ArrayList<String>();
        sentences.add(Summary.line(timeline) + ".");
        if (Summary.isCrowded(timeline)) {
            sentences.addAll(crowd(timeline));
        } else {
            timeline.lanes().stream()
                    .limit(MOST_LANES)
                    .map(Description::lane)
                    .forEach(sentences::add);
            var rest = timeline.lanes().size() - MOST_LANES;
            if (rest > 0) {
                sentences.add("And " + Format.count(rest, "more lane") + ".");
            }
        }
        Summary.remarks(timeline).forEach(remark -> sentences.add(remark + "."));
        return String.join(" ", sentences).replace("..", ".");
    }

    /// `fetch #3: from 1 ms to 1 s, waiting for a lock or permit 500 ms, sleeping 500 ms, ok.`
    private static String lane(Lane lane) {
        var parts = new ArrayList<String>();
        parts.add("from " + Format.time(lane.start()) + " to " + Format.time(lane.end()));
        for (var state : State.values()) {
            var time = lane.in(state);
            if (time.toNanos() * 100 > lane.length().toNanos()) {
                parts.add(state.words() + " " + Format.time(time));
            }
        }
        lane.marks().stream().map(mark -> mark.kind().words()).distinct().forEach(parts::add);
        if (!parts.contains(lane.outcome().words())) {
            parts.add(lane.outcome().words());
        }
        return lane.name() + ": " + String.join(", ", parts) + ".";
    }

    private static List<String> crowd(Timeline timeline) {
        var density = new Columns(timeline.length(), 100).density(Summary.tasks(timeline));
        var sentences = new ArrayList<String>();
        density.forEach((state, counts) -> {
            var most = Math.round(Arrays.stream(counts).max().orElse(0));
            if (most > 0) {
                sentences.add("At most " + Format.count(most) + " " + state.words() + " at once.");
            }
        });
        return sentences;
    }
}
