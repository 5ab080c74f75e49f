package workbook.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// A program that tries to leave its sandbox. Runs inside one, before any answer does.
final class Probe {

    /// What it prints, and nothing else, where the sandbox holds.
    static final String HELD = "held";

    private static final Set<String> KNOWN_VARIABLES =
            Set.of("LD_LIBRARY_PATH", "LC_ALL", "MALLOC_ARENA_MAX", "PWD");

    private Probe() {}

    /// @param arguments the port of a listener outside, on the loopback address; a file outside
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        var outside = Path.of(arguments[1]);
        var leaks =
                List.of(
                                leak(
                                        "it reads /etc/passwd",
                                        () -> Files.exists(Path.of("/etc/passwd"))),
                                leak("it sees " + outside, () -> Files.exists(outside)),
                                leak("it sees /proc", () -> Files.exists(Path.of("/proc"))),
                                leak("it writes to /", () -> writes(Path.of("/probe"))),
                                leak("it writes to /app", () -> writes(Path.of("/app/probe"))),
                                leak(
                                        "it writes to /runtime",
                                        () -> writes(Path.of("/runtime/probe"))),
                                leak("it reaches a listener outside", () -> connects(port)),
                                leak(
                                        "it has a network",
                                        () -> NetworkInterface.networkInterfaces().count() > 1),
                                leak("it starts a shell", () -> starts("/bin/sh")),
                                leak(
                                        "it inherits variables",
                                        () ->
                                                !KNOWN_VARIABLES.containsAll(
                                                        System.getenv().keySet())))
                        .stream()
                        .filter(leak -> !leak.isEmpty())
                        .toList();
        System.out.print(leaks.isEmpty() ? HELD : String.join(", ", leaks));
        System.exit(0);
    }

    /// @return the text if the attempt succeeds, "" if it fails
    private static String leak(String what, Callable<Boolean> attempt) {
        try {
            return attempt.call() ? what : "";
        } catch (Exception refused) {
            return "";
        }
    }

    private static boolean writes(Path file) throws IOException {
        Files.writeString(file, "x");
        return true;
    }

    private static boolean connects(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        }
    }

    private static boolean starts(String program) throws IOException {
        new ProcessBuilder(program, "-c", "exit").start();
        return true;
    }
}
