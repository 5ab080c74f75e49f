// rejected by: closeIsInterrupted
// misconception: "try-with-resources loses nothing": what it suppresses goes with the exception
// that is caught
// why: suppressed under the InterruptedException
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
        } catch (Throwable t) {
            try {
                line.hangUp();
            } catch (Throwable x) {
                t.addSuppressed(x);
            }
            throw t;
        }
    }

    public boolean connected() {
        return connected.get();
    }

    public String ask(String question) throws IOException, InterruptedException {
        if (!connected.get()) {
            throw new IllegalStateException("closed");
        }
        return line.send(question);
    }

    @Override
    public void close() throws IOException {
        if (!connected.getAndSet(false)) {
            return;
        }
        try (Closeable _ = line::hangUp) {
            line.send("BYE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
