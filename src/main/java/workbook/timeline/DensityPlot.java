package workbook.timeline;

import java.util.List;
import java.util.Map;

/// How many tasks are in each state at each moment, stacked: for more tasks than rows.
final class DensityPlot implements Plot {
    private static final double HEIGHT = 200;

    /// The working states below, where they are compared with ease.
    private static final List<State> FROM_BELOW =
            List.of(
                    State.RUNNING,
                    State.IO,
                    State.LOCK,
                    State.QUEUE,
                    State.SLEEPING,
                    State.WAITING,
                    State.JOINING,
                    State.READY);

    private final Timeline timeline;
    private final int count;
    private final Map<State, double[]> density;
    private final double most;

    DensityPlot(Timeline timeline, double width) {
        this.timeline = timeline;
        count = (int) (width - left()) / 2;
        density = new Columns(timeline.length(), count).density(Summary.tasks(timeline));
        var sums = new double[count];
        density.values().forEach(counts -> add(sums, counts));
        most = Math.max(1, java.util.Arrays.stream(sums).max().orElse(1));
    }

    @Override
    public double left() {
        return Lettering.width(Format.count(timeline.lanes().size()), 10) + 10;
    }

    @Override
    public double height() {
        return HEIGHT + 8;
    }

    @Override
    public void draw(Brush brush, Axis axis, double top) {
        var bottom = top + HEIGHT;
        var base = new double[count];
        for (var state : FROM_BELOW) {
            var counts = density.get(state);
            if (counts != null) {
                area(brush, axis, bottom, state, base, counts);
                add(base, counts);
            }
        }
        for (var tick : ticks()) {
            var y = bottom - tick / most * HEIGHT;
            brush.xml.empty(
                    "path",
                    "d stroke stroke-opacity",
                    "M%s %sH%s"
                            .formatted(
                                    Xml.number(axis.left()),
                                    Xml.number(y),
                                    Xml.number(axis.right())),
                    brush.color(Role.SOFT),
                    "0.35");
            brush.text(Format.count(tick), axis.left() - 6, y + 3.5, 10, Role.SOFT, "end");
        }
    }

    private void area(
            Brush brush, Axis axis, double bottom, State state, double[] base, double[] counts) {
        var path = new StringBuilder();
        var pixels = axis.width() / count;
        for (int column = 0; column < count; column++) {
            point(
                    path,
                    axis.left() + column * pixels,
                    bottom - scaled(base[column] + counts[column]));
            point(
                    path,
                    axis.left() + (column + 1) * pixels,
                    bottom - scaled(base[column] + counts[column]));
        }
        for (int column = count - 1; column >= 0; column--) {
            point(path, axis.left() + (column + 1) * pixels, bottom - scaled(base[column]));
            point(path, axis.left() + column * pixels, bottom - scaled(base[column]));
        }
        brush.xml.open("g");
        brush.xml.text("title", state.words());
        brush.area(state, path.append('Z').toString());
        brush.xml.close();
    }

    private double scaled(double tasks) {
        return tasks / most * HEIGHT;
    }

    private static void point(StringBuilder path, double x, double y) {
        path.append(path.isEmpty() ? 'M' : 'L');
        path.append(Xml.number(x)).append(' ').append(Xml.number(y));
    }

    /// Zero and three or four round numbers above it.
    private List<Long> ticks() {
        var step = 1L;
        while (most / step > 5.5) {
            step = Long.toString(step).startsWith("2") ? step / 2 * 5 : step * 2;
        }
        var ticks = new java.util.ArrayList<Long>();
        for (long tick = 0; tick <= most + 0.5; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static void add(double[] sums, double[] counts) {
        for (int column = 0; column < sums.length; column++) {
            sums[column] += counts[column];
        }
    }
}
