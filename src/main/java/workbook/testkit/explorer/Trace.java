package workbook.testkit.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The steps of the one run that is shown to a reader. Other runs keep none: naming and formatting
/// would cost more than running.
final class Trace {
    final Names names;
    private final VirtualClock clock;
    private final List<Step> steps = new ArrayList<>();

    Trace(Names names, VirtualClock clock) {
        this.names = names;
        this.clock = clock;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Step add(ControlledThread thread, String text, Site site) {
        return add(thread.name, text, site.file(), site.line());
    }

    Step add(String thread, String text, String file, int line) {
        var step = new Step(thread, text, file, line, Duration.ofNanos(clock.elapsed()));
        steps.add(step);
        return step;
    }

    /// Shows how a call ended: in the row of its beginning if nothing happened in between.
    @SuppressWarnings("ReferenceEquality") // equal rows are not the same row
    void complete(ControlledThread thread, Step begun, String call, String result, Site site) {
        if (steps.getLast() == begun) {
            steps.removeLast();
            add(thread, call + result, site);
        } else {
            add(thread, call + (result.isEmpty() ? " returns" : result), site);
        }
    }
}
