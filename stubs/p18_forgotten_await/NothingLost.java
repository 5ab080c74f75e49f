package p18_forgotten_await;

import java.util.List;

/// # Nothing lost
///
/// *Implement · 5 minutes*
///
/// A storm is coming, and the weather office warns its stations. Some of the lines are down. The
/// office telephones the stations that could not be warned, so it needs to know every one of them.
///
/// - All stations are warned at the same time, each on a virtual thread of its own.
/// - The method returns when every warning has arrived or failed.
/// - Each failure is in the result: the station, and what the line threw, as it threw it and of
///   whatever type. An empty result means that every station was warned.
/// - The failures are in the order of `stations`, whatever order they happen in.
public final class NothingLost {

    /// The line to a station.
    @FunctionalInterface
    public interface Line {
        /// Blocks until the station has the warning.
        void warn(String station) throws Exception;
    }

    /// @param station the station that was not warned
    /// @param cause what the line threw
    public record Failure(String station, Throwable cause) {}

    /// @param stations each of them once
    /// @return the stations that were not warned, and why
    public static List<Failure> warnAll(List<String> stations, Line line)
            throws InterruptedException {
        throw new UnsupportedOperationException("TODO: warn all stations, return every failure");
    }

    private NothingLost() {}
}
