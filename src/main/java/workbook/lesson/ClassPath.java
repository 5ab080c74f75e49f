package workbook.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a lesson's code can use, in its notebook and by `./workbook run`: the workbook's classes
/// and the libraries that the lessons on real applications name in `//DEPS`.
public final class ClassPath {

    private ClassPath() {}

    /// @return the built jar with its libraries and those of the lessons; or what an IDE or Maven
    ///   put together, where this class does not come from a jar
    public static List<Path> ofLessons() {
        Path home = whereTheWorkbookIs();
        if (Files.isDirectory(home)) {
            return Stream.of(
                            System.getProperty("java.class.path")
                                    .split(System.getProperty("path.separator")))
                    .map(Path::of)
                    .map(Path::toAbsolutePath)
                    .toList();
        }
        var jars = new ArrayList<>(List.of(home));
        jars.addAll(jarsIn(home.resolveSibling("lib")));
        jars.addAll(jarsIn(home.resolveSibling("lessons")));
        return jars;
    }

    /// @return the same, as a JVM's option takes it
    public static String text() {
        return ofLessons().stream()
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static List<Path> jarsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path whereTheWorkbookIs() {
        try {
            return Path.of(
                    ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class comes from a file or folder", impossible);
        }
    }
}
