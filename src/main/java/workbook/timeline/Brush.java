package workbook.timeline;

/// Draws the shapes that lanes, density charts and legends share.
///
/// A state has a shape of its own besides its colour: full height, pale, hatched, dotted, striped,
/// or a line of one kind or another.
final class Brush {
    final Xml xml;
    final Paint paint;
    private final String id;

    /// @param id tells the patterns of this picture from those of others on the page
    Brush(Xml xml, Paint paint, String id) {
        this.xml = xml;
        this.paint = paint;
        this.id = id;
    }

    String color(Role role) {
        return paint.color(role);
    }

    /// What fills an area of a state.
    String fill(State state) {
        return switch (state) {
            case LOCK, QUEUE, IO -> "url(#" + id + "-" + state.name() + ")";
            case SLEEPING -> color(Role.SLEEPING_PALE);
            case RUNNING -> color(Role.RUNNING);
            case WAITING, JOINING, READY -> color(Role.GRID);
        };
    }

    void patterns() {
        xml.open("defs");
        pattern(State.LOCK, Role.LOCK_PALE, "rotate(45)");
        xml.empty("rect", "width height fill", 2.5, 6.0, color(Role.LOCK)).close();
        pattern(State.QUEUE, Role.QUEUE_PALE, "");
        xml.empty("circle", "cx cy r fill", 3.0, 3.0, 1.4, color(Role.QUEUE)).close();
        pattern(State.IO, Role.IO_PALE, "");
        xml.empty("rect", "width height fill", 2.0, 6.0, color(Role.IO)).close();
        xml.close();
    }

    private void pattern(State state, Role ground, String transform) {
        xml.open(
                "pattern",
                "id width height patternUnits patternTransform",
                id + "-" + state.name(),
                6.0,
                6.0,
                "userSpaceOnUse",
                transform);
        xml.empty("rect", "width height fill", 6.0, 6.0, color(ground));
    }

    /// A stretch in one state.
    void bar(State state, double x, double middle, double width, double height) {
        switch (state) {
            case RUNNING -> box(x, middle, Math.max(1, width), height, color(Role.RUNNING));
            case SLEEPING, LOCK, QUEUE, IO -> framed(state, x, middle, width, height - 4);
            case JOINING -> line(x, middle, width, "");
            case WAITING -> line(x, middle, width, "6 3");
            case READY -> line(x, middle, width, "1.5 3");
        }
    }

    /// Too thin to have an inside, a bar is all edge.
    private void framed(State state, double x, double middle, double width, double height) {
        if (width < 3) {
            box(x, middle, Math.max(0.6, width), height, color(Role.of(state)));
        } else {
            xml.empty(
                    "rect",
                    "x y width height rx fill stroke",
                    x + 0.5,
                    middle - height / 2,
                    width - 1,
                    height,
                    1.5,
                    fill(state),
                    color(Role.of(state)));
        }
    }

    /// Many tasks in one state, over time.
    void area(State state, String path) {
        xml.empty(
                "path",
                "d fill stroke stroke-width",
                path,
                fill(state),
                color(Role.of(state)),
                "0.7");
    }

    private void box(double x, double middle, double width, double height, String fill) {
        xml.empty(
                "rect",
                "x y width height rx fill",
                x,
                middle - height / 2,
                width,
                height,
                Math.min(1.5, width / 3),
                fill);
    }

    private void line(double x, double middle, double width, String dashes) {
        xml.empty(
                "path",
                "d stroke stroke-width stroke-dasharray",
                "M" + Xml.number(x) + " " + Xml.number(middle) + "h" + Xml.number(width),
                color(Role.SOFT),
                2,
                dashes.isEmpty() ? "none" : dashes);
    }

    /// The end of a lane.
    void stop(double x, double middle, double height, Role role) {
        box(x - 0.8, middle, 1.6, height, color(role));
    }

    void mark(Mark.Kind kind, double x, double y) {
        xml.empty("circle", "cx cy r fill", x, y, 6.0, color(role(kind)));
        var sign =
                switch (kind) {
                    case FAILED -> "m-2.5-2.5l5 5m0-5l-5 5";
                    case INTERRUPTED -> "m1-4l-2.8 4.4h3.4l-2.6 3.8";
                    case TIMED_OUT -> "m0-3.5v3.5h2.6";
                };
        xml.empty(
                "path",
                "d stroke stroke-width fill",
                "M" + Xml.number(x) + " " + Xml.number(y) + sign,
                color(Role.CARD),
                1.6,
                "none");
    }

    static Role role(Mark.Kind kind) {
        return kind == Mark.Kind.FAILED ? Role.FAILED : Role.STOPPED;
    }

    /// Text that starts at a point.
    void text(String text, double x, double y, double size, Role role) {
        text(text, x, y, size, role, "start");
    }

    void text(String text, double x, double y, double size, Role role, String anchor) {
        xml.text("text", text, "x y font-size fill text-anchor", x, y, size, color(role), anchor);
    }
}
