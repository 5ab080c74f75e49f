package workbook.services;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// What a [Service] does with one request: an answer, an answer with a difficulty, or a fault.
public sealed interface Answer {

    /// An answer as it should be.
    ///
    /// @param status the HTTP status, such as 200
    /// @param type the media type of the body
    /// @param headers more headers, such as `Retry-After`
    record Whole(int status, String type, String body, Map<String, String> headers)
            implements Answer {

        public Whole {
            headers = Map.copyOf(headers);
        }

        /// @return the same answer with one header more
        public Whole with(String name, String value) {
            var more = new HashMap<>(headers);
            more.put(name, value);
            return new Whole(status, type, body, more);
        }
    }

    /// `then`, when some time has passed.
    record After(Duration delay, Answer then) implements Answer {}

    /// `then`, once `together` requests of the service are in flight at the same time: so that no
    /// sleep is needed to see that a client sends them together. A client that never does waits for
    /// `patience`, and then gets the status 503.
    record OnceInFlight(int together, Duration patience, Answer then) implements Answer {}

    /// `then`, once the latch is open: the one who holds the latch decides when.
    record Held(CountDownLatch until, Answer then) implements Answer {}

    /// An answer that is made when it is asked for, such as a page on the state of things.
    record Made(Supplier<Whole> answer) implements Answer {}

    /// A body that comes in small pieces, with a pause after each: a client that limits only the
    /// wait for the first byte waits for the sum.
    record Drip(String type, String body, int bytesAtATime, Duration pause) implements Answer {}

    /// A body of so many bytes, whose length no header announces.
    record Huge(String type, long bytes) implements Answer {}

    /// A body that is longer, by its `Content-Length`, than what comes before the connection ends.
    record CutShort(String type, String body, int bytes) implements Answer {}

    /// The connection is closed without a word.
    record HangUp() implements Answer {}

    /// Nothing at all, until the client goes or the service closes.
    record Silent() implements Answer {}

    static Whole html(String body) {
        return new Whole(200, "text/html; charset=utf-8", body, Map.of());
    }

    static Whole json(String body) {
        return new Whole(200, "application/json", body, Map.of());
    }

    static Whole text(String body) {
        return new Whole(200, "text/plain; charset=utf-8", body, Map.of());
    }

    /// @return an answer that says no more than its status, such as 404 or 500
    static Whole status(int status) {
        return new Whole(status, "text/plain; charset=utf-8", "status " + status + "\n", Map.of());
    }

    /// @return the status 429, which asks the client to come again later
    static Whole tooManyRequests(Duration retryAfter) {
        return status(429).with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /// @return this answer, when some time has passed
    default Answer after(Duration delay) {
        return new After(delay, this);
    }
}
