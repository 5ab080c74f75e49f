package workbook.cli;

import java.nio.file.Path;

/// The JDK that runs us, which is the one that the launcher found.
final class Jdk {

    private Jdk() {}

    /// @param name `java`, `jshell`
    /// @return the path of the tool
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// @return the option with which another JVM prints in the encoding of this one
    static String sameEncoding() {
        return "-Dstdout.encoding=" + System.getProperty("stdout.encoding");
    }
}
