// rejected by: byeFails
// misconception: "send throws what it declares": it may throw an unchecked exception, and nobody
// hangs up
// why: an exception has left close before it came to hanging up
package p06_async_resources;

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
        IOException failure = null;
        try {
            line.send("BYE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = e;
        }
        try {
            line.hangUp();
        } catch (IOException e) {
            if (failure == null) failure = e;
            else failure.addSuppressed(e);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
