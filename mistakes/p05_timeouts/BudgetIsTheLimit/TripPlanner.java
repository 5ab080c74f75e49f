// rejected by: budgets
// misconception: "the budget is what the traveller has": some of it is spent already
// why: each service is given the whole limit
package p05_timeouts;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        var deadline = Deadline.after(limit);
        var step = Step.STATION;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var hops = new Hops(executor, limit, deadline);
            try {
                var station = hops.answer(hops.start(services.stations(), place));
                step = Step.TRAIN_AND_HOTEL;
                var trains = hops.start(services.trains(), station);
                var hotels = hops.start(services.hotels(), station);
                var train = hops.answer(trains);
                var hotel = hops.answer(hotels);
                step = Step.PRICE;
                var price = hops.answer(hops.start(services.prices(), train + " + " + hotel));
                return new Plan.Ready(train, hotel, price);
            } catch (TimeoutException over) {
                return new Plan.OutOfTime(step);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private record Deadline(long nanos) {

        static Deadline after(Duration limit) {
            return new Deadline(System.nanoTime() + limit.toNanos());
        }

        Duration remaining() {
            return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
        }
    }

    private record Hops(ExecutorService executor, Duration limit, Deadline deadline) {

        Future<String> start(Service service, String question) throws TimeoutException {
            var budget = deadline.remaining();
            if (budget.isZero()) {
                throw new TimeoutException("nothing starts after the deadline");
            }
            return executor.submit(() -> service.ask(question, limit));
        }

        String answer(Future<String> hop)
                throws InterruptedException, ExecutionException, TimeoutException {
            return hop.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private TripPlanner() {}
}
