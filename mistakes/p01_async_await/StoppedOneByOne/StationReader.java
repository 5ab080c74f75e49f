// rejected by: stopWaits
// misconception: "interrupt and join belong together": the last reader is stopped when all others
// have ended
// why: stop() waits for one reader before it has interrupted the next
package p01_async_await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
            reader.start();
        }
    }

    /// @return a line for each station, in the order given
    public List<String> report() throws InterruptedException {
        for (Thread reader : readers) {
            reader.join();
        }
        return readings.stream().map(Reading::line).toList();
    }

    /// Calls the reading off.
    public void stop() throws InterruptedException {
        for (Thread reader : readers) {
            reader.interrupt();
            reader.join();
        }
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
                } catch (InterruptedException calledOff) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (IOException busy) {
                    // asked again, as long as there are attempts left
                }
            }
        }

        String line() {
            return station.name() + ": " + answer;
        }
    }
}
