/// Wrong and right programs, side by side, for everything that the explorer claims to control. A
/// wrong one must be reported, a right one must pass: each defect of the explorer adds the program
/// that showed it.
package workbook.testkit.explorer.corpus;
