package workbook.gradebook.export;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file of UTF-8 that gets its name only when it is complete. Closed before that, it is gone.
public final class OutputFile implements Closeable {

    private final Path file;
    private final Path draft;
    private final BufferedWriter writer;

    OutputFile(Path file) throws IOException {
        this.file = file;
        this.draft = file.resolveSibling("." + file.getFileName() + ".draft");
        this.writer = Files.newBufferedWriter(draft);
    }

    /// @return where to write; closed with the file
    public Writer writer() {
        return writer;
    }

    /// Puts the complete file in its place.
    public void commit() throws IOException {
        writer.close();
        Files.move(
                draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(draft);
    }
}
