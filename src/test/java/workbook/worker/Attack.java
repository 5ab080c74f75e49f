package workbook.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One program of the corpus in `src/test/resources/attacks/`. It answers the exercise `FetchAll`
/// wrongly, and tries to be judged as right or to do harm; its header says how that must end.
///
/// @param name the file's name, without its ending
/// @param what it tries, in words
/// @param ends at what
/// @param said a part of what the report must say
/// @param passes the checks that any plain wrong answer passes in this way too; usually none
/// @param source the whole file
record Attack(String name, String what, End ends, String said, Set<String> passes, String source) {

    /// What stops an attack.
    enum End {
        /// It does not compile, or does not fit the exercise.
        COMPILE,
        /// It is never loaded.
        POLICY,
        /// It runs, and its checks fail.
        CHECK,
        /// A limit of time or memory ends its worker, or it ends its worker itself.
        LIMIT
    }

    /// @return the corpus, by kind of end and name
    static List<Attack> corpus() {
        try (var files = Files.list(Path.of("src/test/resources/attacks"))) {
            return files.map(Attack::read)
                    .sorted(Comparator.comparing(Attack::ends).thenComparing(Attack::name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Attack read(Path file) {
        try {
            String source = Files.readString(file);
            return new Attack(
                    file.getFileName().toString().replace(".java", ""),
                    header("attack", source),
                    End.valueOf(header("ends", source).toUpperCase(java.util.Locale.ROOT)),
                    header("said", source),
                    Arrays.stream(header("passes", source).split("[, ]+"))
                            .filter(check -> !check.isEmpty())
                            .collect(Collectors.toUnmodifiableSet()),
                    source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String header(String key, String source) {
        var line = Pattern.compile("^// " + key + ": (.+)$", Pattern.MULTILINE).matcher(source);
        return line.find() ? line.group(1) : "";
    }
}
