/// Which schedule to try next. Begin with [Schedule], what is varied, and [Decider], the question
/// that a run asks; [BoundedSearch] is the one that proves something. Knows none of the other
/// parts.
package workbook.testkit.explorer.search;
