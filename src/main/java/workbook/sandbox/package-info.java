/// What the operating system lets a worker's JVM do.
package workbook.sandbox;
