package workbook.timeline;

import java.util.ArrayList;
import java.util.List;

/// What every drawing says besides the lanes.
final class Summary {
    /// More lanes than this are drawn as a density chart.
    static final int MOST_LANES = 60;

    private static final int MOST_REASONS = 5;

    private Summary() {}

    static boolean isCrowded(Timeline timeline) {
        return timeline.lanes().size() > MOST_LANES + 1;
    }

    /// The lanes without the code that started them.
    static List<Lane> tasks(Timeline timeline) {
        return timeline.lanes().stream().skip(1).toList();
    }

    /// `5 tasks, 1.5 s, 1 failed`.
    static String line(Timeline timeline) {
        var parts = new ArrayList<String>();
        var tasks = tasks(timeline);
        var onPools = tasks.stream().mapToLong(lane -> lane.tasks().size()).sum();
        var threads = tasks.stream().filter(lane -> !lane.tasks().isEmpty()).count();
        parts.add(Format.count(tasks.size() - threads + onPools, "task"));
        if (threads > 0) {
            parts.set(0, parts.getFirst() + " on " + Format.count(threads, "pool thread"));
        }
        parts.add(Format.time(timeline.length()));
        for (var outcome : List.of(Outcome.FAILED, Outcome.CANCELLED, Outcome.UNFINISHED)) {
            var count = tasks.stream().filter(lane -> lane.outcome() == outcome).count();
            if (count > 0) {
                parts.add(Format.count(count) + " " + outcome.words());
            }
        }
        return String.join(", ", parts);
    }

    /// Why lanes failed and what the others still wait for, then what is to be known of the
    /// recording.
    static List<String> remarks(Timeline timeline) {
        var remarks = new ArrayList<String>();
        var reasons = timeline.lanes().stream().filter(lane -> !lane.reason().isEmpty()).toList();
        reasons.stream()
                .limit(MOST_REASONS)
                .forEach(lane -> remarks.add(lane.name() + ": " + lane.reason()));
        if (reasons.size() > MOST_REASONS) {
            remarks.add("and " + Format.count(reasons.size() - MOST_REASONS) + " more like these");
        }
        remarks.addAll(timeline.notes());
        return remarks;
    }

    /// What stands at the right end of a lane.
    static String ending(Lane lane) {
        return lane.outcome() == Outcome.OK ? Format.time(lane.length()) : lane.outcome().words();
    }

    /// The text with its middle left out, since the end of a name is what tells it from the next.
    static String shorten(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var tail = Math.max(0, most - 1) / 2;
        return text.substring(0, Math.max(0, most - 1 - tail))
                + "…"
                + text.substring(text.length() - tail);
    }
}
