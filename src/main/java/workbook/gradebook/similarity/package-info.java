/// Submissions that resemble each other more than the exercise makes them, found by winnowing.
package workbook.gradebook.similarity;
