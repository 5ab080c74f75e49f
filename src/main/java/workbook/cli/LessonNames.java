package workbook.cli;

import java.util.Iterator;
import workbook.lesson.Lesson;

/// The names that shell completion offers.
final class LessonNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Workbook.catalogue().lessons().stream().map(Lesson::slug).iterator();
    }
}
