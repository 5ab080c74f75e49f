package workbook.lesson;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds one thing by the beginning of its name, and helps when that fails.
///
/// @param what what is looked for, as a word in the message: `lesson`
public record NameLookup<T>(String what, List<T> candidates, Function<T, String> nameOf) {

    private static final int SUGGESTIONS = 3;

    public static <T> NameLookup<T> of(
            String what, List<T> candidates, Function<T, String> nameOf) {
        return new NameLookup<>(what, List.copyOf(candidates), nameOf);
    }

    /// @throws UnknownName if none or several begin with `prefix`
    public T find(String prefix) {
        var exact = exactly(prefix);
        if (exact.isPresent()) {
            return exact.get();
        }
        var matching =
                prefix.isBlank()
                        ? List.<T>of()
                        : candidates.stream()
                                .filter(each -> lower(each).startsWith(lower(prefix)))
                                .toList();
        return switch (matching.size()) {
            case 0 -> throw unknown(prefix);
            case 1 -> matching.getFirst();
            default ->
                    throw new UnknownName(
                            "'%s' could be more than one %s: %s. Type a few letters more."
                                    .formatted(prefix, what, names(matching)));
        };
    }

    Optional<T> exactly(String name) {
        return candidates.stream().filter(each -> nameOf.apply(each).equals(name)).findFirst();
    }

    UnknownName unknown(String name) {
        return new UnknownName(
                candidates.isEmpty()
                        ? "There is no %s '%s': there is none at all.".formatted(what, name)
                        : "There is no %s '%s'. The nearest: %s."
                                .formatted(what, name, String.join(", ", nearest(name))));
    }

    /// @return the names that take the fewest edits to come to, the nearest first
    public List<String> nearest(String name) {
        return candidates.stream()
                .sorted(Comparator.comparingInt(each -> distance(lower(name), lower(each))))
                .limit(SUGGESTIONS)
                .map(nameOf)
                .toList();
    }

    private String names(List<T> some) {
        return some.stream().map(nameOf).collect(Collectors.joining(", "));
    }

    private String lower(T candidate) {
        return lower(nameOf.apply(candidate));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Edits (insert, delete, replace) that turn `typed` into the best-fitting beginning of `name`.
    private static int distance(String typed, String name) {
        int[] row = new int[name.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        int best = row[0];
        for (int edits : row) {
            best = Math.min(best, edits);
        }
        return best;
    }
}
