package workbook.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import workbook.testkit.LiveThreads;
import workbook.testkit.LiveThreads.LiveThread;
import workbook.testkit.explorer.run.Scheduler;

/// A program that ends without its threads is explored: they are not alive any more, and the JVM
/// keeps nothing of them. Else a JVM that judges one answer after the other would fill with them.
class StoppedThreadsTest {

    static final class Leaky {

        @SuppressWarnings("resource") // the executor is what is left
        void leavesThreads() throws InterruptedException {
            var never = new CountDownLatch(1);
            Runnable waits =
                    () -> {
                        try {
                            never.await();
                        } catch (InterruptedException end) {
                            Thread.currentThread().interrupt();
                        }
                    };
            Thread.ofVirtual().name("stopped alone").start(waits);
            Thread.ofPlatform().name("stopped platform thread").start(waits);
            Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("stopped in an executor").factory())
                    .execute(waits);
            Thread.sleep(1);
        }
    }

    @BeforeAll
    static void exploreThem() {
        Explorer.explore(Settings.standard().withBodyOnly(), Leaky.class, "leavesThreads");
    }

    @Test
    void theyAreNotAlive() {
        assertEquals(
                List.of(),
                LiveThreads.now().stream()
                        .map(LiveThread::name)
                        .filter(name -> name.startsWith("stopped "))
                        .toList());
    }

    @Test
    void nothingOfThemIsKept() throws JMException {
        // collects what is garbage, then lists what is left
        var histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        assertEquals(
                List.of(),
                histogram
                        .lines()
                        .filter(line -> line.endsWith(" " + Scheduler.class.getName()))
                        .toList());
    }
}
