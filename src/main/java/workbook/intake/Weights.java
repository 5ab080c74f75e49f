package workbook.intake;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.lesson.Catalogue;
import workbook.lesson.UnknownName;

/// How much an exercise counts beside the others, from a CSV with the columns `exercise,weight`.
public final class Weights {

    private static final List<String> COLUMNS = List.of("exercise", "weight");

    private Weights() {}

    /// @return by the id of the exercise; a line for a lesson is one for each of its exercises, and
    ///   of several lines the last counts
    /// @throws IntakeProblem for a wrong line; the message names it
    public static Map<String, Double> read(Path file, Catalogue catalogue) {
        var weights = new HashMap<String, Double>();
        for (var row : Table.read(file, COLUMNS, 2).rows()) {
            double weight = weight(row);
            try {
                catalogue
                        .exercises(row.get("exercise"))
                        .forEach(exercise -> weights.put(exercise.id(), weight));
            } catch (UnknownName unknown) {
                throw row.problem(unknown.getMessage());
            }
        }
        return weights;
    }

    private static double weight(Table.Row row) {
        String text = row.get("weight");
        try {
            double weight = Double.parseDouble(text);
            if (weight >= 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException notANumber) {
            // The same message as for a number that is no weight.
        }
        throw row.problem("expected a weight such as 2 or 0.5, found '%s'".formatted(text));
    }
}
