package workbook.testkit.explorer.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import workbook.testkit.explorer.trace.Step;
import workbook.testkit.explorer.trace.Trace;
import workbook.testkit.explorer.trace.Trace.Row;

/// Draws a schedule: one column per thread in the order of their start, one row per step, the
/// source line at the end.
///
/// Only the steps that matter are drawn: those that the report is about, those around a departure
/// from the default order, and as many of the last as there is room for.
final class ScheduleTable {
    private static final int MOST_ROWS = 20;
    private static final int MOST_COLUMNS = 100;
    private static final int NARROWEST = 10;
    private static final int AROUND = 2;

    private final List<String> threads;
    private final List<Row> rows;
    private final int[] widths;
    private final StringBuilder text = new StringBuilder();

    private ScheduleTable(List<String> threads, List<Row> rows) {
        this.threads = threads;
        this.rows = rows;
        this.widths = new int[threads.size()];
    }

    /// @param threads in the order of their start
    /// @param marked the rows that the report is about
    /// @param mark what to write beside them
    static String draw(List<String> threads, Trace trace, List<Integer> marked, String mark) {
        SortedSet<Integer> shown = shown(trace, marked);
        if (shown.isEmpty()) {
            return "";
        }
        var rows = shown.stream().map(trace.rows()::get).toList();
        var columns =
                threads.stream()
                        .filter(name ->
                                rows.stream().anyMatch(row -> row.step().thread().equals(name)))
                        .toList();
        return new ScheduleTable(columns, rows).draw(shown, marked, mark);
    }

    private static SortedSet<Integer> shown(Trace trace, List<Integer> marked) {
        int size = trace.rows().size();
        int end = size;
        if (!marked.isEmpty()) {
            // what follows the explanation in the main thread only repeats it
            String main = "main";
            while (end - 1 > Collections.max(marked)
                    && trace.rows().get(end - 1).step().thread().equals(main)) {
                end--;
            }
        }
        var wanted = new TreeSet<Integer>();
        var centres = new ArrayList<>(marked);
        centres.addAll(trace.turns());
        for (int centre : centres) {
            for (int i = centre - AROUND; i <= centre + AROUND; i++) {
                if (i >= 0 && i < end && wanted.size() < MOST_ROWS) {
                    wanted.add(i);
                }
            }
        }
        for (int i = end - 1; i >= 0 && wanted.size() < MOST_ROWS; i--) {
            wanted.add(i);
        }
        return wanted;
    }

    private String draw(SortedSet<Integer> numbers, List<Integer> marked, String mark) {
        fitColumns(mark.length());
        row(threads, "line");
        row(Arrays.stream(widths).mapToObj("-"::repeat).toList(), "----");
        int expected = 0;
        var next = rows.iterator();
        for (int number : numbers) {
            if (number > expected) {
                row(Collections.nCopies(threads.size(), "..."), "");
            }
            Step step = next.next().step();
            var cells =
                    threads.stream()
                            .map(name -> name.equals(step.thread()) ? step.text() : "")
                            .toList();
            row(cells, step.location() + (marked.contains(number) ? " ◄" + mark : ""));
            expected = number + 1;
        }
        return text.toString();
    }

    /// Narrows the widest columns until the table fits.
    private void fitColumns(int mark) {
        int lines = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = threads.get(i).length();
        }
        for (Row row : rows) {
            int column = threads.indexOf(row.step().thread());
            widths[column] = Math.max(widths[column], row.step().text().length());
            lines = Math.max(lines, row.step().location().length() + mark + 2);
        }
        int room = MOST_COLUMNS - lines - 2 - 3 * widths.length;
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    /// A cell that is too long goes on in the next line.
    private void row(List<String> cells, String location) {
        var left = new ArrayList<>(cells);
        boolean first = true;
        while (first || left.stream().anyMatch(cell -> !cell.isEmpty())) {
            for (int i = 0; i < widths.length; i++) {
                String cell = left.get(i);
                int cut = cut(cell, widths[i]);
                text.append("| ").append(cell, 0, cut).append(" ".repeat(widths[i] - cut + 1));
                left.set(i, cut < cell.length() ? " " + cell.substring(cut).strip() : "");
            }
            text.append(first ? "| " + location : "|").append('\n');
            first = false;
        }
    }

    private static int cut(String cell, int width) {
        if (cell.length() <= width) {
            return cell.length();
        }
        int cut = width;
        while (cut > width / 2 && " .(=".indexOf(cell.charAt(cut)) < 0) {
            cut--;
        }
        return cut > width / 2 ? cut : width;
    }
}
