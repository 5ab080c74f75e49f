package workbook.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// A folder on the disk. Links are named and never followed; devices, pipes and sockets are never
/// opened.
///
/// @param root the folder
/// @param commits how to learn when a repository was last committed to
record FolderTree(Path root, LastCommit commits) implements Tree {

    private static final int MAX_DEPTH = 60;

    @Override
    public List<Top> top() throws IOException {
        try (var entries = Files.list(root)) {
            return entries.map(path ->
                            new Top(
                                    path.getFileName().toString(),
                                    isFolder(path),
                                    isFolder(path) && isFolder(path.resolve(".git"))))
                    .filter(top -> !Tree.isClutter(top.name()))
                    .sorted(Comparator.comparing(Top::name))
                    .toList();
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Tree below(String folder) {
        return new FolderTree(root.resolve(folder), commits);
    }

    @Override
    public void walk(Consumer<Entry> visitor) throws IOException {
        Files.walkFileTree(
                root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new Visit(visitor));
    }

    @Override
    public void close() {}

    /// One walk.
    private final class Visit extends SimpleFileVisitor<Path> {

        private final Consumer<Entry> visitor;
        private final Deque<Optional<Instant>> commitTimes = new ArrayDeque<>();

        private Visit(Consumer<Entry> visitor) {
            this.visitor = visitor;
            commitTimes.push(Optional.empty());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root)) {
                if (Tree.isClutter(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                var git = folder.resolve(".git");
                var inner = isFolder(git) ? commits.of(git) : Optional.<Instant>empty();
                commitTimes.push(inner.isPresent() ? inner : commitTimes.peek());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            if (failure != null) {
                refuse(folder, "cannot be read to its end");
            }
            commitTimes.pop();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Tree.isClutter(file.getFileName().toString())) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                refuse(file, "is a symbolic link, which is not followed");
            } else if (attributes.isDirectory()) {
                refuse(file, "lies more than %d folders deep".formatted(MAX_DEPTH));
            } else if (attributes.isRegularFile()) {
                var path = path(file);
                visitor.accept(
                        new Entry(
                                path,
                                Names.visible(String.join("/", path)),
                                attributes.size(),
                                Optional.of(attributes.lastModifiedTime().toInstant()),
                                commitTimes.element(),
                                Optional.empty(),
                                () -> open(file)));
            } else {
                refuse(file, "is a device, a pipe or a socket, and no file");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            refuse(file, reason(failure));
            return FileVisitResult.CONTINUE;
        }

        private void refuse(Path file, String why) {
            var path = path(file);
            visitor.accept(Entry.refused(path, Names.visible(String.join("/", path)), why));
        }

        private List<String> path(Path file) {
            return StreamSupport.stream(root.relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .toList();
        }
    }

    /// Even if the file has become a link since it was looked at, the link is not followed.
    private static InputStream open(Path file) throws IOException {
        return Channels.newInputStream(
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    /// @return why a file cannot be read, as the end of a sentence
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "cannot be read: permission denied";
            case FileSystemLoopException _ -> "leads back to a folder that it lies in";
            default -> "cannot be read: " + failure.getClass().getSimpleName();
        };
    }
}
