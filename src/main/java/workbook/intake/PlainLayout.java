package workbook.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// A folder for each student, or files that are named by them, or both: what teachers collect by
/// hand, and the clones that `gh classroom clone student-repos` makes, whose names all begin with
/// the assignment's
/// (<https://docs.github.com/en/education/manage-coursework-with-github-classroom>).
///
/// @param kind what it is, as a sentence
/// @param prefix what each folder's name begins with and is no part of the student's; may be empty
/// @param bookNames the names of exercises and lessons, the longest first
record PlainLayout(String kind, String prefix, List<String> bookNames) implements Layout {

    private static final Pattern COPY = Pattern.compile("\\s*\\(\\d+\\)$|\\s+-\\s+Copy$");
    private static final Pattern VERSION =
            Pattern.compile("[\\s_.-]+(?:final|copy|v\\d{1,2})$", Pattern.CASE_INSENSITIVE);
    private static final Pattern EDGES = Pattern.compile("^[\\s_.-]+|[\\s_.-]+$");
    private static final String SUBMISSIONS = "-submissions";

    static PlainLayout of(List<Tree.Top> top, String root, Catalogue catalogue) {
        var exercises = catalogue.exercises();
        var names =
                Stream.concat(
                                exercises.stream().map(Exercise::name),
                                exercises.stream().map(Exercise::lesson))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        var folders = top.stream().filter(Tree.Top::isFolder).toList();
        String prefix = prefix(folders, root);
        return new PlainLayout(kind(top, folders, prefix), prefix, names);
    }

    private static String kind(List<Tree.Top> top, List<Tree.Top> folders, String prefix) {
        if (top.isEmpty()) {
            return "an empty folder";
        }
        if (!prefix.isEmpty()) {
            return "a repository for each student, named %s…".formatted(Names.visible(prefix));
        }
        return folders.isEmpty()
                ? "single files that are named by their students"
                : "a folder for each student";
    }

    private static String prefix(List<Tree.Top> folders, String root) {
        if (root.endsWith(SUBMISSIONS)) {
            String assignment = root.substring(0, root.length() - SUBMISSIONS.length()) + "-";
            if (!folders.isEmpty() && allBegin(folders, assignment)) {
                return assignment;
            }
        }
        if (folders.size() < 2 || !folders.stream().allMatch(Tree.Top::isRepository)) {
            return "";
        }
        String first = folders.getFirst().name();
        for (int end = first.lastIndexOf('-'); end > 0; end = first.lastIndexOf('-', end - 1)) {
            if (allBegin(folders, first.substring(0, end + 1))) {
                return first.substring(0, end + 1);
            }
        }
        return "";
    }

    private static boolean allBegin(List<Tree.Top> folders, String prefix) {
        return folders.stream()
                .allMatch(each ->
                        each.name().startsWith(prefix) && each.name().length() > prefix.length());
    }

    @Override
    public Optional<Belonging> of(List<String> path) {
        var student =
                path.size() > 1
                        ? Optional.of(withoutPrefix(path.getFirst()))
                        : student(path.getFirst());
        return student.map(name -> Belonging.of(Owner.named(name), path.getLast()));
    }

    private String withoutPrefix(String folder) {
        return folder.startsWith(prefix) ? folder.substring(prefix.length()) : folder;
    }

    /// @return what is left of a file's name without what the book calls things; empty if nothing
    ///   is
    Optional<String> student(String fileName) {
        String stem = COPY.matcher(Names.stem(fileName)).replaceFirst("");
        String rest = EDGES.matcher(withoutBookName(stem)).replaceAll("");
        rest = VERSION.matcher(rest).replaceFirst("");
        return rest.isBlank() || rest.matches("(?i)final|copy|v?\\d{1,2}")
                ? Optional.empty()
                : Optional.of(rest);
    }

    private String withoutBookName(String stem) {
        for (String name : bookNames) {
            var whole =
                    Pattern.compile(
                            "(?i)(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])");
            var found = whole.matcher(stem);
            if (found.find()) {
                return EDGES.matcher(stem.substring(0, found.start())).replaceAll("")
                        + (found.start() > 0 && found.end() < stem.length() ? "_" : "")
                        + EDGES.matcher(stem.substring(found.end())).replaceAll("");
            }
        }
        for (String name : bookNames) {
            if (stem.endsWith(name)) {
                return stem.substring(0, stem.length() - name.length());
            }
        }
        return stem;
    }
}
