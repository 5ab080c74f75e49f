///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS io.helidon.webserver:helidon-webserver:4.5.0
//DEPS io.helidon.webserver:helidon-webserver-websocket:4.5.0

// %% [markdown]
// # 13 · WebSocket chat: an outbox for each client
//
// The train is late, and those who wait for it chat. What one of them writes goes
// to everybody in the room. Some lines are quick, one is slow, one is dead, and
// nobody has told the server which is which.
//
// A chat server is a loop that sends each message to all. All of this lesson is
// about what one bad line does to that loop. The pattern is an **outbox** for
// each client: a bounded queue, and one thread that sends what is in it. Whoever
// broadcasts puts the message into each outbox and never waits.
//
// *asyncio:* the library `websockets` has `broadcast()`, which does not wait for
// slow clients. The original of this book sends by `asyncio.gather(*sends)`: one
// dead client ends the handler of whoever writes, one slow client stops the
// broadcast, and nobody is ever removed but by the own handler.
//
// The words of asyncio and of Java, side by side: the [glossary](../docs/GLOSSARY.md).
//
// **To chat in two browser windows:** `jbang scripts/p13_websocket_chat.java`, and
// open the address that it prints. The server listens on this machine only.

// %%
import io.helidon.common.buffers.BufferData;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.logging.Level;
import java.util.logging.Logger;

// %% tags=["active-ipynb"]
// import module java.base;
// import workbook.timeline.Timeline;
// import static workbook.notebook.Notebook.check;

// %%
/// Someone in the room. Sending takes as long as the line to them takes, or fails.
interface Peer {
    String name();

    void send(String message) throws IOException, InterruptedException;
}

/// A line that takes so long for each message.
final class Phone implements Peer {
    private final String name;
    private final Duration each;
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore arrived = new Semaphore(0);

    Phone(String name, int millis) {
        this.name = name;
        each = Duration.ofMillis(millis);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(String message) throws InterruptedException {
        Thread.sleep(each);
        received.add(message);
        arrived.release();
    }

    void await(int messages) throws InterruptedException {
        arrived.acquire(messages);
    }

    List<String> received() {
        return List.copyOf(received);
    }
}

// %%
/// A line that was cut.
record DeadPhone(String name) implements Peer {
    @Override
    public void send(String message) throws IOException {
        throw new IOException("the line to " + name + " is dead");
    }
}

// %%
long millisSince(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
}

// %% [markdown]
// ## The trap: one dead line ends another's handler
//
// Every client has a handler, a thread that reads what this client writes and
// sends it to all. Bob's line is dead. Alice writes "hello".
//
// **Predict:** who gets an exception, and what does Carol get?
//
// <details><summary>Answer</summary>
//
// The exception appears where `send` was called: in *Alice's* handler. It ends,
// and Alice is out of the chat because of Bob. Carol stands behind Bob in the
// list, and gets nothing. Bob is still registered, for the next one to find.
//
// </details>

// %%
void inOneLoop(Collection<Peer> room, String message) throws IOException, InterruptedException {
    for (var peer : room) {
        peer.send(message);
    }
}

void oneDeadLine() throws InterruptedException {
    var alice = new Phone("alice", 0);
    var carol = new Phone("carol", 0);
    var room = List.of(alice, new DeadPhone("bob"), carol);
    try {
        inOneLoop(room, "hello");
    } catch (IOException dead) {
        IO.println("alice's handler ends: " + dead.getMessage());
    }
    IO.println("alice got " + alice.received() + ", carol got " + carol.received());
}

// %% tags=["active-ipynb"]
// oneDeadLine();

// %% [markdown]
// ## The trap: the set is changed while it is iterated
//
// So catch the failure for each peer, and remove the peer. The loop goes over the
// same set that `remove` changes. Java notices at the next step of the loop, and
// the iterator throws. (With luck the removed one was the last, and the loop ends
// before it notices. A `HashSet` has an order of its own, so do not count on it.)
//
// *In asyncio* this needs an `await` in the loop: `RuntimeError: Set changed size
// during iteration`. In Java, other threads join and leave as well, at any moment.

// %%
void removedInTheLoop(Set<Peer> room, String message) throws InterruptedException {
    for (var peer : room) {
        try {
            peer.send(message);
        } catch (IOException dead) {
            room.remove(peer);
        }
    }
}

void removedFromACopy(Set<Peer> room, String message) throws InterruptedException {
    for (var peer : List.copyOf(room)) {
        try {
            peer.send(message);
        } catch (IOException dead) {
            room.remove(peer); // a ConcurrentHashMap.newKeySet() needs no copy for this
        }
    }
}

// %%
void changedWhileIterated() throws InterruptedException {
    var alice = new Phone("alice", 0);
    var carol = new Phone("carol", 0);
    var room = new LinkedHashSet<Peer>(List.of(alice, new DeadPhone("bob"), carol));
    try {
        removedInTheLoop(room, "hello");
    } catch (ConcurrentModificationException changed) {
        IO.println("removed in the loop: carol got " + carol.received() + ", " + changed);
    }
    room.add(new DeadPhone("bob"));
    removedFromACopy(room, "hello again");
    IO.println("removed from a copy: carol got " + carol.received());
}

// %% tags=["active-ipynb"]
// changedWhileIterated();

// %% [markdown]
// ## The trap: one slow line holds up everybody
//
// Now Bob is alive, and slow: 100 ms for a message. Alice sends three.
//
// **Predict:** when does Carol, whose line is quick, have all three?
//
// <details><summary>Answer</summary>
//
// After 300 ms. Each message waits for Bob before the next begins. A thread for
// each `send`, which is what `gather` does, repairs the order within one message
// and not the next message: Alice's handler waits until all have got the first.
//
// </details>

// %%
void slowInTheLoop() throws Exception {
    var carol = new Phone("carol", 0);
    var room = List.<Peer>of(new Phone("alice", 0), new Phone("bob", 100), carol);
    long start = System.nanoTime();
    for (int number = 1; number <= 3; number++) {
        inOneLoop(room, "message " + number);
    }
    IO.println(
            "a loop: carol has %d messages after %d ms"
                    .formatted(carol.received().size(), millisSince(start)));
}

// %% tags=["active-ipynb"]
// Timeline.record("a loop that sends", () -> slowInTheLoop());

// %% [markdown]
// ## The pattern: an outbox for each client
//
// Each client gets a bounded queue and one virtual thread that empties it. To
// broadcast is to `offer` the message to each queue. `offer` never waits: it says
// `false` when the queue is full. That is the moment to decide about the slow
// client, and about nobody else.
//
// One thread for each client also means: one sender at a time, in order. That is
// what a WebSocket asks for. And a failure happens on the thread of the client
// that it belongs to.

// %%
/// What waits for one peer, and the one thread that sends it.
final class Outbox implements AutoCloseable {
    private final Peer peer;
    private final BlockingQueue<String> waiting;
    private final Thread sender;

