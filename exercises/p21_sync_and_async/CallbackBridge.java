package p21_sync_and_async;

import java.util.concurrent.CompletableFuture;

/// # From a callback to a future
///
/// *Implement · 8 minutes*
///
/// The library of a weather station knows nothing of futures: it takes a callback, and calls it
/// when there is a reading. Write the bridge to a `CompletableFuture`.
///
/// - `read` asks the station once, and returns at once.
/// - The future completes with the reading, or exceptionally with what the station reports as the
///   failure: the same object.
/// - The station should call back once. If it calls more often, the first call counts.
/// - The station calls back from any thread, and sometimes before `ask` has returned.
/// - If `ask` itself throws, the future completes exceptionally with what it threw. `read` never
///   throws.
/// - If the future is completed by somebody else before the station has answered (`cancel`,
///   `orTimeout`, `complete`), the request is withdrawn, once. After an answer it is not.
public final class CallbackBridge {

    /// A weather station, as its library sees it.
    public interface Station {

        /// @return the request, which can be withdrawn
        Request ask(Callback callback);
    }

    /// What the station calls.
    public interface Callback {

        void onReading(double celsius);

        void onFailure(Exception cause);
    }

    /// A question on its way.
    public interface Request {

        /// Tells the station that nobody wants the answer.
        void withdraw();
    }

    public static CompletableFuture<Double> read(Station station) {
        throw new UnsupportedOperationException("TODO: ask, and complete a future");
    }

    private CallbackBridge() {}
}
