package workbook.testkit.explorer.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.testkit.explorer.memory.Memory;
import workbook.testkit.explorer.trace.Step;
import workbook.testkit.explorer.trace.Trace;
import workbook.testkit.explorer.trace.Trace.Effect;
import workbook.testkit.explorer.trace.Trace.Row;

/// Finds in a schedule the steps that explain a wrong result: one thread changes what another has
/// just seen and goes on to use.
///
/// @param rows the numbers of these steps; empty if there are none
record Interleaving(String text, List<Integer> rows) {

    static Interleaving of(Trace trace, boolean isDefault) {
        List<Row> rows = trace.rows();
        int from = isDefault ? 0 : trace.turns().getFirst();
        List<Integer> found = outdated(rows, from, Effect.CHANGES);
        if (found.isEmpty() && !isDefault) {
            found = outdated(rows, from, Effect.SEES);
        }
        if (!found.isEmpty()) {
            String steps =
                    found.stream()
                            .map(i -> phrase(rows.get(i)))
                            .collect(Collectors.joining(",\nthen "));
            return new Interleaving(steps + ": what it had seen before was out of date", found);
        }
        if (isDefault) {
            return new Interleaving(
                    "no unlucky order is needed: it happens as soon as each thread runs until it has to wait",
                    List.of());
        }
        int turn = trace.turns().getFirst();
        return turn > 0 && turn < rows.size()
                ? new Interleaving(
                        phrase(rows.get(turn - 1))
                                + ", and before it goes on,\n"
                                + phrase(rows.get(turn)),
                        List.of(turn - 1, turn))
                : new Interleaving("it needs the order of the steps below", List.of());
    }

    /// @return three rows: a thread sees something, another changes it, the first uses it again;
    ///   those after the schedule's first departure rather than those before
    private static List<Integer> outdated(List<Row> rows, int from, Effect use) {
        var best = List.<Integer>of();
        for (int change = 1; change < rows.size(); change++) {
            int before =
                    rows.get(change).effect() == Effect.CHANGES ? seenBefore(rows, change) : -1;
            int after = before < 0 ? -1 : nextUse(rows, change, rows.get(before));
            if (after >= 0
                    && rows.get(after).effect() == use
                    && (best.isEmpty() || change >= from)) {
                best = List.of(before, change, after);
                if (change >= from) {
                    return best;
                }
            }
        }
        return best;
    }

    /// Where another thread saw what this row changes.
    private static int seenBefore(List<Row> rows, int change) {
        Row changed = rows.get(change);
        for (int i = change - 1; i >= 0; i--) {
            Row row = rows.get(i);
            if (isOn(changed, row) && !isBy(changed, row) && row.effect() == Effect.SEES) {
                return i;
            }
            if (isOn(changed, row) && row.effect() == Effect.CHANGES) {
                return -1;
            }
        }
        return -1;
    }

    private static int nextUse(List<Row> rows, int change, Row seen) {
        for (int i = change + 1; i < rows.size(); i++) {
            if (isOn(seen, rows.get(i)) && isBy(seen, rows.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("ReferenceEquality") // one location of one run is one object
    private static boolean isOn(Row one, Row other) {
        return one.location() != null && one.location() == other.location();
    }

    private static boolean isBy(Row one, Row other) {
        return one.step().thread().equals(other.step().thread());
    }

    private static String phrase(Row row) {
        Step step = row.step();
        boolean verb =
                step.text()
                        .matches("(reads|writes|locks|unlocks|waits|wakes|notifies|interrupts) .*");
        return step.thread()
                + (verb ? " " : " calls ")
                + step.text()
                + " ("
                + step.location()
                + ")";
    }

    /// The rows that race, for a report that is about them.
    static List<Integer> of(Memory.Race race, Trace trace) {
        return Stream.of(race.first(), race.second())
                .map(access -> rowOf(trace, access))
                .filter(row -> row >= 0)
                .sorted()
                .toList();
    }

    @SuppressWarnings("ReferenceEquality") // one location of one run is one object
    private static int rowOf(Trace trace, Memory.Access access) {
        Effect effect = access.writes() ? Effect.CHANGES : Effect.SEES;
        for (int i = trace.raceBegins(); i < trace.rows().size(); i++) {
            Row row = trace.rows().get(i);
            if (row.location() == access.location()
                    && row.effect() == effect
                    && row.step().thread().equals(access.name())
                    && row.step().line() == access.site().line()) {
                return i;
            }
        }
        return -1;
    }
}