    Outbox(Peer peer, BlockingQueue<String> waiting) {
        this.peer = peer;
        this.waiting = waiting;
        sender = Thread.ofVirtual().name("sender for " + peer.name()).start(this::send);
    }

    /// @return false if the peer is too slow
    boolean offer(String message) {
        return waiting.offer(message);
    }

    private void send() {
        try {
            while (true) {
                peer.send(waiting.take());
            }
        } catch (IOException | InterruptedException over) {
            // Nobody else's handler notices: this thread is the peer's own.
        }
    }

    /// Ends the sender, and what it is sending.
    @Override
    public void close() throws InterruptedException {
        sender.interrupt();
        sender.join();
    }
}

// %%
void slowWithOutboxes() throws InterruptedException {
    var carol = new Phone("carol", 0);
    var bob = new Phone("bob", 100);
    try (var toBob = new Outbox(bob, new ArrayBlockingQueue<>(10));
            var toCarol = new Outbox(carol, new ArrayBlockingQueue<>(10))) {
        long start = System.nanoTime();
        for (int number = 1; number <= 3; number++) {
            toBob.offer("message " + number);
            toCarol.offer("message " + number);
        }
        carol.await(3);
        IO.println("outboxes: carol has 3 messages after " + millisSince(start) + " ms");
        bob.await(3);
        IO.println("outboxes: bob has his 3 after " + millisSince(start) + " ms");
    }
}

// %% tags=["active-ipynb"]
// Timeline.record("an outbox for each", () -> slowWithOutboxes());

// %% [markdown]
// ## What the timeline shows
//
// On the first picture there is one lane, and it sleeps from end to end: the thread
// that broadcasts is the thread that sends to Bob. On the second it has put
// everything away before the first sleep begins, and waits only because the
// demonstration wants to see how it ends. Bob's lane sleeps, which is his line.
// Carol's lane waits on its queue nearly all the time: she is up to date. Both end
// by an interrupt, when their outbox is closed.
//
// ## The trap: an outbox without a bound
//
// A `LinkedBlockingQueue` without a capacity never says no. Bob's line hangs, the
// room goes on, and what he will never read is kept for him. Ten such clients in
// a busy room are the memory of the server, and all the others fall with it.
//
// **Predict:** 10,000 messages, a bound of 64. Which message is the first that
// Bob's outbox refuses?
//
// <details><summary>Answer</summary>
//
// The 66th. One is being sent, 64 wait. Then you decide: drop the *client* (a
// chat with holes is no chat), drop the *oldest* (positions of a train: only the
// newest counts), or drop the newest. Never wait: that is the slow loop again.
//
// </details>

// %%
/// A line that takes the first message and hangs.
record HungPhone(String name, CountDownLatch hangs) implements Peer {
    @Override
    public void send(String message) throws InterruptedException {
        hangs.countDown();
        Thread.sleep(Duration.ofDays(1));
    }
}

String untilRefused(BlockingQueue<String> queue) throws InterruptedException {
    var bob = new HungPhone("bob", new CountDownLatch(1));
    try (var outbox = new Outbox(bob, queue)) {
        outbox.offer("message 1");
        bob.hangs().await();
        for (int number = 2; number <= 10_000; number++) {
            if (!outbox.offer("message " + number)) {
                return "message " + number + " is refused, " + queue.size() + " wait";
            }
        }
        return "none is refused, " + queue.size() + " wait";
    }
}

void boundedAndNot() throws InterruptedException {
    IO.println("no bound: " + untilRefused(new LinkedBlockingQueue<>()));
    IO.println("a bound of 64: " + untilRefused(new ArrayBlockingQueue<>(64)));
}

// %% tags=["active-ipynb"]
// boundedAndNot();

// %% [markdown]
// ## A real server: what is said on the line
//
// Helidon's web server runs each connection on a virtual thread of its own, which
// reads. What is missing is the thread that writes, and that is our outbox.
//
// First the language. A client sends `join platform-2 alice` or `say hello`. The
// server sends lines: `here alice bob`, `joined bob`, `said alice hello`, `left
// bob`, `error …`. Whatever else comes is an `error`, and no exception.
//
// `say` takes no control characters. A text with a line break in it could forge a
// line of the server: `say hi\nleft bob`.

// %%
interface Patterns {
    Pattern JOIN = Pattern.compile("join ([\\p{L}\\d-]{1,20}) ([\\p{L}\\d-]{1,20})");
    Pattern SAY = Pattern.compile("say (\\P{Cntrl}{1,1000})");
}

/// What a client may say.
sealed interface Command {
    record Join(String room, String name) implements Command {}

