package workbook.gradebook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.Mistake;

/// What the author of a failing answer probably believes, by the known mistakes of the book.
///
/// The words come from the book alone, never from a submission, so there are only so many of them.
public final class Misconceptions {

    private static final String NOT_KNOWN = "Not known: ";

    private final Map<String, Exercise> exercises;
    private final Map<String, List<Mistake>> mistakes = new ConcurrentHashMap<>();

    public Misconceptions(Catalogue book) {
        exercises =
                book.exercises().stream()
                        .collect(Collectors.toMap(Exercise::id, exercise -> exercise));
    }

    /// @param exercise the id of an exercise
    /// @param result a verdict on one of its requirements
    /// @return the beliefs of all mistakes that this check rejects with these words, joined; the
    ///   requirement itself where no known mistake fits; empty unless the check failed
    public String of(String exercise, CheckResult result) {
        if (result.outcome() != Outcome.FAILED && result.outcome() != Outcome.TIMED_OUT) {
            return "";
        }
        String why = result.explanation().map(explanation -> explanation.why()).orElse("");
        String known =
                mistakes.computeIfAbsent(exercise, this::read).stream()
                        .filter(mistake -> mistake.rejectedBy().equals(result.check()))
                        .filter(mistake -> why.contains(mistake.why()))
                        .map(mistake -> mistake.name() + ": " + mistake.misconception())
                        .collect(Collectors.joining("; or "));
        return known.isEmpty() ? NOT_KNOWN + result.requirement() : known;
    }

    /// @return whether the book knows a mistake that comes of this
    public static boolean isKnown(String misconception) {
        return !misconception.startsWith(NOT_KNOWN);
    }

    private List<Mistake> read(String exercise) {
        var known = exercises.get(exercise);
        return known == null ? List.of() : known.mistakes();
    }
}
