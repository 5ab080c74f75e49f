package workbook.services;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The services of the lessons on real applications, together: a news site, and what an online shop
/// knows of its users, in three services. Each has its faults below `/faults/`.
///
/// Closing it closes all of them.
public final class FaultLab implements AutoCloseable {

    private static final int PAGES = 12;
    private static final List<String> USERS = List.of("Ada", "Grace", "Barbara", "Edsger", "Tony");

    private final Service site = Service.start("site");
    private final Service users = Service.start("users");
    private final Service orders = Service.start("orders");
    private final Service profiles = Service.start("profiles");

    private FaultLab() {}

    /// Starts the services, each on a free port of the loopback address.
    public static FaultLab start() {
        var lab = new FaultLab();
        lab.writeNews();
        lab.writeUsers();
        lab.services().forEach(FaultLab::addFaults);
        return lab;
    }

    /// A news site: `/` links to `/news/1` to `/news/12`, and each page to the next.
    public Service site() {
        return site;
    }

    /// `/users/1` to `/users/5`, in JSON. What there is not is answered with 404.
    public Service users() {
        return users;
    }

    /// `/orders/1` to `/orders/5`: the orders of a user, in JSON.
    public Service orders() {
        return orders;
    }

    /// `/profiles/1` to `/profiles/5`: what a user likes, in JSON.
    public Service profiles() {
        return profiles;
    }

    public List<Service> services() {
        return List.of(site, users, orders, profiles);
    }

    @Override
    public void close() {
        services().forEach(Service::close);
    }

    private void writeNews() {
        var links =
                IntStream.rangeClosed(1, PAGES)
                        .mapToObj("<li><a href=\"/news/%1$d\">News %1$d</a></li>"::formatted)
                        .collect(Collectors.joining("\n"));
        site.on("/", Answer.html(page("The news", "<ul>\n" + links + "\n</ul>")));
        for (int number = 1; number <= PAGES; number++) {
            int next = number % PAGES + 1;
            site.on(
                    "/news/" + number,
                    Answer.html(
                            page(
                                    "News " + number,
                                    "<p>What happened today, part %d.</p><a href=\"/news/%d\">next</a>"
                                            .formatted(number, next))));
        }
    }

    private void writeUsers() {
        for (int id = 1; id <= USERS.size(); id++) {
            String name = USERS.get(id - 1);
            users.on(
                    "/users/" + id,
                    Answer.json("{\"id\": %d, \"name\": \"%s\"}".formatted(id, name)));
            orders.on(
                    "/orders/" + id,
                    Answer.json(
                            "[{\"id\": %1$d01, \"item\": \"ticket\", \"price\": %1$d0}, {\"id\": %1$d02, \"item\": \"map\", \"price\": 5}]"
                                    .formatted(id)));
            profiles.on(
                    "/profiles/" + id,
                    Answer.json(
                            "{\"userId\": %d, \"likes\": [\"trains\", \"%s\"]}"
                                    .formatted(id, id % 2 == 0 ? "rain" : "sun")));
        }
    }

    private static String page(String title, String body) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s</title></head>
        <body><h1>%1$s</h1>
        %2$s
        </body></html>
        """
                .formatted(title, body);
    }

    private static void addFaults(Service service) {
        var good = Answer.text("well");
        service.on("/faults/slow", good.after(Duration.ofSeconds(3)));
        service.on("/faults/silent", new Answer.Silent());
        service.on("/faults/hang-up", new Answer.HangUp());
        service.on("/faults/cut-short", new Answer.CutShort("text/plain", "x".repeat(1000), 500));
        service.on(
                "/faults/drip",
                new Answer.Drip("text/plain", "x".repeat(60), 1, Duration.ofSeconds(1)));
        service.on("/faults/huge", new Answer.Huge("text/plain", 1L << 30));
        service.on(
                "/faults/busy",
                Answer.tooManyRequests(Duration.ofSeconds(1)),
                Answer.tooManyRequests(Duration.ofSeconds(1)),
                good);
        service.on(
                "/faults/broken", Answer.status(500), Answer.status(500), Answer.status(503), good);
        service.on("/faults/malformed.json", Answer.json("{\"id\": 1, \"name\": "));
        service.on(
                "/faults/malformed.html",
                Answer.html("<html><body><h1>News<p><a href=/news/1>one<b></body"));
    }
}
