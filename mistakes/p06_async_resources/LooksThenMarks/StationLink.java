// rejected by: closedOnce
// misconception: "a flag makes close idempotent": two threads look before either marks
// why: both threads have looked before
package p06_async_resources;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

public final class StationLink implements AutoCloseable {

    @FunctionalInterface
    public interface Network {
        Line dial() throws IOException, InterruptedException;
    }

    public interface Line {

        String send(String message) throws IOException, InterruptedException;

        void hangUp() throws IOException;
    }

    private final Line line;
    private final AtomicBoolean connected = new AtomicBoolean(true);

    private StationLink(Line line) {
        this.line = line;
    }

    public static StationLink open(Network network) throws IOException, InterruptedException {
        var line = network.dial();
        try {
            line.send("HELLO");
            return new StationLink(line);
        } catch (Throwable failure) { // an interrupt too: the caller gets nothing to close
            try {
                line.hangUp();
            } catch (Throwable another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
    }

    public boolean connected() {
        return connected.get();
    }

    public String ask(String question) throws IOException, InterruptedException {
        if (!connected()) {
            throw new IllegalStateException("the link is closed");
        }
        return line.send(question);
    }

    @Override
    public void close() throws IOException {
        if (!connected.get()) {
            return;
        }
        connected.set(false);
        try (Closeable _ = line::hangUp) {
            sayGoodbye();
        }
    }

    private void sayGoodbye() throws IOException {
        try {
            line.send("BYE");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt(); // close() cannot throw it, so it is handed on
        }
    }
}
