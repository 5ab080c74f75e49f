package workbook.doctor;

/// One thing that the workbook needs, and whether it is there.
///
/// @param what the thing: `Python`
/// @param state whether it is there
/// @param found what was found, or what was not
/// @param remedy what to do; empty if all is well
public record Finding(String what, State state, String found, String remedy) {

    /// How well it is.
    public enum State {
        FINE,
        /// Something works less well without it.
        MISSING_OPTIONAL,
        /// Something does not work at all without it.
        MISSING
    }
}
