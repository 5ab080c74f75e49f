package p20_cancellation;

import java.io.IOException;

/// # A loop that answers
///
/// *Implement · 5 minutes*
///
/// A weather station has a probe and a board. A thread of its own shows what the probe measures,
/// again and again. When the station is closed, whoever started the thread interrupts it, and waits
/// for its end. Write what the thread does.
///
/// - `run` asks the probe for a value, shows it on the board, and begins again.
/// - If the board throws an `IOException`, that value is lost, and the loop goes on.
/// - Once the thread is interrupted, `run` returns: no further value is measured. The interrupt may
///   come before `run` begins, while the probe computes, or while the board is waited for.
/// - When `run` returns, the interrupt status of the thread is set. `run` cannot throw
///   `InterruptedException`, and whoever called it may have to stop as well.
public final class ProbeLoop implements Runnable {

    /// Computes a value. It never blocks, and knows nothing of interrupts.
    @FunctionalInterface
    public interface Probe {
        double measure();
    }

    /// Shows a value. It waits for its line as long as it takes.
    @FunctionalInterface
    public interface Board {

        /// @throws IOException if the line is broken; the next value may get through
        /// @throws InterruptedException if the thread is interrupted
        void show(double value) throws IOException, InterruptedException;
    }

    public ProbeLoop(Probe probe, Board board) {
        // TODO: keep what run needs
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException("TODO: measure and show, until interrupted");
    }
}
