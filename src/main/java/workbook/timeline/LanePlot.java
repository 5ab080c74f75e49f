package workbook.timeline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A row for each lane: its name, its intervals, how it ended.
final class LanePlot implements Plot {
    private static final double NAME_SIZE = 12;
    private static final double LABEL_SIZE = 10;
    private static final double WIDEST_NAME = 230;
    private static final double INDENT = 14;

    /// What a mark needs to each side.
    private static final double MARK = 7;

    /// Where intervals are this many, most are thinner than a pixel.
    private static final int MOST_INTERVALS = 400;

    private final Timeline timeline;
    private final double row;
    private final double bar;
    private final Map<Long, Integer> rows = new HashMap<>();

    LanePlot(Timeline timeline) {
        this.timeline = timeline;
        var isTight = timeline.lanes().size() > 24;
        row = isTight ? 20 : 28;
        bar = isTight ? 14 : 16;
        for (int index = 0; index < timeline.lanes().size(); index++) {
            rows.put(timeline.lanes().get(index).id(), index);
        }
    }

    @Override
    public double left() {
        return timeline.lanes().stream()
                        .mapToDouble(lane -> indent(lane) + Lettering.width(name(lane), NAME_SIZE))
                        .max()
                        .orElse(0)
                + 12;
    }

    @Override
    public double height() {
        return row * timeline.lanes().size();
    }

    @Override
    public void draw(Brush brush, Axis axis, double top) {
        timeline.lanes().forEach(lane -> fork(brush, axis, top, lane));
        timeline.lanes().forEach(lane -> lane(brush, axis, top, lane));
    }

    /// A line from the parent's lane down to the child, behind all bars.
    private void fork(Brush brush, Axis axis, double top, Lane lane) {
        if (lane.fork().isEmpty() || !rows.containsKey(lane.fork().get().parent())) {
            return;
        }
        var fork = lane.fork().get();
        var from = top + row * rows.get(fork.parent()) + row / 2;
        var x = axis.x(fork.at());
        brush.xml.empty(
                "path",
                "d stroke stroke-opacity fill",
                "M%s %sV%s"
                        .formatted(Xml.number(x), Xml.number(from), Xml.number(middle(top, lane))),
                brush.color(Role.SOFT),
                "0.6",
                "none");
        brush.xml.empty("circle", "cx cy r fill", x, from, 2.2, brush.color(Role.SOFT));
    }

    private void lane(Brush brush, Axis axis, double top, Lane lane) {
        var y = middle(top, lane);
        var left = SvgDrawing.PAD + indent(lane);
        brush.xml.open("g");
        brush.xml.text("title", lane.name());
        brush.text(name(lane), left, y + 4, NAME_SIZE, Role.INK);
        brush.xml.close();
        var intervals = visible(lane, axis);
        intervals.forEach(interval -> interval(brush, axis, y, lane, interval));
        for (var task : lane.tasks()) {
            outline(brush, axis, y, task);
        }
        if (lane.outcome() != Outcome.UNFINISHED && lane.tasks().isEmpty()) {
            brush.stop(axis.x(lane.end()), y, bar + 2, role(lane.outcome()));
        }
        marks(brush, axis, y, lane);
        var right = axis.right() + SvgDrawing.ENDING - SvgDrawing.PAD;
        var ending = Summary.ending(lane);
        brush.text(ending, right, y + 4, 11, role(lane.outcome()), "end");
    }

    private void interval(Brush brush, Axis axis, double y, Lane lane, Interval interval) {
        var x = axis.x(interval.start());
        brush.xml.open("g");
        brush.xml.text("title", tip(interval));
        brush.bar(interval.state(), x, y, axis.x(interval.end()) - x, bar);
        label(brush, widestFree(axis, lane, interval), y, interval);
        brush.xml.close();
    }

    /// A stretch of the row, in pixels.
    private record Room(double from, double to) {
        double width() {
            return to - from;
        }

        double middle() {
            return (from + to) / 2;
        }
    }

    /// The widest part of a bar that no mark covers.
    private static Room widestFree(Axis axis, Lane lane, Interval interval) {
        var from = axis.x(interval.start());
        var to = axis.x(interval.end());
        var widest = new Room(from, from);
        var edges =
                Stream.concat(
                                lane.marks().stream().map(mark -> axis.x(mark.at())),
                                Stream.of(to + MARK))
                        .filter(x -> x >= axis.x(interval.start()))
                        .sorted()
                        .toList();
        for (var edge : edges) {
            var room = new Room(from, Math.min(edge - MARK, to));
            widest = room.width() > widest.width() ? room : widest;
            from = edge + MARK;
        }
        return widest;
    }

