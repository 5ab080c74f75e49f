// rejected by: othersInterrupted
// misconception: "the loop meets the failure, then cancels": after it has waited for those before
// why: the parts are asked in the order of the list
package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
            var booked = new ArrayList<Future<T>>();
            parts.forEach(part -> booked.add(executor.submit(part)));
            try {
                var results = new ArrayList<T>();
                for (Future<T> part : booked) {
                    results.add(part.get());
                }
                return results;
            } catch (ExecutionException failed) {
                throw new BookingException("booking failed", failed.getCause());
            } finally {
                booked.forEach(part -> part.cancel(true));
            }
        }
    }

    private FirstFailure() {}
}
