package workbook.gradebook.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import workbook.check.CheckClass;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.gradebook.Grade;
import workbook.intake.Student;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// `exercism/<id>/<Exercise>.json`: the `results.json` of Exercism's test runners, version 3.
///
/// `error` is for what cannot run, is missing or unreadable; it has a message and no tests. A check
/// that was not reached is a test with status `error`. A stage of an exercise is a task. A printed
/// text is cut at 500 characters, a message at 65,535, as the interface demands. A fault has no
/// file. Source: `building/tooling/test-runners/interface.md` of github.com/exercism/docs.
final class Exercism implements JsonFormat {

    private static final int MAX_OUTPUT = 500;
    private static final int MAX_MESSAGE = 65_535;
    private static final String CUT = "\nOutput was truncated. Please limit to 500 chars.";

    private final Map<String, Map<String, String>> bodies = new HashMap<>();
    private final Map<String, Exercise> exercises = new HashMap<>();

    Exercism(Catalogue book) {
        book.exercises().forEach(exercise -> exercises.put(exercise.id(), exercise));
    }

    @Override
    public List<Document> documents(Student student, List<Grade> grades) {
        return grades.stream()
                .map(grade ->
                        new Document(
                                List.of(
                                        "exercism",
                                        student.id(),
                                        simpleName(grade.exercise()) + ".json"),
                                JsonFormat.isFault(grade)
                                        ? Optional.empty()
                                        : Optional.of(content(grade))))
                .toList();
    }

    private static String simpleName(String exercise) {
        return exercise.substring(exercise.indexOf('/') + 1);
    }

    private ObjectNode content(Grade grade) {
        var content = JsonFormat.object().put("version", 3);
        if (grade.report().isEmpty()) {
            return content.put("status", "error").put("message", message(grade.reason()));
        }
        var report = grade.report().get();
        if (!report.problems().isEmpty()) {
            String problems = Feedback.problems(report);
            return content.put("status", "error").put("message", message(problems));
        }
        content.put("status", report.passed() ? "pass" : "fail").putNull("message");
        var stages = new ArrayList<>(report.stages().keySet());
        var tests = content.putArray("tests");
        report.results().forEach(result -> add(tests.addObject(), report, result, stages));
        return content;
    }

    private void add(ObjectNode test, CheckReport report, CheckResult result, List<String> stages) {
        test.put("name", SafeText.of(result.requirement()));
        test.put(
                "status",
                switch (result.outcome()) {
                    case PASSED -> "pass";
                    case FAILED, TIMED_OUT -> "fail";
                    case NOT_REACHED -> "error";
                });
        if (result.outcome() == Outcome.PASSED) {
            test.putNull("message");
        } else {
            test.put("message", message(Feedback.of(result)));
        }
        test.put("output", output(result.output()));
        test.put("test_code", code(report.exercise(), result.check()));
        if (!result.stage().isEmpty()) {
            test.put("task_id", 1 + stages.indexOf(result.stage()));
        }
    }

    private static String message(String text) {
        String safe = SafeText.of(text);
        return safe.substring(0, whole(safe, MAX_MESSAGE));
    }

    private static String output(String text) {
        String safe = SafeText.of(text);
        return safe.length() <= MAX_OUTPUT
                ? safe
                : safe.substring(0, whole(safe, MAX_OUTPUT - CUT.length())) + CUT;
    }

    /// @return the limit, or one less where it would part a pair of surrogates
    private static int whole(String text, int limit) {
        if (text.length() <= limit) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }

    private String code(String exercise, String check) {
        return bodies.computeIfAbsent(exercise, this::read).getOrDefault(check, "");
    }

    private Map<String, String> read(String id) {
        var exercise = exercises.get(id);
        if (exercise == null) {
            return Map.of();
        }
        try {
            return CheckClass.parse(exercise.name() + "Test", Files.readString(exercise.check()))
                    .bodies();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
