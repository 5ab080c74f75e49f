package p20_cancellation;

import java.time.Duration;

/// # An owner who knows how it ended
///
/// *Implement · 20 minutes*
///
/// A weather page uploads a film of the clouds. The visitor may press *cancel* at any time, twice
/// if nothing seems to happen, or before the upload has begun. The page must not say "cancelled"
/// while half a film is still being removed from the server. Write the slot that owns one upload.
///
/// - `start` starts the upload on a virtual thread of its own and returns at once. It returns true
///   if it has started it, and false if the upload was started or cancelled before.
/// - `cancel` interrupts the upload, and returns once the upload has **ended**, with its cleanup,
///   and says how: [Ending].
/// - If the upload has not ended when `limit` is over, `cancel` returns `StillRunning` then. Some
///   uploads answer an interrupt late, or never.
/// - The upload is interrupted once, however often and from however many threads `cancel` is
///   called: a second interrupt would disturb its cleanup. Every caller waits for the end, each as
///   long as its own limit.
/// - An upload that is cancelled before `start` never runs. `cancel` says `Cancelled`, at once.
/// - `start` and `cancel` may be called at the same moment. Either the upload never runs, or it is
///   interrupted.
/// - A caller who is interrupted in `cancel` gets an `InterruptedException`. The upload is told all
///   the same.
/// - Once the upload has ended, `cancel` says how it ended, at once.
public final class UploadSlot {

    /// Uploads a film, and removes the half of one in `finally`. It blocks.
    @FunctionalInterface
    public interface Upload {
        void run() throws Exception;
    }

    /// What has become of the upload.
    public sealed interface Ending {

        /// It has returned, even if it was asked to end.
        record Completed() implements Ending {}

        /// It was cancelled, and threw an `InterruptedException`; or it never began.
        record Cancelled() implements Ending {}

        /// It threw something else, or an `InterruptedException` that nobody asked for.
        record Failed(Throwable cause) implements Ending {}

        /// It was interrupted, and has not ended yet.
        record StillRunning() implements Ending {}
    }

    public UploadSlot(Upload upload) {
        // TODO: keep what start needs
    }

    /// @return whether this call has started the upload
    public boolean start() {
        throw new UnsupportedOperationException("TODO: start the upload, once");
    }

    /// Ends the upload.
    ///
    /// @param limit how long to wait for the end of the upload
    /// @throws InterruptedException if the caller is interrupted while it waits
    public Ending cancel(Duration limit) throws InterruptedException {
        throw new UnsupportedOperationException("TODO: interrupt it, and wait for its end");
    }
}
