/// The marks of a class as pages for people: an overview, and a page for each student.
package workbook.gradebook.report;
