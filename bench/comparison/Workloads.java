package comparison;

import module java.base;

/// The work that is compared, and who does it in which way.
public final class Workloads {

    private static final IntUnaryOperator NO_FLOOR = size -> 0;

    private Workloads() {}

    public static List<Workload> all() {
        return Stream.of(tasks(), services()).flatMap(List::stream).toList();
    }

    /// Servers: what is measured is how they serve one and the same load.
    private static List<Workload> services() {
        return List.of(
                aggregator("aggregator", 64, 200, List.of(500, 4_000)),
                aggregator("aggregator-512", 512, 0, List.of(4_000)),
                new Workload(
                                "broadcast",
                                "Twenty lines, one after the other, to every client of a WebSocket server",
                                "p13_websocket_chat",
                                200,
                                List.of(200, 1_000),
                                NO_FLOOR,
                                "The answer is there when the last client has the line. A line costs a write for each client, and a write is the system's work: no language makes it cheaper.",
                                List.of(
                                        new Contender(
                                                "websockets, broadcast()", "chat.py", "broadcast"),
                                        new Contender("websockets, gather", "chat.py", "gather")
                                                .onlyInFull(),
                                        new Contender("Helidon, outboxes", "Chat", "64")))
                        .askedBy("ChatLoad", "broadcast"),
                new Workload(
                                "chat",
                                "Deliveries in a chat of a hundred who all talk",
                                "p13_websocket_chat",
                                20_000,
                                List.of(20_000, 200_000),
                                NO_FLOOR,
                                "An outbox for each client sends what has piled up as one frame, so that many lines cost one write. That helps in both languages: compare the ways that send a frame for each line, and those that send up to 64 lines in one. Nothing here is computed, so one event loop does well with outboxes; a hundred threads of Java wake each other on other processors, and with one carrier they do not.",
                                List.of(
                                        new Contender(
                                                "websockets, broadcast()", "chat.py", "broadcast"),
                                        new Contender("websockets, gather", "chat.py", "gather")
                                                .onlyInFull(),
                                        new Contender(
                                                "websockets, outboxes, 64 lines",
                                                "chat.py",
                                                "outbox"),
                                        new Contender(
                                                        "Helidon, outboxes, a frame a line",
                                                        "Chat",
                                                        "1")
                                                .onlyInFull(),
                                        new Contender("Helidon, outboxes, 64 lines", "Chat", "64"),
                                        new Contender(
                                                        "Helidon, 64 lines, one carrier",
                                                        "Chat",
                                                        "64")
                                                .with("-Djdk.virtualThreadScheduler.parallelism=1")
                                                .onlyInFull()))
                        .askedBy("ChatLoad", "chat"));
    }

    private static Workload aggregator(
            String name, int connections, int quick, List<Integer> sizes) {
        return new Workload(
                        name,
                        "Three services asked for one answer, by %d connections"
                                .formatted(connections),
                        "p14_api_aggregator",
                        quick,
                        sizes,
                        size -> Math.ceilDiv(size, connections) * 20,
                        "Each service takes 20 ms. An event loop has one processor, virtual threads have all of them. A fresh JVM interprets its first hundreds of requests, and is warm after some thousands: until then, and so in a quick run, Python is first. `java.net.http` is in the JDK, and costs more for each request than Apache's client.",
                        List.of(
                                new Contender(
                                        "FastAPI, aiohttp's client", "aggregator.py", "fastapi"),
                                new Contender("aiohttp, its client", "aggregator.py", "aiohttp"),
                                new Contender(
                                        "Helidon, Apache HttpClient",
                                        "Aggregator",
                                        "helidon-apache"),
                                new Contender("Helidon, java.net.http", "Aggregator", "helidon-jdk")
                                        .onlyInFull(),
                                new Contender("Javalin, java.net.http", "Aggregator", "javalin-jdk")
                                        .onlyInFull()))
                .askedBy("AggregatorLoad", Integer.toString(connections));
    }

