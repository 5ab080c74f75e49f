/// Which parts of the JDK an answer may use, told from its class files before anything of it is
/// loaded.
package workbook.policy;
