package workbook.intake;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// *Download all submissions* of a Moodle assignment: `Anna
/// Example_1234567_assignsubmission_file_`, as a folder or as the beginning of a file's name. The
/// name has its underscores replaced, a group stands before it with a hyphen, and blind marking
/// writes `Participant`. From `assign::download_submissions` in `mod/assign/locallib.php` of
/// moodle/moodle.
record MoodleLayout() implements Layout {

    private static final Pattern NAME =
            Pattern.compile("(.+)_(\\d+)_assignsubmission_[a-z]+(?:_(.*))?", Pattern.DOTALL);

    static boolean fits(List<Tree.Top> top) {
        return top.stream().anyMatch(each -> NAME.matcher(each.name()).matches());
    }

    @Override
    public String kind() {
        return "a Moodle assignment's submissions";
    }

    @Override
    public Optional<Belonging> of(List<String> path) {
        var name = NAME.matcher(path.getFirst());
        if (!name.matches()) {
            return Optional.empty();
        }
        var owner = new Owner(name.group(2), name.group(1), "");
        String fileName =
                path.size() > 1
                        ? path.getLast()
                        : Optional.ofNullable(name.group(3)).orElse(path.getLast());
        return Optional.of(Belonging.of(owner, fileName));
    }
}
