package measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Asks Maven for the libraries of a `pom.xml`: a measurement with libraries of its own keeps them
/// away from the book's.
public final class MavenClassPath {

    private MavenClassPath() {}

    /// @return the jars, as an option `-cp` takes them
    /// @throws IllegalStateException if Maven cannot get them, with what it said
    public static String of(Path pom) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("class-path", ".txt");
        try {
            var maven =
                    new ProcessBuilder(
                                    "mvn",
                                    "-q",
                                    "-B",
                                    "-f",
                                    pom.toString(),
                                    "dependency:build-classpath",
                                    "-Dmdep.outputFile=" + answer)
                            .redirectErrorStream(true);
            maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var process = maven.start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "Maven cannot get the libraries of " + pom + ":\n" + said);
            }
            return Files.readString(answer).strip();
        } finally {
            Files.delete(answer);
        }
    }
}
