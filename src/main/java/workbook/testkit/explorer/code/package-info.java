/// The explored program's code, as the other parts know it: its instructions by number, its
/// classes, its lines. [Site] comes first. Knows none of the other parts.
package workbook.testkit.explorer.code;
