package workbook.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// What the book itself knows of a file that was handed in: who hands in a whole checkout hands in
/// the book's own files too.
final class Book {

    private static final Set<String> GIVEN = Set.of("stubs", "solutions", "checks", "mistakes");
    private static final Set<String> OWN =
            Set.of("scripts", "src", "bench", "docs", "notebooks", "binder", "checks", "mistakes");

    private final Catalogue catalogue;
    private final Map<String, Exercise> byName;
    private final Set<String> lessons;
    private final List<String> order;

    Book(Catalogue catalogue) {
        this.catalogue = catalogue;
        var exercises = catalogue.exercises();
        byName =
                exercises.stream()
                        .collect(
                                Collectors.toMap(
                                        Exercise::name,
                                        Function.identity(),
                                        (first, _) -> first,
                                        LinkedHashMap::new));
        lessons = exercises.stream().map(Exercise::lesson).collect(Collectors.toSet());
        order = exercises.stream().map(Exercise::id).toList();
    }

    /// @return the exercise whose class has this name
    Optional<Exercise> exercise(String className) {
        return Optional.ofNullable(byName.get(className));
    }

    /// @return the exercise that a file's name speaks of: `FetchAll (1).class`,
    ///   `anna_FetchAll.java`
    Optional<Exercise> guess(String fileName) {
        for (String word : fileName.split("[^\\p{L}\\p{N}]+")) {
            if (byName.containsKey(word)) {
                return exercise(word);
            }
        }
        return Optional.empty();
    }

    /// @param exercise an id
    /// @return the place of an exercise in the book; the last for none
    int order(Optional<String> exercise) {
        return exercise.map(order::indexOf).orElse(order.size());
    }

    /// @return whether a file lies where the book keeps its stubs, solutions and checks, so that it
    ///   is no answer even if its class is that of an exercise
    boolean isGiven(List<String> path) {
        for (int i = 0; i + 2 < path.size(); i++) {
            if (GIVEN.contains(path.get(i)) && lessons.contains(path.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    /// @return whether the book has a file of this name at the same place
    boolean isOwn(List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (OWN.contains(path.get(i))) {
                try {
                    return Files.exists(
                            catalogue
                                    .root()
                                    .resolve(String.join("/", path.subList(i, path.size()))));
                } catch (InvalidPathException no) {
                    return false;
                }
            }
        }
        return false;
    }

    /// @return whether it is an exercise of a checkout that nobody has begun: nothing handed in
    boolean isUntouched(List<String> path, Exercise exercise, String text) throws IOException {
        int size = path.size();
        return size >= 3
                && path.get(size - 3).equals("exercises")
                && path.get(size - 2).equals(exercise.lesson())
                && plain(text).equals(plain(Files.readString(exercise.stub())));
    }

    private static String plain(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
    }
}
