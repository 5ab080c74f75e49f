/// Changes the learner's class files while they are loaded, so that they call the hooks. Begin with
/// [InstrumentedClasses] and [Instrumenter]; then [MethodHooks], which goes through a method
/// instruction by instruction. [Refusals] lists what the explorer does not control.
package workbook.testkit.explorer.weave;
