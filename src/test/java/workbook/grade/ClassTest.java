package workbook.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.intake.HandedIn;
import workbook.intake.Intake;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.worker.Checker;

/// Sixty students: right, each of the known mistakes, and what cannot be graded. Judged once; what
/// comes from another export is the same sources, so every grade is found again by its key.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A class of sixty has the same gradebook")
class ClassTest {

    private static final int SIZE = 60;
    private static final Exercise HELLO = MadeUpClass.exercises("HelloLater").getFirst();

    private Path folder;
    private final Map<String, byte[]> answers = new LinkedHashMap<>();
    private Gradebook first;

    /// How a system names what the students with these ids handed in.
    private enum Export {
        FOLDERS("%s/HelloLater.java"),
        REPOSITORIES("hello-submissions/hello-%s/exercises/p00_quick_start/HelloLater.java"),
        MOODLE("Somebody_%s_assignsubmission_file_/HelloLater.java"),
        CANVAS("somebody_%s_77_HelloLater.java"),
        GRADESCOPE("export/submission_%s/HelloLater.java");

        private final String path;

        Export(String path) {
            this.path = path;
        }

        String path(String id) {
            return path.formatted(id);
        }
    }

    @BeforeAll
    void gradeFolders(@TempDir Path empty) throws Exception {
        folder = empty;
        var sources = new ArrayList<String>();
        sources.add(MadeUpClass.read(HELLO.solution()));
        HELLO.mistakes().forEach(mistake -> sources.add(MadeUpClass.read(mistake.file())));
        sources.add(sources.getFirst() + "\n}");
        sources.add(MadeUpClass.read(HELLO.stub()));
        for (int i = 0; i < SIZE; i++) {
            String id = Integer.toString(1001 + i);
            answers.put(
                    id,
                    switch (i) {
                        case 7 -> new byte[0];
                        case 19 -> new byte[] {(byte) 0xff, (byte) 0xfe, 'c', 0};
                        case 33 -> new byte[100 << 20];
                        default ->
                                (sources.get(i % sources.size()) + "// " + id + "\n")
                                        .getBytes(StandardCharsets.UTF_8);
                    });
        }
        first = grade(Export.FOLDERS, Optional.empty(), new AtomicInteger());
    }

    @Test
    @DisplayName("with a row for everybody, and a reason for what cannot be graded")
    void everybody() {
        var grades = first.grades().toList();
        assertEquals(SIZE, grades.size());
        assertEquals(
                List.of("1008", "1020", "1034"),
                grades.stream()
                        .filter(grade -> grade.state() == Grade.State.UNREADABLE)
                        .map(grade -> grade.student().id())
                        .toList());
        assertTrue(
                grades.stream()
                        .filter(grade -> grade.state() != Grade.State.JUDGED)
                        .noneMatch(grade -> grade.reason().isBlank()));
        long right =
                grades.stream()
                        .filter(grade -> grade.earned() == grade.possible())
                        .map(grade -> first.source(grade).orElseThrow())
                        .peek(source ->
                                assertTrue(
                                        source.startsWith(MadeUpClass.read(HELLO.solution())),
                                        source))
                        .count();
        assertTrue(right > 1, "somebody is right");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("from each kind of export")
    void fromEachExport(Export export) throws Exception {
        var judged = new AtomicInteger();
        var gradebook = grade(export, Optional.of(folder.resolve("FOLDERS")), judged);
        assertEquals(0, judged.get(), "the same source has the same key");
        assertEquals(lines(first), lines(gradebook));
    }

    @Test
    @DisplayName("from notebooks")
    void fromNotebooks() throws Exception {
        var handedIn = Files.createDirectories(folder.resolve("notebooks"));
        for (var answer : answers.entrySet()) {
            var cell =
                    Map.of(
                            "cell_type",
                            "code",
                            "source",
                            "%%exercise p00/HelloLater\n"
                                    + new String(answer.getValue(), StandardCharsets.UTF_8));
            var student = Files.createDirectory(handedIn.resolve(answer.getKey()));
            if (answer.getValue().length < 1 << 16) {
                Files.writeString(
                        student.resolve("p00.ipynb"),
                        new JsonMapper()
                                .writeValueAsString(Map.of("nbformat", 4, "cells", List.of(cell))));
            }
        }
        var judged = new AtomicInteger();
        var out = folder.resolve("from-notebooks");
        var gradebook =
                grade(read(handedIn, out), out, Optional.of(folder.resolve("FOLDERS")), judged);
        assertEquals(0, judged.get(), "a cell is the file that it stands for");
        assertEquals(
                first.grades().map(Grade::earned).toList(),
                gradebook.grades().map(Grade::earned).toList());
    }

    private Gradebook grade(Export export, Optional<Path> earlier, AtomicInteger judged)
            throws Exception {
        Path out = folder.resolve(export.name());
        Path zip = folder.resolve(export.name() + ".zip");
        try (var handedIn = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var answer : answers.entrySet()) {
                add(handedIn, export.path(answer.getKey()), answer.getValue());
            }
            if (export == Export.GRADESCOPE) {
                add(
                        handedIn,
                        "export/submission_metadata.yml",
                        metadata().getBytes(StandardCharsets.UTF_8));
            }
        }
        return grade(read(zip, out), out, earlier, judged);
    }

    private static void add(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(bytes);
        zip.closeEntry();
    }

    private String metadata() {
        var yaml = new StringBuilder("---\n");
        answers.keySet()
                .forEach(id ->
                        yaml.append(
                                """
                                submission_%s:
                                  :submitters:
                                  - :name: Somebody
                                    :sid: '%s'
                                    :email: %s@example.org
                                """
                                        .formatted(id, id, id)));
        return yaml.toString();
    }

    private static HandedIn read(Path handedIn, Path out) {
        return Intake.read(
                handedIn,
                new Intake.Options(GradedFolder.sources(out)),
                new Catalogue(Path.of("").toAbsolutePath()));
    }

    private static Gradebook grade(
            HandedIn read, Path out, Optional<Path> earlier, AtomicInteger judged)
            throws InterruptedException {
        var batch =
                new Batch(
                        "sixty",
                        List.of("none: a test"),
                        read.students(),
                        read.submissions(),
                        read.oddities(),
                        List.of(HELLO),
                        Map.of(),
                        Attempts.LAST,
                        Shard.WHOLE);
        return new Grader(batch, out, earlier)
                .grade(2, Checker::new, progress -> judged.set(progress.judged()));
    }

    private static List<String> lines(Gradebook gradebook) {
        return gradebook.grades().map(GraderTest::timeless).toList();
    }
}