    /// In a bar where it fits, else nowhere: the tip has it all.
    private void label(Brush brush, Room room, double y, Interval interval) {
        for (var text : List.of(label(interval), shortLabel(interval))) {
            var width = Lettering.width(text, LABEL_SIZE) + 18;
            if (text.isEmpty() || width > room.width()) {
                continue;
            }
            switch (interval.state()) {
                case RUNNING -> {}
                case SLEEPING -> centred(brush, text, room.middle(), y + 3.5);
                case LOCK -> chip(brush, text, room.middle(), y, width, Role.LOCK_PALE);
                case QUEUE -> chip(brush, text, room.middle(), y, width, Role.QUEUE_PALE);
                case IO -> chip(brush, text, room.middle(), y, width, Role.IO_PALE);
                case READY, WAITING, JOINING -> onLine(brush, text, room.middle(), y);
            }
            return;
        }
    }

    private static void centred(Brush brush, String text, double x, double y) {
        brush.text(text, x, y, LABEL_SIZE, Role.INK, "middle");
    }

    private void chip(Brush brush, String text, double x, double y, double width, Role ground) {
        brush.xml.empty(
                "rect",
                "x y width height fill",
                x - width / 2 + 5,
                y - bar / 2 + 2.5,
                width - 10,
                bar - 5,
                brush.color(ground));
        centred(brush, text, x, y + 3.5);
    }

    /// On a line, with the ground around it, so that the line does not run through the text.
    private static void onLine(Brush brush, String text, double x, double y) {
        brush.xml.text(
                "text",
                text,
                "x y font-size fill stroke stroke-width paint-order text-anchor",
                x,
                y + 3.5,
                LABEL_SIZE,
                brush.color(Role.SOFT),
                brush.color(Role.CARD),
                5.0,
                "stroke",
                "middle");
    }

    private void outline(Brush brush, Axis axis, double y, Lane.Task task) {
        var width = axis.x(task.end()) - axis.x(task.start());
        if (width >= 3) {
            brush.xml.empty(
                    "rect",
                    "x y width height rx fill stroke",
                    axis.x(task.start()),
                    y - bar / 2 - 2,
                    width,
                    bar + 4,
                    3.0,
                    "none",
                    brush.color(Role.SOFT));
        }
    }

    /// Where two marks meet, the more severe one is drawn.
    private void marks(Brush brush, Axis axis, double y, Lane lane) {
        var last = new double[] {Double.MAX_VALUE};
        lane.marks().stream()
                .sorted(Comparator.comparing(Mark::kind).reversed())
                .filter(mark -> {
                    var x = axis.x(mark.at());
                    var isFree = Math.abs(x - last[0]) > 13;
                    last[0] = isFree ? x : last[0];
                    return isFree;
                })
                .forEach(mark -> {
                    brush.xml.open("g");
                    brush.xml.text("title", mark.text());
                    brush.mark(mark.kind(), axis.x(mark.at()), y);
                    brush.xml.close();
                });
    }

    /// The intervals, or where they are too many what prevails in each pixel.
    private List<Interval> visible(Lane lane, Axis axis) {
        return lane.intervals().size() <= MOST_INTERVALS
                ? lane.intervals()
                : new Columns(timeline.length(), (int) axis.width()).runs(lane);
    }

    private double middle(double top, Lane lane) {
        return top + row * rows.get(lane.id()) + row / 2;
    }

    private static double indent(Lane lane) {
        return INDENT * Math.min(lane.depth(), 4);
    }

    private static String name(Lane lane) {
        return Lettering.fit(lane.name(), NAME_SIZE, WIDEST_NAME);
    }

    private static String label(Interval interval) {
        return interval.state() == State.SLEEPING
                ? "sleep " + Format.time(interval.length())
                : interval.call();
    }

    private static String shortLabel(Interval interval) {
        return interval.state() == State.SLEEPING
                ? Format.time(interval.length())
                : interval.call().substring(interval.call().lastIndexOf('.') + 1);
    }

    private static String tip(Interval interval) {
        var tip = new StringBuilder(interval.state().words());
        tip.append(' ').append(Format.time(interval.length()));
        tip.append(interval.call().isEmpty() ? "" : "\n" + interval.call());
        tip.append(interval.place().isEmpty() ? "" : "\n" + interval.place());
        return tip.toString();
    }

    private static Role role(Outcome outcome) {
        return switch (outcome) {
            case OK, UNFINISHED -> Role.SOFT;
            case FAILED -> Role.FAILED;
            case CANCELLED -> Role.STOPPED;
        };
    }
}
