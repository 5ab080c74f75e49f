package workbook.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Every lesson and exercise of a checkout, read from its folders each time it is asked.
///
/// @param root the folder that holds `scripts/`, `exercises/` and their siblings
public record Catalogue(Path root) {

    /// @throws UnknownName if `root` is not a checkout of the workbook
    public Catalogue {
        root = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(root.resolve("scripts"))
                || !Files.isDirectory(root.resolve("stubs"))) {
            throw new UnknownName(
                    "No workbook at "
                            + root
                            + ": it has no scripts/ and stubs/. Start it by ./workbook there.");
        }
    }

    /// @return the lessons in the order of their numbers
    public List<Lesson> lessons() {
        return files(
                        root.resolve("scripts"),
                        file -> Lesson.isScript(file.getFileName().toString()))
                .stream()
                .map(script -> Lesson.read(this, script))
                .toList();
    }

    /// @return every exercise of the book, lesson by lesson
    public List<Exercise> exercises() {
        return lessons().stream().flatMap(lesson -> lesson.exercises().stream()).toList();
    }

    /// Finds the one lesson that a learner means.
    ///
    /// @param name the slug, or any beginning of it that only one lesson has: `p02`, `p02_con`
    /// @throws UnknownName if no lesson, or more than one, begins so; the message names the nearest
    public Lesson lesson(String name) {
        return lessons().stream()
                .filter(lesson -> lesson.shortName().equals(name))
                .findFirst()
                .orElseGet(() -> NameLookup.of("lesson", lessons(), Lesson::slug).find(name));
    }

    /// Finds what a learner means by a name.
    ///
    /// @param name a lesson (`p02`: all of its exercises), an exercise (`p02/Fetch`, `FetchAll`),
    ///   or the path of a source file whose name is the exercise's class
    /// @throws UnknownName if nothing, or more than one thing, is meant; the message says what to
    ///   type
    public List<Exercise> exercises(String name) {
        if (name.endsWith(".java")) {
            return List.of(exerciseInFile(Path.of(name)));
        }
        int slash = name.indexOf('/');
        if (slash >= 0) {
            var lesson = lesson(name.substring(0, slash));
            return List.of(
                    NameLookup.of(
                                    "exercise of " + lesson.slug(),
                                    lesson.exercises(),
                                    Exercise::name)
                            .find(name.substring(slash + 1)));
        }
        var named = exercises().stream().filter(exercise -> exercise.name().equals(name)).toList();
        return named.size() == 1 ? named : lesson(name).exercises();
    }

    private Exercise exerciseInFile(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        var lookup = NameLookup.of("exercise", exercises(), Exercise::name);
        return lookup.exactly(name).orElseThrow(() -> lookup.unknown(name));
    }

    /// @return the next exercise after `exercise` in the order of the book, or empty after the last
    public Optional<Exercise> after(Exercise exercise) {
        return exercises().stream().dropWhile(each -> !each.equals(exercise)).skip(1).findFirst();
    }

    /// @return the files of a folder that pass the filter, by name; empty if there is no such
    ///   folder
    static List<Path> files(Path folder, Predicate<Path> filter) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(filter).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
