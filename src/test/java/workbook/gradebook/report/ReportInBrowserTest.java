package workbook.gradebook.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.gradebook.ExampleClass;
import workbook.gradebook.WrittenViews;

/// The report in a real browser, with JavaScript switched off for the pages: what a teacher sees,
/// at the width of a desk and of a phone, and with the keyboard alone.
@DisplayName("The report in a browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final List<String> complaints = new ArrayList<>();
    private WrittenViews views;
    private Playwright playwright;
    private Browser chromium;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        Path browser = browser();
        views = WrittenViews.of(ExampleClass.twelve(), folder);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(browser)
                                        // Containers and CI run as root, where Chromium has no
                                        // sandbox.
                                        .setChromiumSandbox(false)
                                        .setArgs(List.of("--disable-gpu")));
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "1280,DARK", "390,LIGHT", "390,DARK", "360,LIGHT"})
    @DisplayName("no page scrolls sideways, and the browser has nothing to complain of")
    void fits(int width, ColorScheme scheme) throws IOException {
        try (var page = page(width, scheme)) {
            for (Path file : views.files(".html")) {
                page.navigate(file.toUri().toString());
                unfold(page);
                int wide = number(page, "document.documentElement.scrollWidth");
                assertTrue(wide <= width, () -> "%s is %d wide".formatted(file, wide));
                assertEquals(
                        scheme == ColorScheme.DARK ? "rgb(15, 19, 24)" : "rgb(255, 255, 255)",
                        page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
                        "the style sheet is in force");
            }
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    @DisplayName("on a phone the big table scrolls by itself, and the names stay")
    void table() {
        try (var page = page(390, ColorScheme.LIGHT)) {
            page.navigate(address("index.html"));
            String region = "document.querySelector('[aria-label^=\"Points of each\"]')";
            page.evaluate(region + ".focus()");
            int before =
                    number(page, region + ".querySelector('tbody th').getBoundingClientRect().x");
            page.evaluate(region + ".scrollLeft = 300");
            assertEquals(300, number(page, region + ".scrollLeft"));
            assertEquals(
                    before,
                    number(page, region + ".querySelector('tbody th').getBoundingClientRect().x"));
        }
    }

    @Test
    @DisplayName("the keyboard alone leads to the first student and back, and focus is seen")
    void keyboard() {
        try (var page = page(1280, ColorScheme.LIGHT)) {
            page.navigate(address("index.html"));
            page.keyboard().press("Tab");
            assertEquals("Skip to content", focused(page, "textContent"));
            assertTrue(number(page, "document.activeElement.getBoundingClientRect().x") >= 0);
            page.keyboard().press("Enter");
            assertTrue(page.url().endsWith("index.html#content"));
            int steps = 0;
            while (!focused(page, "href").endsWith("students/anna.html")) {
                page.keyboard().press("Tab");
                assertNotEquals("none", outline(page), () -> focused(page, "outerHTML"));
                assertTrue(++steps < 100, "the first student is never reached");
            }
            page.keyboard().press("Enter");
            page.waitForURL("**/students/anna.html");
            while (!focused(page, "textContent").equals("Class overview")) {
                page.keyboard().press("Tab");
                assertTrue(++steps < 200, "there is no way back");
            }
            page.keyboard().press("Enter");
            page.waitForURL("**/index.html");
        }
    }

    @Test
    @DisplayName("what is folded opens by the keyboard, without JavaScript")
    void details() {
        try (var page = page(390, ColorScheme.LIGHT)) {
            page.navigate(address("students/ben.html"));
            assertFalse(page.locator("svg").first().isVisible());
            page.locator("summary").first().focus();
            page.keyboard().press("Enter");
            assertTrue(page.locator("svg").first().isVisible());
        }
    }

    @Test
    @DisplayName("nothing that a student wrote runs, even where scripts are allowed")
    void nothingRuns() {
        try (var context = chromium.newContext();
                var page = context.newPage()) {
            var alerts = new ArrayList<String>();
            page.onDialog(dialog -> {
                alerts.add(dialog.message());
                dialog.dismiss();
            });
            page.navigate(address("students/jo-1.html"));
            page.navigate(address("index.html"));
            assertEquals(List.of(), alerts);
            assertEquals(0, page.locator("script, img").count());
        }
    }

    private Page page(int width, ColorScheme scheme) {
        var page =
                chromium.newPage(
                        new Browser.NewPageOptions()
                                .setViewportSize(width, width < 500 ? 844 : 900)
                                .setColorScheme(scheme)
                                .setJavaScriptEnabled(false));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onRequestFailed(request -> complaints.add("no " + request.url()));
        return page;
    }

    private static void unfold(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
    }

    private static int number(Page page, String expression) {
        return ((Number) page.evaluate("Math.round(" + expression + ")")).intValue();
    }

    private static String focused(Page page, String property) {
        return String.valueOf(page.evaluate("document.activeElement." + property));
    }

    private static String outline(Page page) {
        return String.valueOf(
                page.evaluate("getComputedStyle(document.activeElement).outlineStyle"));
    }

    private String address(String name) {
        return views.folder().resolve(name).toUri().toString();
    }

    /// @return a Chromium of this machine; without one the test is skipped, and fails where `CI` is
    ///   `true`
    private static Path browser() {
        var found =
                Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                        .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        String message =
                "No browser: the test needs %s on the PATH. On Debian: apt install chromium"
                        .formatted(String.join(" or ", BROWSERS));
        boolean required = "true".equals(System.getenv("CI")) || Boolean.getBoolean("CI");
        return required ? fail(message) : abort("SKIPPED. " + message);
    }
}
