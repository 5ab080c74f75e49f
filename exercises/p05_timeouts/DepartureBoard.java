package p05_timeouts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// # The board that freezes
///
/// *Repair · 12 minutes*
///
/// A departure board asks the railway's feed, and shows the printed timetable when it takes too
/// long. The feed has become slow, and strange things happen. The board has a limit, and freezes
/// for seconds all the same. The railway complains of calls that go on long after the board has
/// given them up. At night, when no train leaves, the board shows the timetable of the day. And it
/// cannot be switched off: whoever interrupts it gets one more timetable.
///
/// Repair the class.
///
/// - `refresh` returns `Live` with what the feed answered in time, an empty list too.
/// - If the feed fails, `refresh` returns `Timetable`.
/// - When the limit is over, `refresh` interrupts its call and returns `Timetable` at once. A feed
///   that takes long to clean up is not waited for, nor one that does not care for interrupts.
/// - When the thread inside of `refresh` is interrupted, `refresh` interrupts its call and throws
///   `InterruptedException` at once.
/// - `close` waits until every call has ended, and does not disturb it while it cleans up.
public final class DepartureBoard implements AutoCloseable {

    /// The railway's service; slow, and at times broken.
    @FunctionalInterface
    public interface Feed {
        List<String> departures() throws Exception;
    }

    /// What travellers see.
    public sealed interface View {

        record Live(List<String> departures) implements View {}

        record Timetable() implements View {}
    }

    private final Feed feed;
    private final Duration limit;

    public DepartureBoard(Feed feed, Duration limit) {
        this.feed = feed;
        this.limit = limit;
    }

    /// Asks the feed, for as long as the limit.
    public View refresh() throws InterruptedException {
        List<String> departures = List.of();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = executor.submit(feed::departures);
            departures = call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException unavailable) {
            // the timetable will do
        }
        return departures.isEmpty() ? new View.Timetable() : new View.Live(departures);
    }

    /// Waits for the calls that have not ended yet. Nobody refreshes any more.
    @Override
    public void close() {}
}
