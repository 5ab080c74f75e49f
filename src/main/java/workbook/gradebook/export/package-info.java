/// The marks of a class in the formats that other programs read: one writer for each, all fed by
/// one pass over the gradebook.
package workbook.gradebook.export;
