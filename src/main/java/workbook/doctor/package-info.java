/// Says what this machine lacks for the workbook, and how to mend it.
package workbook.doctor;
