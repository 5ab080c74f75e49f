package workbook.gradebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import workbook.check.BreakingSchedule;
import workbook.check.CheckClass;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.check.Requirement;
import workbook.check.SourceProblem;
import workbook.intake.Student;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.testkit.explorer.trace.Step;

/// A made-up class in memory, on real exercises of the book: right, wrong, partial, late, missing,
/// unreadable, a fault of the grader, and names and outputs that mean harm.
public final class ExampleClass implements Gradebook {

    /// Everything that a format, a browser or a spreadsheet may stumble over.
    public static final String HOSTILE =
            "</style></script><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>\u202Eevil\u0000\uD800 ]]> --> \u001B[31m";

    private static final Instant HANDED_IN = Instant.parse("2026-11-20T10:15:30Z");

    private final Catalogue book = new Catalogue(Path.of(""));
    private final List<Exercise> exercises;
    private final List<Assignment> assignments;
    private final Map<Student, List<Grade>> grades = new LinkedHashMap<>();
    private final Map<Grade, String> sources = new LinkedHashMap<>();

    /// @return twelve students, one of each kind
    public static ExampleClass twelve() {
        var example = new ExampleClass();
        example.add("anna", "Anna Ångström", "", example::right);
        example.add("ben", "Ben Bauer", "", (exercise, who) -> example.mistaken(exercise, who, 0));
        example.add(
                "carla", "Carla Costa", "", (exercise, who) -> example.mistaken(exercise, who, 1));
        example.add("dora", "Dora Dias", "", (exercise, who) -> example.late(exercise, who));
        example.add("emil", "Emil Ek", "", example::missing);
        example.add("fatma", "Fatma Fidan", "", example::unreadable);
        example.add("gus", "Gus Gray", "", example::fault);
        example.add("hana", "Hana Horáková", "", example::doesNotCompile);
        example.add("ivo", "=HYPERLINK(\"http://evil\")", "@sum", example::hostile);
        example.add("jo-1", HOSTILE, HOSTILE, example::hostile);
        example.add("kim", "Kim Kaur", "Team 7", example::stuck);
        example.add("12345", "Lee, \"L\" Long", "", example::right);
        return example;
    }

    /// @return as many students as asked for, who all hand in the same things
    public static ExampleClass of(int students) {
        var example = new ExampleClass();
        for (int i = 0; i < students; i++) {
            int number = i;
            example.add(
                    "s%05d".formatted(i),
                    "Student " + i,
                    "",
                    (exercise, who) ->
                            number % 3 == 0
                                    ? example.right(exercise, who)
                                    : example.missing(exercise, who));
        }
        return example;
    }

    /// @return the total, by hand, of who fails one check of one point in each exercise
    public String totalOfOneFailureEach() {
        double reached = 0;
        double weights = 0;
        for (Assignment assignment : assignments) {
            double possible = assignment.possible();
            reached += assignment.weight() * (possible - 1) / possible;
            weights += assignment.weight();
        }
        return String.format(Locale.ROOT, "%.1f", 100 * reached / weights);
    }

    private interface Kind {
        Grade grade(int exercise, Student student);
    }

    private ExampleClass() {
        var lessons = List.of("p02_concurrent_execution", "p09_semaphores");
        exercises =
                book.exercises().stream()
                        .filter(exercise -> lessons.contains(exercise.lesson()))
                        .toList();
        assignments =
                exercises.stream()
                        .map(exercise ->
                                new Assignment(
                                        exercise.id(),
                                        exercise.title(),
                                        exercise.name().equals("TicketDesk") ? 2 : 1,
                                        requirements(exercise)))
                        .toList();
    }

    private static List<Requirement> requirements(Exercise exercise) {
        return CheckClass.parse(exercise.name() + "Test", read(exercise.check())).requirements();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String id, String name, String group, Kind kind) {
        var student = new Student(id, name, id.equals("anna") ? "anna@example.org" : "", group);
        var row = new ArrayList<Grade>();
        for (int i = 0; i < exercises.size(); i++) {
            row.add(kind.grade(i, student));
        }
        grades.put(student, List.copyOf(row));
    }

    private Grade right(int exercise, Student student) {
        var results =
                assignments.get(exercise).requirements().stream()
                        .map(requirement -> result(requirement, Outcome.PASSED, "", ""))
                        .toList();
        return judged(
                exercise, student, results, List.of(), read(exercises.get(exercise).solution()));
    }

    private Grade mistaken(int exercise, Student student, int number) {
        var mistake = exercises.get(exercise).mistakes().get(number);
        var results =
                assignments.get(exercise).requirements().stream()
                        .map(requirement ->
                                requirement.check().equals(mistake.rejectedBy())
                                        ? result(
                                                requirement,
                                                Outcome.FAILED,
                                                "it threw at %s.java:20"
                                                        .formatted(exercises.get(exercise).name()),
                                                mistake.why())
                                        : result(requirement, Outcome.PASSED, "", ""))
                        .toList();
        return judged(exercise, student, results, List.of(), read(mistake.file()));
    }

    private Grade late(int exercise, Student student) {
        var grade = mistaken(exercise, student, 0);
        var late =
                new Grade(
                        student,
                        grade.exercise(),
                        grade.state(),
                        "",
                        grade.report(),
                        grade.earned(),
                        grade.possible(),
                        2,
                        3,
                        grade.origin(),
                        Optional.of(HANDED_IN),
                        true,
                        grade.key());
        // The same as the one before, under other names.
        sources.put(late, sources.get(grade).replaceAll("\\bresults\\b", "answers"));
        return late;
    }