    private static List<Workload> tasks() {
        return List.of(
                new Workload(
                        "gather",
                        "Tasks that end at once",
                        "p02_concurrent_execution",
                        10_000,
                        List.of(1, 1_000, 10_000, 100_000, 1_000_000),
                        NO_FLOOR,
                        "Up to some thousands of tasks Python is first in a fresh process: the JVM still interprets. Java's tasks end while others are made, asyncio's begin when all are there: see `waiters` for the memory of tasks that all wait.",
                        List.of(
                                new Contender("asyncio", "gather.py", "tasks").upTo(100_000),
                                new Contender("asyncio on uvloop", "gather.py", "uvloop"),
                                new Contender("virtual threads", "Gather", "virtual-threads"),
                                new Contender("virtual threads in a scope", "GatherScope", "scope")
                                        .with("--enable-preview")
                                        .onlyInFull(),
                                new Contender("CompletableFuture", "Gather", "futures"))),
                new Workload(
                        "sleepers",
                        "Tasks that sleep for a second",
                        "p01_async_await",
                        0,
                        List.of(100_000, 1_000_000),
                        size -> 1_000,
                        "A million parked threads are deoptimised one by one if their code was compiled before any had woken. A few thousand that wake first prevent it, together with much memory for young objects.",
                        List.of(
                                new Contender("asyncio", "sleepers.py", "tasks").upTo(100_000),
                                new Contender("asyncio on uvloop", "sleepers.py", "uvloop"),
                                new Contender("virtual threads", "Sleepers", "virtual-threads"),
                                new Contender(
                                                "virtual threads after a few, ParallelGC, -Xmn4g",
                                                "Sleepers",
                                                "virtual-threads-after-a-few")
                                        .with("-XX:+UseParallelGC", "-Xmn4g")
                                        .onlyInFull(),
                                new Contender(
                                        "CompletableFuture, delayed", "Sleepers", "futures"))),
                new Workload(
                        "waiters",
                        "Tasks that wait for one event",
                        "p03_tasks",
                        10_000,
                        List.of(1, 10_000, 100_000, 1_000_000),
                        NO_FLOOR,
                        "All wait at the same time, so the memory of each is what the process held at most, less what it held with one task, divided by their number. A JVM takes memory before it collects what is dead: by default that is how much it took, and with 4 MB for young objects how much the tasks hold. A million threads that park in code compiled before any had woken are deoptimised one by one: a few thousand that wake first prevent it, together with much memory for young objects. Neither does alone.",
                        List.of(
                                new Contender("asyncio", "waiters.py", "tasks").upTo(100_000),
                                new Contender("asyncio on uvloop", "waiters.py", "uvloop")
                                        .onlyInFull(),
                                new Contender("virtual threads", "Waiters", "virtual-threads"),
                                new Contender(
                                                "virtual threads, SerialGC, -Xmn4m",
                                                "Waiters",
                                                "virtual-threads")
                                        .with("-XX:+UseSerialGC", "-Xmn4m")
                                        .upTo(100_000)
                                        .onlyInFull(),
                                new Contender(
                                                "virtual threads after a few, ParallelGC, -Xmn4g",
                                                "Waiters",
                                                "virtual-threads-after-a-few")
                                        .with("-XX:+UseParallelGC", "-Xmn4g")
                                        .onlyInFull(),
                                new Contender("CompletableFuture", "Waiters", "futures"),
                                new Contender(
                                                "CompletableFuture, SerialGC, -Xmn4m",
                                                "Waiters",
                                                "futures")
                                        .with("-XX:+UseSerialGC", "-Xmn4m")
                                        .onlyInFull())),
                new Workload(
                        "deep-waiters",
                        "Tasks that wait for one event, fifty calls deep",
                        "p03_tasks",
                        0,
                        List.of(1, 10_000, 100_000),
                        NO_FLOOR,
                        "A coroutine is an object for each call that waits; a virtual thread keeps its stack as one piece.",
                        List.of(
                                new Contender("asyncio", "waiters.py", "deep"),
                                new Contender("virtual threads", "Waiters", "virtual-threads-deep"),
                                new Contender(
                                                "virtual threads, SerialGC, -Xmn4m",
                                                "Waiters",
                                                "virtual-threads-deep")
                                        .with("-XX:+UseSerialGC", "-Xmn4m"))),
                new Workload(
                        "semaphore",
                        "A hundred at once, no work",
                        "p09_semaphores",
                        10_000,
                        List.of(1_000, 10_000, 100_000),
                        NO_FLOOR,
                        "For a long list a hundred workers are cheaper than a task for each item, in both languages. Nothing here waits, so asyncio's workers never give way: one plain loop after the other, and nothing to switch. Java's threads start and end all the same, which is what it loses by in a fresh process.",
                        List.of(
                                new Contender("asyncio, a task for each", "semaphore.py", "tasks"),
                                new Contender("asyncio, 100 workers", "semaphore.py", "workers"),
                                new Contender("a thread for each", "Semaphores", "thread-per-item"),
                                new Contender("100 workers", "Semaphores", "workers"))),
                new Workload(
                        "semaphore-1ms",
                        "A hundred at once, each waits 1 ms",
                        "p09_semaphores",
                        1_000,
                        List.of(1_000, 10_000, 100_000),
                        size -> size / 100,
                        "",
                        List.of(
                                new Contender(
                                        "asyncio, a task for each", "semaphore_work.py", "tasks"),
                                new Contender(
                                        "asyncio, 100 workers", "semaphore_work.py", "workers"),
                                new Contender(
                                        "a thread for each", "Semaphores", "thread-per-item-1ms"),
                                new Contender("100 workers", "Semaphores", "workers-1ms"))),
                new Workload(
                        "queue",
                        "A queue of ten between two tasks",
                        "p08_producer_consumer",
                        10_000,
                        List.of(3_000, 30_000, 300_000),
                        NO_FLOOR,
                        "Platform threads lose: each hand-over wakes a thread of the operating system. With one carrier the two tasks never meet.",
                        List.of(
                                new Contender("asyncio", "queue_of_ten.py", "tasks"),
                                new Contender("asyncio on uvloop", "queue_of_ten.py", "uvloop"),
                                new Contender("virtual threads", "QueueOfTen", "virtual-threads"),
                                new Contender(
                                                "virtual threads, one carrier",
                                                "QueueOfTen",
                                                "one-carrier")
                                        .with("-Djdk.virtualThreadScheduler.parallelism=1"),
                                new Contender(
                                        "platform threads", "QueueOfTen", "platform-threads"))),
                new Workload(
                        "lock",
                        "Five tasks that count under one lock",
                        "p10_locks",
                        20_000,
                        List.of(2_000, 20_000, 200_000),
                        NO_FLOOR,
                        "",
                        List.of(
                                new Contender("asyncio", "lock.py", "tasks"),
                                new Contender("asyncio on uvloop", "lock.py", "uvloop")
                                        .onlyInFull(),
                                new Contender("synchronized", "Locks", "synchronized"),
                                new Contender("ReentrantLock", "Locks", "reentrant-lock"))),
                new Workload(
                        "timeouts",
                        "Calls given up after 100 ms",
                        "p05_timeouts",
                        1_000,
                        List.of(100, 1_000, 10_000),
                        size -> 100,
                        "Each call waits for a future of its own. Asyncio keeps a timer for each; a thread that waits is also one to start and to wake. A scope for each call costs most. One scope for all has one timer.",
                        List.of(
                                new Contender("asyncio, wait_for", "timeouts.py", "tasks"),
                                new Contender(
                                                "asyncio on uvloop, wait_for",
                                                "timeouts.py",
                                                "uvloop")
                                        .onlyInFull(),
                                new Contender(
                                                "asyncio on uvloop, timeout()",
                                                "timeouts.py",
                                                "timeout-uvloop")
                                        .onlyInFull(),
                                new Contender(
                                        "virtual threads, timed get",
                                        "Timeouts",
                                        "virtual-threads"),
                                new Contender("a scope for each", "TimeoutsScope", "a-scope-each")
                                        .with("--enable-preview")
                                        .onlyInFull(),
                                new Contender("one scope for all", "TimeoutsScope", "one-scope")
                                        .with("--enable-preview")
                                        .onlyInFull(),
                                new Contender(
                                        "CompletableFuture.orTimeout", "Timeouts", "futures"))),
                new Workload(
                        "cancel",
                        "Waiting tasks that are cancelled",
                        "p20_cancellation",
                        10_000,
                        List.of(1_000, 10_000, 100_000),
                        NO_FLOOR,
                        "Who is interrupted leaves the queue of what they wait for, and looks through it to do so. With a future for each, the queues are short. Where all wait for one latch, cancelling them is quadratic: 10,000 took a second, and 100,000 between half a minute and five. In a fresh process Java loses: each thread throws, and is woken, in code that is still interpreted. An AOT cache, which keeps what a run before has loaded and learned, is the best that was tried.",
                        List.of(
                                new Contender("asyncio", "cancel.py", "tasks"),
                                new Contender("asyncio on uvloop", "cancel.py", "uvloop")
                                        .onlyInFull(),
                                new Contender("virtual threads", "Cancel", "own-future"),
                                new Contender("virtual threads, AOT cache", "Cancel", "own-future")
                                        .trained()
                                        .onlyInFull(),
                                new Contender("virtual threads at one latch", "Cancel", "one-latch")
                                        .upTo(10_000)
                                        .onlyInFull())),
                new Workload(
                        "generator",
                        "Items of a generator",
                        "p07_async_iterators",
                        100_000,
                        List.of(10_000, 100_000, 1_000_000),
                        NO_FLOOR,
                        "An iterator that blocks needs no thread. A pump has one, and pays for each hand-over: use it where fetching ahead is worth it.",
                        List.of(
                                new Contender("asyncio", "generator.py", "tasks"),
                                new Contender("iterator", "Generator", "iterator"),
                                new Contender(
                                        "pump with a queue of 1,000", "Generator", "queue-pump"))),
                new Workload(
                        "ping-pong",
                        "Two tasks that hand a ball to each other",
                        "p08_producer_consumer",
                        20_000,
                        List.of(2_000, 20_000, 200_000),
                        NO_FLOOR,
                        "",
                        List.of(
                                new Contender("asyncio", "ping_pong.py", "tasks"),
                                new Contender("asyncio on uvloop", "ping_pong.py", "uvloop")
                                        .onlyInFull(),
                                new Contender("virtual threads", "PingPong", "virtual-threads"),
                                new Contender(
                                                "virtual threads, one carrier",
                                                "PingPong",
                                                "one-carrier")
                                        .with("-Djdk.virtualThreadScheduler.parallelism=1"))),
                new Workload(
                        "computing",
                        "Primes below a limit, in four parts",
                        "p17_blocking_work",
                        100_000,
                        List.of(100_000, 1_000_000),
                        NO_FLOOR,
                        "Threads of Python take turns under its lock; processes do not, and cost a start each. Their peak is that of the first alone.",
                        List.of(
                                new Contender("threads", "computing.py", "threads"),
                                new Contender("processes", "computing.py", "processes"),
                                new Contender("platform pool", "Computing", "platform-pool"))),
                new Workload(
                        "sha-256",
                        "Megabytes hashed, in four parts",
                        "p17_blocking_work",
                        10,
                        List.of(10, 50),
                        NO_FLOOR,
                        "Python's hashlib is C that lets its lock go. The JDK's SHA-256 is Java that the JIT replaces by the processor's own instructions once it is warm; cold it loses, with an AOT cache too.",
                        List.of(
                                new Contender("threads", "computing.py", "sha-256"),
                                new Contender("platform pool", "Computing", "sha-256"),
                                new Contender("platform pool, AOT cache", "Computing", "sha-256")
                                        .trained()
                                        .onlyInFull())),
                new Workload(
                        "blocking",
                        "Calls that block for 100 ms",
                        "p17_blocking_work",
                        20,
                        List.of(10, 100, 1_000),
                        size -> 100,
                        "`asyncio.to_thread` has a pool of a few threads (the number of processors and four); virtual threads need none.",
                        List.of(
                                new Contender("asyncio.to_thread", "blocking.py", "threads")
                                        .upTo(100),
                                new Contender("virtual threads", "Blocking", "virtual-threads"))),
                new Workload(
                                "scrape",
                                "Pages of a web server, a hundred in flight",
                                "p11_web_scraping",
                                200,
                                List.of(1_000, 5_000),
                                NO_FLOOR,
                                "The server has a share of the same processors. Of Java's clients `java.net.http` costs the most processor time, and is slow to warm up. Tried beside it: Apache's, and the oldest of the JDK, which keeps its connections from round to round (100 by `-Dhttp.maxConnections`, 5 by default).",
                                List.of(
                                        new Contender(
                                                "aiohttp, a task for each", "scrape.py", "gather"),
                                        new Contender(
                                                "aiohttp, 100 workers", "scrape.py", "workers"),
                                        new Contender(
                                                "HttpClient.send, a thread for each",
                                                "Scrape",
                                                "send"),
                                        new Contender(
                                                        "HttpClient.sendAsync",
                                                        "Scrape",
                                                        "send-async")
                                                .onlyInFull(),
                                        new Contender(
                                                        "HttpURLConnection, 100 workers",
                                                        "Scrape",
                                                        "url-connection")
                                                .with("-Dhttp.maxConnections=100"),
                                        new Contender(
                                                        "HttpURLConnection, AOT cache",
                                                        "Scrape",
                                                        "url-connection")
                                                .with("-Dhttp.maxConnections=100")
                                                .trained()
                                                .onlyInFull(),
                                        new Contender(
                                                        "Apache HttpClient, 100 workers",
                                                        "Scrape",
                                                        "apache")
                                                .onlyInFull()))
                        .beside("Pages"),
                new Workload(
                                "postgres",
                                "Requests of three queries, twenty connections",
                                "p12_database",
                                200,
                                List.of(200, 2_000),
                                NO_FLOOR,
                                "Cold includes opening the pool, and a driver in Java that is still interpreted: there Java loses. On loopback a query takes less time than it takes to hand it to another task: three at once within a request cost more than they save, in both languages. With a database that is far away they save what lesson 12 shows.",
                                List.of(
                                        new Contender(
                                                "asyncpg, three at once", "postgres.py", "tasks"),
                                        new Contender(
                                                        "asyncpg on uvloop, three at once",
                                                        "postgres.py",
                                                        "uvloop")
                                                .onlyInFull(),
                                        new Contender(
                                                "asyncpg on uvloop, 20 workers",
                                                "postgres.py",
                                                "workers-uvloop"),
                                        new Contender(
                                                        "a thread for each request, three at once",
                                                        "Postgres",
                                                        "thread-per-request")
                                                .onlyInFull(),
                                        new Contender(
                                                "32 workers, three at once", "Postgres", "workers"),
                                        new Contender(
                                                "20 platform threads",
                                                "Postgres",
                                                "platform-threads")))
                        .beside("Shop"),
                new Workload(
                        "start",
                        "From the start of a process to its end",
                        "p00_quick_start",
                        1,
                        List.of(1),
                        NO_FLOOR,
                        "Measured from outside; each start is cold. `java Hello.java` starts a compiler first. JBang keeps what it has compiled (the slowest of its rounds is the one that did), but is itself a Java program that looks for it. What helps is to compile before, and to keep what a training run has loaded and linked in an AOT cache (JEP 514).",
                        List.of(
                                new Contender("python hello.py", "hello.py", ""),
                                new Contender("java Hello.java", "Hello.java", ""),
                                new Contender("java Hello.java, C1, SerialGC", "Hello.java", "")
                                        .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                                new Contender(
                                                "java Hello.java, C1, SerialGC, AOT cache",
                                                "Hello.java",
                                                "")
                                        .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                                        .trained(),
                                new Contender("jbang Hello.java", "hello_by_jbang.sh", "")
                                        .onlyInFull(),
                                new Contender("compiled", "Hello", ""),
                                new Contender("compiled, AOT cache", "Hello", "").trained())));
    }
}
