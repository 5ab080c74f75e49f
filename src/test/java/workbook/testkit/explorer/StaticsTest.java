package workbook.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import workbook.testkit.explorer.run.Body;

/// Classes are loaded afresh for each schedule only if a run may have changed them.
class StaticsTest {

    record Site(URI address, Optional<Duration> patience, List<String> tags) {}

    enum Weather {
        SUN("dry"),
        RAIN("wet");

        private final String feel;

        Weather(String feel) {
            this.feel = feel;
        }
    }

    static class Constants {
        private static final String PREFIX = "https://";
        private static final List<Site> SITES =
                List.of(
                        new Site(
                                URI.create(PREFIX + "oslo.example"),
                                Optional.of(Duration.ofSeconds(1)),
                                List.of("north")));
        private static final Map<String, Weather> WEATHER = Map.of("Oslo", Weather.RAIN);
        private static final Object LOCK = new Object();
        private static final Supplier<Integer> SIZE = () -> SITES.size() + WEATHER.size();
        private static int unused;

        void twoThreads() throws InterruptedException {
            var sum = new AtomicInteger();
            Runnable task =
                    () -> {
                        synchronized (LOCK) {
                            sum.addAndGet(SIZE.get() + Weather.RAIN.feel.length() + unused);
                        }
                    };
            Thread other = Thread.startVirtualThread(task);
            task.run();
            other.join();
            assertEquals(10, sum.get());
        }
    }

    static class Variables {
        private static final List<String> SEEN = new ArrayList<>();

        void twoThreads() throws InterruptedException {
            SEEN.add("main");
            Thread other = Thread.startVirtualThread(() -> {});
            other.join();
            assertEquals(1, SEEN.size());
        }
    }

    private static int reloads(Class<?> check) {
        var program = new Program(CompiledClasses.exploring(check), check.getName(), "twoThreads");
        var reloads = new AtomicInteger();
        Explorer.explore(
                Settings.standard(),
                new Body() {
                    @Override
                    public void run() throws Throwable {
                        program.run();
                    }

                    @Override
                    public void forgetStatics() {
                        reloads.incrementAndGet();
                        program.forgetStatics();
                    }
                });
        return reloads.get();
    }

    @Test
    void constantsStayLoaded() {
        assertEquals(0, reloads(Constants.class));
    }

    @Test
    void whatMayChangeIsLoadedAfresh() {
        assertTrue(reloads(Variables.class) > 0);
    }
}
