/// Checks an exercise each time its file is saved, and listens to single keys meanwhile.
package workbook.watch;
