package workbook.gradebook.export;

import java.util.ArrayList;
import java.util.List;
import workbook.gradebook.Grade;
import workbook.gradebook.LessonGroup;
import workbook.gradebook.Mastery;
import workbook.intake.Student;

/// `mastery.csv`: a row for each student, a column for each lesson; [Mastery] says what the words
/// mean.
record MasterySheet(List<LessonGroup> lessons) implements Sheet {

    @Override
    public String file() {
        return "mastery.csv";
    }

    @Override
    public boolean forPeople() {
        return true;
    }

    @Override
    public List<List<Object>> head() {
        List<Object> names = new ArrayList<>(List.of("id", "name", "group"));
        lessons.forEach(lesson -> names.add(lesson.slug()));
        return List.of(names);
    }

    @Override
    public List<List<Object>> rows(Student student, List<Grade> grades) {
        List<Object> row = new ArrayList<>(List.of(student.id(), student.name(), student.group()));
        lessons.forEach(lesson -> row.add(Mastery.of(lesson.assignments(), grades).word()));
        return List.of(row);
    }
}
