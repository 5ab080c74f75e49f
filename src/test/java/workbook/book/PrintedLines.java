package workbook.book;

import java.util.List;

/// What a program printed, in a form in which two runs can be compared.
final class PrintedLines {

    private PrintedLines() {}

    /// @return the lines that are not blank; a duration, such as `104 ms`, counts as equal to any
    ///   other
    static List<String> of(String printed) {
        return printed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceAll("\\d+ ms\\b", "… ms"))
                .toList();
    }
}
