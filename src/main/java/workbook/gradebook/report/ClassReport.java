package workbook.gradebook.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.gradebook.Misconceptions;
import workbook.gradebook.export.OutputFolder;
import workbook.gradebook.export.View;
import workbook.gradebook.similarity.SimilarPair;
import workbook.gradebook.similarity.Similarity;
import workbook.intake.Student;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// The report for people: `index.html`, `mastery.html`, `students/<id>.html`, `style.css`.
///
/// Static files that work without JavaScript. A student's page is written as the student is added;
/// the overview at the end, from what was counted meanwhile and a second pass over the gradebook.
public final class ClassReport implements View {

    private static final int MOST_TROUBLES = 100;

    private final Gradebook gradebook;
    private final OutputFolder folder;
    private final StudentPage studentPage;
    private final List<Statistics> statistics;
    private final List<Similarity> similarities;
    private final List<Trouble> troubles = new ArrayList<>();
    private int troubleCount;

    /// A grade that a teacher must look at.
    record Trouble(Student student, Grade grade) {}

    /// @param book where the known mistakes, the stubs and the solutions are found
    public ClassReport(Gradebook gradebook, Catalogue book, OutputFolder folder)
            throws IOException {
        this.gradebook = gradebook;
        this.folder = folder;
        this.studentPage = new StudentPage(gradebook, folder);
        var misconceptions = new Misconceptions(book);
        this.statistics =
                gradebook.assignments().stream()
                        .map(assignment -> new Statistics(assignment, misconceptions))
                        .toList();
        Map<String, Exercise> exercises = new HashMap<>();
        book.exercises().forEach(exercise -> exercises.put(exercise.id(), exercise));
        this.similarities = new ArrayList<>();
        for (Assignment assignment : gradebook.assignments()) {
            var exercise = exercises.get(assignment.exercise());
            similarities.add(
                    exercise == null
                            ? new Similarity("", "")
                            : new Similarity(
                                    Files.readString(exercise.stub()),
                                    Files.readString(exercise.solution())));
        }
    }

    @Override
    public void add(Student student, List<Grade> grades) throws IOException {
        for (int i = 0; i < grades.size(); i++) {
            Grade grade = grades.get(i);
            statistics.get(i).add(grade);
            if (grade.state() == Grade.State.JUDGED) {
                int exercise = i;
                gradebook
                        .source(grade)
                        .ifPresent(source -> similarities.get(exercise).add(student.id(), source));
            }
            if (grade.state() == Grade.State.FAULT || grade.state() == Grade.State.UNREADABLE) {
                troubleCount++;
                if (troubles.size() < MOST_TROUBLES) {
                    troubles.add(new Trouble(student, grade));
                }
            }
        }
        studentPage.write(student, grades);
    }

    @Override
    public void finish() throws IOException {
        try (var style = folder.open("style.css");
                var sheet = ClassReport.class.getResourceAsStream("style.css")) {
            style.writer().write(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
            style.commit();
        }
        var overview = new Overview(gradebook, statistics, pairs(), troubles, troubleCount);
        new IndexPages(gradebook, folder, overview).write();
    }

    private Map<Assignment, List<SimilarPair>> pairs() {
        Map<Assignment, List<SimilarPair>> pairs = new LinkedHashMap<>();
        for (int i = 0; i < similarities.size(); i++) {
            pairs.put(gradebook.assignments().get(i), similarities.get(i).pairs());
        }
        return pairs;
    }

    @Override
    public void close() {}
}
