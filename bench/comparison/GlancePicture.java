package comparison;

import module java.base;

import java.awt.Color;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// How many times faster Java is: above the line at 1 it is, below it is slower.
record GlancePicture(List<Glance> glances) {

    void draw(Path folder) throws IOException {
        var chart =
                new CategoryChartBuilder()
                        .width(960)
                        .height(520)
                        .title("How many times faster Java's best is than Python's best")
                        .yAxisTitle("times")
                        .build();
        var style = chart.getStyler();
        style.setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
        style.setOverlapped(true);
        style.setYAxisLogarithmic(true).setXAxisLabelRotation(60);
        style.setYAxisMin(powerOfTen(Math::floor, all().min().orElseThrow()));
        style.setYAxisMax(powerOfTen(Math::ceil, all().max().orElseThrow()));
        style.setLegendPosition(Styler.LegendPosition.OutsideE);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotGridLinesStroke(Picture.GRID);
        var names = glances.stream().map(each -> each.workload().name()).toList();
        chart.addSeries("cold", names, glances.stream().map(each -> each.cold().times()).toList());
        chart.addSeries("warm", names, glances.stream().map(each -> each.warm().times()).toList());
        chart.addSeries("as fast", names, Collections.nCopies(names.size(), 1.0))
                .setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line)
                .setMarker(SeriesMarkers.NONE);
        VectorGraphicsEncoder.saveVectorGraphic(
                chart,
                folder.resolve("at-a-glance").toString(),
                VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }

    private DoubleStream all() {
        return glances.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.cold().times(), each.warm().times()));
    }

    private static double powerOfTen(DoubleUnaryOperator rounding, double number) {
        return Math.pow(10, rounding.applyAsDouble(Math.log10(number)));
    }
}
