// rejected by: calledBackAtOnce
// misconception: "the answer takes a while": it may come before ask has returned
// why: was lost or overwritten
package p21_sync_and_async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

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
        var waiting = new AtomicReference<CompletableFuture<Double>>();
        var answered = new AtomicBoolean();
        try {
            // A future completes once: later calls change nothing, without a line of ours.
            var request =
                    station.ask(
                            new Callback() {
                                @Override
                                public void onReading(double celsius) {
                                    answered.set(true);
                                    complete(waiting.get(), celsius);
                                }

                                @Override
                                public void onFailure(Exception cause) {
                                    answered.set(true);
                                    waiting.get().completeExceptionally(cause);
                                }
                            });
            var future = new CompletableFuture<Double>();
            waiting.set(future);
            future.whenComplete((reading, failure) -> {
                if (!answered.get()) {
                    request.withdraw();
                }
            });
            return future;
        } catch (RuntimeException | Error refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static void complete(CompletableFuture<Double> future, double celsius) {
        if (future != null) {
            future.complete(celsius);
        }
    }

    private CallbackBridge() {}
}
