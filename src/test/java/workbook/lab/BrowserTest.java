package workbook.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.lesson.Catalogue;

/// What a learner does on the first day, in a real browser: a fresh clone in a folder with a space
/// and a letter outside of ASCII in its name, `./workbook lab`, a lesson, its exercise.
class BrowserTest {

    /// A check may take its whole limit several times before it gives a verdict.
    private static final LocatorAssertions.HasClassOptions PATIENTLY =
            new LocatorAssertions.HasClassOptions().setTimeout(Duration.ofMinutes(1).toMillis());

    @Test
    @DisplayName(
            "a learner opens a lesson in JupyterLab, runs it, answers its exercise wrongly, learns"
                    + " why, and sees the solution pass")
    void firstDay() throws Exception {
        Path browser = Chromium.find();
        Path root = FreshCheckout.at("a fresh clone, für dich");
        Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        var lesson = new Catalogue(root).lesson("p02");
        var exercise = lesson.exercises().getFirst();
        var wrong = exercise.mistakes().getFirst();

        var python = new PythonEnvironment(root);
        python.ensure(line -> {});
        new KernelSpec(python).install();
        new Notebooks(python).regenerate();
        showTheModel(python);
        var notebook = Optional.of(lesson.notebook());
        try (var lab =
                        JupyterLab.start(
                                python, new JupyterLab.Options(Optional.empty(), false, notebook));
                var chromium = Chromium.start(browser)) {
            lab.awaitReady();
            var page = new LabPage(chromium.browser().newPage(bigWindow()));

            page.open(lab.address(notebook).toString());
            page.runAllCells();

            assertEquals("", page.errors());
            assertThat(page.verdictOn(exercise.shortId())).hasClass("not-started", PATIENTLY);

            page.followLinkTo("exercises/" + exercise.id() + ".java");
            page.replaceText(Files.readString(wrong.file()));
            page.runCellAgain("check(\"" + exercise.shortId() + "\")");

            assertThat(page.verdictOn(exercise.shortId())).hasClass("unsolved", PATIENTLY);
            assertThat(page.verdictOn(exercise.shortId())).containsText(wrong.why());
            page.screenshot(exercise.shortId(), screenshots.resolve("before-solving.png"));

            page.followLinkTo("exercises/" + exercise.id() + ".java");
            page.replaceText(Files.readString(exercise.solution()));
            page.runCellAgain("check(\"" + exercise.shortId() + "\")");

            assertThat(page.verdictOn(exercise.shortId())).hasClass("solved", PATIENTLY);
            page.screenshot(exercise.shortId(), screenshots.resolve("after-solving.png"));
            assertEquals(Files.readString(exercise.solution()), Files.readString(exercise.file()));
        }
    }

    /// Lets the test read outputs that are scrolled away. A learner's JupyterLab does not do this.
    private static void showTheModel(PythonEnvironment python) throws Exception {
        Path folder = python.folder().resolve(Path.of("share", "jupyter", "lab", "settings"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("page_config.json"), "{\"exposeAppInBrowser\": true}");
    }

    private static com.microsoft.playwright.Browser.NewPageOptions bigWindow() {
        return new com.microsoft.playwright.Browser.NewPageOptions().setViewportSize(1280, 1400);
    }
}
