// rejected by: openFailsHalfway
// misconception: "try-with-resources closes it": open has returned nothing that could be closed
// why: half-open links leak
package p06_async_resources;

import java.io.IOException;

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
