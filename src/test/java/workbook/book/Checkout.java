package workbook.book;

import java.nio.file.Path;
import java.util.stream.Stream;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.Lesson;

/// The checkout that is under test: the folder that Maven runs in.
final class Checkout {

    static final Path ROOT = Path.of("").toAbsolutePath();

    private Checkout() {}

    static Catalogue catalogue() {
        return new Catalogue(ROOT);
    }

    /// The lessons that the rules are held against: all, or for an author in a hurry those whose
    /// slugs begin with the property `lesson`, as in `./workbook test -Dlesson=p09
    /// -Dtest=AuthorsGateTest`.
    static Stream<Lesson> lessons() {
        String prefix = System.getProperty("lesson", "");
        return catalogue().lessons().stream().filter(lesson -> lesson.slug().startsWith(prefix));
    }

    static Stream<Exercise> exercises() {
        return lessons().flatMap(lesson -> lesson.exercises().stream());
    }
}
