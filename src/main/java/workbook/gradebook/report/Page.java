package workbook.gradebook.report;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import workbook.gradebook.export.OutputFolder;

/// The frame that all pages share: what it is called, where it leads, and what it may load.
///
/// @param title of the page; its heading too
/// @param wayToRoot `../` for a page in a folder
/// @param links the navigation
record Page(String title, String wayToRoot, List<Link> links) {

    /// No script, no frame, no picture from anywhere: nothing that a submission holds could run,
    /// even if it were not escaped. `file:` because there a page is not of its own folder's origin.
    private static final String POLICY =
            "default-src 'none'; style-src 'self' file: 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// @param current whether it leads to the page that it stands on
    record Link(String text, String target, boolean current) {

        Link(String text, String target) {
            this(text, target, false);
        }
    }

    /// Writes the page, whole or not at all.
    void write(OutputFolder folder, List<String> names, Consumer<Html> content) throws IOException {
        try (var file = folder.open(names.toArray(String[]::new))) {
            var html = new Html(file.writer());
            html.open("html", "lang", "en");
            head(html);
            html.open("body").element("a", "Skip to content", "class", "skip", "href", "#content");
            html.open("header");
            html.element("h1", title, "dir", "auto");
            html.open("nav", "aria-label", "Pages").open("ul");
            links.forEach(link -> write(html, link));
            html.close().close().close();
            html.open("main", "id", "content", "tabindex", "-1");
            content.accept(html);
            html.end();
            file.writer().write('\n');
            file.commit();
        }
    }

    private void head(Html html) {
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.empty("meta", "name", "referrer", "content", "no-referrer");
        html.element("title", title);
        html.empty("link", "rel", "stylesheet", "href", wayToRoot + "style.css");
        html.close();
    }

    private static void write(Html html, Link link) {
        html.open("li");
        if (link.current()) {
            html.element("a", link.text(), "href", link.target(), "aria-current", "page");
        } else {
            html.element("a", link.text(), "href", link.target());
        }
        html.close();
    }

    /// @return a name as part of an address
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// @return the place of an exercise on a student's page
    static String anchor(String exercise) {
        return exercise.replace('/', '-');
    }

    /// @return `p02/FetchAll` for `p02_concurrent_execution/FetchAll`
    static String shortId(String exercise) {
        int end = exercise.indexOf('_');
        return (end < 0 ? exercise : exercise.substring(0, end))
                + exercise.substring(exercise.indexOf('/'));
    }

    /// @return the short id for a narrow column: it may be broken behind its slash
    static String label(String exercise) {
        return shortId(exercise).replace("/", "/\u200B");
    }
}
