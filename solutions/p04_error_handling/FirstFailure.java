package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<T>(executor);
            var booked = new ArrayList<Future<T>>();
            parts.forEach(part -> booked.add(ended.submit(part)));
            try {
                // In the order in which they end: so the first failure is the first one seen.
                for (int i = 0; i < booked.size(); i++) {
                    ended.take().get();
                }
                return booked.stream().map(Future::resultNow).toList();
            } catch (ExecutionException failed) {
                throw new BookingException("booking failed", failed.getCause());
            } finally {
                // For a failure and for an interruption. Those that have ended do not mind.
                booked.forEach(part -> part.cancel(true));
            }
        } // close() waits for the interrupted parts
    }

    private FirstFailure() {}
}
