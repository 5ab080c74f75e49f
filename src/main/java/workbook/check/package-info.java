/// From a source file to a [workbook.check.CheckReport]: compile in memory, run the check class on
/// the JUnit platform, explain what was found.
package workbook.check;
