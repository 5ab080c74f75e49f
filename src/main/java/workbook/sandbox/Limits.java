package workbook.sandbox;

import java.time.Duration;
import java.util.List;

/// What one sandbox may use. Each limit is the kernel's; the JVM's own are lower.
///
/// @param threads of all its processes together
/// @param openFiles of one process
/// @param addressSpaceBytes of one process; also what bounds its threads' stacks
/// @param fileBytes of one file, and of all files in its `/tmp`, which is memory
/// @param processorTime of one process
record Limits(
        int threads,
        int openFiles,
        long addressSpaceBytes,
        long fileBytes,
        Duration processorTime) {

    /// Several times what honest answers use.
    static final Limits ORDINARY =
            new Limits(400, 256, 1024L * 1024 * 1024, 16L * 1024 * 1024, Duration.ofMinutes(2));

    /// @return the arguments of `prlimit`
    List<String> arguments() {
        return List.of(
                "--nproc=" + threads,
                "--nofile=" + openFiles,
                "--as=" + addressSpaceBytes,
                "--fsize=" + fileBytes,
                "--core=0",
                "--cpu=" + processorTime.toSeconds());
    }
}
