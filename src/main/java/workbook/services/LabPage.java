package workbook.services;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `./workbook lab-services`: the fault lab for the hand, with a page on which one sees what there
/// is and what was asked.
public final class LabPage {

    private static final int LATEST = 20;

    private LabPage() {}

    /// Serves until it is stopped.
    public static void main(String[] arguments) throws InterruptedException {
        // Ctrl-C ends the JVM, and the services with it.
        try (var lab = FaultLab.start();
                var page = Service.start("page");
                var database = database().orElse(null)) {
            String url = database == null ? "none" : database.url();
            page.on("/", new Answer.Made(() -> Answer.html(show(lab.services(), url))));
            IO.println("The fault lab, until Ctrl-C. What there is, and what was asked:");
            IO.println("  " + page.uri("/"));
            for (Service service : lab.services()) {
                IO.println("  %-9s %s".formatted(service.name(), service.uri("")));
            }
            IO.println("  %-9s %s".formatted("database", url));
            Thread.currentThread().join();
        }
    }

    /// The services are worth having without it.
    private static Optional<Database> database() {
        try {
            return Optional.of(Database.start());
        } catch (IllegalStateException none) {
            IO.println(none.getMessage());
            return Optional.empty();
        }
    }

    static String show(List<Service> services, String database) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>The fault lab</title>
        <meta name="viewport" content="width=device-width">
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
               color-scheme: light dark }
        table { border-collapse: collapse } td, th { padding: .1rem 1rem .1rem 0; text-align: left }
        </style></head><body>
        <h1>The fault lab</h1>
        <p>Web services on this machine only, for the lessons 11 to 16. Reload to see what was asked meanwhile.</p>
        %s
        <h2>database</h2>
        <p>PostgreSQL, for lessons 12 and 15: <code>%s</code></p>
        </body></html>
        """
                .formatted(
                        services.stream().map(LabPage::show).collect(Collectors.joining("\n")),
                        escaped(shown(database)));
    }

    private static String show(Service service) {
        var requests = service.requests();
        return """
        <h2>%s</h2>
        <p>%s</p>
        <p>%d requests by %d connections, at most %d in flight.</p>
        <table><tr><th>number</th><th>request</th><th>connection</th><th>end</th></tr>
        %s</table>
        """
                .formatted(
                        service.name(),
                        service.paths().stream()
                                .sorted()
                                .map(path ->
                                        "<a href=\"%s\">%s</a>".formatted(service.uri(path), path))
                                .collect(Collectors.joining(" · ")),
                        requests.size(),
                        service.connections(),
                        service.mostInFlight(),
                        requests.reversed().stream()
                                .limit(LATEST)
                                .map(LabPage::row)
                                .collect(Collectors.joining()));
    }

    private static String row(Request request) {
        return "<tr><td>%d</td><td>%s %s</td><td>%d</td><td>%s</td></tr>%n"
                .formatted(
                        request.number(),
                        escaped(request.method()),
                        escaped(request.path()),
                        request.connection(),
                        request.end());
    }

    /// A page is read by more eyes than a terminal: without a password.
    private static String shown(String url) {
        return url.replaceAll("password=[^&]*", "password=…");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
