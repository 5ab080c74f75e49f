package workbook.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The database of the fault lab")
@Timeout(180)
class DatabaseTest {

    private static Database database;

    @BeforeAll
    static void start() {
        database = Database.start("");
    }

    @AfterAll
    static void close() {
        database.close();
        assertThrows(
                SQLException.class,
                () -> database.dataSource().getConnection(),
                "closed, the server is gone");
    }

    @Test
    @DisplayName("is a PostgreSQL of a major version that is current")
    void isCurrent() throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            assertEquals(18, connection.getMetaData().getDatabaseMajorVersion());
        }
        assertTrue(database.isOwn());
    }

    @Test
    @DisplayName("restarted, has the same address and data, and broke the connections")
    void restarts() throws SQLException {
        database.execute("create table kept (number int)");
        database.execute("insert into kept values (7)");
        String before = database.url();
        try (var old = database.dataSource().getConnection()) {
            database.restart();

            assertEquals(before, database.url());
            assertThrows(SQLException.class, () -> number("select number from kept", old));
        }
        try (var fresh = database.dataSource().getConnection()) {
            assertEquals(7, number("select number from kept", fresh));
        }
    }

    @Test
    @DisplayName("on a server that runs already, leaves it as it was")
    void leavesNothing() throws SQLException {
        String server = database.url().replaceAll("&currentSchema=.*", "");
        String schema;
        try (var guest = Database.start(server)) {
            guest.execute("create table mine (number int)");
            schema = guest.url().replaceAll(".*currentSchema=", "");
            assertEquals(1, schemas(schema));
            assertFalse(guest.isOwn());
            assertThrows(UnsupportedOperationException.class, guest::restart);
        }
        assertEquals(0, schemas(schema));
    }

    @Test
    @DisplayName("says what is wrong with DATABASE_URL, and not what is secret in it")
    void wrongUrl() {
        var other =
                assertThrows(
                        IllegalStateException.class,
                        () -> Database.start("postgres://me:secret1@localhost/test"));
        assertTrue(other.getMessage().contains("jdbc:postgresql://"), other.getMessage());
        assertFalse(other.getMessage().contains("secret1"), other.getMessage());

        var nobody =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                Database.start(
                                        "jdbc:postgresql://127.0.0.1:1/test?password=secret1"));
        assertTrue(nobody.getMessage().contains("DATABASE_URL"), nobody.getMessage());
        assertFalse(nobody.getMessage().contains("secret1"), nobody.getMessage());
    }

    private static int schemas(String name) throws SQLException {
        try (var connection = database.dataSource().getConnection()) {
            return number(
                    "select count(*) from pg_namespace where nspname = '" + name + "'", connection);
        }
    }

    private static int number(String query, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
