/// Runs a piece of concurrent code under every schedule within a stated bound, on virtual time, and
/// shows the shortest schedule that breaks it. `docs/EXPLORER.md` explains how.
///
/// This package is the entry, and all that a user needs: what is asked ([Settings], [Bound]), who
/// is asked ([Explorer]), and what comes out ([Strength] or [ScheduleFailure]). To understand how,
/// begin with [Exploration], the loop over the schedules.
package workbook.testkit.explorer;
