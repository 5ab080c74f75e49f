package workbook.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an export's path tells of a file.
///
/// @param owners who handed it in: several where the export knows of groups
/// @param fileName as the student had it
/// @param handedIn when, where the export says so
/// @param late whether the export itself marks it as late
/// @param resubmission how many came before it, where the export counts; else 0
record Belonging(
        List<Owner> owners,
        String fileName,
        Optional<Instant> handedIn,
        boolean late,
        int resubmission) {

    Belonging {
        owners = List.copyOf(owners);
    }

    static Belonging of(Owner owner, String fileName) {
        return new Belonging(List.of(owner), fileName, Optional.empty(), false, 0);
    }

    /// @return the same for a file inside this one, or one whose time is known otherwise
    Belonging with(String name, Optional<Instant> otherwise) {
        return new Belonging(
                owners, name, handedIn.isPresent() ? handedIn : otherwise, late, resubmission);
    }
}
