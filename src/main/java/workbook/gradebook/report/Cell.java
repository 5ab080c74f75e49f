package workbook.gradebook.report;

import workbook.gradebook.Grade;

/// How a grade looks in a table: by colour, and the same by a sign and in words.
///
/// @param kind the class of the style
/// @param sign one character
/// @param text the points, or why there are none
record Cell(String kind, String sign, String text) {

    static Cell of(Grade grade) {
        String points = "%d/%d".formatted(grade.earned(), grade.possible());
        return switch (grade.state()) {
            case MISSING -> new Cell("missing", "–", "missing");
            case UNREADABLE -> new Cell("unreadable", "?", "unreadable");
            case FAULT -> new Cell("fault", "!", "to be graded anew");
            case JUDGED -> judged(grade, points);
        };
    }

    private static Cell judged(Grade grade, String points) {
        if (!grade.report().orElseThrow().problems().isEmpty()) {
            return new Cell("none", "✗", points + " cannot run");
        }
        if (grade.earned() == grade.possible()) {
            return new Cell("full", "✓", points);
        }
        return grade.earned() == 0 ? new Cell("none", "✗", points) : new Cell("part", "◐", points);
    }

    /// Writes it as the content of an element.
    void write(Html html, boolean late) {
        html.element("span", sign, "class", "sign", "aria-hidden", "true").text(" " + text);
        if (late) {
            html.text(" ").element("span", "late", "class", "badge");
        }
    }
}
