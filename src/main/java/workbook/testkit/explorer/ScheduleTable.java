package workbook.testkit.explorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Draws a schedule: one column per thread, one row per step, the source line at the end.
final class ScheduleTable {
    private static final int MOST_ROWS = 60;

    private ScheduleTable() {}

    static String draw(List<Step> all) {
        List<Step> steps =
                all.size() <= MOST_ROWS ? all : all.subList(all.size() - MOST_ROWS, all.size());
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Step step : steps) {
            widths.merge(
                    step.thread(),
                    Math.max(step.thread().length(), step.text().length()),
                    Math::max);
        }
        var text = new StringBuilder();
        if (steps.size() < all.size()) {
            text.append("(").append(all.size() - steps.size()).append(" earlier steps left out)\n");
        }
        text.append(row(widths, new ArrayList<>(widths.keySet()), "line"));
        var rule = new ArrayList<String>();
        widths.values().forEach(width -> rule.add("-".repeat(width)));
        text.append(row(widths, rule, "----"));
        for (Step step : steps) {
            var cells = new ArrayList<String>();
            widths.keySet()
                    .forEach(thread -> cells.add(thread.equals(step.thread()) ? step.text() : ""));
            text.append(row(widths, cells, step.location()));
        }
        return text.toString();
    }

    private static String row(Map<String, Integer> widths, List<String> cells, String location) {
        var row = new StringBuilder();
        int column = 0;
        for (int width : widths.values()) {
            String cell = cells.get(column++);
            row.append("| ").append(cell).append(" ".repeat(width - cell.length())).append(' ');
        }
        return row.append("| ").append(location).append('\n').toString();
    }
}
