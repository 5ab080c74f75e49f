package workbook.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/// The timeline as an SVG: heading, plot, time axis, legend, remarks.
///
/// No script and no library: tips are `<title>` elements, and the whole is one image with a title
/// and a description for a screen reader.
final class SvgDrawing {
    static final double PAD = 14;

    /// Room at the right for how a lane ended.
    static final double ENDING = 92;

    private static final double WIDTH = 900;
    private static final double TOP = 56;
    private static final double LINE = 20;
    private static final String FONT =
            "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif";

    private final Timeline timeline;
    private final Paint paint;
    private final Xml xml = new Xml();
    private final String description;
    private final String id;
    private final boolean isCrowded;
    private final Brush brush;

    private SvgDrawing(Timeline timeline, Paint paint) {
        this.timeline = timeline;
        this.paint = paint;
        isCrowded = Summary.isCrowded(timeline);
        description = Description.of(timeline);
        id = "tl" + Integer.toHexString((timeline.title() + description).hashCode());
        brush = new Brush(xml, paint, id);
    }

    static String draw(Timeline timeline, Paint paint) {
        return new SvgDrawing(timeline, paint).draw();
    }

    /// An entry of the legend: how to draw its sign, and its words.
    private record Entry(DoubleConsumer sign, String words) {}

    private String draw() {
        var inner = WIDTH - 2 * PAD;
        var plot = isCrowded ? new DensityPlot(timeline, inner) : new LanePlot(timeline);
        var left = PAD + plot.left();
        var axis = new Axis(timeline.length(), left, WIDTH - left - ENDING);
        var bottom = TOP + plot.height();
        var legend = rows(legend(axis));
        var remarks = Summary.remarks(timeline);
        var height = bottom + 30 + LINE * (legend.size() + remarks.size()) + PAD;
        open(height);
        heading(inner);
        grid(axis, bottom);
        plot.draw(brush, axis, TOP);
        var y = bottom + 44;
        for (var row : legend) {
            legendRow(row, y);
            y += LINE;
        }
        for (var remark : remarks) {
            brush.text(Lettering.fit(remark, 11, inner), PAD, y, 11, Role.INK);
            y += LINE;
        }
        return xml.close().toString().strip() + "\n";
    }

    private void open(double height) {
        xml.open(
                "svg",
                "xmlns class viewBox width height style font-family role aria-labelledby",
                "http://www.w3.org/2000/svg",
                "timeline",
                "0 0 " + Xml.number(WIDTH) + " " + Xml.number(height),
                WIDTH,
                height,
                "max-width:100%;height:auto",
                FONT,
                "img",
                id + "-title " + id + "-text");
        xml.text("title", timeline.title(), "id", id + "-title");
        xml.text("desc", description, "id", id + "-text");
        if (paint == Paint.PAGE) {
            xml.text("style", Paint.styleSheet());
        }
        brush.patterns();
        if (paint != Paint.PAGE) {
            xml.empty("rect", "width height rx fill", WIDTH, height, 8.0, brush.color(Role.CARD));
        }
    }

    private void heading(double width) {
        xml.text(
                "text",
                Lettering.fit(timeline.title(), 17, width),
                "x y font-size font-weight fill",
                PAD,
                25.0,
                16.0,
                600,
                brush.color(Role.INK));
        var line = Summary.line(timeline) + (isCrowded ? ": how many are in each state" : "");
        brush.text(Lettering.fit(line, 11.5, width), PAD, 43, 11.5, Role.SOFT);
    }

    private void grid(Axis axis, double bottom) {
        for (var tick : axis.ticks(90)) {
            var x = axis.x(tick);
            xml.empty(
                    "path",
                    "d stroke",
                    "M%s %sV%s".formatted(Xml.number(x), TOP - 4, Xml.number(bottom + 4)),
                    brush.color(Role.GRID));
            brush.text(Format.time(tick), x, bottom + 18, 10.5, Role.SOFT, "middle");
        }
    }

    /// Only what can be seen: an interval of a microsecond is in no picture.
    private List<Entry> legend(Axis axis) {
        var entries = new ArrayList<Entry>();
        for (var state : State.values()) {
            if (isVisible(state, axis)) {
                entries.add(new Entry(y -> sign(state, y), state.words()));
            }
        }
        if (timeline.lanes().stream().anyMatch(lane -> !lane.tasks().isEmpty())) {
            entries.add(new Entry(this::taskSign, "one task of a pool thread"));
        }
        for (var kind : Mark.Kind.values()) {
            if (timeline.lanes().stream()
                    .flatMap(lane -> lane.marks().stream())
                    .anyMatch(mark -> mark.kind() == kind)) {
                entries.add(new Entry(y -> brush.mark(kind, 12, y - 4), kind.words()));
            }
        }
        return entries;
    }

    private boolean isVisible(State state, Axis axis) {
        var lanes = isCrowded ? Summary.tasks(timeline) : timeline.lanes();
        return state == State.RUNNING
                || lanes.stream()
                        .flatMap(lane -> lane.intervals().stream())
                        .filter(interval -> interval.state() == state)
                        .anyMatch(interval -> axis.x(interval.length()) - axis.left() >= 1);
    }

    private void sign(State state, double y) {
        if (isCrowded) {
            brush.area(state, "M0 " + Xml.number(y - 10) + "h22v12h-22z");
        } else {
            brush.bar(state, 0, y - 4, 22, 16);
        }
    }

    private void taskSign(double y) {
        xml.empty(
                "rect",
                "y width height rx fill stroke",
                y - 12,
                22,
                16,
                3,
                "none",
                brush.color(Role.SOFT));
    }

    private static List<List<Entry>> rows(List<Entry> entries) {
        var rows = new ArrayList<List<Entry>>();
        var room = 0.0;
        for (var entry : entries) {
            if (rows.isEmpty() || room < width(entry)) {
                rows.add(new ArrayList<>());
                room = WIDTH - 2 * PAD;
            }
            rows.getLast().add(entry);
            room -= width(entry);
        }
        return rows;
    }

    private static double width(Entry entry) {
        return 30 + Lettering.width(entry.words(), 11) + 14;
    }

    private void legendRow(List<Entry> row, double y) {
        var x = PAD;
        for (var entry : row) {
            xml.open("g", "transform", "translate(" + Xml.number(x) + " 0)");
            entry.sign().accept(y);
            brush.text(entry.words(), 30, y, 11, Role.SOFT);
            xml.close();
            x += width(entry);
        }
    }
}
