package workbook.services;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL for one run, with a schema of its own.
///
/// ```java
/// try (var database = Database.start();
///         var connection = database.dataSource().getConnection()) {
///     …
/// }
/// ```
///
/// Without more it is a server on a free port of the loopback address, that this JVM starts, and
/// that ends with it. The environment variable `DATABASE_URL` names one that runs already: there,
/// everything happens in a schema that is dropped at the end. Thread-safe.
public final class Database implements AutoCloseable {

    /// The environment variable that names a server, as a JDBC URL.
    public static final String VARIABLE = "DATABASE_URL";

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String EXAMPLE =
            "jdbc:postgresql://localhost:5432/test?user=me&password=secret";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final String schema = "workbook_" + UUID.randomUUID().toString().substring(0, 8);
    private final String url;
    private final Server server;
    private final Thread atExit = new Thread(this::end, "database-end");
    private boolean ended;

    private Database(Server server, String url) {
        this.server = server;
        this.url = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    /// Starts a server, or takes the one that `DATABASE_URL` names.
    ///
    /// @throws IllegalStateException if there is no database then; the message says what to do
    public static Database start() {
        return start(System.getenv(VARIABLE));
    }

    /// @param url of a server that runs, or null or blank to start one
    static Database start(String url) {
        boolean given = url != null && !url.isBlank();
        if (given && !url.startsWith(PREFIX)) {
            // Not the value itself: it may hold a password.
            throw new IllegalStateException(
                    VARIABLE + " is no JDBC URL of PostgreSQL. Write it like this: " + EXAMPLE);
        }
        Server server = given ? new Running() : Embedded.start();
        var database = new Database(server, given ? url : ((Embedded) server).url());
        Runtime.getRuntime().addShutdownHook(database.atExit);
        try {
            database.execute("create schema " + database.schema);
        } catch (IllegalStateException failed) {
            database.close();
            throw new IllegalStateException(
                    (given
                                    ? "The database that %s names cannot be used: %s."
                                    : "The database of this run cannot be used%.0s: %s.")
                            .formatted(VARIABLE, failed.getMessage()),
                    failed.getCause());
        }
        return database;
    }

    /// @return the JDBC URL; connections made with it work in the schema of this run
    public String url() {
        return url;
    }

    /// @return a source that opens a new connection each time: no pool
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    /// Runs statements on a connection of their own.
    ///
    /// @return this database
    /// @throws IllegalStateException if the database refuses them
    public Database execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }

    /// @return whether this run started the server, and so may restart it
    public boolean isOwn() {
        return server instanceof Embedded;
    }

    /// Stops the server and starts it again, with the same port and data. Every open connection
    /// breaks.
    ///
    /// @throws UnsupportedOperationException if the server is not this run's own
    public void restart() {
        server.restart();
    }

    /// Drops the schema, and ends the server if this run started it.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            return; // the hook does it
        }
        end();
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (!isOwn()) {
            try {
                execute("drop schema if exists " + schema + " cascade");
            } catch (IllegalStateException gone) {
                // A server that cannot be reached keeps the schema; nothing more can be done here.
            }
        }
        server.close();
    }

    /// Where the database is.
    private sealed interface Server extends AutoCloseable {
        void restart();

        @Override
        void close();
    }

    /// Somebody else's: neither stopped nor started here.
    private record Running() implements Server {
        @Override
        public void restart() {
            throw new UnsupportedOperationException(
                    "The server of " + VARIABLE + " is not restarted: it is not this run's own.");
        }

        @Override
        public void close() {}
    }

    /// One that this JVM starts, from the binaries on the class path.
    private static final class Embedded implements Server {

        private final Path data;
        private EmbeddedPostgres postgres;

        private Embedded(Path data) {
            this.data = data;
        }

        static Embedded start() {
            if ("root".equals(System.getProperty("user.name"))
                    && System.getProperty("os.name").startsWith("Linux")
                    && !LinuxUtils.isUnshareAvailable()) {
                throw new IllegalStateException(
                        "PostgreSQL does not run as root, and unshare -U does not work here. Be"
                                + " another user, or name a server by "
                                + VARIABLE
                                + ": "
                                + EXAMPLE);
            }
            try {
                var server = new Embedded(Files.createTempDirectory("workbook-database-"));
                server.begin(0);
                return server;
            } catch (IOException | IllegalStateException failed) {
                throw new IllegalStateException(
                        "PostgreSQL does not start here: "
                                + failed.getMessage()
                                + ". To use a server that runs already, set "
                                + VARIABLE
                                + ": "
                                + EXAMPLE,
                        failed);
            }
        }

        synchronized String url() {
            return PREFIX + "//127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
        }

        @Override
        public synchronized void restart() {
            try {
                int port = postgres.getPort();
                postgres.close();
                begin(port);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public synchronized void close() {
            try {
                if (postgres != null) {
                    postgres.close();
                }
                delete();
            } catch (IOException left) {
                // Some files stay in the folder for temporary files.
            }
        }

        /// @param port 0 for one that is free
        private synchronized void begin(int port) throws IOException {
            var builder =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data.resolve("data"))
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(LONGEST_START)
                            .setLocaleConfig("locale", "C")
                            .setServerConfig("unix_socket_directories", "")
                            .setServerConfig("max_connections", "50")
                            .setServerConfig("log_min_messages", "panic");
            postgres = (port == 0 ? builder : builder.setPort(port)).start();
        }

        private void delete() throws IOException {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
