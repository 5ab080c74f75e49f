// rejected by: withdrawn
// misconception: "isCancelled tells that nobody wants it": orTimeout does not cancel
// why: the end of the future does not reach the station
package p21_sync_and_async;

import java.util.concurrent.CompletableFuture;

public final class CallbackBridge {

    public interface Station {
        Request ask(Callback callback);
    }

    public interface Callback {
        void onReading(double celsius);

        void onFailure(Exception cause);
    }

    public interface Request {
        void withdraw();
    }

    public static CompletableFuture<Double> read(Station station) {
        var future = new CompletableFuture<Double>();
        try {
            // A future completes once: later calls change nothing, without a line of ours.
            var request =
                    station.ask(
                            new Callback() {
                                @Override
                                public void onReading(double celsius) {
                                    future.complete(celsius);
                                }

                                @Override
                                public void onFailure(Exception cause) {
                                    future.completeExceptionally(cause);
                                }
                            });
            future.whenComplete((reading, failure) -> {
                if (future.isCancelled()) {
                    request.withdraw();
                }
            });
        } catch (RuntimeException | Error refused) {
            future.completeExceptionally(refused);
        }
        return future;
    }

    private CallbackBridge() {}
}