    private Grade missing(int exercise, Student student) {
        return without(exercise, student, Grade.State.MISSING, "Nothing was handed in.");
    }

    private Grade unreadable(int exercise, Student student) {
        return without(
                exercise, student, Grade.State.UNREADABLE, "The file is a picture, not Java.");
    }

    private Grade fault(int exercise, Student student) {
        return exercise == 0
                ? without(exercise, student, Grade.State.FAULT, "The worker died three times.")
                : right(exercise, student);
    }

    private Grade doesNotCompile(int exercise, Student student) {
        var problem =
                new SourceProblem(
                        12, 9, "        int x = ;", "illegal start of expression", "Finish it.");
        return judged(
                exercise,
                student,
                notReached(exercise),
                List.of(problem),
                read(exercises.get(exercise).stub()).replace("throw new", "int x = ;"));
    }

    private Grade hostile(int exercise, Student student) {
        var results =
                assignments.get(exercise).requirements().stream()
                        .map(requirement -> result(requirement, Outcome.FAILED, HOSTILE, HOSTILE))
                        .toList();
        String source = "// " + HOSTILE + "\r\nclass X {\rvoid y() {} }\n" + "x".repeat(300);
        return judged(exercise, student, results, List.of(), source);
    }

    private Grade stuck(int exercise, Student student) {
        var results = new ArrayList<>(notReached(exercise));
        var first = assignments.get(exercise).requirements().getFirst();
        results.set(0, result(first, Outcome.TIMED_OUT, "it waits for ever", "nobody signals"));
        return judged(exercise, student, results, List.of(), "class X { /* stuck */ }");
    }

    private List<CheckResult> notReached(int exercise) {
        return assignments.get(exercise).requirements().stream()
                .map(requirement -> result(requirement, Outcome.NOT_REACHED, "", ""))
                .toList();
    }

    private static CheckResult result(
            Requirement requirement, Outcome outcome, String observed, String why) {
        boolean failed = outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT;
        return new CheckResult(
                requirement.check(),
                requirement.text(),
                requirement.stage(),
                requirement.points(),
                outcome,
                outcome == Outcome.PASSED
                        ? Optional.empty()
                        : Optional.of(
                                new Explanation(
                                        requirement.text(),
                                        observed,
                                        why,
                                        requirement.firstHint())),
                requirement.hints(),
                failed ? observed.repeat(20) : "",
                CheckResult.REAL_TIME,
                failed ? Optional.of(schedule(requirement, observed)) : Optional.empty(),
                Duration.ofMillis(120));
    }

    private static BreakingSchedule schedule(Requirement requirement, String text) {
        var steps =
                List.of(
                        step("main", "starts T1", 0),
                        step("T1", "semaphore.acquire() = 2 " + text, 0),
                        step("T2", "Thread.sleep(PT1S)", 0),
                        step("T1", "call returns", 1000));
        String table =
                """
                 time   main        T1                       T2
                 0 ms   starts T1
                 0 ms               semaphore.acquire() = 2
                 0 ms                                        Thread.sleep(PT1S)
                1 s                 call returns\
                """
                        + text;
        return new BreakingSchedule(requirement.check() + "@1-0-2", table, steps);
    }

    private static Step step(String thread, String text, int millis) {
        return new Step(thread, text, "Answer.java", 20, Duration.ofMillis(millis));
    }

    private Grade judged(
            int exercise,
            Student student,
            List<CheckResult> results,
            List<SourceProblem> problems,
            String source) {
        var assignment = assignments.get(exercise);
        String file = student.id() + "/" + exercises.get(exercise).name() + ".java";
        int earned =
                results.stream()
                        .filter(result -> result.outcome() == Outcome.PASSED)
                        .mapToInt(CheckResult::points)
                        .sum();
        var report =
                new CheckReport(
                        assignment.exercise(),
                        assignment.title(),
                        file,
                        problems,
                        results,
                        "f00",
                        "25.0.3",
                        Duration.ofMillis(400));
        var grade =
                new Grade(
                        student,
                        assignment.exercise(),
                        Grade.State.JUDGED,
                        "",
                        Optional.of(report),
                        earned,
                        assignment.possible(),
                        1,
                        1,
                        file,
                        Optional.empty(),
                        false,
                        "abc" + exercise);
        sources.put(grade, source);
        return grade;
    }

    private Grade without(int exercise, Student student, Grade.State state, String reason) {
        var assignment = assignments.get(exercise);
        return new Grade(
                student,
                assignment.exercise(),
                state,
                reason,
                Optional.empty(),
                0,
                assignment.possible(),
                0,
                0,
                "",
                Optional.empty(),
                false,
                "");
    }

    /// @return the book that its exercises are of
    public Catalogue book() {
        return book;
    }

    @Override
    public Header header() {
        return new Header(
                "submissions of group B",
                "25.0.3",
                "9f2c",
                List.of(
                        "One JVM for each submission.",
                        "An allowlist of the JDK, told from the class files.",
                        "bubblewrap: no network, nothing to read, nothing to write."));
    }

    @Override
    public List<Student> students() {
        return List.copyOf(grades.keySet());
    }

    @Override
    public List<Assignment> assignments() {
        return assignments;
    }

    @Override
    public List<Grade> grades(Student student) {
        return grades.get(student);
    }

    @Override
    public Optional<String> source(Grade grade) {
        return Optional.ofNullable(sources.get(grade));
    }

    @Override
    public List<String> oddities() {
        return List.of("ben/holiday.jpg: not Java", "=cmd()/" + HOSTILE + ": belongs to nothing");
    }
}
