/// What check classes are written with: expectations that explain themselves, services that answer
/// only when enough calls are in flight, and the gate that no thread slips through.
package workbook.testkit;
