package workbook.grade;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much this machine can do at once.
public final class Capacity {

    /// What one worker takes at most: heap, classes, code, threads, and its parent's share.
    private static final long WORKER_BYTES = 512L << 20;

    private Capacity() {}

    /// @return one worker for each processor, or fewer where half of the memory is not enough; at
    ///   least one
    public static int workers() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
            long fitting = machine.getTotalMemorySize() / 2 / WORKER_BYTES;
            return Math.clamp(fitting, 1, processors);
        }
        return processors;
    }
}
