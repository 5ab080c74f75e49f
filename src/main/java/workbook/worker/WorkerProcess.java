package workbook.worker;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.sandbox.Isolation;
import workbook.sandbox.Sandbox;

/// How the JVM of a worker is started, by where it runs.
final class WorkerProcess {

    /// The same for every worker, and for the rehearsal of an AOT cache.
    private static final List<String> COMMON =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-preview",
                    // The cache is made with it, and is refused without.
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dstdout.encoding=UTF-8");

    private WorkerProcess() {}

    /// @return more than a check can use in honest work; a program that holds more ends with
    ///   [Worker#OUT_OF_MEMORY]
    static int heapMegabytes(Isolation isolation) {
        return switch (isolation) {
            case Isolation.Trusted trusted -> 256;
            case Sandbox sandbox -> 96;
        };
    }

    static Process start(Isolation isolation) throws IOException {
        return switch (isolation) {
            case Isolation.Trusted trusted -> new ProcessBuilder(trusted()).start();
            case Sandbox sandbox -> sandbox.start(sandboxed(sandbox));
        };
    }

    private static List<String> trusted() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(COMMON);
        command.addAll(
                List.of(
                        "-Xmx" + heapMegabytes(new Isolation.Trusted()) + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        // An explored check attaches the explorer's agent to its own JVM.
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading"));
        aotCache().ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(List.of("-cp", classPath(), WorkerMain.class.getName()));
        return command;
    }

    private static List<String> sandboxed(Sandbox sandbox) {
        var arguments = sandboxed(sandbox, List.of());
        if (Files.exists(SandboxRehearsal.cache(sandbox))) {
            arguments.addFirst("-XX:AOTCache=" + SandboxRehearsal.CACHE_INSIDE);
        }
        return arguments;
    }

    /// The arguments that a sandboxed worker and its rehearsal share: an AOT cache is refused by a
    /// JVM with other ones.
    static List<String> sandboxed(Sandbox sandbox, List<String> more) {
        var arguments = new ArrayList<>(COMMON);
        arguments.addAll(sandbox.jvmLimits(heapMegabytes(sandbox)));
        arguments.addAll(more);
        // This jar brings the explorer's agent along, and names the workbook's.
        arguments.addAll(List.of("-jar", Sandbox.APP + "/worker.jar"));
        return arguments;
    }

    /// The jar that this class came from, whose manifest names its libraries. Not simply
    /// `java.class.path`: in a notebook, that is the kernel's. In the tests this class comes from a
    /// folder, and `./workbook test` names the jar.
    private static String classPath() {
        try {
            var home =
                    Path.of(
                            Worker.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Files.isDirectory(home)
                    ? System.getProperty("workbook.jar", System.getProperty("java.class.path"))
                    : home.toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class comes from a file or folder", impossible);
        }
    }

    /// The cache that `./workbook` makes when it builds, and names for the JVMs it starts.
    private static Optional<Path> aotCache() {
        return Optional.ofNullable(System.getProperty("workbook.aot"))
                .map(Path::of)
                .filter(Files::exists);
    }
}
