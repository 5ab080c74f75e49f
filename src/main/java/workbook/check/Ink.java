package workbook.check;

/// Colour for a terminal, or none.
///
/// @param coloured whether to write ANSI escapes
public record Ink(boolean coloured) {

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String red(String text) {
        return paint("31;1", text);
    }

    public String green(String text) {
        return paint("32;1", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    private String paint(String code, String text) {
        return coloured ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
