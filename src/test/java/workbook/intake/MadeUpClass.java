package workbook.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import workbook.lesson.Catalogue;

/// What a class hands in, built file by file, as a folder or as a zip; and how it was read.
final class MadeUpClass {

    static final Catalogue CATALOGUE = new Catalogue(Path.of(""));
    static final String FETCH_ALL = "p02_concurrent_execution/FetchAll";
    static final String FRONT_PAGE = "p02_concurrent_execution/FrontPage";

    private static final int UNIX_LINK = 0120777;

    private final Path place;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();

    /// @param place an empty folder; what is handed in goes into it
    MadeUpClass(Path place) {
        this.place = place;
    }

    static String source(String className) {
        return "package p02_concurrent_execution;\n\npublic final class %s {}\n"
                .formatted(className);
    }

    MadeUpClass with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    MadeUpClass with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    MadeUpClass link(String path, String target) {
        links.put(path, target);
        return this;
    }

    Path folder() throws IOException {
        var root = Files.createDirectories(place.resolve("handed-in"));
        for (var file : files.entrySet()) {
            var path = root.resolve(file.getKey());
            if (file.getKey().endsWith("/")) {
                Files.createDirectories(path);
            } else {
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
        for (var link : links.entrySet()) {
            var path = root.resolve(link.getKey());
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(link.getValue()));
        }
        return root;
    }

    byte[] zipped() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        writeZip(bytes);
        return bytes.toByteArray();
    }

    Path zip(String name) throws IOException {
        return Files.write(place.resolve(name), zipped());
    }

    private void writeZip(OutputStream out) throws IOException {
        try (var zip = new ZipArchiveOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
            for (var link : links.entrySet()) {
                var entry = new ZipArchiveEntry(link.getKey());
                entry.setUnixMode(UNIX_LINK);
                zip.putArchiveEntry(entry);
                zip.write(link.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
    }

    HandedIn read(Path handedIn) {
        return Intake.read(handedIn, new Intake.Options(place.resolve("copies")), CATALOGUE);
    }

    HandedIn readFolder() throws IOException {
        return read(folder());
    }

    /// @return the submissions, a line each: `anna FetchAll 1 late: anna/FetchAll.java: problem`
    static String lines(HandedIn handedIn) {
        return handedIn.submissions().stream()
                .map(MadeUpClass::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Submission submission) {
        String exercise = submission.exercise().orElse("-");
        return "%s %s %d%s: %s%s"
                .formatted(
                        submission.student().id(),
                        exercise.substring(exercise.indexOf('/') + 1),
                        submission.attempt(),
                        submission.late() ? " late" : "",
                        submission.origin(),
                        submission.problem().map(problem -> ": " + problem).orElse(""));
    }

    static String ids(HandedIn handedIn) {
        return handedIn.students().stream().map(Student::id).collect(Collectors.joining(" "));
    }
}
