package workbook.timeline;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import jdk.jfr.Recording;

/// Records the JVM that it runs in, from the first line of a program to the end of the JVM.
public final class Observer {
    static final String RECORDING = "recording.jfr";
    static final String THREAD = "workbook timeline";
    static final String THREADS = "threads.json";

    private Observer() {}

    /// @param folder where to leave the recording, and what the threads do at the end
    public static void begin(String folder) throws IOException {
        var recording = new Recording();
        recording.setName("workbook timeline");
        recording.setToDisk(true);
        recording.setMaxSize(Tracing.MAX_BYTES);
        recording.setDestination(Path.of(folder, RECORDING));
        recording.setDumpOnExit(true);
        Tracing.observe(recording);
        recording.start();
        new Run().commit();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> dumpThreads(folder), THREAD));
    }

    /// Flight Recorder writes the recording by a hook of its own. Meanwhile the threads of the
    /// program go on waiting for whatever they wait for.
    private static void dumpThreads(String folder) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(Path.of(folder, THREADS).toString(), ThreadDumpFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("no dump of the threads for the timeline", e);
        }
    }
}
