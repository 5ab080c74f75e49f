package workbook.book;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.check.CheckClass;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Explanation;
import workbook.check.Outcome;
import workbook.check.Requirement;
import workbook.lesson.Exercise;
import workbook.lesson.Lesson;
import workbook.lesson.Mistake;
import workbook.worker.Checker;

/// What makes a lesson complete. Every rule says what to do about it.
@DisplayName("The author's gate")
@Execution(ExecutionMode.CONCURRENT)
class AuthorsGateTest {

    private static final int MIN_EXERCISES = 2;
    private static final int MAX_EXERCISES = 4;
    private static final int MIN_MISTAKES = 4;
    private static final List<String> ROOMS =
            List.of("exercises", "stubs", "solutions", "checks", "mistakes");
    private static final Pattern DEPENDENCY =
            Pattern.compile("^//DEPS [\\w.-]+:([\\w.-]+):([^\\s@]+)(?:@pom)?$", Pattern.MULTILINE);
    private static final Pattern TEST_METHOD =
            Pattern.compile("^\\s*@(?:Test|AllSchedules)\\b", Pattern.MULTILINE);

    static Stream<Lesson> lessons() {
        return Checkout.lessons();
    }

    static Stream<Exercise> exercises() {
        return Checkout.exercises();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("a lesson has a title with its number, and 2 to 4 exercises of growing length")
    void lessonIsWhole(Lesson lesson) throws IOException {
        String heading =
                lesson.isCapstone() ? "// # Capstone · " : "// # %d · ".formatted(lesson.number());
        assertTrue(
                Files.readString(lesson.script()).contains("\n" + heading),
                () ->
                        "%s: its first heading must begin with '%s'"
                                .formatted(lesson.script(), heading));
        int count = lesson.exercises().size();
        assertTrue(
                lesson.isCapstone() ? count == 1 : count >= MIN_EXERCISES && count <= MAX_EXERCISES,
                () ->
                        "%s has %d exercises; write %d to %d, one for a capstone (./workbook new %s Name)"
                                .formatted(
                                        lesson.slug(),
                                        count,
                                        MIN_EXERCISES,
                                        MAX_EXERCISES,
                                        lesson.slug()));
        var minutes = lesson.exercises().stream().map(Exercise::minutes).toList();
        assertEquals(
                minutes.size(),
                Set.copyOf(minutes).size(),
                () ->
                        "%s: two exercises take equally long, so their order is open: %s"
                                .formatted(lesson.slug(), minutes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("a lesson's script links each exercise and has a cell that checks it")
    void scriptNamesItsExercises(Lesson lesson) throws IOException {
        String script = Files.readString(lesson.script());
        for (Exercise exercise : lesson.exercises()) {
            String link = "(../exercises/%s/%s.java)".formatted(exercise.lesson(), exercise.name());
            String cell = "// check(\"%s\");".formatted(exercise.shortId());
            assertTrue(script.contains(link), () -> lesson.script() + " lacks the link " + link);
            assertTrue(script.contains(cell), () -> lesson.script() + " lacks the cell " + cell);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    @DisplayName("an exercise has a file to edit, a stub, a solution, a check and four mistakes")
    void exerciseIsWhole(Exercise exercise) {
        for (Path part : List.of(exercise.file(), exercise.solution(), exercise.check())) {
            assertTrue(
                    Files.exists(part),
                    () -> "%s lacks %s".formatted(exercise.id(), Checkout.ROOT.relativize(part)));
        }
        int mistakes = exercise.mistakes().size();
        assertTrue(
                mistakes >= MIN_MISTAKES,
                () ->
                        "%s has %d known mistakes, and needs %d: mistakes/%s/WhatIsWrong/%s.java"
                                .formatted(
                                        exercise.id(),
                                        mistakes,
                                        MIN_MISTAKES,
                                        exercise.lesson(),
                                        exercise.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("the README's table has each lesson, with its title and its exercises")
    void readmeHasTheLesson(Lesson lesson) throws IOException {
        String row =
                "| [%s](scripts/%s.java) | %s | %s |"
                        .formatted(
                                lesson.shortName(),
                                lesson.slug(),
                                lesson.title(),
                                lesson.exercises().stream()
                                        .map(Exercise::name)
                                        .collect(Collectors.joining(", ")));
        assertTrue(
                Files.readString(Checkout.ROOT.resolve("README.md")).contains(row),
                () -> "README.md lacks the row " + row);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("jbang-catalog.json has an alias for each lesson")
    void jbangKnowsTheLesson(Lesson lesson) throws IOException {
        String alias =
                "\"%s\": {\n      \"script-ref\": \"scripts/%s.java\",\n      \"description\": \"%s\""
                        .formatted(lesson.shortName(), lesson.slug(), lesson.title());
        assertTrue(
                Files.readString(Checkout.ROOT.resolve("jbang-catalog.json")).contains(alias),
                () -> "jbang-catalog.json lacks the alias " + alias);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("a script asks JBang for the versions that pom.xml pins")
    void versionsArePinnedOnce(Lesson lesson) throws IOException {
        String pom = Files.readString(Checkout.ROOT.resolve("pom.xml"));
        var matcher = DEPENDENCY.matcher(Files.readString(lesson.script()));
        while (matcher.find()) {
            var pinned =
                    Pattern.compile(
                                    "<artifactId>%s</artifactId>\\s*<version>\\$\\{([a-z0-9.]+)}</version>"
                                            .formatted(Pattern.quote(matcher.group(1))))
                            .matcher(pom);
            assertTrue(
                    pinned.find(), "pom.xml lacks the dependency of a lesson: " + matcher.group());
            assertTrue(
                    pom.contains("<%1$s>%2$s</%1$s>".formatted(pinned.group(1), matcher.group(2))),
                    () ->
                            "%s says %s, and pom.xml another version"
                                    .formatted(lesson.script(), matcher.group()));
        }
    }

    @Test
    @DisplayName("no two exercises have the same class name: a file is matched by it")
    void namesAreUnique() {
        var byName = exercises().collect(Collectors.groupingBy(Exercise::name));
        byName.values().removeIf(same -> same.size() == 1);
        assertEquals(Map.of(), byName, "rename all but one of each");
    }

    /// A learner's edited file is their business; the committed one must be the stub.
    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    @DisplayName("an exercise is committed as its stub")
    void exerciseIsGivenAsItsStub(Exercise exercise) throws Exception {
        var git =
                new ProcessBuilder(
                                "git", "diff", "--quiet", "HEAD", "--", exercise.file().toString())
                        .directory(Checkout.ROOT.toFile())
                        .start();
        assumeTrue(git.waitFor() == 0, "edited since the last commit: " + exercise.file());
        assertEquals(
                Files.readString(exercise.stub()),
                Files.readString(exercise.file()),
                () -> "copy %s to %s".formatted(exercise.stub(), exercise.file()));
    }

    @Test
    @DisplayName("no room holds a file that belongs to no exercise")
    void nothingIsStray() throws IOException {
        var expected = new HashSet<Path>();
        Checkout.catalogue()
                .exercises()
                .forEach(exercise -> {
                    expected.add(exercise.file());
                    expected.add(exercise.stub());
                    expected.add(exercise.solution());
                    expected.add(exercise.check());
                    exercise.mistakes().forEach(mistake -> expected.add(mistake.file()));
                });
        for (String room : ROOMS) {
            try (var files = Files.walk(Checkout.ROOT.resolve(room))) {
                var stray =
                        files.filter(Files::isRegularFile)
                                .filter(file -> !expected.contains(file))
                                .map(file -> Checkout.ROOT.relativize(file).toString())
                                .toList();
                assertEquals(
                        List.of(),
                        stray,
                        "remove them, or give each the stub, solution and check that it lacks");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    @DisplayName("every check method has a display name and a hint")
    void checksAreExplained(Exercise exercise) throws IOException {
        String source = Files.readString(exercise.check());
        var check = CheckClass.parse(exercise.name() + "Test", source);
        assertEquals(
                TEST_METHOD.matcher(source).results().count(),
                check.requirements().size(),
                () -> exercise.check() + ": give each check a @DisplayName");
        for (Requirement requirement : check.requirements()) {
            assertTrue(
                    !requirement.firstHint().isBlank(),
                    () -> "%s: give %s a @Hint".formatted(exercise.check(), requirement.check()));
        }
    }

    /// One JVM judges all the answers to an exercise, as long as none of them spoils it: a JVM for
    /// each would take most of the time of all tests.
    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    @DisplayName(
            "a stub does not pass, a solution does, and each mistake is rejected by the check that it"
                    + " names, with its why")
    void answersAreJudgedAsTheyShould(Exercise exercise) {
        try (var checker = Checker.ofTheBook()) {
            var rules = new ArrayList<Executable>();
            rules.add(() -> stubFails(checker, exercise));
            rules.add(() -> solutionPasses(checker, exercise));
            exercise.mistakes()
                    .forEach(mistake ->
                            rules.add(() -> mistakeIsRejected(checker, exercise, mistake)));
            assertAll(rules);
        }
    }

    private static void stubFails(Checker checker, Exercise exercise) throws InterruptedException {
        var report = check(checker, exercise, exercise.stub());
        var passed = named(report, Outcome.PASSED);
        boolean asItShould =
                exercise.kind() == Exercise.Kind.IMPLEMENT
                        ? passed.isEmpty()
                        : passed.size() < report.results().size();
        assertTrue(
                asItShould,
                () ->
                        "%s: these checks pass although nothing is done yet: %s"
                                .formatted(exercise.stub(), passed));
    }

    private static void solutionPasses(Checker checker, Exercise exercise)
            throws InterruptedException {
        var report = check(checker, exercise, exercise.solution());
        assertTrue(report.passed(), () -> exercise.solution() + " fails: " + report.results());
    }

    private static void mistakeIsRejected(Checker checker, Exercise exercise, Mistake mistake)
            throws InterruptedException {
        var report =
                checker.check(exercise, mistake.file(), mistake.rejectedBy())
                        .orElseThrow(() ->
                                new AssertionError(
                                        "%s: %s has no check %s"
                                                .formatted(
                                                        mistake.file(),
                                                        exercise.check(),
                                                        mistake.rejectedBy())));
        assertEquals(List.of(), report.problems(), () -> mistake.file() + " must compile");
        var result = report.results().getFirst();
        assertTrue(
                result.outcome() != Outcome.PASSED,
                () -> "%s: %s should reject it".formatted(mistake.file(), mistake.rejectedBy()));
        var explanation = result.explanation().orElseThrow();
        assertTrue(
                text(explanation).contains(mistake.why()),
                () ->
                        "%s: the check must say '%s', and says: %s"
                                .formatted(mistake.file(), mistake.why(), text(explanation)));
        assertTrue(
                isWhole(explanation),
                () ->
                        "%s: %s lacks one of its four parts: %s"
                                .formatted(mistake.file(), result.check(), explanation));
    }

    private static CheckReport check(Checker checker, Exercise exercise, Path file)
            throws InterruptedException {
        var report = checker.check(exercise, file);
        assertEquals(List.of(), report.problems(), () -> file + " must compile");
        return report;
    }

    private static List<String> named(CheckReport report, Outcome outcome) {
        return report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .map(CheckResult::check)
                .toList();
    }

    private static String text(Explanation explanation) {
        return Stream.of(explanation.expected(), explanation.observed(), explanation.why())
                .collect(Collectors.joining("\n"));
    }

    private static boolean isWhole(Explanation explanation) {
        return Stream.of(
                        explanation.expected(),
                        explanation.observed(),
                        explanation.why(),
                        explanation.attempt())
                .noneMatch(String::isBlank);
    }
}
