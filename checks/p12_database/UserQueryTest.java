package p12_database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import p12_database.UserQuery.DatabaseException;
import p12_database.UserQuery.User;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class UserQueryTest {

    private static final String INJECTION = "' or '1'='1";

    private final Users users = new Users();

    @AllSchedules
    @DisplayName("a user is found by the name, and nobody is an empty result")
    @Hint({
        "What does the list of rows look like when no user has that name?",
        "rows.stream().findFirst() is an Optional already: map turns its row into a User.",
        "new User((Integer) row.get(\"id\"), (String) row.get(\"name\"))"
    })
    void found() throws Exception {
        var query = new UserQuery(users);

        Expect.equal(
                Optional.of(new User(2, "Grace")),
                find(query, "Grace"),
                "the row that came back was dropped, or another made of it");
        Expect.equal(
                Optional.empty(),
                find(query, "Nobody"),
                "a result without a row is no failure, and no null: getFirst() of an empty list"
                        + " throws, and a caller of an Optional never expects null");
    }

    @AllSchedules
    @DisplayName("what was typed is a parameter: an apostrophe is a part of a name, and no SQL")
    @Hint({
        "Print the SQL that your code sends for the name O'Hara.",
        "A ? stands where the value goes, without apostrophes around it.",
        "connection.query(\"select id, name from users where name = ?\", typed)"
    })
    void typedTextIsAParameter() throws Exception {
        var query = new UserQuery(users);

        Expect.equal(
                Optional.of(new User(3, "O'Hara")),
                find(query, "O'Hara"),
                "the apostrophe of the name was taken away or doubled before it was compared");
        Expect.equal(
                Optional.empty(),
                find(query, INJECTION),
                "what somebody typed has become a part of the condition");
    }

    @AllSchedules
    @DisplayName("each connection that find opened is closed when it ends, also by a failure")
    @Hint({
        "Which lines of yours are skipped when the query throws?",
        "A Connection is AutoCloseable: try (var connection = source.open()) { … }"
    })
    void closed() throws Exception {
        var query = new UserQuery(users);
        find(query, "Grace");
        users.expectAllClosed("find has returned a user");
        find(query, "Nobody");
        users.expectAllClosed("find has found nobody");

        var gone = new DatabaseException("the server is gone");
        users.failWith(gone);
        try {
            var found = query.find("Grace");
            throw new Unmet(
                    "find throws " + gone.getMessage(),
                    "find returned " + found,
                    "a failure was caught and told as \"not found\": the caller believes that"
                            + " there is no such user");
        } catch (DatabaseException thrown) {
            Expect.that(
                    thrown == gone,
                    "the exception of the database itself",
                    thrown,
                    "it was replaced on its way");
        } catch (RuntimeException other) {
            throw new Unmet(
                    "the exception of the database itself",
                    "find threw " + other,
                    "it was wrapped on its way: a caller that catches DatabaseException misses it");
        }
        users.expectAllClosed("the query has failed");
    }

    @AllSchedules
    @DisplayName("two threads that search at once have a connection each")
    @Hint({
        "Where is the connection kept, and who else reaches it there?",
        "A connection is a conversation: one thread, one connection. Open it in find."
    })
    void aConnectionEach() throws Exception {
        var query = new UserQuery(users);
        var failures = new ArrayList<Throwable>();

        Thread other =
                Thread.ofVirtual()
                        .name("other")
                        .start(() -> {
                            try {
                                find(query, "Ada");
                            } catch (Throwable failure) {
                                failures.add(failure);
                            }
                        });
        find(query, "Grace");
        other.join();

        if (!failures.isEmpty()) {
            throw new Unmet(
                    "both threads find their user",
                    "the other threw " + failures.getFirst(),
                    failures.getFirst() instanceof Unmet unmet
                            ? unmet.why()
                            : "the second of two callers met a connection that was in use");
        }
        users.expectAllClosed("two threads have searched");
    }

    private static Optional<User> find(UserQuery query, String typed)
            throws DatabaseException, InterruptedException {
        try {
            return query.find(typed);
        } catch (java.util.NoSuchElementException | IndexOutOfBoundsException empty) {
            throw new Unmet(
                    "an empty result, since nobody is called " + typed,
                    "find threw " + empty,
                    "a result without a row is no failure, and no null: getFirst() of an empty list"
                            + " throws");
        }
    }

    /// The table, and what it understands of SQL: one question.
    private static final class Users implements UserQuery.Source {

        private static final Map<String, Integer> IDS = Map.of("Ada", 1, "Grace", 2, "O'Hara", 3);

        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private volatile DatabaseException failure;

        @Override
        public UserQuery.Connection open() {
            opened.incrementAndGet();
            return new Conversation();
        }

        void failWith(DatabaseException failure) {
            this.failure = failure;
        }

        void expectAllClosed(String when) {
            int open = opened.get() - closed.get();
            Expect.that(
                    open == 0,
                    "every connection is closed once " + when,
                    open < 0 ? "one was closed twice" : open + " is still open",
                    "a connection that is not given back is missing for ever: close() was skipped"
                            + " by a return or an exception, or never called");
        }

        private final class Conversation implements UserQuery.Connection {

            private final AtomicBoolean busy = new AtomicBoolean();
            private final AtomicBoolean isClosed = new AtomicBoolean();

            @Override
            public List<Map<String, Object>> query(String sql, Object... parameters)
                    throws DatabaseException, InterruptedException {
                Expect.that(
                        !isClosed.get(),
                        "queries on a connection that is open",
                        "a query on one that was closed",
                        "the connection outlived the call that closed it");
                Expect.that(
                        busy.compareAndSet(false, true),
                        "one thread at a time in each connection",
                        "two queries on one connection at once",
                        "one connection is shared by all callers: its answers come one after the"
                                + " other at best, and one caller's failure is everybody's");
                try {
                    Thread.sleep(5);
                    if (failure != null) {
                        throw failure;
                    }
                    return answer(sql, parameters);
                } finally {
                    busy.set(false);
                }
            }

            @Override
            public void close() {
                if (isClosed.compareAndSet(false, true)) {
                    closed.incrementAndGet();
                }
            }
        }

        private static List<Map<String, Object>> answer(String sql, Object... parameters) {
            String lower = sql.toLowerCase(Locale.ROOT);
            expectNoValueIn(sql);
            Expect.that(
                    lower.matches("(?s)\\s*select\\s.*\\sfrom\\s+users\\s.*\\bname\\s*=\\s*\\?.*"),
                    "a query like: select id, name from users where name = ?",
                    sql,
                    "the database was asked something else than for the user of a name");
            Expect.that(
                    parameters.length == 1,
                    "one parameter for the one ?",
                    parameters.length + " parameters for: " + sql,
                    "each ? gets its value from the parameters, in their order");
            var name = String.valueOf(parameters[0]);
            Integer id = IDS.get(name);
            return id == null ? List.of() : List.of(Map.of("id", id, "name", name));
        }

        private static void expectNoValueIn(String sql) {
            Expect.that(
                    !sql.contains("'?'"),
                    "a ? that stands for a value",
                    sql,
                    "between apostrophes a ? is a text of one character: it is compared with the"
                            + " names, and the parameter has no place");
            boolean holdsValue =
                    Arrays.stream(new String[] {"Ada", "Grace", "Nobody", "Hara", "1'="})
                            .anyMatch(sql::contains);
            Expect.that(
                    !holdsValue,
                    "SQL that is the same for every name, with a ?",
                    sql,
                    "what somebody typed is a part of the SQL: the next one types ' or '1'='1 and"
                            + " gets all users. Quoting by hand is not enough, and not needed");
        }
    }
}
