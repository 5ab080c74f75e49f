package workbook.lab;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Chromium of this machine, without a window.
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    public static Chromium start(Path browser) {
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(playwright, playwright.chromium().launch(options(browser)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static BrowserType.LaunchOptions options(Path browser) {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(browser)
                // Containers and CI run as root, where Chromium has no sandbox.
                .setChromiumSandbox(false)
                .setArgs(
                        List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
    }

    /// @return a Chromium of this machine; without one the test is skipped, and fails where `CI` is
    ///   `true`
    public static Path find() {
        var found =
                Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        String message =
                "No browser: the test needs %s on the PATH. On Debian: apt install chromium"
                        .formatted(String.join(" or ", NAMES));
        boolean required = "true".equals(System.getenv("CI")) || Boolean.getBoolean("CI");
        return required ? fail(message) : abort("SKIPPED. " + message);
    }
}
