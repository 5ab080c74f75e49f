package workbook.lesson;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// One lesson: a literate script, the notebook made from it, and its exercises.
///
/// @param slug the name that its files and folders share: `p02_concurrent_execution`
/// @param title the first heading of the script, without its number: `Concurrent execution: …`
/// @param script the source of the lesson
/// @param exercises by growing length, as their texts state it
public record Lesson(
        String slug, String title, Path script, Path notebook, List<Exercise> exercises) {

    private static final Pattern SCRIPT = Pattern.compile("(p\\d\\dc?_[a-z0-9_]+)\\.java");
    private static final Pattern HEADING =
            Pattern.compile("^// # (?:(?:\\d+|Capstone) · )?(.+)$", Pattern.MULTILINE);

    public Lesson {
        exercises = List.copyOf(exercises);
    }

    static boolean isScript(String fileName) {
        return SCRIPT.matcher(fileName).matches();
    }

    static Lesson read(Catalogue catalogue, Path script) {
        String slug = script.getFileName().toString().replace(".java", "");
        var heading = HEADING.matcher(Sources.read(script));
        var root = catalogue.root();
        return new Lesson(
                slug,
                heading.find() ? heading.group(1) : "",
                script,
                root.resolve("notebooks").resolve(slug + ".ipynb"),
                Catalogue.files(root.resolve("stubs").resolve(slug), Sources::isJava).stream()
                        .map(stub -> Exercise.read(root, slug, stub))
                        .sorted(
                                Comparator.comparingInt(Exercise::minutes)
                                        .thenComparing(Exercise::name))
                        .toList());
    }

    /// @return the short name that is enough to type: `p02`
    public String shortName() {
        return slug.substring(0, slug.indexOf('_'));
    }

    /// @return the lesson's place in the curriculum; a capstone has that of the last lesson before
    public int number() {
        return Integer.parseInt(slug.substring(1, 3));
    }

    /// @return whether it is one long exercise on all the lessons before, as `p10c_…` is
    public boolean isCapstone() {
        return shortName().endsWith("c");
    }

    /// @return whether the script uses a preview API of the JDK, as it tells JBang
    public boolean usesPreview() {
        return Sources.read(script).lines().anyMatch("//PREVIEW"::equals);
    }

    /// @return whether the script needs more than the JDK, as it tells JBang: libraries, or classes
    ///   of the workbook
    public boolean usesLibraries() {
        return Sources.read(script)
                .lines()
                .anyMatch(line -> line.startsWith("//DEPS ") || line.startsWith("//SOURCES "));
    }

    /// @return whether the script is a service: without an argument it serves until it is stopped,
    ///   with the argument `demo` it prints what the lesson shows, and ends
    public boolean serves() {
        return Sources.read(script).lines().anyMatch(line -> line.startsWith("void main(String"));
    }
}
