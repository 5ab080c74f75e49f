package comparison;

import module java.base;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/// How a figure grows: both axes by factors of ten.
record Picture(
        String name,
        String title,
        String unit,
        List<Measured> measured,
        ToDoubleFunction<Measured> figure) {

    /// Of one piece: as SVG, each dash of a line is a shape, and a picture half a megabyte.
    static final BasicStroke GRID = new BasicStroke(0.5f);

    void draw(Path folder) throws IOException {
        long ways = measured.stream().map(Measured::contender).distinct().count();
        var chart =
                new XYChartBuilder()
                        .width(720)
                        .height(360 + 24 * (int) ways)
                        .title(title)
                        .xAxisTitle("size")
                        .yAxisTitle(unit)
                        .build();
        var style = chart.getStyler();
        style.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotGridLinesStroke(GRID);
        measured.stream()
                .collect(
                        Collectors.groupingBy(
                                each -> each.contender().name(),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .forEach((way, points) ->
                        chart.addSeries(
                                way,
                                points.stream().mapToDouble(Measured::size).toArray(),
                                points.stream().mapToDouble(figure).toArray()));
        VectorGraphicsEncoder.saveVectorGraphic(
                chart,
                folder.resolve(name).toString(),
                VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}
