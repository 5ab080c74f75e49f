package workbook.watch;

import workbook.check.CheckReport;

/// Something that a watch reacts to.
sealed interface Event {

    /// The file was saved.
    record Saved() implements Event {}

    /// A key was pressed.
    record Pressed(char key) implements Event {}

    /// A check has come to its verdict.
    record Judged(CheckReport report) implements Event {}

    /// The check itself failed, or the terminal did.
    record Broken(Exception failure) implements Event {}
}
