package p01_async_await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// # Stations in the background
///
/// *Repair · 20 minutes*
///
/// A weather page reads its stations in the background while the rest of the page is drawn. It
/// calls `start`, draws, and then asks for the `report`. When the visitor leaves before that, it
/// calls `stop`.
///
/// The people who run the page complain.
///
/// - Every report says `no reading` for every station, whether the stations are up or not.
/// - A colleague changed one word, and since then some reports are complete and some are not.
/// - The people who run the stations complain, too: their stations are asked again and again, by
///   pages that were left long ago.
///
/// Make the class do what it promises.
///
/// - `start` lets all stations be asked at the same time, each on a virtual thread that bears the
///   station's name, and returns without waiting for an answer.
/// - `report` waits until every station has answered or was given up. It returns a line for each,
///   in the order given: `harbour: 11.5` or `harbour: no reading`. If it is interrupted while it
///   waits, it throws `InterruptedException`.
/// - A station whose line is busy is asked again, three times at most.
/// - `stop` interrupts all who still wait for a station, and then waits until every thread that
///   `start` began has ended. No station is asked again.
public final class StationReader {

    /// A weather station at the other end of a line.
    public interface Station {

        String name();

        /// Asks the station, and blocks until it answers.
        ///
        /// @return the temperature in degrees Celsius
        /// @throws IOException if the line is busy
        double read() throws IOException, InterruptedException;
    }

    private static final int ATTEMPTS = 3;

    private final List<Reading> readings;
    private final List<Thread> readers = new ArrayList<>();

    public StationReader(List<Station> stations) {
        readings = stations.stream().map(Reading::new).toList();
    }

    /// Begins to read the stations. Called once.
    public void start() {
        for (Reading reading : readings) {
            var reader = Thread.ofVirtual().name(reading.station.name()).unstarted(reading);
            readers.add(reader);
            reader.run();
        }
    }

    /// @return a line for each station, in the order given
    public List<String> report() throws InterruptedException {
        return readings.stream().map(Reading::line).toList();
    }

    /// Calls the reading off.
    public void stop() throws InterruptedException {
        readers.forEach(Thread::interrupt);
    }

    /// What one thread does, and what it has found out.
    private static final class Reading implements Runnable {

        private final Station station;
        private String answer = "no reading";

        Reading(Station station) {
            this.station = station;
        }

        @Override
        public void run() {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    answer = String.valueOf(station.read());
                    return;
                } catch (Exception busy) {
                    answer = "no reading";
                }
            }
        }

        String line() {
            return station.name() + ": " + answer;
        }
    }
}
