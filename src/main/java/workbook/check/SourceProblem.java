package workbook.check;

/// Something that keeps the source from being checked at all.
///
/// @param line from 1, or 0 where no line is to blame
/// @param column from 1, or 0
/// @param code the line itself, or an empty text
/// @param message what the compiler says
/// @param help the same in plain words, with what to do
public record SourceProblem(long line, long column, String code, String message, String help) {

    public SourceProblem {
        code = Shown.text(code);
        message = Shown.text(message);
    }

    static SourceProblem ofWholeFile(String message, String help) {
        return new SourceProblem(0, 0, "", message, help);
    }
}
