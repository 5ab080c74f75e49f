// rejected by: interruptedWhileComputing
// misconception: "look after each round": an interrupt before the first is seen one round too late
// why: looks only after its first round
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
        do {
            try {
                board.show(probe.measure());
            } catch (IOException lost) {
                // the next value may get through
            } catch (InterruptedException askedToStop) {
                Thread.currentThread().interrupt(); // the exception has cleared it
            }
        } while (!Thread.currentThread().isInterrupted());
    }
}
