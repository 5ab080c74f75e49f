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

    void add(ControlledThread thread, String text, Site site) {
        add(thread.name, text, site.file(), site.line());
    }

    void add(String thread, String text, String file, int line) {
        steps.add(new Step(thread, text, file, line, Duration.ofNanos(clock.elapsed())));
    }

    /// Completes the row of a call with its result: the same row if nothing happened in between.
    void complete(ControlledThread thread, String call, String result, Site site) {
        Step last = steps.isEmpty() ? null : steps.getLast();
        boolean same =
                last != null && last.thread().equals(thread.name) && last.text().equals(call);
        if (same) {
            steps.removeLast();
        }
        if (same || !result.isEmpty()) {
            add(thread, call + result, site);
        } else {
            add(thread, call + " goes on", site);
        }
    }
}
