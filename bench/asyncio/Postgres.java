import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/// So many requests of three queries each, by a pool of twenty connections.
static final int CONNECTIONS = 20;

static final int WORKERS = 32;
static final List<String> QUERIES =
        List.of(
                "select name from users where id = ?",
                "select item from orders where user_id = ?",
                "select likes from profiles where user_id = ?");
static HikariDataSource pool; // opened in the first round, and kept: the next ones find it open

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) -> {
                pool = pool == null ? open() : pool;
                return switch (variant) {
                    case "thread-per-request" ->
                            requests(
                                    size,
                                    Executors.newVirtualThreadPerTaskExecutor(),
                                    id -> together(id));
                    case "workers" ->
                            requests(
                                    size,
                                    Executors.newFixedThreadPool(
                                            WORKERS, Thread.ofVirtual().factory()),
                                    id -> together(id));
                    case "platform-threads" ->
                            requests(
                                    size,
                                    Executors.newFixedThreadPool(CONNECTIONS),
                                    id -> oneAfterTheOther(id));
                    default -> throw new IllegalArgumentException(variant);
                };
            });
}

static HikariDataSource open() {
    var config = new HikariConfig();
    config.setJdbcUrl(System.getenv("SERVICE"));
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
}

interface Request {
    int answer(int id) throws Exception;
}

static long requests(int size, ExecutorService threads, Request request) throws Exception {
    try (threads) {
        var answers = new ArrayList<Future<Integer>>(size);
        for (int i = 0; i < size; i++) {
            int id = i % 1_000 + 1;
            answers.add(threads.submit(() -> request.answer(id)));
        }
        long sum = 0;
        for (var answer : answers) {
            sum += answer.get();
        }
        return sum;
    }
}

/// A task and a connection for each query.
static int together(int id) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var asked = QUERIES.stream().map(query -> executor.submit(() -> ask(query, id))).toList();
        int length = 0;
        for (var found : asked) {
            length += found.get().length();
        }
        return length;
    }
}

static int oneAfterTheOther(int id) throws SQLException {
    try (var connection = pool.getConnection()) {
        int length = 0;
        for (String query : QUERIES) {
            length += ask(connection, query, id).length();
        }
        return length;
    }
}

static String ask(String query, int id) throws SQLException {
    try (var connection = pool.getConnection()) {
        return ask(connection, query, id);
    }
}

static String ask(Connection connection, String query, int id) throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
        statement.setInt(1, id);
        try (var result = statement.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }
}
