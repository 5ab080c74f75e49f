// rejected by: brokenLine
// misconception: "one try around the loop is tidier": then the first broken line ends it
// why: the IOException ended the loop
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
        try {
            while (!Thread.currentThread().isInterrupted()) {
                board.show(probe.measure());
            }
        } catch (IOException lost) {
            // the next value may get through
        } catch (InterruptedException askedToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
