package workbook.intake;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.UnknownName;

/// When what is due, from a CSV with the columns `exercise,deadline,student`.
///
/// `exercise` is an exercise, a lesson (`p02`) or `*`. `student` is empty, or an id, email, name or
/// group that has its own deadline. Of several the nearest counts: a student's own before the
/// group's before everybody's, and then an exercise's before a lesson's before `*`.
final class Deadlines {

    private static final List<String> COLUMNS = List.of("exercise", "deadline", "student");
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][ ]")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[XXX][XX][X]['['VV']']")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /// One line of the file.
    ///
    /// @param exercises the ids that it is about
    /// @param breadth 0 for one exercise, 1 for a lesson, 2 for all
    /// @param who the key of a student or group; empty for everybody
    private record Rule(Set<String> exercises, int breadth, String who, String said, Instant at) {}

    private final List<Rule> rules = new ArrayList<>();

    private Deadlines() {}

    static Deadlines none() {
        return new Deadlines();
    }

    /// @param zone the zone of times that name none
    /// @throws IntakeProblem for a wrong line; the message names it
    static Deadlines read(Path file, Catalogue catalogue, ZoneId zone) {
        var deadlines = new Deadlines();
        for (var row : Table.read(file, COLUMNS, 2).rows()) {
            String exercise = row.get("exercise");
            String student = row.get("student");
            var exercises = exercises(row, exercise, catalogue);
            int breadth = exercise.equals("*") ? 2 : exercises.size() == 1 ? 0 : 1;
            deadlines.rules.add(
                    new Rule(
                            exercises.stream().map(Exercise::id).collect(Collectors.toSet()),
                            breadth,
                            Names.key(student),
                            "%s:%d".formatted(row.file(), row.line()) + " " + student,
                            instant(row, row.get("deadline"), zone)));
        }
        return deadlines;
    }

    private static List<Exercise> exercises(Table.Row row, String name, Catalogue catalogue) {
        try {
            return name.equals("*") ? catalogue.exercises() : catalogue.exercises(name);
        } catch (UnknownName unknown) {
            throw row.problem(unknown.getMessage() + " Or * for all.");
        }
    }

    private static Instant instant(Table.Row row, String text, ZoneId zone) {
        try {
            TemporalAccessor time =
                    ISO.parseBest(
                            text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
            return switch (time) {
                case ZonedDateTime zoned -> zoned.toInstant();
                case OffsetDateTime offset -> offset.toInstant();
                default -> LocalDateTime.from(time).atZone(zone).toInstant();
            };
        } catch (DateTimeException wrong) {
            throw row.problem(
                    "expected a time such as 2026-11-30T23:59 or 2026-11-30T23:59+01:00, found '%s'"
                            .formatted(Names.visible(text)));
        }
    }

    /// @return what is due when for the student; empty if nothing is said
    Optional<Instant> of(Student student, String exercise) {
        Rule nearest = null;
        int best = Integer.MAX_VALUE;
        for (Rule rule : rules) {
            int distance = distance(rule, student);
            int rank = distance < 0 ? -1 : distance * 3 + rule.breadth();
            if (rank >= 0 && rule.exercises().contains(exercise) && rank <= best) {
                best = rank;
                nearest = rule;
            }
        }
        return Optional.ofNullable(nearest).map(Rule::at);
    }

    /// @return the lines for somebody that the class does not have: each in a sentence
    List<String> unused(List<Student> students) {
        return rules.stream()
                .filter(rule -> !rule.who().isEmpty())
                .filter(rule -> students.stream().allMatch(student -> distance(rule, student) < 0))
                .map(rule -> rule.said() + ": a deadline for nobody of this class")
                .toList();
    }

    private static int distance(Rule rule, Student student) {
        String who = rule.who();
        if (who.isEmpty()) {
            return 2;
        }
        if (who.equals(Names.key(student.id()))
                || who.equals(Names.key(student.email()))
                || who.equals(Names.key(student.name()))) {
            return 0;
        }
        return who.equals(Names.key(student.group())) ? 1 : -1;
    }
}
