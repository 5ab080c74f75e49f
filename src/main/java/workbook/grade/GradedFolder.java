package workbook.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.intake.Student;

/// A gradebook in a folder: one file for each grade, so that whatever ends the grader, at most the
/// grades it was just working on are missing.
///
/// ```
/// class.json                          who is graded for what
/// grades/STUDENT/EXERCISE-1.json      the grade of a first attempt
/// sources/STUDENT/EXERCISE-1.java     what was handed in
/// ```
///
/// A file is written whole or not at all: under another name first, then renamed. Safe for many
/// threads as long as each writes other grades.
final class GradedFolder implements Gradebook {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final ClassList classList;

    private GradedFolder(Path folder, ClassList classList) {
        this.folder = folder;
        this.classList = classList;
    }

    /// Makes the folder a gradebook for a class. What it holds of the same class stays.
    static GradedFolder of(Path folder, ClassList classList) {
        var made = new GradedFolder(folder, classList);
        made.write(classFile(folder), classList);
        return made;
    }

    /// @return the gradebook in a folder; empty if there is none
    static Optional<GradedFolder> in(Path folder) {
        return read(classFile(folder), ClassList.class)
                .map(classList -> new GradedFolder(folder, classList));
    }

    private static Path classFile(Path folder) {
        return folder.resolve("class.json");
    }

    /// @return where the private copies of what was handed in belong
    static Path sources(Path folder) {
        return folder.resolve("sources");
    }

    ClassList classList() {
        return classList;
    }

    @Override
    public Header header() {
        return classList.header();
    }

    @Override
    public List<Student> students() {
        return classList.students();
    }

    @Override
    public List<Assignment> assignments() {
        return classList.assignments();
    }

    @Override
    public List<String> oddities() {
        return classList.oddities();
    }

    @Override
    public List<Grade> grades(Student student) {
        return assignments().stream()
                .map(assignment ->
                        classList
                                .attempts()
                                .counting(attempts(student, assignment))
                                .orElseGet(() -> missing(student, assignment)))
                .toList();
    }

    @Override
    public Optional<String> source(Grade grade) {
        return text(sources(folder).resolve(nameOf(grade, "java")));
    }

    /// @return the grade of one attempt, if it is there
    Optional<Grade> grade(Student student, String exercise, int attempt) {
        return read(gradesFolder().resolve(name(student, exercise, attempt, "json")), Grade.class);
    }

    /// @throws UncheckedIOException if the disk does not take it; then nothing has changed
    void keep(Grade grade) {
        write(gradesFolder().resolve(nameOf(grade, "json")), grade);
    }

    /// Takes over a grade and its source from another gradebook.
    void keepFrom(GradedFolder other, Grade grade) {
        other.source(grade)
                .ifPresent(source ->
                        writeText(sources(folder).resolve(nameOf(grade, "java")), source));
        keep(grade);
    }

    /// Removes every grade but these: what is not handed in any more does not count any more.
    ///
    /// @param names as [#name] makes them
    void keepOnly(Set<String> names) {
        for (Path file : files(gradesFolder())) {
            if (!names.contains(gradesFolder().relativize(file).toString())) {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }

    /// @return every attempt that is graded, of one student for one exercise
    List<Grade> attempts(Student student, Assignment assignment) {
        String beginning = simpleName(assignment.exercise()) + "-";
        return files(gradesFolder().resolve(student.id())).stream()
                .filter(file -> file.getFileName().toString().startsWith(beginning))
                .flatMap(file -> read(file, Grade.class).stream())
                .toList();
    }

    private static Grade missing(Student student, Assignment assignment) {
        return new Grade(
                student,
                assignment.exercise(),
                Grade.State.MISSING,
                "nothing was handed in",
                Optional.empty(),
                0,
                assignment.possible(),
                0,
                0,
                "",
                Optional.empty(),
                false,
                "");
    }

    private Path gradesFolder() {
        return folder.resolve("grades");
    }

    private static String nameOf(Grade grade, String type) {
        return name(grade.student(), grade.exercise(), grade.attempt(), type);
    }

    /// @return where an attempt is kept, below `grades` or `sources`
    static String name(Student student, String exercise, int attempt, String type) {
        return "%s/%s-%d.%s".formatted(student.id(), simpleName(exercise), attempt, type);
    }

    private static String simpleName(String exercise) {
        return exercise.substring(exercise.indexOf('/') + 1);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            // A name that begins with a dot is a file that was never finished.
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        return text(file).map(text -> JSON.readValue(text, type));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(Path file, Object value) {
        writeText(file, JSON.writeValueAsString(value) + "\n");
    }

    private static void writeText(Path file, String text) {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
