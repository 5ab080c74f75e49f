package workbook.testkit.explorer.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Location;

/// The steps of the one run that is shown to a reader. Other runs keep none: naming and formatting
/// would cost more than running.
public final class Trace {
    private final Names names;
    private final Holders holders = new Holders();
    private final LongSupplier elapsedNanos;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> turns = new ArrayList<>();
    private int raceBegins;

    /// What a step does to the memory that it is about.
    public enum Effect {
        NONE,
        SEES,
        CHANGES
    }

    /// A step, and what it is about.
    ///
    /// @param location null if the step is about no memory
    public record Row(Step step, Location location, Effect effect) {}

    /// @param elapsedNanos the time since the run began, on its own clock
    public Trace(Names names, LongSupplier elapsedNanos) {
        this.names = names;
        this.elapsedNanos = elapsedNanos;
    }

    public Names names() {
        return names;
    }

    public Holders holders() {
        return holders;
    }

    /// All so far, in order; the list grows with the run.
    public List<Row> rows() {
        return rows;
    }

    public List<Step> steps() {
        return rows.stream().map(Row::step).toList();
    }

    /// Before which rows the schedule departed from the default one.
    public List<Integer> turns() {
        return turns;
    }

    /// The schedule departs from the default one here.
    public void turn() {
        turns.add(rows.size());
    }

    /// The two accesses of a data race come next.
    public void raceBeginsHere() {
        raceBegins = rows.size();
    }

    /// The first row after [#raceBeginsHere], 0 if there was no race.
    public int raceBegins() {
        return raceBegins;
    }

    public Step add(String thread, String text, Site site) {
        return add(thread, text, site, null, Effect.NONE);
    }

    /// @param location null if the step is about no memory
    public Step add(String thread, String text, Site site, Location location, Effect effect) {
        var now = Duration.ofNanos(elapsedNanos.getAsLong());
        var step = new Step(thread, text, site.file(), site.line(), now);
        rows.add(new Row(step, location, effect));
        return step;
    }

    /// Shows how a call ended: in the row of its beginning if nothing happened in between.
    public void complete(Step begun, String call, String result, Site site) {
        int beginning = find(begun);
        Row row = rows.get(beginning);
        if (beginning == rows.size() - 1) {
            // The step is shown whole, and happened when it began.
            var whole =
                    new Step(begun.thread(), call + result, site.file(), site.line(), begun.at());
            rows.set(beginning, new Row(whole, row.location, row.effect));
        } else {
            String text = call + (result.isEmpty() ? " returns" : result);
            add(begun.thread(), text, site, row.location, row.effect);
        }
    }

    /// Says more about a step, or about where the thread stands now if it took none there.
    ///
    /// @param begun the step, or null
    public void amend(String thread, Step begun, String text, Site site) {
        if (begun == null) {
            add(thread, text, site);
        } else {
            var said = new Step(begun.thread(), text, begun.file(), begun.line(), begun.at());
            rows.set(find(begun), new Row(said, null, Effect.NONE));
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal rows are not the same row
    private int find(Step step) {
        int index = rows.size() - 1;
        while (rows.get(index).step != step) {
            index--;
        }
        return index;
    }
}