    record Say(String text) implements Command {}

    record Malformed(String why) implements Command {}

    static Command of(String message) {
        var join = Patterns.JOIN.matcher(message);
        var say = Patterns.SAY.matcher(message);
        if (join.matches()) {
            return new Join(join.group(1), join.group(2));
        } else if (say.matches()) {
            return new Say(say.group(1));
        }
        return new Malformed("say: join ROOM NAME, or: say TEXT");
    }
}

/// What the server sends: lines, answers to pings, and at last a close code with its reason.
sealed interface Outgoing {
    record Line(String text) implements Outgoing {}

    record Pong(BufferData payload) implements Outgoing {}

    record Goodbye(int code, String reason) implements Outgoing {}
}

/// What the server bears, for each client.
record Limits(int waiting, int linesInAFrame, int messageLength, Duration keepAlive) {
    static final Duration TIME_TO_LEAVE = Duration.ofSeconds(5);
    static final Limits USUAL = new Limits(64, 64, 4_000, Duration.ofSeconds(20));
}

// %% [markdown]
// ## The outbox of a real connection
//
// It does three things more than the first one. What has **piled up** goes out in
// one frame: one write of twenty lines costs what one write of one line costs.
// When there is nothing to send for a while, it **pings**. And it can say
// **goodbye**, with a code, behind all the lines that wait.
//
// To end a client is to interrupt its two threads. A virtual thread that is
// interrupted while it reads from a socket, or writes to it, *closes the socket*.
// Elsewhere that is a trap. Here it is what we want: a sender that hangs in a write
// to someone who never reads gets an exception, and ends.
//
// Why both? Helidon answers a goodbye on the reader, under the lock that the hanging
// write holds. A client that never reads, and says goodbye, hangs both of its
// threads, and to interrupt the one that waits for a lock closes nothing.

// %%
/// What waits for one client, and the sending of it. Its reader is the thread of the connection.
final class Wire {
    private final WsSession session;
    private final Thread reader;
    private final Thread sender = Thread.ofVirtual().name("sender").unstarted(this::send);
    private final Limits limits;
    private final BlockingQueue<Outgoing> outbox;
    private final AtomicInteger unanswered = new AtomicInteger();

    Wire(WsSession session, Thread reader, Limits limits) {
        this.session = session;
        this.reader = reader;
        this.limits = limits;
        outbox = new ArrayBlockingQueue<>(limits.waiting());
    }

    void start() {
        sender.start();
    }

    /// Never waits. A client whose outbox is full is ended, and nobody else notices.
    void offer(Outgoing next) {
        if (!outbox.offer(next)) {
            end();
        }
    }

    void end() {
        reader.interrupt();
        sender.interrupt();
    }

    void awaitEnd() throws InterruptedException {
        reader.join();
        end();
        sender.join();
    }

    /// The client has sent something, be it a pong.
    void heard() {
        unanswered.set(0);
    }

    private void send() {
        try {
            boolean more = true;
            while (more) {
                more = sendNext();
            }
        } catch (InterruptedException | RuntimeException over) {
            // The connection has ended.
        } finally {
            end();
        }
    }

    /// @return false if it was the last
    private boolean sendNext() throws InterruptedException {
        switch (outbox.poll(limits.keepAlive().toNanos(), TimeUnit.NANOSECONDS)) {
            case null -> {
                session.ping(BufferData.create("still there?"));
                return unanswered.incrementAndGet() < 3;
            }
            case Outgoing.Line(String text) -> session.send(andThoseBehind(text), true);
            case Outgoing.Pong(BufferData payload) -> session.pong(payload);
            case Outgoing.Goodbye(int code, String reason) -> {
                session.close(code, reason);
                reader.join(Limits.TIME_TO_LEAVE); // the client answers, and the reader ends
                return false;
            }
        }
        return true;
    }

    private String andThoseBehind(String first) {
        var lines = new StringJoiner("\n").add(first);
        for (int more = 1; more < limits.linesInAFrame(); more++) {
            if (!(outbox.peek() instanceof Outgoing.Line(String text))) {
                break;
            }
            lines.add(text);
            outbox.remove();
        }
        return lines.toString();
    }
}

// %% [markdown]
// ## Who is there
//
// The rooms have one lock. It is held while a line is put into the outboxes, which
// never waits, so it is held for microseconds. What it buys: everybody in a room
// sees the same lines in the same order, and `here` fits the `joined` after it.
// A lock that is held while something is *sent* would be the slow loop again.
//
// Nobody is removed in the loop. A client that is full is ended, and then leaves
// as every client does: once, by its own thread.

// %%
/// Who is in which room.
final class Rooms {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<String, Wire>> rooms = new HashMap<>();

