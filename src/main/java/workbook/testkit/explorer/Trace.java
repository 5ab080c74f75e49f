package workbook.testkit.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The steps of the one run that is shown to a reader. Other runs keep none: naming and formatting
/// would cost more than running.
final class Trace {
    final Names names;
    final Holders holders = new Holders();
    private final VirtualClock clock;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> turns = new ArrayList<>();
    private int raceBegins;

    /// What a step does to the memory that it is about.
    enum Effect {
        NONE,
        SEES,
        CHANGES
    }

    /// A step, and what it is about.
    ///
    /// @param location null if the step is about no memory
    record Row(Step step, Memory.Location location, Effect effect) {}

    Trace(Names names, VirtualClock clock) {
        this.names = names;
        this.clock = clock;
    }

    List<Row> rows() {
        return rows;
    }

    List<Step> steps() {
        return rows.stream().map(Row::step).toList();
    }

    /// Before which rows the schedule departed from the default one.
    List<Integer> turns() {
        return turns;
    }

    /// The two accesses of a data race come next.
    void raceBeginsHere() {
        raceBegins = rows.size();
    }

    int raceBegins() {
        return raceBegins;
    }

    void turn() {
        turns.add(rows.size());
    }

    Step add(ControlledThread thread, String text, Site site) {
        return add(thread, text, site, null, Effect.NONE);
    }

    Step add(
            ControlledThread thread,
            String text,
            Site site,
            Memory.Location location,
            Effect effect) {
        var step =
                new Step(
                        thread.name,
                        text,
                        site.file(),
                        site.line(),
                        Duration.ofNanos(clock.elapsed()));
        rows.add(new Row(step, location, effect));
        return step;
    }

    /// Shows how a call ended: in the row of its beginning if nothing happened in between.
    void complete(ControlledThread thread, Step begun, String call, String result, Site site) {
        int beginning = find(begun);
        Row row = rows.get(beginning);
        if (beginning == rows.size() - 1) {
            // The step is shown whole, and happened when it began.
            var whole = new Step(thread.name, call + result, site.file(), site.line(), begun.at());
            rows.set(beginning, new Row(whole, row.location, row.effect));
        } else {
            add(
                    thread,
                    call + (result.isEmpty() ? " returns" : result),
                    site,
                    row.location,
                    row.effect);
        }
    }

    /// Says more about a step, or about where the thread stands now if it took none there.
    void amend(ControlledThread thread, Step begun, String text, Site site) {
        if (begun == null) {
            add(thread, text, site);
        } else {
            rows.set(
                    find(begun),
                    new Row(
                            new Step(begun.thread(), text, begun.file(), begun.line(), begun.at()),
                            null,
                            Effect.NONE));
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
