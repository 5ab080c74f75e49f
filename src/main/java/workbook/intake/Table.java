package workbook.intake;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/// A CSV file that a teacher gives: with a header, and commas, or the semicolons that spreadsheets
/// write in some countries.
///
/// @param file its name, for messages
/// @param rows without the header and empty lines
record Table(String file, List<Row> rows) {

    Table {
        rows = List.copyOf(rows);
    }

    /// @param file the name of the file
    /// @param line where the row ends in it, from 1
    /// @param cells by the name of their column, in small letters
    record Row(String file, long line, Map<String, String> cells) {

        /// @return the cell without outer blanks; empty if there is no such column
        String get(String column) {
            return cells.getOrDefault(column, "");
        }

        IntakeProblem problem(String message) {
            return new IntakeProblem("%s:%d: %s".formatted(file, line, message));
        }
    }

    /// @param columns those that may be there; others are passed over
    /// @param needed how many of them, from the first, must be there
    /// @throws IntakeProblem if it is not such a table; the message names file and line
    static Table read(Path file, List<String> columns, int needed) {
        String name = file.getFileName().toString();
        String text = text(file, name);
        String header = text.lines().findFirst().orElse("");
        char delimiter = header.contains(";") && !header.contains(",") ? ';' : ',';
        var format =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        .setIgnoreSurroundingSpaces(true)
                        .setTrim(true)
                        .get();
        long line = 1;
        try (var parser = format.parse(new StringReader(text))) {
            List<String> names = null;
            var rows = new ArrayList<Row>();
            for (var fields : parser) {
                line = Math.max(1, parser.getCurrentLineNumber());
                var values = fields.toList();
                if (names == null) {
                    names = header(name, values, columns, needed);
                } else if (!values.stream().allMatch(String::isEmpty)) {
                    rows.add(row(name, line, names, values));
                }
            }
            if (names == null) {
                header(name, List.of(""), columns, needed);
            }
            return new Table(name, rows);
        } catch (IOException | UncheckedIOException broken) {
            throw new IntakeProblem(
                    "%s:%d: this is not CSV: %s. Is a quotation mark not closed?"
                            .formatted(name, line, broken.getMessage()));
        }
    }

    private static String text(Path file, String name) {
        try {
            return Decoding.text(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new IntakeProblem(
                    "%s cannot be read: %s. Give the path of a CSV file."
                            .formatted(file, unreadable.getClass().getSimpleName()));
        } catch (Decoding.NotText other) {
            throw new IntakeProblem("%s:1: %s".formatted(name, other.getMessage()));
        }
    }

    private static List<String> header(
            String file, List<String> found, List<String> columns, int needed) {
        var names = found.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
        if (!names.containsAll(columns.subList(0, needed))) {
            throw new IntakeProblem(
                    "%s:1: expected a header such as '%s' (needed: %s), found '%s'"
                            .formatted(
                                    file,
                                    String.join(",", columns),
                                    String.join(", ", columns.subList(0, needed)),
                                    Names.visible(String.join(",", found))));
        }
        return names;
    }

    private static Row row(String file, long line, List<String> names, List<String> values) {
        if (values.size() > names.size()) {
            throw new IntakeProblem(
                    "%s:%d: expected %d cells as in the header, found %d: %s"
                            .formatted(
                                    file,
                                    line,
                                    names.size(),
                                    values.size(),
                                    Names.visible(String.join(",", values))));
        }
        var cells = new HashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
            cells.put(names.get(i), values.get(i));
        }
        return new Row(file, line, cells);
    }
}
