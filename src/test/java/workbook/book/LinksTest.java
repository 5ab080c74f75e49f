package workbook.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static Stream<Path> pages() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(Path.of("README.md")),
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

    private static List<String> broken(String text, Path folder) {
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !Files.exists(folder.resolve(link)))
                .toList();
    }
}
