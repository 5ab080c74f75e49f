package workbook.intake;

import java.util.List;
import java.util.Optional;

/// How an export arranges what a class handed in: whose is a file, by its path.
interface Layout {

    /// @return what this is, as a sentence for the teacher
    String kind();

    /// @param path the names from the top of the export; not empty
    /// @return whose it is; empty if it is nobody's
    Optional<Belonging> of(List<String> path);

    /// @return who handed in, whether or not a file shows it
    default List<Owner> everybody() {
        return List.of();
    }
}
