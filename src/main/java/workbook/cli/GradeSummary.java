package workbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.gradebook.Views;

/// What a teacher reads when a class is graded.
final class GradeSummary {

    private final Output output;
    private final Path folder;

    /// @param folder of the gradebook
    GradeSummary(Output output, Path folder) {
        this.output = output;
        this.folder = folder;
    }

    /// Writes the views of a gradebook, and says what it comes to.
    ///
    /// @return the exit code
    int show(Gradebook gradebook) {
        try {
            Views.write(gradebook, Workbook.catalogue(), folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var states = new EnumMap<Grade.State, Integer>(Grade.State.class);
        gradebook.grades().forEach(grade -> states.merge(grade.state(), 1, Integer::sum));
        long full =
                gradebook
                        .grades()
                        .filter(grade -> grade.state() == Grade.State.JUDGED)
                        .filter(grade -> grade.earned() == grade.possible())
                        .count();
        output.println(
                "%d students, %d exercises: %d graded, %d of them with every point%s"
                        .formatted(
                                gradebook.students().size(),
                                gradebook.assignments().size(),
                                states.getOrDefault(Grade.State.JUDGED, 0),
                                full,
                                others(states)));
        if (!gradebook.oddities().isEmpty()) {
            output.println(
                    "%d oddities in what was handed in: see the report."
                            .formatted(gradebook.oddities().size()));
        }
        gradebook.header().layers().forEach(output::println);
        output.println("The report: " + folder.resolve("index.html"));
        return states.containsKey(Grade.State.FAULT) ? Workbook.OUR_FAULT : Workbook.OK;
    }

    private static String others(Map<Grade.State, Integer> states) {
        var text = new StringBuilder();
        states.forEach((state, count) -> {
            String words =
                    switch (state) {
                        case JUDGED -> "";
                        case MISSING -> "missing";
                        case UNREADABLE -> "that cannot be read";
                        case FAULT -> "not graded by our fault (the same command tries again)";
                    };
            if (!words.isEmpty()) {
                text.append(", %d %s".formatted(count, words));
            }
        });
        return text.toString();
    }
}
