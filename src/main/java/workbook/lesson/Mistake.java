package workbook.lesson;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// A known wrong answer: it compiles, it looks plausible, and a named check must reject it.
///
/// @param name the folder's name: `PermitReleasedTwice`
/// @param file the wrong answer; it bears the exercise's own file name, so it compiles as it stands
/// @param rejectedBy the check method that must fail
/// @param misconception what the author of such an answer believes
/// @param why the words that the failing check must say
public record Mistake(String name, Path file, String rejectedBy, String misconception, String why) {

    /// A header goes on, on the next comment line, until another begins.
    private static final String KEYS = "(?:rejected by|misconception|why): ";

    static Mistake read(Path file) {
        String source = Sources.read(file);
        return new Mistake(
                file.getParent().getFileName().toString(),
                file,
                header(file, source, "rejected by"),
                header(file, source, "misconception"),
                header(file, source, "why"));
    }

    private static String header(Path file, String source, String key) {
        var line =
                Pattern.compile(
                                "^// %s: (.+(?:\\R// (?!%s).+)*)$".formatted(key, KEYS),
                                Pattern.MULTILINE)
                        .matcher(source);
        if (!line.find()) {
            throw new IllegalStateException(
                    "%s: the file must begin with the lines '// rejected by: theCheck', '// misconception: what its author believes' and '// why: what the check says'; '%s' is missing"
                            .formatted(file, key));
        }
        return line.group(1).replaceAll("\\R// *", " ").strip();
    }
}
