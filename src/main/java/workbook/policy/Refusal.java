package workbook.policy;

/// What an answer uses and may not.
///
/// @param line the first line that uses it, or 0 where no line does
/// @param message what it is
/// @param help why it is refused, or what to use instead
public record Refusal(long line, String message, String help) {}
