/// What the learner has done, in one plain file.
package workbook.progress;
