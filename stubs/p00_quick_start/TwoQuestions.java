package p00_quick_start;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// # Two questions on one line
///
/// *Implement · 15 minutes*
///
/// The front page of a news site shows the weather and the traffic. Both come from one news agency,
/// over one line that takes several questions at a time. In Python the page is read like this:
///
/// ```python
/// async def front_page(dial):
///     async with dial() as line:
///         weather = asyncio.create_task(line.ask("weather"))
///         traffic = asyncio.create_task(line.ask("traffic"))
///         return [await weather, await traffic]
/// ```
///
/// Write it in Java, with the map of the lesson beside you.
///
/// - Dial once. Ask `"weather"` and `"traffic"` at the same time, each on a virtual thread of its
///   own.
/// - The answers come back as weather, traffic, whichever is there first.
/// - The line is closed once, and not before both answers are there.
/// - If a question fails, the line is closed all the same, once the other question is over too, and
///   the method fails with an `ExecutionException` whose cause is what the question threw.
public final class TwoQuestions {

    /// A line to the news agency. It may be used by several threads.
    public interface Line extends AutoCloseable {

        /// Blocks until the answer is there.
        String ask(String subject) throws InterruptedException;

        /// Hangs up.
        @Override
        void close();
    }

    /// @param dial opens the line; this method closes it
    /// @return the answers to `"weather"` and `"traffic"`, in this order
    /// @throws ExecutionException if a question failed; its cause is what the question threw
    public static List<String> read(Supplier<Line> dial)
            throws InterruptedException, ExecutionException {
        throw new UnsupportedOperationException("TODO: ask both questions on one line");
    }

    private TwoQuestions() {}
}
