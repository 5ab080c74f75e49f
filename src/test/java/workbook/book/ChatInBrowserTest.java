package workbook.book;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.Chromium;
import workbook.lesson.ClassPath;

/// The chat of lesson 13, as two people use it: two pages of the script's own server, by keyboard.
class ChatInBrowserTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @DisplayName(
            "two browsers chat, one goes and the other sees it, and the server says goodbye when it"
                    + " ends")
    void twoBrowsersChat(@TempDir Path folder) throws Exception {
        Path chromium = Chromium.find();
        Files.createDirectories(SCREENSHOTS);
        var server = serve(folder);
        try (var lines = server.inputReader(StandardCharsets.UTF_8);
                var browser = Chromium.start(chromium)) {
            var address = address(lines);
            var alice = open(browser.browser(), address, 1000, 640, ColorScheme.LIGHT);
            join(alice, "alice");
            var bob = open(browser.browser(), address, 390, 720, ColorScheme.DARK);
            join(bob, "bob");
            var eve = open(browser.browser(), address, 1000, 640, ColorScheme.DARK);
            join(eve, "alice");
            assertThat(eve.getByRole(AriaRole.STATUS)).containsText("the name alice is taken");
            screenshot(eve, "chat-refused-dark");

            say(alice, "When does the train leave?");
            say(bob, "<b>In ten minutes</b>, from platform 2");
            expectLine(alice, "bob: <b>In ten minutes</b>, from platform 2");
            expectLine(bob, "alice: When does the train leave?");
            assertThat(people(alice)).hasText(new String[] {"alice", "bob"});
            screenshot(alice, "chat-light");
            screenshot(bob, "chat-dark-phone");

            bob.context().close();
            expectLine(alice, "bob has left");
            assertThat(people(alice)).hasText(new String[] {"alice"});
            say(alice, "Alone again");
            expectLine(alice, "alice: Alone again");

            server.destroy();
            assertThat(alice.getByRole(AriaRole.STATUS)).containsText("the server closes");
            assertThat(alice.getByLabel("Your name")).isFocused();
            screenshot(alice, "chat-closed-light");
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process serve(Path folder) throws IOException {
        var script = Checkout.catalogue().lesson("p13").script();
        var command =
                List.of(
                        ScriptRun.tool("java"),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        ClassPath.text(),
                        script.toString(),
                        "0");
        return new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
    }

    private static String address(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.strip().startsWith("http://")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the script ended without an address");
        }
        return line.strip();
    }

    private static Page open(
            Browser browser, String address, int width, int height, ColorScheme scheme) {
        var page =
                browser.newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setColorScheme(scheme))
                        .newPage();
        page.onPageError(error -> {
            throw new AssertionError(error);
        });
        page.navigate(address);
        return page;
    }

    /// By keyboard alone: the first field has the focus, and Enter joins.
    private static void join(Page page, String name) {
        assertThat(page.getByLabel("Your name")).isFocused();
        page.keyboard().type(name);
        page.keyboard().press("Enter");
    }

    private static void say(Page page, String text) {
        assertThat(page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)))
                .isFocused();
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    private static com.microsoft.playwright.Locator people(Page page) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Who is there"))
                .getByRole(AriaRole.LISTITEM);
    }

    private static void expectLine(Page page, String text) {
        assertThat(page.getByRole(AriaRole.LOG)).containsText(text);
    }

    private static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
