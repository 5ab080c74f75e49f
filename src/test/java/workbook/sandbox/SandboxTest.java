package workbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the operating system refuses, when nothing else does.
@DisplayName("In a sandbox")
class SandboxTest {

    private static Sandbox sandbox;

    @BeforeAll
    static void find() throws InterruptedException {
        sandbox = Built.sandbox();
    }

    @ParameterizedTest(name = "{0} is not there")
    @ValueSource(strings = {"/etc/passwd", "/proc/self/maps", "/proc/1/environ", "/dev/kmsg"})
    void systemFiles(String file) throws Exception {
        assertEquals("refused", said("read", file));
    }

    @Test
    @DisplayName("the root folder has nothing of the machine, and the app folder nothing but jars")
    void folders() throws Exception {
        var root = Set.of(said("list", "/").split(" "));
        assertTrue(root.containsAll(Set.of("app", "runtime")), root::toString);
        for (String folder : List.of("home", "root", "proc", "sys", "var", "bin", "opt", "work")) {
            assertFalse(root.contains(folder), root::toString);
        }
        for (String name : said("list", "/app").split(" ")) {
            assertTrue(
                    Set.of("lib", "workbook.jar", "worker.jar", "worker.aot").contains(name), name);
        }
    }

    @ParameterizedTest(name = "{0}/ of the checkout is not there")
    @ValueSource(strings = {"checks", "solutions", "mistakes", "."})
    void checkout(String folder) throws Exception {
        assertEquals("refused", said("list", Path.of(folder).toRealPath().toString()));
    }

    @ParameterizedTest(name = "nothing is written to {0}")
    @ValueSource(strings = {"/x", "/app/x", "/app/lib/x", "/runtime/x", "/etc/hosts", "/dev/x"})
    void writes(String file) throws Exception {
        assertEquals("refused", said("write", file));
    }

    @Test
    @DisplayName("/tmp takes a little, and no more")
    void temporaryFiles() throws Exception {
        assertEquals("/tmp/x", said("write", "/tmp/x"));
        assertEquals("refused", said("fill", "/tmp/x"));
    }

    @Test
    @DisplayName("nobody outside is reached, not even on the loopback address")
    void network() throws Exception {
        try (var outside = ServerSocketChannel.open()) {
            outside.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            outside.configureBlocking(false);
            int port = ((InetSocketAddress) outside.getLocalAddress()).getPort();

            assertEquals("refused", said("connect", Integer.toString(port)));
            assertNull(outside.accept(), "somebody came");
        }
    }

    @Test
    @DisplayName("a program talks to itself on the loopback address")
    void loopback() throws Exception {
        assertEquals("heard x", said("loopback"));
    }

    @Test
    @DisplayName("no process is seen")
    void processes() throws Exception {
        assertEquals("refused", said("processes"));
    }

    @ParameterizedTest(name = "{0} is not started")
    @ValueSource(strings = {"/bin/sh", "/runtime/bin/java", "/prlimit"})
    void programs(String program) throws Exception {
        assertEquals("refused", said("run", program));
    }

    @Test
    @DisplayName("no variable of ours is seen")
    void variables() throws Exception {
        for (String name : said("variables").split(" ")) {
            assertTrue(
                    Set.of("LD_LIBRARY_PATH", "LC_ALL", "MALLOC_ARENA_MAX", "PWD").contains(name),
                    name);
        }
    }

    @Test
    @DisplayName("threads end at the limit")
    void threads() throws Exception {
        int started = Integer.parseInt(said("threads").lines().toList().getLast());

        assertTrue(started <= Limits.ORDINARY.threads(), started + " threads");
        assertTrue(started > 100, "an honest answer may have " + started + " threads");
    }

    @Test
    @DisplayName("memory ends at the limit, and the JVM with it")
    void memory() throws Exception {
        var process = start("memory");

        Tool.finish(process);

        assertEquals(3, process.exitValue());
    }

    @Test
    @DisplayName(
            "a program lives longer than the thread that started it, and dies when it is killed")
    void threadsOfTheParent() throws Exception {
        var starting = new FutureTask<>(() -> start("wait"));
        var starter = Thread.ofPlatform().start(starting);
        starter.join();
        var process = starting.get();
        assertEquals("waiting", process.inputReader().readLine());
        var inside = process.descendants().toList();
        assertFalse(inside.isEmpty());

        process.destroyForcibly();

        for (var each : inside) {
            each.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    @DisplayName("a program dies with the JVM that started it")
    void parentKilled() throws Exception {
        var parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dworkbook.jar=" + Built.app().resolve("workbook.jar"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertEquals("waiting", parent.inputReader().readLine());
        var inside = parent.descendants().toList();
        assertFalse(inside.isEmpty());

        parent.destroyForcibly();

        for (var each : inside) {
            each.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    /// A parent that waits for a sandbox which waits for ever.
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            sandbox = Built.sandbox();
            var process = start("wait");
            System.out.println(process.inputReader().readLine());
            process.waitFor();
        }
    }

    @Test
    @DisplayName("there is no workbook that was not built, and it says so")
    void missing() throws Exception {
        var search = Sandbox.find(Path.of("no such folder"), progress -> {});

        assertTrue(
                search instanceof SandboxSearch.Missing(String reason)
                        && reason.contains("not built"),
                search::toString);
    }

    private static String said(String... arguments) throws IOException, InterruptedException {
        return Tool.finish(start(arguments)).output().strip();
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(sandbox.jvmLimits(64));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", "/shown", Intruder.class.getName()));
        command.addAll(List.of(arguments));
        return sandbox.start(Optional.of(shown()), command);
    }

    /// The intruder's classes where the sandbox's user, who is nobody, may read them: the checkout
    /// may be closed to everybody else.
    private static Path shown() throws IOException {
        Path classes = Path.of("target/test-classes");
        Path shown = Path.of(System.getProperty("java.io.tmpdir"), "workbook-intruder");
        Path inPackage = Files.createDirectories(shown.resolve("workbook").resolve("sandbox"));
        for (Path folder : List.of(shown, inPackage.getParent(), inPackage)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (var files =
                Files.newDirectoryStream(
                        classes.resolve("workbook").resolve("sandbox"), "Intruder*.class")) {
            for (Path file : files) {
                Path copy = inPackage.resolve(file.getFileName());
                Path unfinished = Files.createTempFile(inPackage, "unfinished", "");
                Files.write(unfinished, Files.readAllBytes(file));
                Files.setPosixFilePermissions(
                        unfinished, PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return shown;
    }
}
