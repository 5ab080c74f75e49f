// rejected by: statusIsKept
// misconception: "the loop has ended, that is all that was asked": its caller is on the same thread
// why: nobody has set it again
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
                return;
            }
        }
    }
}
