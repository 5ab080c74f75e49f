// rejected by: causeKept
// misconception: "all have ended, now look for the failure": the first in the list is not the first
// in time
// why: the parts are searched in the order of the list
package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        var booked = new ArrayList<Future<T>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<T>(executor);
            parts.forEach(part -> booked.add(ended.submit(part)));
            for (int i = 0; i < booked.size(); i++) {
                if (ended.take().state() == Future.State.FAILED) {
                    executor.shutdownNow();
                }
            }
        }
        for (Future<T> part : booked) {
            if (part.state() == Future.State.FAILED) {
                throw new BookingException("booking failed", part.exceptionNow());
            }
        }
        return booked.stream().map(Future::resultNow).toList();
    }

    private FirstFailure() {}
}
