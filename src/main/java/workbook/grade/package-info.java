/// A class graded: every submission on the same path as a learner's check, many at once, each in a
/// JVM of its own; nothing lost when it is interrupted, nothing done twice when it goes on.
package workbook.grade;
