// rejected by: othersInterrupted
// misconception: "cancel(true) of a CompletableFuture stops its task": it interrupts nobody
// why: cancel of a CompletableFuture interrupts nobody
package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

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
            var first = new CompletableFuture<Void>();
            var booked = new ArrayList<CompletableFuture<T>>();
            for (Callable<T> part : parts) {
                var stage = CompletableFuture.supplyAsync(() -> unchecked(part), executor);
                stage.whenComplete((result, failed) -> {
                    if (failed != null) {
                        first.completeExceptionally(failed.getCause());
                    }
                });
                booked.add(stage);
            }
            CompletableFuture.allOf(booked.toArray(CompletableFuture[]::new))
                    .thenRun(() -> first.complete(null));
            try {
                first.get();
                return booked.stream().map(CompletableFuture::join).toList();
            } catch (ExecutionException failed) {
                throw new BookingException("booking failed", failed.getCause());
            } finally {
                booked.forEach(part -> part.cancel(true));
            }
        }
    }

    private static <T> T unchecked(Callable<T> part) {
        try {
            return part.call();
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    private FirstFailure() {}
}
