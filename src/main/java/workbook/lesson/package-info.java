/// The catalogue, read from the folders: a file that is there is in the book, and nothing else is.
package workbook.lesson;
