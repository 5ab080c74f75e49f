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

    static Stream<Lesson> lessons() {
        return catalogue().lessons().stream();
    }

    static Stream<Exercise> exercises() {
        return catalogue().exercises().stream();
    }
}
