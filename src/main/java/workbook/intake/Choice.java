package workbook.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workbook.lesson.Exercise;

/// From drafts to submissions: what counts of several, and which attempt it is.
///
/// Of several files of one class from one student, which the export does not count as
/// resubmissions, one counts: what can be graded before what cannot, then the newer, then the last
/// by name. That is said, unless they are equal.
final class Choice {

    private static final Comparator<Draft> BEST_LAST =
            Comparator.comparing(Draft::weight)
                    .thenComparing(draft -> draft.modified().orElse(Instant.MIN))
                    .thenComparing(Draft::origin);

    private final Book book;
    private final Deadlines deadlines;
    private final Path copies;
    private final List<Submission> submissions = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();

    Choice(Book book, Deadlines deadlines, Path copies) {
        this.book = book;
        this.deadlines = deadlines;
        this.copies = copies;
    }

    /// @return by exercise and attempt of each student added, in the order of adding
    List<Submission> submissions() {
        return submissions;
    }

    List<String> oddities() {
        return oddities;
    }

    /// @param drafts all of the student's
    void add(Student student, List<Draft> drafts) {
        int before = submissions.size();
        var found = drafts.stream().filter(Choice::isMeant).toList();
        var named = byExercise(found);
        named.values().forEach(same -> exercise(student, same));
        var loose =
                found.isEmpty()
                        ? drafts.stream().filter(draft -> draft.exercise().isEmpty()).toList()
                        : found.stream().filter(draft -> draft.exercise().isEmpty()).toList();
        byExercise(drafts.stream().filter(draft -> !isMeant(draft)).toList())
                .forEach((exercise, only) -> {
                    if (!named.containsKey(exercise)) {
                        exercise(student, only);
                    }
                });
        loose(student, loose);
        submissions
                .subList(before, submissions.size())
                .sort(
                        Comparator.<Submission>comparingInt(each -> book.order(each.exercise()))
                                .thenComparingInt(Submission::attempt));
        if (!found.isEmpty()) {
            drafts.stream()
                    .filter(draft -> draft.weight() == Draft.Weight.ODD)
                    .map(draft -> "%s: %s".formatted(draft.origin(), draft.problem()))
                    .forEach(oddities::add);
        }
    }

    private static boolean isMeant(Draft draft) {
        return draft.weight().compareTo(Draft.Weight.PROBLEM) >= 0;
    }

    /// @return in the order of the book
    private Map<Exercise, List<Draft>> byExercise(List<Draft> drafts) {
        var byExercise =
                new TreeMap<Exercise, List<Draft>>(
                        Comparator.comparingInt(each -> book.order(Optional.of(each.id()))));
        for (var draft : drafts) {
            draft.exercise()
                    .ifPresent(each ->
                            byExercise.computeIfAbsent(each, _ -> new ArrayList<>()).add(draft));
        }
        return byExercise;
    }

    private void exercise(Student student, List<Draft> drafts) {
        var attempts =
                drafts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Draft::resubmission, TreeMap::new, Collectors.toList()));
        int attempt = 0;
        for (var same : attempts.values()) {
            attempt++;
            submit(student, best(student, same), attempt);
        }
    }

    private Draft best(Student student, List<Draft> same) {
        var sorted = same.stream().sorted(BEST_LAST).toList();
        var best = sorted.getLast();
        var others =
                sorted.subList(0, sorted.size() - 1).stream()
                        .filter(other -> !isEqual(other, best))
                        .map(Draft::origin)
                        .toList();
        if (!others.isEmpty()) {
            oddities.add(
                    "%s handed in %s more than once: %s counts, not %s (the newer, or else the last by name)"
                            .formatted(
                                    student.name(),
                                    best.exercise().map(Exercise::shortId).orElse("a file"),
                                    best.origin(),
                                    String.join(", ", others)));
        }
        return best;
    }

    private static boolean isEqual(Draft other, Draft best) {
        try {
            return other.copy().isPresent()
                    && best.copy().isPresent()
                    && Files.mismatch(other.copy().get(), best.copy().get()) < 0;
        } catch (IOException lost) {
            throw new UncheckedIOException("a copy of ours cannot be read", lost);
        }
    }

    private void loose(Student student, List<Draft> drafts) {
        int attempt = 0;
        var byOrigin = new LinkedHashMap<String, Draft>();
        drafts.stream()
                .sorted(Comparator.comparing(Draft::origin))
                .forEach(draft -> byOrigin.putIfAbsent(draft.origin(), draft));
        for (var draft : byOrigin.values()) {
            attempt++;
            submit(student, draft, attempt);
        }
    }

    private void submit(Student student, Draft draft, int attempt) {
        var exercise = draft.exercise().map(Exercise::id);
        var due = exercise.flatMap(id -> deadlines.of(student, id));
        boolean isLate =
                draft.late()
                        || due.flatMap(end -> draft.handedIn().map(at -> at.isAfter(end)))
                                .orElse(false);
        submissions.add(
                new Submission(
                        student,
                        exercise,
                        attempt,
                        draft.origin(),
                        draft.handedIn(),
                        isLate,
                        draft.copy().map(copy -> keep(copy, student, draft, attempt)),
                        draft.copy().isPresent()
                                ? Optional.empty()
                                : Optional.of(draft.problem())));
    }

    private Path keep(Path copy, Student student, Draft draft, int attempt) {
        var file =
                copies.resolve(student.id())
                        .resolve(
                                "%s-%d.java"
                                        .formatted(draft.exercise().orElseThrow().name(), attempt));
        try {
            Files.createDirectories(file.getParent());
            return Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot keep a copy as " + file, full);
        }
    }
}
