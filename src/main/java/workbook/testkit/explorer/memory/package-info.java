/// What the threads of a run share: where the order of their accesses matters, and which two
/// accesses nothing orders. Begin with [Memory]; [JdkObjects] tells what a JDK object is to
/// threads.
package workbook.testkit.explorer.memory;
