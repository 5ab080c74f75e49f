package workbook.timeline;

/// The part of a picture above its time axis.
interface Plot {
    /// How much room it needs to the left of the axis, in pixels.
    double left();

    double height();

    void draw(Brush brush, Axis axis, double top);
}
