package workbook.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where a moment lies across a drawing, in pixels or columns.
record Axis(Duration length, double left, double width) {
    private static final long MINUTE = 60_000_000_000L;

    double x(Duration time) {
        return left + width * time.toNanos() / Math.max(1, length.toNanos());
    }

    double right() {
        return left + width;
    }

    /// Round moments, at least so many pixels or columns apart.
    List<Duration> ticks(double apart) {
        var step = step(length.toNanos() * apart / Math.max(1, width));
        var ticks = new ArrayList<Duration>();
        for (long at = 0; at <= length.toNanos(); at += step) {
            ticks.add(Duration.ofNanos(at));
        }
        return ticks;
    }

    /// 1, 2 or 5 times a power of ten; from a minute on, what a clock face has.
    private static long step(double least) {
        for (long step = 1_000; step <= MINUTE / 2; step *= 10) {
            for (var factor : new int[] {1, 2, 5}) {
                if (step * factor >= least && step * factor < MINUTE / 2) {
                    return step * factor;
                }
            }
        }
        for (var minutes : new double[] {0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600}) {
            if (minutes * MINUTE >= least) {
                return (long) (minutes * MINUTE);
            }
        }
        return (long) Math.ceil(least / MINUTE / 600) * 600 * MINUTE;
    }
}
