/// Runs a piece of concurrent code under every schedule within a stated bound, on virtual time, and
/// shows the shortest schedule that breaks it. `docs/EXPLORER.md` explains how.
///
/// This package is the entry, and all that a user needs: what is asked ([Settings], [Bound]), the loop
/// over the schedules ([Explorer], begin here), and what comes out ([Strength] or [ScheduleFailure]).
package workbook.testkit.explorer;
