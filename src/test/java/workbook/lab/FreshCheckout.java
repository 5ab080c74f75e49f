package workbook.lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// A copy of this checkout as a learner finds it after cloning: nothing built, nothing solved.
final class FreshCheckout {

    /// What git ignores, and git itself.
    private static final Set<String> LEFT_OUT =
            Set.of(".git", "target", ".venv", ".workbook", ".ipynb_checkpoints", "__pycache__");

    private FreshCheckout() {}

    /// @param name the name of the folder under `target/`; it is emptied first
    /// @return the folder
    static Path at(String name) throws IOException {
        Path source = Path.of("").toAbsolutePath();
        Path copy = source.resolve("target").resolve(name);
        delete(copy);
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
                            throws IOException {
                        if (LEFT_OUT.contains(folder.getFileName().toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(copy.resolve(source.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        // A JVM that is being attached to leaves such a file for a moment.
                        if (!file.getFileName().toString().startsWith(".attach_pid")) {
                            Files.copy(file, copy.resolve(source.relativize(file)));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        for (Exercise exercise : new Catalogue(copy).exercises()) {
            Files.writeString(exercise.file(), Files.readString(exercise.stub()));
        }
        return copy;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
