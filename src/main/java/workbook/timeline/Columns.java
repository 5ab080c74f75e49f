package workbook.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A timeline cut into columns of equal length: a terminal has no finer grain, and a density chart
/// needs none.
record Columns(Duration length, int count) {
    /// The state in which the lane spent the most of each column; null where it did not live.
    State[] dominant(Lane lane) {
        var most = new double[count];
        var states = new State[count];
        var shares = new EnumMap<State, double[]>(State.class);
        add(lane, shares);
        shares.forEach((state, share) -> {
            for (int column = 0; column < count; column++) {
                if (share[column] > most[column]) {
                    most[column] = share[column];
                    states[column] = state;
                }
            }
        });
        return states;
    }

    /// The lane as stretches of its dominant states.
    List<Interval> runs(Lane lane) {
        var states = dominant(lane);
        var runs = new ArrayList<Interval>();
        var from = 0;
        for (int column = 1; column <= count; column++) {
            if (column == count || states[column] != states[from]) {
                if (states[from] != null) {
                    runs.add(new Interval(states[from], time(from), time(column), "", ""));
                }
                from = column;
            }
        }
        return runs;
    }

    /// How many of the lanes are in each state, on average over each column.
    Map<State, double[]> density(List<Lane> lanes) {
        var shares = new EnumMap<State, double[]>(State.class);
        lanes.forEach(lane -> add(lane, shares));
        return shares;
    }

    int column(Duration time) {
        return Math.clamp((long) Math.floor(position(time)), 0, count - 1);
    }

    private void add(Lane lane, Map<State, double[]> shares) {
        for (var interval : lane.intervals()) {
            var share = shares.computeIfAbsent(interval.state(), _ -> new double[count]);
            var from = position(interval.start());
            var to = position(interval.end());
            for (int column = (int) from; column < Math.min(count, to); column++) {
                share[column] += Math.min(to, column + 1) - Math.max(from, column);
            }
        }
    }

    private Duration time(int column) {
        return Duration.ofNanos(length.toNanos() * column / count);
    }

    private double position(Duration time) {
        return (double) time.toNanos() / Math.max(1, length.toNanos()) * count;
    }
}
