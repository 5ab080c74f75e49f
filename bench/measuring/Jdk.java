package measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// The JDK that runs this program: what it compiles and starts is of the same version.
public final class Jdk {

    private Jdk() {}

    /// @param name such as `java`
    /// @return where this program of it is
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// Compiles the Java files of a folder.
    ///
    /// @param options as `javac` takes them
    /// @return a new folder with the classes
    /// @throws IllegalStateException if they do not compile; why is on the error stream
    public static Path compile(Path folder, String... options) throws IOException {
        Path classes = Files.createTempDirectory(folder.getFileName().toString());
        var words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-d", classes.toString()));
        try (var files = Files.list(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(words::add);
        }
        var javac = ToolProvider.getSystemJavaCompiler();
        if (javac.run(null, null, null, words.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(folder + " does not compile");
        }
        return classes;
    }
}
