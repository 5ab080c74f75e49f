package workbook.gradebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The assignments of one lesson.
///
/// @param slug the name of the lesson: `p02_concurrent_execution`
public record LessonGroup(String slug, List<Assignment> assignments) {

    public LessonGroup {
        assignments = List.copyOf(assignments);
    }

    /// @return the lessons in the order of their first assignments
    public static List<LessonGroup> of(List<Assignment> assignments) {
        return assignments.stream()
                .collect(
                        Collectors.groupingBy(
                                LessonGroup::lesson, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(lesson -> new LessonGroup(lesson.getKey(), lesson.getValue()))
                .toList();
    }

    private static String lesson(Assignment assignment) {
        return assignment.exercise().substring(0, assignment.exercise().indexOf('/'));
    }
}
