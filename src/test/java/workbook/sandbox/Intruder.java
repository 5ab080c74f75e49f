package workbook.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that does one forbidden thing, named by its first argument, and says how far it came.
final class Intruder {

    private Intruder() {}

    public static void main(String[] arguments) throws Exception {
        String argument = arguments.length > 1 ? arguments[1] : "";
        try {
            System.out.println(attempt(arguments[0], argument));
        } catch (IOException | RuntimeException refused) {
            System.out.println("refused");
        } catch (OutOfMemoryError refused) {
            System.out.println("refused");
        }
        Runtime.getRuntime().halt(0);
    }

    private static String attempt(String what, String argument) throws Exception {
        return switch (what) {
            case "read" -> Files.readString(Path.of(argument));
            case "list" -> list(Path.of(argument));
            case "write" -> Files.writeString(Path.of(argument), "x").toString();
            case "fill" -> Files.write(Path.of(argument), new byte[32 * 1024 * 1024]).toString();
            case "connect" -> connect(Integer.parseInt(argument));
            case "loopback" -> loopback();
            case "processes" -> Long.toString(ProcessHandle.allProcesses().count());
            case "run" -> new ProcessBuilder(argument).start().toString();
            case "threads" -> threads();
            case "memory" -> memory();
            case "variables" -> String.join(" ", System.getenv().keySet());
            case "wait" -> {
                System.out.println("waiting");
                Thread.sleep(Long.MAX_VALUE);
                yield "";
            }
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    private static String connect(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return "connected";
        }
    }

    private static String loopback() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket("localhost", server.getLocalPort());
                var accepted = server.accept()) {
            client.getOutputStream().write('x');
            return "heard " + (char) accepted.getInputStream().read();
        }
    }

    private static String threads() {
        var never = new CountDownLatch(1);
        int started = 0;
        try {
            for (; started < 100_000; started++) {
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
            }
        } catch (OutOfMemoryError bounded) {
            // The count is the answer.
        }
        return Integer.toString(started);
    }

    private static String memory() {
        var all = new ArrayList<byte[]>();
        while (all.size() < 10_000) {
            all.add(new byte[1024 * 1024]);
        }
        return "10 GB";
    }
}
