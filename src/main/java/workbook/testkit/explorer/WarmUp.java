package workbook.testkit.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.testkit.explorer.weave.InstrumentedClasses;

/// The explorer's own small program: exploring it once loads and links what any exploration needs.
final class WarmUp {
    private final AtomicInteger atomic = new AtomicInteger();
    private int plain;

    private WarmUp() {}

    synchronized void breaks() throws InterruptedException {
        var other = Thread.ofPlatform().start(() -> plain++);
        plain += atomic.incrementAndGet();
        other.join();
    }

    static void explore() {
        var program = new Program(classes(), WarmUp.class.getName(), "breaks");
        try {
            Explorer.explore(Settings.standard(), program);
        } catch (ScheduleFailure expected) {
            // its report is made of the same words as any other
        }
    }

    /// Only this class: it lies in one jar with the explorer.
    static InstrumentedClasses classes() {
        try (InputStream bytes = WarmUp.class.getResourceAsStream("WarmUp.class")) {
            return new CompiledClasses(
                            WarmUp.class.getClassLoader(),
                            Map.of(WarmUp.class.getName(), bytes.readAllBytes()))
                    .instrumented();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
