/// From what a class handed in, however it was exported, to one [workbook.intake.Submission] for
/// each file: reads only, runs nothing, trusts nothing.
package workbook.intake;
