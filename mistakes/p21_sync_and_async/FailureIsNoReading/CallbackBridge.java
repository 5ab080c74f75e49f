// rejected by: bringsTheFailure
// misconception: "no reading, so there is nothing to complete": the callers wait for ever
// why: waits for ever
package p21_sync_and_async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

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
        var answered = new AtomicBoolean();
        try {
            // A future completes once: later calls change nothing, without a line of ours.
            var request =
                    station.ask(
                            new Callback() {
                                @Override
                                public void onReading(double celsius) {
                                    answered.set(true);
                                    future.complete(celsius);
                                }

                                @Override
                                public void onFailure(Exception cause) {
                                    answered.set(true);
                                    System.err.println("no reading: " + cause);
                                }
                            });
            future.whenComplete((reading, failure) -> {
                if (!answered.get()) {
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
