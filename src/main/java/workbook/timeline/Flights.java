package workbook.timeline;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// How many calls of one method are in flight at once.
final class Flights {
    /// The waits of work that has begun: not those for a turn.
    private static final Set<State> IN_FLIGHT =
            EnumSet.of(State.SLEEPING, State.IO, State.WAITING, State.JOINING);

    private Flights() {}

    /// The number of calls rises or falls.
    private record Change(Duration at, int by) {}

    static int of(Timeline timeline, String method) {
        var changes =
                timeline.lanes().stream()
                        .flatMap(lane -> flights(lane, method).stream())
                        .flatMap(flight ->
                                Stream.of(
                                        new Change(flight.start(), 1),
                                        new Change(flight.end(), -1)))
                        // at the same moment one ends before the next begins
                        .sorted(Comparator.comparing(Change::at).thenComparingInt(Change::by))
                        .toList();
        var now = 0;
        var most = 0;
        for (var change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }

    private static List<Interval> flights(Lane lane, String method) {
        var isCalled = lane.name().equals(method) || lane.name().startsWith(method + " #");
        return lane.intervals().stream()
                .filter(interval -> IN_FLIGHT.contains(interval.state()))
                .filter(interval -> isCalled || isIn(interval.place(), method))
                .toList();
    }

    /// `fetch, line 12`; in a notebook only `fetch`.
    private static boolean isIn(String place, String method) {
        return place.equals(method) || place.startsWith(method + ", ");
    }
}
