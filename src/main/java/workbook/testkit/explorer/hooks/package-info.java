/// What the woven program calls before it touches anything that others can see, and what each such
/// step means to the other threads. Begin with [Hooks]; [Calls] is about methods of the JDK.
package workbook.testkit.explorer.hooks;
