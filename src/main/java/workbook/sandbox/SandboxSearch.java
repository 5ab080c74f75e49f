package workbook.sandbox;

/// What came of looking for a sandbox.
public sealed interface SandboxSearch {

    /// It was tried, and it holds.
    record Found(Sandbox sandbox) implements SandboxSearch {}

    /// There is none.
    ///
    /// @param reason what is missing and what to do, in plain words
    record Missing(String reason) implements SandboxSearch {}
}
