package workbook.testkit.explorer.run;

import workbook.testkit.explorer.code.Site;

/// Threads that wait by asking again and again. Left alone they would never let the others go on,
/// nor time.
public final class BusyWaits {
    /// Steps without a switch after which others go on.
    static final int BUSY = 200;

    /// Steps without a switch after which time goes on, which nobody measures so exactly any more.
    static final int PATIENCE = 5_000;

    private static final long LONGEST_LOOP_NANOS = 3_000_000_000L;

    private final Run run;

    BusyWaits(Run run) {
        this.run = run;
    }

    /// The program looks at the clock: if it does nothing else for long, it waits for time to pass.
    public void look(ControlledThread me) {
        run.control(me);
        me.looked = true;
        if (me.streak > PATIENCE) {
            run.clock.creep();
        }
    }

    /// A busy-wait that says so: somebody else goes on, or else time does.
    public void spin(ControlledThread me, Site site) {
        int step = run.nextStep(me);
        int others = run.scheduler.othersReady();
        boolean gaveWay =
                run.scheduler.giveWay(me, others < 2 ? 0 : run.decide(step, others, false));
        if (gaveWay || run.clock.advance()) {
            return;
        }
        if (me.looked) {
            run.clock.creep();
        } else if (me.streak > BUSY) {
            run.stop(new Verdict.NoProgress(me.name, site.location(), me.streak));
        }
    }

    /// A loop without any other hook is not stopped by counting steps, only by looking at the real
    /// clock.
    public void goRound(ControlledThread me, Site site) {
        if (++me.rounds % 100_000 != 0) {
            return;
        }
        long now = System.nanoTime();
        if (me.roundsSince == 0 || me.roundsAtStep != run.steps()) {
            me.roundsSince = now;
            me.roundsAtStep = run.steps();
        } else if (now - me.roundsSince > LONGEST_LOOP_NANOS) {
            run.stop(new Verdict.NoProgress(me.name, site.location(), run.steps()));
        }
    }
}
