// rejected by: statusIsKept
// misconception: "Thread.interrupted() asks whether": it also clears
// why: Thread.interrupted() clears the status when it reads it
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
        while (!Thread.interrupted()) {
            try {
                board.show(probe.measure());
            } catch (IOException lost) {
                // the next value may get through
            } catch (InterruptedException askedToStop) {
                Thread.currentThread().interrupt(); // the exception has cleared it
                return;
            }
        }
    }
}
