/// The marks of a class: one internal result, and the many views that are made from it.
package workbook.gradebook;
