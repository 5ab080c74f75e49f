package workbook.timeline;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// A small run through all that the first recording needs, so that it is loaded and instrumented.
final class Rehearsal {
    private static final int TASKS = 4;

    private Rehearsal() {}

    static void run() {
        var timeline = Timeline.record("rehearsal", Rehearsal::takeTurns);
        var _ = timeline.svg() + timeline;
    }

    private static void takeTurns() throws InterruptedException {
        var permits = new Semaphore(1);
        Callable<Void> turn =
                () -> {
                    permits.acquire();
                    try {
                        Thread.sleep(1);
                        return null;
                    } finally {
                        permits.release();
                    }
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.invokeAll(Collections.nCopies(TASKS, turn));
        }
    }
}
