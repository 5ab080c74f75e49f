/// A JVM that takes one job, runs untrusted code in it, and is gone; and the side of it that
/// survives.
package workbook.worker;
