package p10_locks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// # A cache that asks once
///
/// *Repair · 20 minutes*
///
/// The weather page of a news site keeps the reports that it has fetched, because a station takes
/// its time to answer, and charges for each question. Somebody has made the class below safe for
/// many readers, they say, with two locks.
///
/// When a city is in the news, its station is asked several times for the same report, and each is
/// on the bill. While one station is slow, the readers of all other cities wait, as if they were
/// its readers. And when a station has failed once, the page shows nothing any more, of any city,
/// until it is started again.
///
/// Repair the class.
///
/// - Each city is asked for once, even if several readers want it at the same moment: one asks, the
///   others wait for that answer.
/// - Readers of different cities do not wait for each other, whatever the names of the cities.
/// - A report that is there is returned at once, whoever else is waiting for what.
/// - What the station throws is thrown to a reader, and is not kept: the next one asks again.
/// - A reader who is interrupted gives up with an `InterruptedException`, also while they wait for
///   an answer that another reader has asked for. The others get their report all the same.
public final class WeatherCache {

    /// Where the reports come from. It may be slow, and it may be asked by many threads at once.
    @FunctionalInterface
    public interface Station {
        String report(String city) throws IOException, InterruptedException;
    }

    private final ReentrantLock readLock = new ReentrantLock();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final Map<String, String> reports = new HashMap<>();
    private final Station station;

    public WeatherCache(Station station) {
        this.station = station;
    }

    /// @return the report of this city
    /// @throws IOException if the station could not tell
    /// @throws InterruptedException if the reader was interrupted
    public String report(String city) throws IOException, InterruptedException {
        readLock.lock();
        String report = reports.get(city);
        readLock.unlock();
        if (report == null) {
            writeLock.lock();
            report = station.report(city);
            reports.put(city, report);
            writeLock.unlock();
        }
        return report;
    }
}
