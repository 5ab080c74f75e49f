/// One picocli class for each command. A command reads its arguments, calls one room, prints what
/// it got.
package workbook.cli;
