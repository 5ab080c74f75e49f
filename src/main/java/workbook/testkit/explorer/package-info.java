/// Runs a piece of concurrent code under every schedule within a stated bound, on virtual time, and
/// shows the shortest schedule that breaks it. `docs/EXPLORER.md` explains how.
package workbook.testkit.explorer;
