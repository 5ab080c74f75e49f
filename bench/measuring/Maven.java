package measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Asks Maven for what a measurement needs and the book does not.
public final class Maven {

    private Maven() {}

    /// The libraries of a `pom.xml` of a measurement's own, which keeps them away from the book's.
    ///
    /// @return the jars, as an option `-cp` takes them
    /// @throws IllegalStateException if Maven cannot get them, with what it said
    public static String classPath(Path pom) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("class-path", ".txt");
        try {
            run(pom, "dependency:build-classpath", "-Dmdep.outputFile=" + answer);
            return Files.readString(answer).strip();
        } finally {
            Files.delete(answer);
        }
    }

    /// JBang, in the version that the book is tested with.
    ///
    /// @param root the checkout
    /// @return its jar, which prints the command that its own launcher would run, and ends with 255
    /// @throws IllegalStateException if Maven cannot get it, with what it said
    public static Path jbang(Path root) throws IOException, InterruptedException {
        run(root.resolve("pom.xml"), "dependency:copy@jbang");
        return root.resolve("target").resolve("test-tools").resolve("jbang-cli-all.jar");
    }

    private static void run(Path pom, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("mvn", "-q", "-B", "-f", pom.toString()));
        command.addAll(List.of(words));
        var maven = new ProcessBuilder(command).redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = maven.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
        }
    }
}
