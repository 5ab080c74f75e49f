// rejected by: othersInterrupted
// misconception: "invokeAll throws at the first failure": it waits for all, and throws nothing
// why: nobody cancels the others: invokeAll waits for every part
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
            var results = new ArrayList<T>();
            for (Future<T> part : executor.invokeAll(parts)) {
                results.add(part.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new BookingException("booking failed", failed.getCause());
        }
    }

    private FirstFailure() {}
}
