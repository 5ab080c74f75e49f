package workbook.timeline;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The code under observation as an event: it gives the run the clock of all other events.
@Name(Run.NAME)
@StackTrace(false)
final class Run extends Event {
    static final String NAME = "workbook.Run";

    @Name("run")
    long run;
}
