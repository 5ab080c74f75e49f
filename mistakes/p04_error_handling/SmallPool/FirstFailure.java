// rejected by: manyParts
// misconception: "threads must be pooled": four parts run together, and the others wait
// why: a pool has fewer threads than there are calls
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

        try (var executor = Executors.newFixedThreadPool(4, Thread.ofVirtual().factory())) {
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
                throw new BookingException("booking failed", failed.getCause());
            } finally {
                futures.forEach(f -> f.cancel(true));
            }
        }
    }

    private FirstFailure() {}
}