    /// @return false if somebody in the room has this name
    boolean join(Command.Join who, Wire wire) {
        lock.lock();
        try {
            var room = rooms.computeIfAbsent(who.room(), name -> new LinkedHashMap<>());
            if (room.putIfAbsent(who.name(), wire) != null) {
                return false;
            }
            wire.offer(new Outgoing.Line("here " + String.join(" ", room.keySet())));
            broadcast(room, "joined " + who.name());
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(Command.Join who) {
        lock.lock();
        try {
            var room = rooms.get(who.room());
            room.remove(who.name());
            broadcast(room, "left " + who.name());
            if (room.isEmpty()) {
                rooms.remove(who.room());
            }
        } finally {
            lock.unlock();
        }
    }

    void say(Command.Join who, String text) {
        lock.lock();
        try {
            broadcast(rooms.get(who.room()), "said " + who.name() + " " + text);
        } finally {
            lock.unlock();
        }
    }

    private static void broadcast(Map<String, Wire> room, String line) {
        room.values().forEach(wire -> wire.offer(new Outgoing.Line(line)));
    }
}

// %% [markdown]
// ## One client: a reader, a sender, an attendant
//
// Each connection has three virtual threads, with one job each. The *reader* is
// Helidon's: it calls `onMessage`. The *sender* empties the outbox. The
// *attendant* waits for the end, and lets the client leave the room.
//
// Why does the attendant wait for a thread? Because Helidon calls `onClose` when
// the client closes, and **nothing at all** when the line breaks: not `onClose`,
// not `onError`. What ends in every case is the thread that reads. So a client
// leaves exactly once, from one place, however it went.
//
// A long message comes in **parts**: `java.net.http` sends 16,384 characters in one
// frame, and the rest in others. A limit for frames does not limit a message. So
// the parts are put together here, and their sum has a limit.

// %%
/// One connection. Helidon calls it on the thread that reads from this connection.
final class Client implements WsListener {
    private final Rooms rooms;
    private final Set<Client> open;
    private final Limits limits;
    private final StringBuilder message = new StringBuilder();
    private boolean refused;
    private Command.Join place; // null until it has joined
    private Wire wire;
    private Thread attendant;

    Client(Rooms rooms, Set<Client> open, Limits limits) {
        this.rooms = rooms;
        this.open = open;
        this.limits = limits;
    }

    /// A page of another site may not speak for its visitor. Who is no browser sends no origin.
    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
            throws WsUpgradeException {
        var own = headers.first(HeaderNames.HOST).map(host -> "http://" + host);
        var origin = headers.first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !origin.equals(own)) {
            throw new WsUpgradeException(origin.get() + " may not chat here");
        }
        return Optional.empty();
    }

    @Override
    public void onOpen(WsSession session) {
        wire = new Wire(session, Thread.currentThread(), limits);
        wire.start();
        attendant = Thread.ofVirtual().name("attendant").start(this::attend);
        open.add(this);
    }

    private void attend() {
        try {
            wire.awaitEnd();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts an attendant", impossible);
        } finally {
            if (place != null) {
                rooms.leave(place);
            }
            open.remove(this);
        }
    }

    /// Helidon leaves the answer to us. It goes the way of all that is sent.
    @Override
    public void onPing(WsSession session, BufferData payload) {
        wire.heard();
        wire.offer(new Outgoing.Pong(payload.copy()));
    }

    @Override
    public void onPong(WsSession session, BufferData payload) {
        wire.heard();
    }

    @Override
    public void onMessage(WsSession session, String part, boolean last) {
        wire.heard();
        if (refused) {
            return;
        } else if (message.length() + part.length() > limits.messageLength()) {
            refuse(1009, "a message has at most " + limits.messageLength() + " characters");
            return;
        }
        message.append(part);
        if (last) {
            var whole = message.toString();
            message.setLength(0);
            obey(Command.of(whole));
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData part, boolean last) {
        refuse(1003, "this chat is made of text");
    }

    private void refuse(int code, String reason) {
        refused = true;
        wire.offer(new Outgoing.Goodbye(code, reason));
    }

    private void obey(Command command) {
        switch (command) {
            case Command.Join join when place == null -> join(join);
            case Command.Join again -> error("you have joined already");
            case Command.Say early when place == null -> error("join a room first");
            case Command.Say(String text) -> rooms.say(place, text);
            case Command.Malformed(String why) -> error(why);
        }
    }

    private void join(Command.Join as) {
        if (rooms.join(as, wire)) {
            place = as;
        } else {
            error("the name " + as.name() + " is taken");
        }
    }

    private void error(String why) {
        wire.offer(new Outgoing.Line("error " + why));
    }

    /// Says goodbye, and returns when the client has left, or has had its time.
    void dismiss(int code, String reason) throws InterruptedException {
        wire.offer(new Outgoing.Goodbye(code, reason));
        if (!attendant.join(Limits.TIME_TO_LEAVE)) {
            wire.end();
            attendant.join();
        }
    }
}

// %% [markdown]
// ## The page
//
// A browser is a WebSocket client too. The same server serves the page. It shows
// what others wrote by `textContent`, never as HTML: what looks like a tag stays
// text. It works by keyboard, a screen reader is told of new messages (`role=log`),
// and it follows the light or dark of the system.

// %%
interface Style {
    String CSS =
            """
            :root { color-scheme: light dark; --line: light-dark(#767676, #8a8a8a);
                    --paper: light-dark(#fff, #16181c); --ink: light-dark(#1b1b1b, #ececec);
                    --soft: light-dark(#f1f3f5, #22262c); --quiet: light-dark(#595959, #b0b0b0);
                    --accent: light-dark(#0b57d0, #a8c7fa); --on: light-dark(#fff, #062e6f) }
            * { box-sizing: border-box }
            [hidden] { display: none !important }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 56rem; padding: 1rem;
                   height: 100dvh; display: flex; flex-direction: column; gap: .75rem;
                   background: var(--paper); color: var(--ink) }
            h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1rem; margin: 0 }
            form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end }
            label { display: flex; flex-direction: column; flex: 1 1 9rem; font-size: .9rem }
            input, button { font: inherit; padding: .5rem .7rem; border-radius: .4rem; min-height: 2.75rem }
            input { border: 1px solid var(--line); background: var(--paper); color: inherit; width: 100% }
            button { border: 1px solid var(--accent); background: var(--accent); color: var(--on) }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
            #status { margin: 0; min-height: 1.5em; color: var(--quiet) }
            #room { flex: 1; min-height: 0; display: grid; gap: .75rem;
                    grid: minmax(0, 1fr) auto / minmax(0, 1fr) 11rem }
            #log, #people { list-style: none; margin: 0; padding: 0; overflow-wrap: anywhere }
            #log { padding: .75rem; overflow-y: auto; background: var(--soft); border-radius: .4rem }
            #log .note { color: var(--quiet) }
            #say { grid-column: 1 / -1 } #leave { background: transparent; color: var(--accent) }
            @media (max-width: 36rem) {
                #room { grid: auto minmax(0, 1fr) auto / minmax(0, 1fr) }
                #room aside { grid-row: 1 } #people { display: flex; flex-wrap: wrap; gap: 0 .75rem }
            }
            """;
}

// %%
interface Markup {
    String BODY =
            """
            <h1>Waiting for the train</h1>
            <form id="join">
              <label>Your name <input id="name" required maxlength="20" pattern="[\\p{L}\\d\\-]+"
                     autocomplete="nickname" title="letters, digits and -" autofocus></label>
              <label>Room <input id="place" required maxlength="20" pattern="[\\p{L}\\d\\-]+"
                     value="platform-2" title="letters, digits and -"></label>
              <button>Join</button>
            </form>
            <p id="status" role="status"></p>
            <main id="room" hidden>
              <ol id="log" role="log" tabindex="0" aria-label="Messages"></ol>
              <aside><h2>Who is there</h2><ul id="people" aria-label="Who is there"></ul></aside>
              <form id="say">
                <label>Message <input id="text" required maxlength="1000" autocomplete="off"></label>
                <button>Send</button> <button type="button" id="leave">Leave</button>
              </form>
            </main>
            """;
}

// %%
interface Behaviour {
    String SCRIPT =
            """
            const at = id => document.getElementById(id);
            const people = new Set();
            let socket, farewell;

            at("join").addEventListener("submit", event => {
                event.preventDefault();
                at("join").querySelector("button").disabled = true;
                const scheme = location.protocol === "https:" ? "wss:" : "ws:";
                socket = new WebSocket(`${scheme}//${location.host}/chat`);
                socket.onopen = () => socket.send(`join ${at("place").value} ${at("name").value}`);
                socket.onmessage = message => message.data.split("\\n").forEach(take);
                socket.onclose = end => over(farewell || end.reason || "the connection is lost");
                farewell = "";
            });
            at("say").addEventListener("submit", event => {
                event.preventDefault();
                socket.send("say " + at("text").value);
                at("text").value = "";
            });
            at("leave").addEventListener("click", () => leave("you have left"));
            function leave(why) {
                farewell = why;
                socket.close(1000);
            }

            function take(line) {
                const [, kind, name, text] = line.match(/^(\\S+) (\\S+) ?(.*)$/u);
                if (kind === "here") inside(line.split(" ").slice(1));
                if (kind === "joined" || kind === "left") note(`${name} has ${kind}`);
                if (kind === "joined") people.add(name);
                if (kind === "left") people.delete(name);
                if (kind === "said") show("", `${name}: ${text}`);
                if (kind === "error") refused(line.slice("error ".length));
                at("people").replaceChildren(...[...people].map(name => item("", name)));
            }
            """;
    String LOOKS =
            """
            function inside(names) {
                people.clear();
                names.forEach(name => people.add(name));
                at("log").replaceChildren();
                at("join").hidden = true;
                at("room").hidden = false;
                at("status").textContent = `You are ${at("name").value}, in ${at("place").value}.`;
                at("text").focus();
            }
            function over(reason) {
                at("status").textContent = `Not connected: ${reason}.`;
                at("join").hidden = false;
                at("room").hidden = true;
                at("join").querySelector("button").disabled = false;
                at("name").focus();
            }
            function refused(why) {
                if (at("room").hidden) leave(why);
                else note(why);
            }
            const note = text => show("note", text);
            function item(kind, text) {
                const made = document.createElement("li");
                made.className = kind;
                made.textContent = text;
                return made;
            }
            function show(kind, text) {
                const log = at("log");
                const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 50;
                log.append(item(kind, text));
                while (log.children.length > 500) log.firstChild.remove();
                if (atEnd) log.scrollTop = log.scrollHeight;
            }
            """;

    static String page() {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Chat: waiting for the train</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <style>%s</style></head>
        <body>%s<script>%s%s</script></body></html>
        """
                .formatted(Style.CSS, Markup.BODY, SCRIPT, LOOKS);
    }
}

// %% [markdown]
// ## The server
//
// One route for the page, one for the sockets: each connection gets a `Client` of
// its own.
//
// Closing is graceful: everybody gets the lines that wait and the code 1001,
// "going away", and has a while to answer. Then the port is closed.

// %%
final class ChatServer implements AutoCloseable {
    static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final Rooms rooms = new Rooms();
    private final Set<Client> open = ConcurrentHashMap.newKeySet();
    private final WebServer server;

    /// @param port 0 for any that is free
    ChatServer(int port, Limits limits) {
        HELIDON.setLevel(Level.WARNING);
        server =
                WebServer.builder()
                        .address(InetAddress.getLoopbackAddress())
                        .port(port)
                        .shutdownHook(false)
                        .routing(http ->
                                http.get(
                                        "/",
                                        (_, response) -> {
                                            response.headers().contentType(MediaTypes.TEXT_HTML);
                                            response.send(Behaviour.page());
                                        }))
                        .addRouting(
                                WsRouting.builder()
                                        .endpoint("/chat", () -> new Client(rooms, open, limits)))
                        .build()
                        .start();
    }

    int port() {
        return server.port();
    }

    Rooms rooms() {
        return rooms;
    }

    @Override
    public void close() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client : open) {
                executor.submit(() -> {
                    client.dismiss(1001, "the server closes");
                    return null;
                });
            }
        }
        server.stop();
    }
}

// %% [markdown]
// ## Clients of the JDK
//
// `java.net.http.WebSocket` gives messages to a *listener*, in parts, and only as
// many as it asks for: each `request(1)` is for one more call of the listener.
// What `onText` gets may be a part of a message. The last part says so.

// %%
interface Http {
    HttpClient CLIENT = HttpClient.newHttpClient();

    static WebSocket connect(int port, WebSocket.Listener listener) {
        var chat = URI.create("ws://127.0.0.1:" + port + "/chat");
        return CLIENT.newWebSocketBuilder().buildAsync(chat, listener).join();
    }
}

/// A client that keeps the lines that come.
final class Visitor implements WebSocket.Listener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    void join(ChatServer server, String name) throws InterruptedException {
        socket = Http.connect(server.port(), this);
        send("join platform-2 " + name);
        await("joined " + name);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            message.toString().lines().forEach(lines::add);
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        lines.add("closed by " + code + ", " + reason);
        return null;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendPart(String text) {
        socket.sendText(text, false).join();
    }

    void sendBytes(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// The line is cut: no goodbye.
    void vanish() {
        socket.abort();
    }

    /// @return the next line that begins so
    String await(String beginning) throws InterruptedException {
        while (true) {
            var line = lines.poll(10, TimeUnit.SECONDS);
            if (line == null || line.startsWith(beginning)) {
                return line;
            }
        }
    }
}

// %%
Visitor visit(ChatServer server, String name) throws InterruptedException {
    var visitor = new Visitor();
    visitor.join(server, name);
    return visitor;
}

// %% [markdown]
// ## They chat, and one vanishes
//
// **Predict:** Bob's line is cut. Who tells the room?
//
// <details><summary>Answer</summary>
//
// His attendant. The read of his connection failed, its thread ended, and
// Helidon told his `Client` nothing. A server that waits for `onClose` keeps him
// in the list.
//
// </details>

// %%
void theyChat() throws Exception {
    Visitor alice;
    try (var server = new ChatServer(0, Limits.USUAL)) {
        alice = visit(server, "alice");
        var bob = visit(server, "bob");
        bob.send("say hello");
        IO.println("alice reads: " + alice.await("said"));
        bob.vanish();
        IO.println("alice reads: " + alice.await("left"));
        var newBob = visit(server, "bob");
        newBob.sendPart("say here I ");
        newBob.send("am again");
        IO.println("alice reads: " + alice.await("said"));
    }
    IO.println("the server closes, alice reads: " + alice.await("closed"));
}

// %% tags=["active-ipynb"]
// theyChat();

// %% [markdown]
// ## What is too long, or no command
//
// What is not in the language gets an answer. What is too long, or not text, ends
// the connection, with a code that says why: 1009 is "message too big", 1003
// "unsupported data", 1001 "going away". A parser that throws would end it as well,
// with 1011, which says that the *server* has a bug. It would have one.
//
// A browser lets any page open a socket to any server, yours on `127.0.0.1` among
// them, and tells only where the page is from: `Origin`. The server has to look.

// %%
String fromElsewhere(int port) {
    var chat = URI.create("ws://127.0.0.1:" + port + "/chat");
    var asked =
            Http.CLIENT
                    .newWebSocketBuilder()
                    .header("Origin", "http://elsewhere.example")
                    .buildAsync(chat, new WebSocket.Listener() {});
    try {
        asked.join().abort();
        return "connected";
    } catch (CompletionException refused) {
        return refused.getCause() instanceof WebSocketHandshakeException handshake
                ? "status " + handshake.getResponse().statusCode()
                : refused.toString();
    }
}

void whatIsRefused() throws Exception {
    try (var server = new ChatServer(0, Limits.USUAL)) {
        var alice = visit(server, "alice");
        alice.send("hello?");
        IO.println("no command: " + alice.await("error"));
        alice.send("say hello\nleft bob");
        IO.println("a forged line: " + alice.await("error"));
        alice.send("say " + "x".repeat(20_000));
        IO.println("too long: " + alice.await("closed"));
        var bob = visit(server, "bob");
        bob.sendBytes((byte) 1, (byte) 2);
        IO.println("no text: " + bob.await("closed"));
        IO.println("a page of another site: " + fromElsewhere(server.port()));
    }
}

// %% tags=["active-ipynb"]
// whatIsRefused();

// %% [markdown]
// ## The client that never reads
//
// This one is written by hand, on a socket, so that it really reads nothing: not
// even a ping. The four zeros are its mask: a client must mask what it sends.
//
// The kernel of the server keeps for it what fits into the buffers of the socket.
// Then the `write` of its sender blocks, its outbox fills, and one `offer` is
// refused. Alice sends each message when she has read the one before.
//
// **Predict:** does Carol miss one? Does Alice wait for Bob?
//
// <details><summary>Answer</summary>
//
// Neither. The first message that finds Bob's outbox full ends Bob. Carol gets
// every message, and so does Alice.
//
// </details>

// %%
Socket neverReads(ChatServer server, String name) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    var hello =
            """
            GET /chat HTTP/1.1
            Host: 127.0.0.1
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

            """;
    var join = "join platform-2 " + name;
    var out = socket.getOutputStream();
    out.write(hello.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {(byte) 0x81, (byte) (0x80 | join.length()), 0, 0, 0, 0});
    out.write(join.getBytes(StandardCharsets.US_ASCII));
    return socket;
}

// %%
void oneNeverReads() throws Exception {
    try (var server = new ChatServer(0, Limits.USUAL)) {
        var alice = visit(server, "alice");
        var carol = visit(server, "carol");
        try (var bob = neverReads(server, "bob")) {
            IO.println("alice reads: " + alice.await("joined bob"));
            int sent = 0;
            String line = "";
            while (!line.startsWith("left")) {
                alice.send("say " + "x".repeat(1_000));
                sent++;
                line = alice.await("");
            }
            int read = 0;
            while (read < sent && carol.await("said") != null) {
                read++;
            }
            IO.println("alice reads: " + line);
            IO.println("carol has read all of them: " + (read == sent));
        }
    }
}

// %% tags=["active-ipynb"]
// oneNeverReads();

// %% [markdown]
// ## The client that is not there any more
//
// In a quiet room nothing fills an outbox, and TCP does not notice a laptop that
// was closed. So the sender pings when it has had nothing to send for a while. Who
// lives answers with a pong, and Java's client, like a browser, does that by
// itself. Three pings without a word, and the client is ended.

// %%
void oneIsGone() throws Exception {
    var limits = new Limits(64, 64, 4_000, Duration.ofMillis(300));
    try (var server = new ChatServer(0, limits)) {
        var alice = visit(server, "alice");
        try (var bob = neverReads(server, "bob")) {
            alice.await("joined bob");
            long start = System.nanoTime();
            IO.println(
                    "alice reads: "
                            + alice.await("left")
                            + ", after "
                            + millisSince(start)
                            + " ms");
            alice.send("say alone again");
            IO.println("alice, quiet as well, is still there: " + alice.await("said"));
        }
    }
}

// %% tags=["active-ipynb"]
// oneIsGone();

// %% [markdown]
// ## The trap: `sendText` while one is pending
//
// `sendText` returns at once, with a `CompletableFuture`. The message is sent when
// the future is complete. Until then, this socket takes no other. The server below
// reads nothing for a while, so the first message cannot get through.

// %%
/// A server's end of a connection that reads nothing until it may.
record Deaf(CountDownLatch mayRead) implements WsListener {
    @Override
    public void onOpen(WsSession session) {
        try {
            mayRead.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}

WebServer deafServer(CountDownLatch mayRead) {
    return WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .shutdownHook(false)
            .addRouting(WsRouting.builder().endpoint("/chat", () -> new Deaf(mayRead)))
            .build()
            .start();
}

// %%
void sendWhilePending() throws Exception {
    var mayRead = new CountDownLatch(1);
    var server = deafServer(mayRead);
    try {
        var socket = Http.connect(server.port(), new WebSocket.Listener() {});
        var first = socket.sendText("x".repeat(20_000_000), true);
        var second = socket.sendText("hello", true);
        IO.println("the second message: " + second.exceptionNow());
        mayRead.countDown();
        var third = first.thenCompose(sent -> sent.sendText("hello", true));
        third.join();
        IO.println("the third, sent when the first was through: " + third.state());
        socket.abort();
    } finally {
        server.stop();
    }
}

// %% tags=["active-ipynb"]
// sendWhilePending();

// %% [markdown]
// The exception is in the future. Who ignores what `sendText` returns loses
// messages and never knows (lesson 18). A chain of `thenCompose` works, and is an
// outbox without a bound: it grows while the other side does not read. On a virtual
// thread `sendText(…).join()` is a send that waits, and the outbox of this lesson
// fits a client as well as a server.
//
// ## The trap: no `request`, or a part taken for the whole
//
// **Predict:** a listener never calls `request`. The server sends three messages.
// How many arrive?
//
// <details><summary>Answer</summary>
//
// One. `onOpen`, unless you write your own, requests one. The others wait in
// buffers, and when those are full, the *server's* write blocks: you are the
// client that never reads. Who overrides `onOpen` and forgets `request(1)` there
// gets nothing at all.
//
// </details>

// %%
/// Notes each call of `onText`, and asks for nothing more.
final class Passive implements WebSocket.Listener {
    final Semaphore calls = new Semaphore(0);

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        calls.release();
        return null;
    }
}

// %%
void withoutRequest() throws Exception {
    try (var server = new ChatServer(0, Limits.USUAL)) {
        var passive = new Passive();
        var socket = Http.connect(server.port(), passive);
        socket.sendText("hello?", true).join(); // each is answered by an error
        passive.calls.acquire();
        socket.sendText("hello?", true).join();
        socket.sendText("hello?", true).join();
        boolean more = passive.calls.tryAcquire(200, TimeUnit.MILLISECONDS);
        IO.println("without request: the first answer came, and more: " + more);
        socket.request(1);
        passive.calls.acquire();
        IO.println("after request(1) the next one came");
        socket.abort();
    }
}

// %% tags=["active-ipynb"]
// withoutRequest();

// %% [markdown]
// The other half of the listener is `last`. How a message is cut into parts is
// the network's choice: a program that takes each part for a message works on one
// machine and fails on another. `Visitor` puts them together, as `Client` does on
// the server.
//
// ## What one write costs
//
// The sender takes what has piled up, and sends it as one frame. Below, 10,000
// lines go to one client, at first each in a frame of its own.

// %%
void inFramesOf(int linesInAFrame) throws Exception {
    var limits = new Limits(20_000, linesInAFrame, 4_000, Duration.ofSeconds(20));
    try (var server = new ChatServer(0, limits)) {
        var alice = visit(server, "alice");
        var who = new Command.Join("platform-2", "alice");
        long start = System.nanoTime();
        for (int number = 1; number <= 10_000; number++) {
            server.rooms().say(who, "message " + number);
        }
        alice.await("said alice message 10000");
        IO.println(
                "10000 lines, at most %d in a frame: %d ms"
                        .formatted(linesInAFrame, millisSince(start)));
    }
}

// %% tags=["active-ipynb"]
// inFramesOf(1);
// inFramesOf(64);

// %% [markdown]
// Three runs on two busy processors took 1,106, 234 and 239 ms with a frame for
// each line, and 162, 160 and 62 ms with up to 64 lines in one. A frame for each
// line is a write for each line, and writes are what a chat spends its time with.
//
// Nothing waits to be collected: a single line goes out at once. The frames grow
// by themselves when the client, or the machine, falls behind. The price is in the
// language: what the server sends is one or more lines, and every client splits it.
//
// ## When each
//
// | you have | use | because |
// |---|---|---|
// | clients who must see all, or go | a bounded outbox, drop the client | no holes |
// | clients who want the latest | a bounded outbox, drop the oldest | the old is worthless (27) |
// | one writer, one slow reader | a blocking `put` | the writer can wait (8) |
// | lines in one direction only | server-sent events over HTTP | no frames, no pings |
// | ten clients inside the house | the loop with `try` in it | count before you build |
// | more than one machine | a broker behind the servers | an outbox is in one memory |
//
// Whatever you use: **who** is slow must be the only one who notices.
//
// <details><summary>Teacher's notes: 60 minutes and the exercises</summary>
//
// - 15 min: the three traps of the loop. Ask for each who gets the exception, and
//   who waits. The answer is never the one whose line it is.
// - 10 min: the outbox, and the bound. Let them choose what to drop for a chat, a
//   train's position, and a bank's payments. (The last: neither. It is no
//   broadcast.)
// - 15 min: the real server. Two browser windows on the projector, then close the
//   laptop lid of one: nothing happens for a minute. Why? Three pings of 20 s.
// - 10 min: the reader, the sender, the attendant. Have them find the places from
//   which `rooms.leave` is called. (One.) Then ask for all the ways to go.
// - 10 min: clients of the JDK. `sendText` without `join` is the most frequent
//   mistake, and the loss is silent.
// - Exercises: 5, 12 and 25 minutes. Before the last, let them list all the ways in
//   which a client can end, and where each arrives in their design.
//
// </details>

// %% [markdown]
// What this costs beside the same work in asyncio, measured in one run:
// [broadcast](../bench/RESULTS.md#broadcast) and
// [chat](../bench/RESULTS.md#chat).
//
// ## Your turn
//
// Open a file from here, edit it, save it, then run its cell below. Or check in a
// terminal: `./workbook check p13`. In a notebook on the JJava kernel a cell that
// begins with `%%exercise p13/Broadcast` saves itself as that file; the original
// IJava kernel lacks that magic.
//
// The checks have no sockets: the lines are made up, so that your code can run with
// its threads in every order, on a clock of its own. A check that fails names its
// *steps*: run that command, and a table shows who did what, and who went first.
//
// - [Broadcast.java](../exercises/p13_websocket_chat/Broadcast.java), 5 minutes:
//   to everybody, whatever happens to one.
// - [ChatRoom.java](../exercises/p13_websocket_chat/ChatRoom.java), 12 minutes:
//   repair the room of the original, where Alice is thrown out when Bob's line is
//   cut.
// - [ClientOutbox.java](../exercises/p13_websocket_chat/ClientOutbox.java),
//   25 minutes: an outbox that ends once, however it ends.

// %% tags=["active-ipynb"]
// check("p13/Broadcast");

// %% tags=["active-ipynb"]
// check("p13/ChatRoom");

// %% tags=["active-ipynb"]
// check("p13/ClientOutbox");

// %% [markdown]
// <details><summary>After solving: what else you could have built</summary>
//
// - `Broadcast` could hold a `CopyOnWriteArraySet`: each broadcast goes over the
//   list as it was when it began, and each `join` copies it. Good for few changes
//   and many messages. A `ConcurrentHashMap.newKeySet()` costs nothing to change,
//   and who joins meanwhile may get the message or not. A lock and a copy is the
//   third way; never hold the lock while you send.
// - `ChatRoom` could give the leaving to the client's own thread alone: whoever
//   finds a dead line only *closes* it, its `receive` fails, and its `finally` is
//   the one place that removes it. That is the attendant of this lesson. It leaves
//   "once" to the structure, where `if (clients.remove(client))` leaves it to an
//   atomic answer. The price: for a moment a dead client is still in the list.
// - `ClientOutbox` could be an `ArrayBlockingQueue` with an end mark, as in lesson
//   8. Then the mark must find room in a full queue, and "closing" must still be
//   looked at and the message put in as *one* step. With a lock and a condition
//   both are two lines. Another way is a `Semaphore` for the places and a
//   `LinkedBlockingQueue`. In all of them one thread sends, and its `finally` is
//   where a client ends.
//
// </details>

// %% tags=["active-java"]
void demo() throws Exception {
    oneDeadLine();
    changedWhileIterated();
    slowInTheLoop();
    slowWithOutboxes();
    boundedAndNot();
    theyChat();
    whatIsRefused();
    oneNeverReads();
    oneIsGone();
    sendWhilePending();
    withoutRequest();
    inFramesOf(1);
    inFramesOf(64);
}

/// @return 8080, or 0 for any if somebody has it
int usualPort() {
    try (var probe = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
    } catch (IOException taken) {
        return 0;
    }
}

void serve(int port) throws InterruptedException {
    var server = new ChatServer(port, Limits.USUAL);
    var goodbye =
            new Thread(() -> {
                try {
                    server.close();
                } catch (InterruptedException impatient) {
                    Thread.currentThread().interrupt();
                }
            });
    Runtime.getRuntime().addShutdownHook(goodbye);
    IO.println("A chat, until Ctrl-C. Open it in two windows:");
    IO.println("  http://127.0.0.1:" + server.port() + "/");
    Thread.currentThread().join();
}

void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("demo")) {
        demo();
    } else {
        serve(arguments.length > 0 ? Integer.parseInt(arguments[0]) : usualPort());
    }
}
