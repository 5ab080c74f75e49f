package workbook.lab;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The addresses that only this machine can reach.
final class Loopback {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Loopback() {}

    /// @param wanted the port that somebody asked for; empty for any
    /// @return a port that is free now
    /// @throws LabFailure if the wanted one is taken
    static int freePort(Optional<Integer> wanted) {
        try (var probe = new ServerSocket(wanted.orElse(0), 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            throw new LabFailure(
                    "Port %d is in use, by another JupyterLab perhaps. Leave --port out, and a free one is found."
                            .formatted(wanted.orElse(0)),
                    taken);
        } catch (IllegalArgumentException impossible) {
            throw new LabFailure(
                    "There is no port %d: choose one from 1024 to 65535, or leave --port out."
                            .formatted(wanted.orElse(0)),
                    impossible);
        }
    }

    /// @return whether the address answers at all with success
    static boolean answers(URI address) {
        try {
            // No proxy: it would look for the server on its own machine.
            var connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
