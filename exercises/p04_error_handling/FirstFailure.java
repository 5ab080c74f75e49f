package p04_error_handling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// # A booking that fails at once
///
/// *Repair · 12 minutes*
///
/// A ticket is booked in parts: hold the seat, charge the card, print the barcode. Without one of
/// them there is no ticket. The program below works as long as all goes well. If not, people
/// complain:
///
/// - "My card was refused at once. I was told half a minute later, when the seat had been held."
/// - "The log says `booking failed`. It does not say what failed, nor where."
/// - "We stopped the shop, and it went on as if nobody had said anything. Then it told the customer
///   that the booking had failed."
///
/// Repair it:
///
/// - All parts run at the same time. If all go well, their results come back in the order of
///   `parts`.
/// - As soon as one part fails, the parts that still run are interrupted, and `book` throws a
///   `BookingException`.
/// - Its cause is what the part threw that failed *first*: the same object, without a wrapping.
///   What the other parts throw when they are interrupted does not count.
/// - If whoever calls `book` is interrupted, the parts are interrupted as well, and `book` throws
///   an `InterruptedException`.
/// - `book` waits until every part has ended, however it leaves.
public final class FirstFailure {

    /// There is no ticket.
    public static final class BookingException extends Exception {

        private static final long serialVersionUID = 1L;

        public BookingException(String message) {
            super(message);
        }

        public BookingException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// @param parts what makes a booking; may be empty, never null
    /// @return what each part returned, in the order of `parts`
    /// @throws BookingException if a part failed; its cause is what the first to fail has thrown
    public static <T> List<T> book(List<Callable<T>> parts)
            throws BookingException, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> part : executor.invokeAll(parts)) {
                results.add(part.get());
            }
            return results;
        } catch (Exception failed) {
            throw new BookingException("booking failed");
        }
    }

    private FirstFailure() {}
}
