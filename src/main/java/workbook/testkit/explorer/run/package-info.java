/// One run of the program under one schedule, from its start to its verdict. Begin with [Run], then
/// [Scheduler] and [VirtualClock]: that is the core. [Monitors], [BusyWaits] and [Interrupts] are
/// what the hooks ask of it; [JdkAnswers], [Twins] and [VirtualCommonPool] are what the patched JDK
/// asks; [Postmortem] is the end.
package workbook.testkit.explorer.run;
