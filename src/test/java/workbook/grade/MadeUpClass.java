package workbook.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.intake.Student;
import workbook.intake.Submission;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// A class that never was, whose answers are the book's own: the solution, and each known mistake.
final class MadeUpClass {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private final Path sources;
    private final List<Student> students = new ArrayList<>();
    private final List<Submission> submissions = new ArrayList<>();

    /// @param folder where the gradebook is to be
    MadeUpClass(Path folder) {
        sources = GradedFolder.sources(folder);
    }

    static List<Exercise> exercises(String name) {
        return new Catalogue(ROOT).exercises(name);
    }

    /// So many students, who share the solution and the mistakes of an exercise among them.
    static MadeUpClass of(int size, Path folder, Exercise exercise) {
        var made = new MadeUpClass(folder);
        var answers = new ArrayList<>(List.of(exercise.solution()));
        exercise.mistakes().forEach(mistake -> answers.add(mistake.file()));
        for (int i = 0; i < size; i++) {
            var student = made.student("student%03d".formatted(i));
            made.handsIn(student, exercise, 1, read(answers.get(i % answers.size())));
        }
        return made;
    }

    Student student(String id) {
        var student = new Student(id, id, "", "");
        students.add(student);
        return student;
    }

    void handsIn(Student student, Exercise exercise, int attempt, String source) {
        Path file = sources.resolve(GradedFolder.name(student, exercise.id(), attempt, "java"));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        add(student, exercise.id(), attempt, Optional.of(file), Optional.empty());
    }

    void handsInUnreadable(Student student, Exercise exercise, String problem) {
        add(student, exercise.id(), 1, Optional.empty(), Optional.of(problem));
    }

    private void add(
            Student student,
            String exercise,
            int attempt,
            Optional<Path> file,
            Optional<String> problem) {
        submissions.add(
                new Submission(
                        student,
                        Optional.of(exercise),
                        attempt,
                        student.id() + "/answer.java",
                        Optional.empty(),
                        false,
                        file,
                        problem));
    }

    Batch batch(List<Exercise> exercises, Attempts attempts, Shard shard) {
        return new Batch(
                "a made-up class",
                List.of("none: a test"),
                students,
                submissions,
                List.of(),
                exercises,
                Map.of(),
                attempts,
                shard);
    }

    Batch batch(Exercise exercise) {
        return batch(List.of(exercise), Attempts.LAST, Shard.WHOLE);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
