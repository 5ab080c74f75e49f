package workbook.intake;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// *Download submissions* of a Canvas assignment: `exampleanna_LATE_12345_67890_FetchAll-1.java`,
/// all in one folder. The name is `Example, Anna` in small letters without the rest; then the
/// user's id, the file's id, and the name of the file, where a number counts the resubmissions.
/// Anonymous assignments write `anon_x1y2z` for name and id; a typed text is `…_12345_text.html`.
/// From `lib/content_zipper.rb` of instructure/canvas-lms.
record CanvasLayout() implements Layout {

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?<name>[^_].*?)(?<late>_LATE)?_(?<id>\\d+)_(?:\\d+_(?<file>.+)|(?<text>text\\.html|link\\.html))",
                    Pattern.DOTALL);
    private static final Pattern ANONYMOUS =
            Pattern.compile(
                    "(?<late>LATE_)?anon_(?<id>[A-Za-z0-9]+)_(?:\\d+_(?<file>.+)|(?<text>text\\.html|link\\.html))",
                    Pattern.DOTALL);
    private static final Pattern RESUBMITTED =
            Pattern.compile("(.+)-(\\d{1,3})(\\.[^.]+)", Pattern.DOTALL);

    /// Half of the files must be named so: a student may well name one of theirs like this.
    static boolean fits(List<Tree.Top> top) {
        long files = top.stream().filter(each -> !each.isFolder()).count();
        long named =
                top.stream()
                        .filter(each -> !each.isFolder())
                        .filter(each -> match(each.name()).isPresent())
                        .count();
        return named > 0 && named * 2 >= files && files == top.size();
    }

    private static Optional<Matcher> match(String fileName) {
        var anonymous = ANONYMOUS.matcher(fileName);
        if (anonymous.matches()) {
            return Optional.of(anonymous);
        }
        var named = NAMED.matcher(fileName);
        return named.matches() ? Optional.of(named) : Optional.empty();
    }

    @Override
    public String kind() {
        return "a Canvas assignment's submissions";
    }

    @Override
    public Optional<Belonging> of(List<String> path) {
        return match(path.getFirst()).map(CanvasLayout::belonging);
    }

    private static Belonging belonging(Matcher match) {
        String id = match.group("id");
        boolean isNamed = match.pattern() == NAMED;
        var owner = isNamed ? new Owner(id, match.group("name"), "") : Owner.named("anon_" + id);
        String file = match.group("file") == null ? match.group("text") : match.group("file");
        var again = RESUBMITTED.matcher(file);
        boolean isAgain = again.matches();
        return new Belonging(
                List.of(owner),
                isAgain ? again.group(1) + again.group(3) : file,
                Optional.empty(),
                match.group("late") != null,
                isAgain ? Integer.parseInt(again.group(2)) : 0);
    }
}
