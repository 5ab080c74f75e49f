/// The inside of JDK 25: how this JVM's right to change it is obtained ([Agent]), and which of its
/// classes ask [JdkSeam] instead of the machine ([JdkPatches], begin here). Who answers is not
/// known here.
package workbook.testkit.explorer.jdk;
