package workbook.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// *Export submissions* of a Gradescope programming assignment: a folder for each submission, and
/// [GradescopeMetadata] that says whose each is.
///
/// @param folders what the metadata says, by the name of the folder
record GradescopeLayout(Map<String, GradescopeMetadata.Submitted> folders) implements Layout {

    static final String METADATA = "submission_metadata.yml";

    static boolean fits(List<Tree.Top> top) {
        return top.stream().anyMatch(each -> each.name().equals(METADATA));
    }

    @Override
    public String kind() {
        return "a Gradescope assignment's submissions";
    }

    @Override
    public Optional<Belonging> of(List<String> path) {
        var submitted = folders.get(path.getFirst());
        if (submitted == null || submitted.owners().isEmpty()) {
            return path.size() > 1 || submitted != null
                    ? Optional.of(Belonging.of(Owner.named(path.getFirst()), path.getLast()))
                    : Optional.empty();
        }
        return Optional.of(
                new Belonging(submitted.owners(), path.getLast(), submitted.handedIn(), false, 0));
    }

    @Override
    public List<Owner> everybody() {
        return folders.keySet().stream()
                .flatMap(folder -> of(List.of(folder)).stream())
                .flatMap(belonging -> belonging.owners().stream())
                .toList();
    }
}
