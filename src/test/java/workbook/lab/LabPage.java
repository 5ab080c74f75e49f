package workbook.lab;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.Duration;

/// JupyterLab in a browser, as a learner uses it: by menus, links and keys. Only what a page does
/// not show, such as an output that is scrolled away, is read from JupyterLab's own model.
final class LabPage {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// The notebook that is open.
    private static final String NOTEBOOK =
            """
            const panel = [...window.jupyterapp.shell.widgets('main')]
                .find(each => each.title.label.endsWith('.ipynb'));
            const code = panel.content.widgets
                .filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim());
            """;

    private final Page page;

    LabPage(Page page) {
        this.page = page;
        page.setDefaultTimeout(PATIENCE.toMillis());
    }

    /// Opens a notebook and waits until its kernel listens. Not until the kernel is idle: it says
    /// so only after the first cell.
    void open(String address) {
        page.navigate(address);
        page.waitForSelector(".jp-NotebookPanel .jp-Notebook .jp-CodeCell");
        waitUntil("panel.sessionContext.session?.kernel?.connectionStatus === 'connected'");
    }

    void runAllCells() {
        page.locator(".lm-MenuBar-itemLabel", named("Run")).first().click();
        page.locator(".lm-Menu-itemLabel", named("Run All Cells")).first().click();
        waitUntil(
                """
                code.every(cell => cell.model.executionCount !== null)
                    && !panel.node.innerText.includes('[*]')
                    && panel.sessionContext.session.kernel.status === 'idle'
                """);
    }

    /// @return everything that the cells printed
    String printed() {
        return outputs("output.output_type === 'stream' ? [output.text].flat().join('') : ''");
    }

    /// @return the names and messages of the errors that cells ended with
    String errors() {
        return outputs("output.output_type === 'error' ? output.ename + ': ' + output.evalue : ''");
    }

    private String outputs(String what) {
        return (String)
                page.evaluate(
                        "() => {"
                                + NOTEBOOK
                                + "return code.flatMap(cell => cell.model.outputs.toJSON().map(output =>"
                                + what
                                + ")).join(''); }");
    }

    /// @return the part of the last verdict that is about one exercise: `p02/FetchAll`
    Locator verdictOn(String exercise) {
        return page.locator(
                        ".jp-OutputArea-output .workbook-report section",
                        new Page.LocatorOptions()
                                .setHas(
                                        page.locator(
                                                ".title b",
                                                new Page.LocatorOptions().setHasText(exercise))))
                .last();
    }

    /// Follows a link in the text of the notebook to a file, and waits for its editor.
    void followLinkTo(String file) {
        var link = page.locator(".jp-MarkdownOutput a[href*='" + file + "']").first();
        link.scrollIntoViewIfNeeded();
        link.click();
        editor().waitFor();
    }

    /// Replaces what is in the editor, as someone who pastes, and saves it.
    void replaceText(String text) {
        var unsaved =
                page.locator(".lm-TabBar-tab.lm-mod-current.jp-mod-dirty", containing(".java"));
        editor().click();
        page.keyboard().press("ControlOrMeta+A");
        page.keyboard().insertText(text);
        unsaved.waitFor();
        page.keyboard().press("ControlOrMeta+S");
        unsaved.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private Locator editor() {
        return page.locator(".jp-FileEditor .cm-content");
    }

    /// Goes back to the notebook and runs one cell of it again.
    void runCellAgain(String source) {
        page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", containing(".ipynb")).click();
        var cell = page.locator(".jp-Notebook .jp-CodeCell", containing(source)).last();
        cell.scrollIntoViewIfNeeded();
        String before = cell.locator(".jp-InputPrompt").innerText();
        cell.locator(".cm-content").click();
        page.keyboard().press("ControlOrMeta+Enter");
        page.waitForCondition(() -> {
            String prompt = cell.locator(".jp-InputPrompt").innerText();
            return !prompt.equals(before) && !prompt.contains("*");
        });
    }

    /// Keeps what can be seen, with the verdict on one exercise in the middle.
    void screenshot(String exercise, Path file) {
        verdictOn(exercise).evaluate("verdict => verdict.scrollIntoView({block: 'center'})");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    private void waitUntil(String condition) {
        page.waitForFunction(
                "() => { if (!window.jupyterapp) return false;"
                        + NOTEBOOK
                        + "return "
                        + condition
                        + "; }");
    }

    private static Page.LocatorOptions named(String exactly) {
        return new Page.LocatorOptions()
                .setHasText(java.util.regex.Pattern.compile("^" + exactly + "$"));
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
