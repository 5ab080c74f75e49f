// rejected by: causeKept
// misconception: "the last cause is what happened": only the first wrapping is the executor's
// why: the chain was followed to its end
package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class FirstFailure {

    public static final class BookingException extends Exception {

        private static final long serialVersionUID = 1L;

        public BookingException(String message) {
            super(message);
        }

        public BookingException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static <T> List<T> book(List<Callable<T>> parts)
            throws BookingException, InterruptedException {

        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var ended = new ExecutorCompletionService<T>(executor);
        var futures = new ArrayList<Future<T>>();
        for (var part : parts) {
            futures.add(ended.submit(part));
        }
        try {
            for (int i = 0; i < futures.size(); i++) {
                ended.take().get();
            }
            return futures.stream().map(Future::resultNow).toList();
        } catch (ExecutionException failed) {
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new BookingException("booking failed", cause);
        } finally {
            executor.shutdownNow();
            executor.close();
        }
    }

    private FirstFailure() {}
}
