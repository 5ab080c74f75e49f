package workbook.testkit.explorer.run;

import java.time.Duration;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.trace.Step;

/// Who interrupted whom: an interrupt reaches a thread through no object that the two share.
public final class Interrupts {
    private final Run run;

    Interrupts(Run run) {
        this.run = run;
    }

    private Location status(Thread thread) {
        return run.memory.of(thread, "interrupt status");
    }

    /// What the thread does now depends on whether it was interrupted before.
    public void observedBy(ControlledThread me, Site site) {
        if (!me.isInitializing()) {
            run.memory.touch(status(me.thread), me.id, site, false);
        }
    }

    /// A thread is about to be interrupted, by the program or by the JDK on its behalf.
    void sentTo(Thread target) {
        ControlledThread interrupted = run.scheduler.find(target);
        ControlledThread me = run.me();
        if (interrupted == null || interrupted == me) {
            return;
        }
        Site site = me.calls.isEmpty() ? null : me.calls.peek().site();
        if (site != null) {
            run.memory.touch(status(target), me.id, site, true);
            String text = "interrupts " + interrupted;
            interrupted.interruption =
                    new Step(me.name, text, site.file(), site.line(), Duration.ZERO);
            if (run.trace() != null) {
                run.trace().add(me.name, text, site);
            }
        }
        run.monitors.interrupted(interrupted);
    }
}
