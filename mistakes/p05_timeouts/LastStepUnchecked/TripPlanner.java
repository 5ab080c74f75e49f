// rejected by: nothingStartsTooLate
// misconception: "get looks at the limit": the last call is on its way before it does
// why: the second step ended when the time was over
package p05_timeouts;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.ExecutionException;

public final class TripPlanner {

    @FunctionalInterface
    public interface Service {

        String ask(String question, Duration budget) throws Exception;
    }

    public record Services(Service stations, Service trains, Service hotels, Service prices) {}

    public enum Step {
        STATION,
        TRAIN_AND_HOTEL,
        PRICE
    }

    public sealed interface Plan {

        record Ready(String train, String hotel, String price) implements Plan {}

        record OutOfTime(Step step) implements Plan {}
    }

    public static Plan plan(String place, Duration limit, Services services)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + limit.toNanos();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var open = new ArrayList<Future<String>>();
            Step step = Step.STATION;
            try {
                if (end - System.nanoTime() <= 0) {
                    throw new TimeoutException();
                }
                var s =
                        executor.submit(() ->
                                services.stations()
                                        .ask(place, Duration.ofNanos(end - System.nanoTime())));
                open.add(s);
                var station = s.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                step = Step.TRAIN_AND_HOTEL;
                if (end - System.nanoTime() <= 0) {
                    throw new TimeoutException();
                }
                var t =
                        executor.submit(() ->
                                services.trains()
                                        .ask(station, Duration.ofNanos(end - System.nanoTime())));
                var h =
                        executor.submit(() ->
                                services.hotels()
                                        .ask(station, Duration.ofNanos(end - System.nanoTime())));
                open.add(t);
                open.add(h);
                var train = t.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                var hotel = h.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                step = Step.PRICE;
                var p =
                        executor.submit(() ->
                                services.prices()
                                        .ask(
                                                train + " + " + hotel,
                                                Duration.ofNanos(end - System.nanoTime())));
                open.add(p);
                return new Plan.Ready(
                        train, hotel, p.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                return new Plan.OutOfTime(step);
            } finally {
                open.forEach(f -> f.cancel(true));
            }
        }
    }

    private TripPlanner() {}
}
