package workbook.gradebook.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import workbook.gradebook.ExampleClass;
import workbook.gradebook.WrittenViews;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private final ExampleClass example = ExampleClass.twelve();
    private final Map<Path, Document> pages = new HashMap<>();
    private WrittenViews views;

    @BeforeAll
    void write(@TempDir Path folder) throws Exception {
        views = WrittenViews.of(example, folder);
        for (Path file : views.files(".html")) {
            pages.put(file, WrittenViews.parse(file));
        }
    }

    @Test
    @DisplayName("there is an overview, a page of mastery, and a page for each student")
    void allPages() {
        assertEquals(2 + example.students().size(), pages.size());
    }

    @Test
    @DisplayName("nothing that a student wrote can run: no script, no handler, no foreign address")
    void nothingRuns() {
        pages.forEach((file, page) -> {
            for (Element element : WrittenViews.elements(page, "*")) {
                assertFalse(
                        Set.of("script", "img", "iframe", "object", "form")
                                .contains(element.getTagName()),
                        () -> file + ": " + element.getTagName());
                var attributes = element.getAttributes();
                for (int i = 0; i < attributes.getLength(); i++) {
                    String name = attributes.item(i).getNodeName();
                    assertFalse(name.startsWith("on") && !name.equals("open"), name);
                }
                assertFalse(element.getAttribute("href").contains(":"), "no scheme");
            }
            var policy =
                    WrittenViews.elements(page, "meta").stream()
                            .filter(meta ->
                                    meta.getAttribute("http-equiv")
                                            .equals("Content-Security-Policy"))
                            .findFirst()
                            .orElseThrow();
            assertTrue(policy.getAttribute("content").startsWith("default-src 'none'; style-src"));
        });
    }

    @Test
    @DisplayName("hostile names, sources and outputs are shown, as text")
    void hostile() throws IOException {
        String page = views.text("students/jo-1.html");
        assertTrue(page.contains("&lt;/style&gt;&lt;/script&gt;&lt;script&gt;alert(1)"));
        assertTrue(page.contains("[U+202E]evil␀\uFFFD"));
        assertFalse(page.contains("<script") || page.contains("\u202E") || page.contains("\0"));
    }

    @Test
    @DisplayName("every link leads somewhere, and no id is there twice")
    void links() throws IOException {
        Map<Path, Set<String>> ids = new HashMap<>();
        pages.forEach((file, page) -> ids.put(file, ids(file, page)));
        for (var page : pages.entrySet()) {
            for (Element link : WrittenViews.elements(page.getValue(), "*")) {
                if (!link.hasAttribute("href")) {
                    continue;
                }
                var target =
                        URI.create(page.getKey().toUri() + "").resolve(link.getAttribute("href"));
                Path file = Path.of(URI.create(target.toString().replaceFirst("#.*", "")));
                assertTrue(Files.exists(file), () -> page.getKey() + " to " + target);
                if (target.getFragment() != null) {
                    assertTrue(ids.get(file).contains(target.getFragment()), target::toString);
                }
            }
        }
    }

    private static Set<String> ids(Path file, Document page) {
        var ids = new HashSet<String>();
        for (Element element : WrittenViews.elements(page, "*")) {
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), () -> id + " twice in " + file);
        }
        return ids;
    }

    @Test
    @DisplayName(
            "a page can be walked: language, one heading, landmarks, headers of tables, labels")
    void accessible() {
        pages.forEach((file, page) -> {
            assertEquals("en", page.getDocumentElement().getAttribute("lang"));
            assertEquals(1, WrittenViews.elements(page, "h1").size());
            assertEquals(1, WrittenViews.elements(page, "main").size());
            assertFalse(WrittenViews.elements(page, "nav").isEmpty());
            for (Element header : WrittenViews.elements(page, "th")) {
                assertTrue(Set.of("col", "row").contains(header.getAttribute("scope")));
            }
            for (Element element : WrittenViews.elements(page, "div")) {
                if (element.getAttribute("class").startsWith("scroll")) {
                    assertEquals("0", element.getAttribute("tabindex"));
                    assertFalse(element.getAttribute("aria-label").isEmpty());
                }
            }
        });
    }

    @Test
    @DisplayName("the overview tells late, missing, unreadable and owed apart, in words")
    void overview() throws IOException {
        String page = views.text("index.html").replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
        for (String words :
                List.of(
                        "◐ 5/6 late",
                        "– missing",
                        "? unreadable",
                        "! to be graded anew",
                        "✗ 0/6 cannot run",
                        "✓ 6/6",
                        "bubblewrap: no network",
                        "ben/holiday.jpg: not Java",
                        "AwaitInsideLoop: \"submit() makes it concurrent\"",
                        "Similar is not copied",
                        "Ben Bauer and Dora Dias: 100 %",
                        "The worker died three times.")) {
            assertTrue(page.contains(words), words);
        }
    }

    @Test
    @DisplayName("a student's page explains each failure and marks the line; it names nobody else")
    void studentPage() throws IOException {
        var page = pages.get(views.folder().resolve("students").resolve("ben.html"));
        String text = page.getDocumentElement().getTextContent();
        assertTrue(text.contains("each call is waited for before the next is made"));
        assertTrue(text.contains("See it again: ./workbook check ben/FetchAll.java --replay"));
        assertFalse(WrittenViews.elements(page, "svg").isEmpty());
        var marked =
                WrittenViews.elements(page, "span").stream()
                        .filter(span -> span.getAttribute("class").equals("line marked"))
                        .map(Element::getTextContent)
                        .toList();
        assertTrue(marked.stream().allMatch(line -> line.startsWith("▶  20 ")), marked::toString);
        assertEquals(example.assignments().size(), marked.size());
        assertFalse(text.contains("Dora") || text.contains("Anna"));
        var kim = pages.get(views.folder().resolve("students").resolve("kim.html"));
        assertTrue(kim.getDocumentElement().getTextContent().contains("not reached, 0 of 1"));
    }

    @Test
    @DisplayName("a class of more than 500 is split into pages")
    void split(@TempDir Path folder) throws Exception {
        var large = WrittenViews.of(ExampleClass.of(501), folder);
        var first = WrittenViews.parse(folder.resolve("index.html"));
        var second = WrittenViews.parse(folder.resolve("index-2.html"));
        assertEquals(500, studentLinks(first));
        assertEquals(1, studentLinks(second));
        assertTrue(large.text("index.html").contains("href=\"index-2.html\""));
        assertTrue(Files.exists(folder.resolve("mastery-2.html")));
    }

    private static long studentLinks(Document page) {
        return WrittenViews.elements(page, "th").stream()
                .filter(header -> header.getElementsByTagName("a").getLength() > 0)
                .count();
    }

    @Test
    @DisplayName("text stands out from its ground, light and dark")
    void contrast() throws IOException {
        String style = views.text("style.css");
        String dark = style.substring(style.indexOf("prefers-color-scheme: dark"));
        for (var colors :
                List.of(colors(style.substring(0, style.indexOf("@media"))), colors(dark))) {
            for (String ground :
                    List.of(
                            "ground",
                            "panel",
                            "full",
                            "part",
                            "some",
                            "none",
                            "missing",
                            "unreadable",
                            "fault")) {
                assertContrast(colors, "ink", ground);
            }
            for (String text : List.of("soft", "link", "good", "bad")) {
                assertContrast(colors, text, "ground");
                assertContrast(colors, text, "panel");
            }
            assertContrast(colors, "bad", "none");
            assertContrast(colors, "soft", "none");
        }
    }

    private static Map<String, String> colors(String css) {
        return Pattern.compile("--(\\w+): (#\\p{XDigit}{6});")
                .matcher(css.substring(0, css.indexOf('}')))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static void assertContrast(Map<String, String> colors, String text, String ground) {
        double one = luminance(colors.get(text)) + 0.05;
        double other = luminance(colors.get(ground)) + 0.05;
        double contrast = Math.max(one, other) / Math.min(one, other);
        assertTrue(contrast >= 4.5, () -> "%s on %s: %.2f".formatted(text, ground, contrast));
    }

    /// As the Web Content Accessibility Guidelines define it.
    private static double luminance(String color) {
        return 0.2126 * linear(color, 1) + 0.7152 * linear(color, 3) + 0.0722 * linear(color, 5);
    }

    private static double linear(String color, int at) {
        double value = Integer.parseInt(color.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    @DisplayName("an id is written as an address needs it")
    void encoded() {
        assertEquals("a%20b%3F%23%25", Page.encoded("a b?#%"));
        assertEquals("%C3%A9", Page.encoded("é"));
    }
}
