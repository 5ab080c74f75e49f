package workbook.lesson;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One exercise: a small class that a learner completes, and everything that belongs to it.
///
/// Its text is the doc comment of its class as the *stub* has it, so that the book stays whole
/// whatever a learner does to their own file.
///
/// @param lesson the slug of its lesson
/// @param name the name of its class
/// @param title the heading of the doc comment
/// @param kind what the learner is to do
/// @param minutes how long it should take
/// @param text the doc comment below heading and kind, as Markdown
/// @param root the folder of the checkout
public record Exercise(
        String lesson, String name, String title, Kind kind, int minutes, String text, Path root) {

    /// What the learner is to do.
    public enum Kind {
        IMPLEMENT("Implement"),
        REPAIR("Repair"),
        WRITE_THE_TEST("Write the test");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// @return how the doc comment says it: `Write the test`
        public String label() {
            return label;
        }

        private static Kind of(String label) {
            for (Kind kind : values()) {
                if (kind.label.equals(label)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of exercise: " + label);
        }
    }

    private static final Pattern HEADING = Pattern.compile("^/// # (.+)$", Pattern.MULTILINE);
    private static final Pattern KIND =
            Pattern.compile(
                    "^/// \\*(Implement|Repair|Write the test) · (\\d+) minutes\\*$",
                    Pattern.MULTILINE);
    private static final Pattern CLASS_DOC = Pattern.compile("^///(?: (.*))?$", Pattern.MULTILINE);

    static Exercise read(Path root, String lesson, Path stub) {
        String source = Sources.read(stub);
        String name = stub.getFileName().toString().replace(".java", "");
        var heading = HEADING.matcher(source);
        var kind = KIND.matcher(source);
        if (!heading.find() || !kind.find()) {
            throw new IllegalStateException(
                    "%s: its class needs a doc comment that begins with a heading, '/// # What it is about', and has a line '/// *Implement · 10 minutes*' (or Repair, or Write the test)"
                            .formatted(root.relativize(stub)));
        }
        String text =
                CLASS_DOC
                        .matcher(source.substring(kind.end()))
                        .results()
                        .map(Exercise::lineOf)
                        .collect(Collectors.joining("\n"));
        return new Exercise(
                lesson,
                name,
                heading.group(1),
                Kind.of(kind.group(1)),
                Integer.parseInt(kind.group(2)),
                text.strip(),
                root);
    }

    private static String lineOf(MatchResult comment) {
        return comment.group(1) == null ? "" : comment.group(1);
    }

    /// @return `p02_concurrent_execution/FetchAll`
    public String id() {
        return lesson + "/" + name;
    }

    /// @return what to type to name it: `p02/FetchAll`
    public String shortId() {
        return lesson.substring(0, lesson.indexOf('_')) + "/" + name;
    }

    /// @return the file that the learner edits
    public Path file() {
        return in("exercises");
    }

    /// @return the exercise as it was given
    public Path stub() {
        return in("stubs");
    }

    /// @return one good answer
    public Path solution() {
        return in("solutions");
    }

    /// @return the JUnit class that decides
    public Path check() {
        return root.resolve("checks").resolve(lesson).resolve(name + "Test.java");
    }

    /// @return known wrong answers, by name
    public List<Mistake> mistakes() {
        return Catalogue.files(root.resolve("mistakes").resolve(lesson), Files::isDirectory)
                .stream()
                .map(folder -> folder.resolve(name + ".java"))
                .filter(Files::exists)
                .map(Mistake::read)
                .toList();
    }

    /// Makes a file of a notebook's cell: the file needs the line with its package, which means
    /// nothing in a cell.
    ///
    /// @param cell the cell without its magic
    public String asFile(String cell) {
        String text = cell.endsWith("\n") ? cell : cell + "\n";
        return text.lines().anyMatch(line -> line.startsWith("package "))
                ? text
                : "package %s;\n\n%s".formatted(lesson, text);
    }

    private Path in(String folder) {
        return root.resolve(folder).resolve(lesson).resolve(name + ".java");
    }
}
