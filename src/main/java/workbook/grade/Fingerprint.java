package workbook.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import workbook.lesson.Exercise;

/// What a verdict depends on, as one SHA-256: with the same one, grading again would say the same.
final class Fingerprint {

    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// @param layers the isolation that a submission runs in
    /// @return of the harness, the JDK and the isolation
    static String ofBook(List<String> layers) {
        var fingerprint = new Fingerprint().add(Runtime.version().toString());
        layers.forEach(fingerprint::add);
        return fingerprint.addHarness().hex();
    }

    /// @return of all that the verdict on one source depends on
    static String ofVerdict(String book, Exercise exercise, Path source) {
        return new Fingerprint()
                .add(book)
                .add(exercise.id())
                .addFile(exercise.stub())
                .addFile(exercise.check())
                .addFile(source)
                .hex();
    }

    private Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    private Fingerprint addFile(Path file) {
        try {
            digest.update(Files.readAllBytes(file));
            digest.update((byte) 0);
            return this;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// By names and checksums of the classes, since the same classes in a jar that was built again
    /// are the same harness.
    private Fingerprint addHarness() {
        try {
            var home =
                    Path.of(
                            Fingerprint.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isDirectory(home)) {
                try (Stream<Path> files = Files.walk(home)) {
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .forEach(file -> add(home.relativize(file).toString()).addFile(file));
                }
            } else {
                try (var jar = new ZipFile(home.toFile())) {
                    jar.stream()
                            .filter(entry -> entry.getName().endsWith(".class"))
                            .map(Fingerprint::nameAndChecksum)
                            .sorted()
                            .forEach(this::add);
                }
            }
            return this;
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("the harness cannot read itself", unreadable);
        }
    }

    private static String nameAndChecksum(ZipEntry entry) {
        return entry.getName() + " " + entry.getCrc();
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
