/// Says what a verdict means: the four parts of a message, the steps that explain it, and the
/// schedule as a table. Begin with [Report].
package workbook.testkit.explorer.report;
