package p06_async_resources;

import java.io.IOException;

/// # The link that is never quite closed
///
/// *Repair · 12 minutes*
///
/// A program talks to its weather stations over dialled lines. Every caller uses `try (var link =
/// StationLink.open(network))`, and things go wrong all the same.
///
/// On bad days the network runs out of lines, and most of them belong to nobody. The status page
/// shows links as connected hours after their block has ended. A link that was closed twice hung up
/// on whoever had its line by then. And a station that refuses the goodbye, because its readings
/// could not be stored, has told so for months, and nobody has ever seen it.
///
/// Repair the class.
///
/// - `open` dials, and says `HELLO`. If that ends with anything but an answer, the line is hung up,
///   and what was thrown goes on to the caller. If hanging up fails too, that is suppressed under
///   it.
/// - `connected` is true until `close` is called, and false from then on, however the closing ends.
/// - `ask` throws an `IllegalStateException` once the link is closed, and sends nothing.
/// - `close` says `BYE` and hangs up. If `BYE` fails, it hangs up all the same, and throws that
///   failure. If hanging up fails too, that is suppressed under it.
/// - If the thread is interrupted during `BYE`, or was so before, `close` hangs up, and leaves with
///   the interrupt status set. If hanging up fails then, `close` throws that.
/// - Calling `close` again does nothing, and two threads may call it at the same moment.
public final class StationLink implements AutoCloseable {

    /// Has a few lines.
    @FunctionalInterface
    public interface Network {
        Line dial() throws IOException, InterruptedException;
    }

    /// A line that was dialled.
    public interface Line {

        /// Waits for the answer.
        String send(String message) throws IOException, InterruptedException;

        /// Gives the line back to the network; never waits.
        void hangUp() throws IOException;
    }

    private final Line line;
    private boolean connected;

    private StationLink(Line line) {
        this.line = line;
    }

    public static StationLink open(Network network) throws IOException, InterruptedException {
        var link = new StationLink(network.dial());
        link.line.send("HELLO");
        link.connected = true;
        return link;
    }

    public boolean connected() {
        return connected;
    }

    public String ask(String question) throws IOException, InterruptedException {
        return line.send(question);
    }

    @Override
    public void close() throws IOException {
        try {
            line.send("BYE");
            line.hangUp();
        } catch (IOException | InterruptedException unimportant) {
            // nobody needs the link any more
        }
    }
}
