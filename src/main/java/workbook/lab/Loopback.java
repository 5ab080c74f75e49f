package workbook.lab;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/// Asks a server on this machine whether it is there.
final class Loopback {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Loopback() {}

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
