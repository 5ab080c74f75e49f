package workbook.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A lesson's script, in which the recordings of its notebook are comments.
///
/// @param source a compact source file with `// %%` cells
public record Script(String source) {
    private static final Pattern NOTEBOOK_CELL =
            Pattern.compile(
                    "^// %%[^\\n]*\"active-ipynb\"[^\\n]*\\n((?:(?!// %%)//[^\\n]*\\n)+)",
                    Pattern.MULTILINE);

    /// A cell that is a method and nothing else.
    private static final Pattern DECLARATION =
            Pattern.compile(
                    "(?s)(?!if |for |while |try |switch )[\\w<>\\[\\],.? ]+ \\w+\\([^;]*?\\{\\n.*\\n\\}\\n");

    private static final Pattern RECORDING = Pattern.compile("\\bTimeline\\.record\\(");

    /// The last line of a cell can be a value to show: in a program it is no statement.
    private static final Pattern VALUE = Pattern.compile("(?m)^\\w+;?$");

    /// The source of a program that runs the recordings and shows each: the script itself, line by
    /// line, with one more method at its end. `main` with a parameter comes before the script's
    /// own, which has none, or is renamed where it has one. Empty if the script records nothing.
    public Optional<String> recordings() {
        var cells = recordingCells();
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        var main =
                """

                void main(String[] arguments) throws Throwable {
                    try (var recordings = workbook.timeline.Recordings.of(arguments)) {
                %s
                    }
                    System.exit(0);
                }
                """
                        .formatted(
                                cells.stream()
                                        .map(cell -> "{\n" + cell + "}")
                                        .collect(Collectors.joining("\n")));
        return Optional.of(
                withDeclarations(source)
                                .replace(
                                        "\n// import workbook.timeline.",
                                        "\nimport workbook.timeline.")
                                .replace("\nvoid main(String", "\nvoid serve(String")
                        + main);
    }

    /// What only the notebook declares, because it takes a preview API of the JDK, is declared here
    /// too. No line moves.
    private static String withDeclarations(String source) {
        return NOTEBOOK_CELL
                .matcher(source)
                .replaceAll(cell -> {
                    String code = uncommented(cell.group(1));
                    String shown =
                            DECLARATION.matcher(code).matches()
                                    ? cell.group().replace(cell.group(1), code)
                                    : cell.group();
                    return Matcher.quoteReplacement(shown);
                });
    }

    private static String uncommented(String cell) {
        return cell.replaceAll("(?m)^// ?", "");
    }

    private List<String> recordingCells() {
        var cells = new ArrayList<String>();
        var cell = NOTEBOOK_CELL.matcher(source);
        while (cell.find()) {
            var code = uncommented(cell.group(1));
            var recorded = RECORDING.matcher(code).replaceAll("recordings.record(");
            if (!recorded.equals(code)) {
                cells.add(VALUE.matcher(recorded).replaceAll(""));
            }
        }
        return cells;
    }
}
