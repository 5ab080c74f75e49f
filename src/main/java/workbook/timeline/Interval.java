package workbook.timeline;

import java.time.Duration;

/// A stretch of a lane in one state. Times count from the start of the recording.
///
/// @param call the JDK method that the code called, such as `Semaphore.acquire`; empty if unknown
/// @param place the method and line of that call; empty if unknown
public record Interval(State state, Duration start, Duration end, String call, String place) {
    /// An interval that no line of code belongs to.
    public static Interval of(State state, String call, Duration start, Duration end) {
        return new Interval(state, start, end, call, "");
    }

    public Duration length() {
        return end.minus(start);
    }
}
