/// What a cell of a notebook can call, inside the kernel: `check`, and the magic `%%exercise`.
/// Works on JJava and on the original IJava; without a kernel it prints.
package workbook.notebook;
