package workbook.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A place on Linux for one JVM that must not touch anything: bubblewrap's namespaces, the kernel's
/// limits, and a Java runtime without what a worker does not need.
///
/// Inside there is the runtime in `/runtime`, the workbook's jar and libraries in `/app`, a `/tmp`
/// of 16 MB of memory, a network of its own with nothing but a loopback interface, and processes of
/// its own. There is no `/proc`, no shell, no checkout and no variable of the parent's.
/// Thread-safe.
public final class Sandbox implements Isolation {

    /// The launcher of the runtime, inside.
    public static final String JAVA = "/runtime/bin/java";

    /// Where the workbook is inside: `workbook.jar`, `lib/`, and what [#files] holds.
    public static final String APP = "/app";

    /// Who an answer is inside, and outside too where root started it: root is nobody's limit.
    private static final String NOBODY = "65534";

    private final Path app;
    private final Path files;
    private final RuntimeImage runtime;
    private final List<Path> libraries;
    private final Tools tools;

    /// The kernel kills a sandbox when the thread that started it ends, so one thread starts all,
    /// and ends with this JVM.
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("sandbox starter").factory());

    private Sandbox(Path app, Path files, RuntimeImage runtime, List<Path> libraries, Tools tools) {
        this.app = app;
        this.files = files;
        this.runtime = runtime;
        this.libraries = libraries;
        this.tools = tools;
    }

    /// The programs that make it.
    private record Tools(Path bubblewrap, Path limiter, List<String> asNobody) {}

    /// Looks whether this machine has what a sandbox needs, makes a runtime for it if there is
    /// none, and tries to break out of it. The first call on a machine takes about ten seconds,
    /// each other one less than one.
    ///
    /// One call at a time makes what is made once; safe from any thread.
    ///
    /// @param app the folder of `workbook.jar` and its `lib`, as the launcher builds it
    /// @param progress told, in a sentence, before something takes long
    public static synchronized SandboxSearch find(Path app, Consumer<String> progress)
            throws InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return new SandboxSearch.Missing(
                    "the sandbox needs Linux, and this is " + System.getProperty("os.name"));
        }
        var bubblewrap = Tool.find("bwrap");
        if (bubblewrap.isEmpty()) {
            return new SandboxSearch.Missing(
                    "bubblewrap is not installed: apt install bubblewrap, or dnf install"
                            + " bubblewrap");
        }
        var limiter = Tool.find("prlimit");
        var changer = Tool.find("setpriv");
        boolean root = System.getProperty("user.name").equals("root");
        if (limiter.isEmpty() || (root && changer.isEmpty())) {
            return new SandboxSearch.Missing(
                    "util-linux is not installed, which has prlimit and setpriv");
        }
        if (!Files.isRegularFile(app.resolve("workbook.jar"))) {
            return new SandboxSearch.Missing(
                    "the workbook is not built: there is no " + app.resolve("workbook.jar"));
        }
        try {
            var asNobody =
                    root
                            ? List.of(
                                    changer.get().toString(),
                                    "--reuid=" + NOBODY,
                                    "--regid=" + NOBODY,
                                    "--clear-groups")
                            : List.<String>of();
            return tried(
                    make(
                            root ? PublicCopy.of(app.toRealPath()) : app.toRealPath(),
                            new Tools(bubblewrap.get(), limiter.get(), asNobody),
                            progress));
        } catch (IOException failed) {
            return new SandboxSearch.Missing("the sandbox could not be made: " + failed);
        }
    }

    private static Sandbox make(Path app, Tools tools, Consumer<String> progress)
            throws IOException, InterruptedException {
        var runtime = RuntimeImage.of(app.getParent(), progress);
        var binaries = new ArrayList<>(runtime.binaries());
        binaries.add(tools.limiter());
        var libraries = new ArrayList<>(SharedLibraries.of(runtime.home(), binaries));
        libraries.addAll(runtime.settingsElsewhere());
        var files =
                Files.createDirectories(
                        app.resolve("sandbox-" + System.getProperty("java.runtime.version")));
        var hosts = files.resolve("hosts");
        if (!Files.exists(hosts)) {
            Files.writeString(hosts, "127.0.0.1 localhost\n::1 localhost\n");
        }
        WorkerJar.write(files.resolve(WorkerJar.NAME));
        return new Sandbox(app, files, runtime, List.copyOf(libraries), tools);
    }

    private static SandboxSearch tried(Sandbox sandbox) throws IOException, InterruptedException {
        try (var outside =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var arguments = new ArrayList<>(sandbox.jvmLimits(32));
            arguments.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            arguments.addAll(List.of("-cp", APP + "/workbook.jar", Probe.class.getName()));
            arguments.addAll(
                    List.of(Integer.toString(outside.getLocalPort()), sandbox.app.toString()));
            var said = Tool.finish(sandbox.start(arguments));
            return said.output().equals(Probe.HELD)
                    ? new SandboxSearch.Found(sandbox)
                    : new SandboxSearch.Missing(whyNot(sandbox, said.everything()));
        }
    }

    private static String whyNot(Sandbox sandbox, String said) {
        if (said.contains("namespace") || said.contains("uid map")) {
            return "this system does not let bubblewrap make user namespaces (in a container, or by"
                    + " kernel.apparmor_restrict_unprivileged_userns, user.max_user_namespaces): "
                    + said;
        }
        if (said.contains("Can't find source path") || said.contains("Permission denied")) {
            return "root's sandboxes run as nobody, who may not read "
                    .concat(
                            sandbox.app
                                    + ": start the workbook as an ordinary user, or from a folder"
                                    + " that everybody may read: "
                                    + said);
        }
        return "the sandbox was tried and does not hold: " + said;
    }

    @Override
    public String description() {
        return "The code ran in a sandbox of bubblewrap: no network, no files but "
                + (runtime.reduced() ? "a reduced Java runtime" : "the JDK")
                + " and the workbook itself, no other processes, limited memory, threads and time.";
    }

    /// The JVM arguments that keep it within its share of memory, and that close what a sandboxed
    /// JVM needs no more than its answers do.
    ///
    /// @param heapMegabytes the most that its objects may take
    public List<String> jvmLimits(int heapMegabytes) {
        return List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:MaxDirectMemorySize=8m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisableAttachMechanism",
                "-XX:-EnableDynamicAgentLoading",
                // Files that a JVM leaves, and what it looks for in /proc.
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-UseContainerSupport");
    }

    /// @return the folder of what is made once for this app and this JDK: seen inside in [#APP]
    public Path files() {
        return files;
    }

    /// Starts a JVM inside.
    ///
    /// @param arguments of the java launcher, with paths as they are inside
    public Process start(List<String> arguments) {
        return start(Optional.empty(), arguments);
    }

    /// @param shown a folder to show as `/shown`, read-only: a test's own classes
    Process start(Optional<Path> shown, List<String> arguments) {
        var command = new ArrayList<>(tools.asNobody());
        command.addAll(walls());
        shown.ifPresent(folder -> show(command, folder, "/shown"));
        command.addAll(List.of("--remount-ro", "/", "--chdir", "/", "--", "/prlimit"));
        command.addAll(Limits.ORDINARY.arguments());
        command.addAll(List.of("--", JAVA));
        command.addAll(arguments);
        return started(command);
    }

    /// Runs a trusted JVM to its end, where everything is as it is for an answer, except that it
    /// may write files into `/made`.
    ///
    /// @param made the folder that is `/made` inside
    /// @param arguments of the java launcher, with paths as they are inside
    public Process startTrusted(Path made, List<String> arguments) {
        var command = new ArrayList<>(walls());
        command.addAll(List.of("--bind", made.toString(), "/made", "--", JAVA));
        command.addAll(arguments);
        return started(command);
    }

    private Process started(List<String> command) {
        try {
            return starter.submit(() -> new ProcessBuilder(command).start()).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException unstartable
                    ? new UncheckedIOException("a sandbox could not be started", unstartable)
                    : new IllegalStateException("a sandbox could not be started", failed);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a sandbox was started", cancelled);
        }
    }

    private List<String> walls() {
        var walls = new ArrayList<String>();
        walls.add(tools.bubblewrap().toString());
        walls.addAll(
                List.of(
                        "--unshare-user",
                        "--disable-userns",
                        "--unshare-ipc",
                        "--unshare-pid",
                        "--unshare-net",
                        "--unshare-uts",
                        "--unshare-cgroup-try",
                        "--die-with-parent",
                        "--new-session"));
        walls.addAll(List.of("--cap-drop", "ALL", "--uid", NOBODY, "--gid", NOBODY));
        walls.addAll(List.of("--hostname", "sandbox", "--clearenv"));
        // Without /proc the dynamic linker cannot tell where the launcher is.
        walls.addAll(List.of("--setenv", "LD_LIBRARY_PATH", "/runtime/lib"));
        walls.addAll(List.of("--setenv", "LC_ALL", "C.UTF-8"));
        // Each arena of the C library takes 64 MB of addresses for as many threads as it likes.
        walls.addAll(List.of("--setenv", "MALLOC_ARENA_MAX", "2"));
        show(walls, runtime.home(), "/runtime");
        show(walls, app.resolve("workbook.jar"), APP + "/workbook.jar");
        show(walls, app.resolve("lib"), APP + "/lib");
        for (String name : List.of(WorkerJar.NAME, WorkerJar.CACHE)) {
            if (Files.exists(files.resolve(name))) {
                show(walls, files.resolve(name), APP + "/" + name);
            }
        }
        show(walls, files.resolve("hosts"), "/etc/hosts");
        show(walls, tools.limiter(), "/prlimit");
        libraries.forEach(library -> show(walls, library, library.toString()));
        for (String device : List.of("/dev/null", "/dev/random", "/dev/urandom")) {
            walls.addAll(List.of("--dev-bind", device, device));
        }
        String fileBytes = Long.toString(Limits.ORDINARY.fileBytes());
        walls.addAll(List.of("--size", fileBytes, "--tmpfs", "/tmp"));
        return walls;
    }

    private static void show(List<String> walls, Path outside, String inside) {
        walls.addAll(List.of("--ro-bind", outside.toString(), inside));
    }
}
