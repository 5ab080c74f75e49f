package workbook.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// A zip, read where it lies: nothing of it is unpacked under a name that it chooses.
final class ZipTree implements Tree {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private final ZipFile zip;
    private final List<String> below;
    private final String origin;

    private ZipTree(ZipFile zip, List<String> below, String origin) {
        this.zip = zip;
        this.below = below;
        this.origin = origin;
    }

    /// @param origin what a teacher calls the zip; its entries are `origin!path`
    /// @throws IOException if it is no whole zip
    static ZipTree open(Path file, String origin) throws IOException {
        try {
            var zip =
                    ZipFile.builder()
                            .setPath(file)
                            .setCharset(StandardCharsets.UTF_8)
                            .setUseUnicodeExtraFields(true)
                            .get();
            return new ZipTree(zip, List.of(), origin);
        } catch (RuntimeException wrong) {
            // The library meets some hostile directories with whatever its arithmetic throws.
            throw new IOException("its directory makes no sense", wrong);
        }
    }

    @Override
    public List<Top> top() {
        var top = new TreeMap<String, Boolean>();
        for (var entry : Collections.list(zip.getEntries())) {
            var path = names(entry);
            if (begins(path) && flaw(entry).isEmpty()) {
                boolean isFolder = path.size() > below.size() + 1 || entry.isDirectory();
                top.merge(path.get(below.size()), isFolder, Boolean::logicalOr);
            }
        }
        return top.entrySet().stream()
                .map(each -> new Top(each.getKey(), each.getValue(), false))
                .filter(each -> !Tree.isClutter(each.name()))
                .toList();
    }

    @Override
    public Tree below(String folder) {
        var path = new ArrayList<>(below);
        path.add(folder);
        return new ZipTree(zip, List.copyOf(path), origin);
    }

    @Override
    public void walk(Consumer<Entry> visitor) {
        var entries = Collections.list(zip.getEntries());
        entries.sort(Comparator.comparing(ZipArchiveEntry::getName));
        for (var entry : entries) {
            var path = names(entry);
            if (flaw(entry).isPresent() || begins(path)) {
                visit(entry, path, visitor);
            }
        }
    }

    private void visit(ZipArchiveEntry entry, List<String> path, Consumer<Entry> visitor) {
        var flaw = flaw(entry);
        String place = origin + "!" + Names.visible(entry.getName().replace('\\', '/'));
        if (flaw.isPresent()) {
            visitor.accept(Entry.refused(path, place, flaw.get()));
        } else if (!entry.isDirectory() && path.stream().noneMatch(Tree::isClutter)) {
            visitor.accept(
                    new Entry(
                            path.subList(below.size(), path.size()),
                            place,
                            entry.getSize(),
                            modified(entry),
                            Optional.empty(),
                            refusal(entry),
                            () -> open(entry)));
        }
    }

    private boolean begins(List<String> path) {
        return path.size() > below.size() && path.subList(0, below.size()).equals(below);
    }

    /// Programs on Windows have written backslashes, which the format forbids.
    private static List<String> names(ZipArchiveEntry entry) {
        var names =
                Arrays.stream(entry.getName().replace('\\', '/').split("/"))
                        .filter(name -> !name.isEmpty() && !name.equals("."))
                        .toList();
        return names.isEmpty() ? List.of("(no name)") : names;
    }

    /// @return why the entry's name is not believed; empty if it can be
    private static Optional<String> flaw(ZipArchiveEntry entry) {
        String name = entry.getName().replace('\\', '/');
        if (name.startsWith("/") || DRIVE.matcher(name).matches() || names(entry).contains("..")) {
            return Optional.of("has a path that leads out of the zip");
        }
        return name.isBlank() ? Optional.of("has no name") : Optional.empty();
    }

    private Optional<String> refusal(ZipArchiveEntry entry) {
        if (entry.isUnixSymlink()) {
            return Optional.of("is a symbolic link, which is not followed");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Optional.of("is encrypted; hand it in without a password");
        }
        if (!zip.canReadEntryData(entry)) {
            return Optional.of(
                    "is packed in a way (method %d) that is not understood; use an ordinary zip"
                            .formatted(entry.getMethod()));
        }
        return Optional.empty();
    }

    private static Optional<Instant> modified(ZipArchiveEntry entry) {
        var time = entry.getLastModifiedTime();
        return time == null ? Optional.empty() : Optional.of(time.toInstant());
    }

    /// A stream that fails at the end if the bytes are not those that were packed.
    private InputStream open(ZipArchiveEntry entry) throws IOException {
        try {
            var packed = zip.getInputStream(entry);
            if (packed == null) {
                throw new IOException("has no content");
            }
            return new Verified(packed, entry.getCrc());
        } catch (IllegalArgumentException wrong) {
            throw new IOException("has no readable content", wrong);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// Compares the checksum at the end, which commons-compress leaves to its callers.
    private static final class Verified extends CheckedInputStream {

        private final long expected;

        private Verified(InputStream packed, long expected) {
            super(packed, new CRC32());
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return verified(read);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return verified(super.read(buffer, offset, length));
        }

        private int verified(int read) throws IOException {
            if (read < 0 && expected != getChecksum().getValue()) {
                throw new IOException("its bytes do not match their checksum");
            }
            return read;
        }
    }
}
