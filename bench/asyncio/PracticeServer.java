import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A chat for `ChatLoad` to practise with: it understands those clients, and no others.
final class PracticeServer {

    private static final int TEXT = 0x81;

    private final Set<OutputStream> clients = ConcurrentHashMap.newKeySet();

    private PracticeServer() {}

    /// Runs until the program ends.
    ///
    /// @return its port
    static int start() throws IOException {
        var listener = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        var server = new PracticeServer();
        Thread.startVirtualThread(() -> {
            try (listener) {
                while (true) {
                    var connection = listener.accept();
                    Thread.startVirtualThread(() -> server.serve(connection));
                }
            } catch (IOException broken) {
                // Whoever comes next finds nobody.
            }
        });
        return listener.getLocalPort();
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
            var out = connection.getOutputStream();
            for (String request = ""; !request.endsWith("\r\n\r\n"); ) {
                request += (char) in.readUnsignedByte();
            }
            out.write(ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
            out.write(frame(ascii("welcome")));
            clients.add(out);
            while (in.readUnsignedByte() == TEXT) {
                int length = in.readUnsignedByte() & 0x7f;
                in.skipNBytes(4); // the mask, all zeros
                var frame = frame(in.readNBytes(length));
                for (var client : clients) {
                    client.write(frame);
                }
            }
        } catch (IOException over) {
            // This client, or another one, has gone: practice is over.
        }
    }

    private static byte[] frame(byte... text) {
        var frame = new ByteArrayOutputStream();
        frame.write(TEXT);
        frame.write(text.length);
        frame.writeBytes(text);
        return frame.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
