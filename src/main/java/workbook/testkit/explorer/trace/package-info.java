/// What happened in the one run that a reader sees: its steps ([Trace], begin here), the names of
/// its objects, and who has which lock.
package workbook.testkit.explorer.trace;
