// rejected by: withdrawn
// misconception: "supplyAsync makes it asynchronous": it blocks a thread that nobody reaches
// why: the end of the future does not reach the station
package p21_sync_and_async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

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
        return CompletableFuture.supplyAsync(() -> waitFor(station));
    }

    private static double waitFor(Station station) {
        var answer = new CompletableFuture<Double>();
        var request =
                station.ask(
                        new Callback() {
                            @Override
                            public void onReading(double celsius) {
                                answer.complete(celsius);
                            }

                            @Override
                            public void onFailure(Exception cause) {
                                answer.completeExceptionally(cause);
                            }
                        });
        try {
            return answer.get();
        } catch (InterruptedException cancelled) {
            request.withdraw();
            throw new CompletionException(cancelled);
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        }
    }

    private CallbackBridge() {}
}
