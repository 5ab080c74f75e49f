package workbook.testkit;

/// The thread that calls an answer, watched by the tasks that it starts.
///
/// A task that ends only once its caller waits for it shows whether the caller does wait. Nothing
/// depends on luck: a caller that waits releases its tasks, however late, and only a wrong answer,
/// which returns without waiting, leaves them to [#returned]. Thread-safe.
public final class CallingThread {

    private final Thread thread = Thread.currentThread();
    private volatile boolean returned;

    private CallingThread() {}

    /// @return the thread that runs the check, which is about to call the answer
    public static CallingThread here() {
        return new CallingThread();
    }

    /// @return whether this is the thread that called
    public boolean isHere() {
        return Thread.currentThread() == thread;
    }

    /// Says that the call has come back, so that no task holds on any longer.
    public void returned() {
        returned = true;
    }

    /// Holds a task until its caller waits, or has returned, or [RemoteService#PATIENCE] is over. A
    /// task that its caller runs itself is not held: nobody could release it.
    ///
    /// @throws InterruptedException if the task was cancelled meanwhile
    public void holdUntilItWaits() throws InterruptedException {
        long deadline = System.nanoTime() + RemoteService.PATIENCE.toNanos();
        var sightings = new Sightings(thread);
        boolean waits = false;
        while (!isHere() && !returned && !waits && System.nanoTime() < deadline) {
            waits = sightings.agreeThatItWaits();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
