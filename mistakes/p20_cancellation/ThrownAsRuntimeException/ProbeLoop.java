// rejected by: interruptedAtTheBoard
// misconception: "run cannot throw it, so it is wrapped": a status is what it wants
// why: whoever runs a Runnable expects no exception
package p20_cancellation;

import java.io.IOException;

public final class ProbeLoop implements Runnable {

    @FunctionalInterface
    public interface Probe {
        double measure();
    }

    @FunctionalInterface
    public interface Board {
        void show(double value) throws IOException, InterruptedException;
    }

    private final Probe probe;
    private final Board board;

    public ProbeLoop(Probe probe, Board board) {
        this.probe = probe;
        this.board = board;
    }

    @Override
    public void run() {
        // Looks without clearing: the status is still set when the loop has ended.
        while (!Thread.currentThread().isInterrupted()) {
            try {
                board.show(probe.measure());
            } catch (IOException lost) {
                // the next value may get through
            } catch (InterruptedException askedToStop) {
                throw new IllegalStateException(askedToStop);
            }
        }
    }
}
