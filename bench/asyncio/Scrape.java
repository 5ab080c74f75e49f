import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// So many pages of one web server, a hundred in flight at most.
static final URI SITE = URI.create(System.getenv("SERVICE"));

static final int LIMIT = 100;

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "send" -> send(size);
                        case "send-async" -> sendAsync(size);
                        case "url-connection" -> urlConnection(size);
                        case "apache" -> apache(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

static long send(int size) throws Exception {
    try (var client = httpClient()) {
        return threadForEach(size, page -> client.send(get(page), BodyHandlers.ofString()).body());
    }
}

static long sendAsync(int size) throws Exception {
    try (var client = httpClient()) {
        var permits = new Semaphore(LIMIT);
        var numbers = new ArrayList<CompletableFuture<Integer>>(size);
        for (int number = 0; number < size; number++) {
            permits.acquire();
            numbers.add(
                    client.sendAsync(get(page(number)), BodyHandlers.ofString())
                            .whenComplete((answer, failure) -> permits.release())
                            .thenApply(answer -> number(answer.body())));
        }
        return numbers.stream().mapToLong(CompletableFuture::join).sum();
    }
}

/// The oldest client of the JDK. Its connections are those of the whole JVM: the next round finds
/// them open.
static long urlConnection(int size) throws Exception {
    return workers(
            size,
            page -> {
                try (var body = page.toURL().openStream()) {
                    return new String(body.readAllBytes());
                }
            });
}

static long apache(int size) throws Exception {
    var connections =
            PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(LIMIT)
                    .setMaxConnPerRoute(LIMIT)
                    .build();
    try (var client = HttpClients.custom().setConnectionManager(connections).build()) {
        return workers(
                size,
                page ->
                        client.execute(
                                new HttpGet(page),
                                answer -> EntityUtils.toString(answer.getEntity())));
    }
}

/// Without the version, each request asks to go on in HTTP/2.
static HttpClient httpClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
}

static HttpRequest get(URI page) {
    return HttpRequest.newBuilder(page).build();
}

static URI page(int number) {
    return SITE.resolve("/" + number);
}

static int number(String text) {
    return Integer.parseInt(text.strip());
}

/// A client that blocks.
interface Client {
    String fetch(URI page) throws Exception;
}

static long threadForEach(int size, Client client) throws Exception {
    var permits = new Semaphore(LIMIT);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var numbers = new ArrayList<Future<Integer>>(size);
        for (int i = 0; i < size; i++) {
            var page = page(i);
            numbers.add(
                    executor.submit(() -> {
                        permits.acquire();
                        try {
                            return number(client.fetch(page));
                        } finally {
                            permits.release();
                        }
                    }));
        }
        return sum(numbers);
    }
}

static long workers(int size, Client client) throws Exception {
    var next = new AtomicInteger();
    Callable<Long> worker =
            () -> {
                long sum = 0;
                for (int i; (i = next.getAndIncrement()) < size; ) {
                    sum += number(client.fetch(page(i)));
                }
                return sum;
            };
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        return sum(executor.invokeAll(Collections.nCopies(LIMIT, worker)));
    }
}

static long sum(List<? extends Future<? extends Number>> numbers) throws Exception {
    long sum = 0;
    for (var number : numbers) {
        sum += number.get().longValue();
    }
    return sum;
}
