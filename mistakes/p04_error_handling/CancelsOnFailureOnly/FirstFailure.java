// rejected by: interruptionPasses
// misconception: "cancel where the failure is caught": whoever is interrupted leaves by another way
// why: the parts are cancelled only when one fails
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
                for (int i = 0; i < booked.size(); i++) {
                    ended.take().get();
                }
                return booked.stream().map(Future::resultNow).toList();
            } catch (ExecutionException failed) {
                booked.forEach(part -> part.cancel(true));
                throw new BookingException("booking failed", failed.getCause());
            }
        }
    }

    private FirstFailure() {}
}
