package workbook.gradebook.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that the views are written to. Each file appears whole or not at all.
public final class OutputFolder {

    private final Path root;

    /// @param root made where it is missing
    public OutputFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /// Begins a file, in place of the one that may be there.
    ///
    /// @param names the folders to it and its own name
    /// @throws IllegalArgumentException if one of them is not one plain name, so that an id can
    ///   never lead out of the folder
    public OutputFile open(String... names) throws IOException {
        Path file = file(names);
        Files.createDirectories(file.getParent());
        return new OutputFile(file);
    }

    /// Removes what an earlier run may have left.
    void delete(String... names) throws IOException {
        Files.deleteIfExists(file(names));
    }

    private Path file(String... names) {
        Path file = root;
        for (String name : names) {
            Path next = file.resolve(name).normalize();
            if (name.indexOf('\\') >= 0 || !file.equals(next.getParent())) {
                throw new IllegalArgumentException(
                        "expected the plain name of a file, found '%s'; rename what was handed in"
                                .formatted(SafeText.of(name)));
            }
            file = next;
        }
        return file;
    }
}
