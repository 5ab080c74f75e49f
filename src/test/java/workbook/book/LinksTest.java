package workbook.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.lesson.Lesson;

@DisplayName("The links of the book")
class LinksTest {

    private static final Pattern LINK =
            Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    private static final Path COMPARISON = Path.of("bench/RESULTS.md");

    /// A section of the comparison: the workload, and the lesson that it belongs to.
    private static final Pattern WORKLOAD =
            Pattern.compile("(?m)^## ([\\w-]+)\\R\\R.*Lesson: \\[(\\w+)]");

    static Stream<Path> pages() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(Path.of("README.md"), COMPARISON),
                    docs.filter(file -> file.toString().endsWith(".md")))
                    .toList()
                    .stream();
        }
    }

    static Stream<Lesson> lessons() {
        return Checkout.lessons();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("a page leads only to what is there")
    void pagesLeadSomewhere(Path page) throws IOException {
        assertEquals(List.of(), broken(Files.readString(page), page.toAbsolutePath().getParent()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    @DisplayName("a lesson leads only to what is there, and to the glossary")
    void lessonsLeadSomewhere(Lesson lesson) throws IOException {
        String text = Files.readString(lesson.script());
        assertEquals(List.of(), broken(text, lesson.notebook().toAbsolutePath().getParent()));
        assertTrue(text.contains("(../docs/GLOSSARY.md)"), lesson + " does not name the glossary");
    }

    @Test
    @DisplayName("the glossary leads to every lesson from p00 to p10")
    void glossaryIsWhole() throws IOException {
        String glossary = Files.readString(Path.of("docs/GLOSSARY.md"));
        var missing =
                Checkout.lessons()
                        .filter(lesson -> lesson.number() <= 10 && !lesson.isCapstone())
                        .map(Lesson::slug)
                        .filter(slug -> !glossary.contains("notebooks/" + slug + ".ipynb"))
                        .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    @DisplayName("a lesson leads to each workload of the comparison that belongs to it")
    void lessonsSayWhatTheyCost() throws IOException {
        var missing = new ArrayList<String>();
        for (MatchResult section : workloads()) {
            String script = Files.readString(Path.of("scripts", section.group(2) + ".java"));
            String link = "(../%s#%s)".formatted(COMPARISON, section.group(1));
            if (!script.contains(link)) {
                missing.add(section.group(2) + " lacks " + link);
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<MatchResult> workloads() throws IOException {
        var workloads = WORKLOAD.matcher(Files.readString(COMPARISON)).results().toList();
        assertFalse(workloads.isEmpty(), "no workload found in " + COMPARISON);
        return workloads;
    }

    private static List<String> broken(String text, Path folder) {
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !Files.exists(folder.resolve(link)))
                .toList();
    }
}
