package p13_websocket_chat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import p13_websocket_chat.ChatRoom.Client;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class ChatRoomTest {

    private static final String NOT_YOURS =
            "the failure of one client's send came up in the thread of another, who had only"
                    + " written something, and ended it";

    @AllSchedules(preemptions = 1)
    @DisplayName("what one writes goes to all, and who leaves is gone")
    @Hint({
        "The writer is in the room as well, and gets the message like the others.",
        "Who has left is removed first, and then the others are told."
    })
    void goesToAll() throws Exception {
        var room = new ChatRoom();
        var alice = new Line("alice").writes(10, "hello").leaves(20);
        var ben = new Line("ben").leaves(30);
        var carol = new Line("carol").leaves(40);
        serveAll(room, alice, ben, carol);

        for (var line : List.of(alice, ben, carol)) {
            line.expectEndedWell();
            line.expectOnce(
                    "alice: hello",
                    "everybody is in the room at the same time, and is told each message once: who"
                            + " is served one after the other, by a lock around serve, meets nobody");
            line.expectClosedOnce();
        }
        carol.expectOnce("alice has left", "the others are told who has left, once");
        carol.expectOnce("ben has left", "the others are told who has left, once");
        expectNames(room, Set.of());
    }

    @AllSchedules(delays = 1)
    @DisplayName("a line that is dead ends nobody else's serve, and is removed from the room")
    @Hint({
        "Whose thread runs broadcast, and whose failure does it meet there?",
        "Catch around each send, in the loop, whatever it throws, and throw nothing on.",
        "catch (IOException | RuntimeException broken) { leave(client); } and no throw."
    })
    void deadLine() throws Exception {
        for (Exception failure :
                List.of(new IOException("cut"), new IllegalStateException("closed"))) {
            var room = new ChatRoom();
            var alice = new Line("alice").writes(10, "hello").writes(20, "again").leaves(40);
            var bob = new Line("bob").breaksFrom(10, failure).waits();
            var dora = new Line("dora").leaves(50);
            room.names(); // may be asked of an empty room
            var serving = serve(room, alice, bob, dora);
            Thread.sleep(Duration.ofMillis(30));
            var names = room.names();
            join(List.of(alice)); // what befell her says more than who else waits
            alice.expectEndedWell();
            join(serving);

            dora.expectOnce("alice: hello", "the others get a message that one cannot get");
            dora.expectOnce("alice: again", "the writer goes on after the failure of another");
            dora.expectOnce("bob has left", "the others are told of a client who was removed");
            bob.expectClosedOnce();
            Expect.equal(
                    Set.of("alice", "dora"),
                    names,
                    "a client whose line is dead is still in the room, for every message to find");
        }
    }

    @AllSchedules(delays = 2)
    @DisplayName("an end that two threads notice is told once, and closes the client once")
    @Hint({
        "Two threads notice the end of one client. Which of them tells the others?",
        "Of two threads that remove the same element, one is told true. Ask the answer.",
        "if (clients.remove(client)) { close, and tell the others; } and for false: nothing."
    })
    void noticedByTwo() throws Exception {
        var room = new ChatRoom();
        var alice = new Line("alice").writes(10, "hello").leaves(30);
        var bob = new Line("bob").breaksFrom(10, new IOException("cut")).breaks(10);
        serveAll(room, alice, bob);

        alice.expectEndedWell();
        bob.expectEndedByReceive();
        bob.expectClosedOnce();
        alice.expectOnce("bob has left", "one of the two who notice tells it, and not both");
        expectNames(room, Set.of());
    }

    @AllSchedules(delays = 2)
    @DisplayName("clients come and go while another one writes")
    @Hint({
        "How many threads touch the set, and what keeps them apart?",
        "The set is changed while it is iterated, by this thread or by another.",
        "ConcurrentHashMap.newKeySet() may be changed while it is iterated."
    })
    void comeAndGo() throws Exception {
        var room = new ChatRoom();
        var alice = new Line("alice").writes(10, "hello").leaves(30);
        var ben = new Line("ben").leaves(10);
        serveAll(room, alice, ben);

        alice.expectEndedWell();
        ben.expectEndedWell();
        alice.expectOnce("alice: hello", "who is in the room all the time gets every message");
        alice.expectOnce("ben has left", "the others are told who has left, once");
        expectNames(room, Set.of());
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("who is interrupted, or breaks, leaves like everybody else")
    @Hint({
        "Which way out of serve goes past leave?",
        "finally is for every way out: a return, an IOException, an InterruptedException.",
        "Let what receive throws pass: no catch in serve."
    })
    void everyWayOut() throws Exception {
        var room = new ChatRoom();
        var alice = new Line("alice").leaves(40);
        var bob = new Line("bob").waits();
        var carol = new Line("carol").breaks(20);
        var serving = serve(room, alice, bob, carol);
        Thread.sleep(Duration.ofMillis(10));
        bob.thread.interrupt();
        join(serving);

        alice.expectEndedWell();
        Expect.that(
                bob.end instanceof InterruptedException,
                "serve of an interrupted client throws InterruptedException",
                bob.ended(),
                "the interrupt was swallowed or replaced on its way, and whoever runs the thread"
                        + " cannot tell that it was asked to stop");
        carol.expectEndedByReceive();
        bob.expectClosedOnce();
        carol.expectClosedOnce();
        alice.expectOnce("bob has left", "the others are told who has left, once");
        alice.expectOnce("carol has left", "the others are told who has left, once");
        expectNames(room, Set.of());
    }

    private static void serveAll(ChatRoom room, Line... lines) throws InterruptedException {
        join(serve(room, lines));
    }

    private static List<Line> serve(ChatRoom room, Line... lines) {
        for (var line : lines) {
            line.thread = Thread.ofVirtual().name(line.name).start(() -> line.serveIn(room));
        }
        return List.of(lines);
    }

    private static void join(List<Line> serving) throws InterruptedException {
        for (var line : serving) {
            Expect.that(
                    line.thread.join(Duration.ofHours(1)),
                    "serve ends when its client has left or was closed",
                    "serve of " + line.name + " does not return",
                    "nobody closed its client, so its receive waits on: who notices that a line is"
                            + " dead closes the client as well");
        }
    }

    private static void expectNames(ChatRoom room, Set<String> names) {
        Expect.equal(names, room.names(), "serve has ended, and its client is still in the room");
    }

    /// The connection of one client: what it writes and when, and how it ends.
    private static final class Line implements Client {

        private record Written(long at, String text) {}

        private final String name;
        private final List<Written> writes = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private long leavesAt = Long.MAX_VALUE;
        private long breaksAt = Long.MAX_VALUE;
        private long sendBreaksAt = Long.MAX_VALUE;
        private Exception failure;
        private long begin;
        private int closes;
        private Thread thread;
        private IOException receiveThrew;
        private Throwable end;

        Line(String name) {
            this.name = name;
        }

        Line writes(long at, String text) {
            writes.add(new Written(at, text));
            return this;
        }

        Line leaves(long at) {
            leavesAt = at;
            return this;
        }

        Line breaks(long at) {
            breaksAt = at;
            return this;
        }

        Line breaksFrom(long at, Exception how) {
            sendBreaksAt = at;
            failure = how;
            return this;
        }

        /// Reads as it is: it writes nothing, and leaves only when it is closed.
        Line waits() {
            return this;
        }

        void serveIn(ChatRoom room) {
            begin = System.nanoTime();
            try {
                room.serve(this);
            } catch (Throwable thrown) {
                end = thrown;
            }
        }

        private long now() {
            return Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> receive() throws IOException, InterruptedException {
            if (!writes.isEmpty()) {
                var next = writes.removeFirst();
                endsBefore(next.at);
                return Optional.of(next.text);
            }
            endsBefore(Math.min(leavesAt, breaksAt));
            if (breaksAt < leavesAt) {
                throw broken("is cut");
            }
            return Optional.empty();
        }

        /// Waits until then, unless the line is closed before.
        private void endsBefore(long at) throws IOException, InterruptedException {
            long left = at == Long.MAX_VALUE ? Long.MAX_VALUE : at - now();
            if (closed.await(left, TimeUnit.MILLISECONDS)) {
                throw broken("was closed");
            }
        }

        private IOException broken(String how) {
            receiveThrew = new IOException("the line of " + name + " " + how);
            return receiveThrew;
        }

        @Override
        public synchronized void send(String message) throws IOException {
            if (closes > 0) {
                throw new IOException(name + " was closed");
            }
            if (now() >= sendBreaksAt) {
                switch (failure) {
                    case IOException broken -> throw broken;
                    case RuntimeException gone -> throw gone;
                    default -> throw new IllegalStateException(failure);
                }
            }
            told.add(message);
        }

        @Override
        public synchronized void close() {
            closes++;
            closed.countDown();
        }

        String ended() {
            return end == null ? "serve returned" : "serve threw " + end;
        }

        void expectEndedWell() {
            Expect.that(
                    end == null,
                    "serve of " + name + ", who has left, returns",
                    ended(),
                    switch (end) {
                        case IOException another -> NOT_YOURS;
                        case IllegalStateException another -> NOT_YOURS;
                        case ConcurrentModificationException changed ->
                                "the loop goes over a set that is changed meanwhile, by the loop"
                                        + " itself or by another thread";
                        case NoSuchElementException twice ->
                                "two noticed the end of one client, and the second found nothing to"
                                        + " remove: that is no error, the work is done";
                        case null, default -> "something else than what receive threw came out";
                    });
        }

        void expectEndedByReceive() {
            Expect.that(
                    end != null && end == receiveThrew,
                    "serve of " + name + " throws what its receive threw",
                    ended(),
                    end instanceof NoSuchElementException
                            ? "another thread had removed the client already, and the second who"
                                    + " came made an error of it, in place of the real one"
                            : "what receive threw was caught, replaced, or hidden by a failure in"
                                    + " finally");
        }

        synchronized void expectClosedOnce() {
            Expect.that(
                    closes == 1,
                    name + " is closed once",
                    closes == 0 ? "never" : closes + " times",
                    closes == 0
                            ? "serve was left by a way that goes past the closing, or who noticed"
                                    + " the end only forgot the client: its connection stays open"
                            : "two noticed the end, each saw the client in the room, and each"
                                    + " closed it: to look and to remove are two steps");
        }

        synchronized void expectOnce(String message, String why) {
            long times = told.stream().filter(message::equals).count();
            if (times == 1) {
                return;
            }
            throw new Unmet(
                    name + " is told \"" + message + "\" once",
                    times > 0 ? times + " times" : told.isEmpty() ? "never" : "never, but " + told,
                    times == 0
                            ? why
                            : why
                                    + ": each of the threads that noticed saw the client in the"
                                    + " room, before one of them removed it");
        }

        /// The same in every run, so that the order in a set is the same as well.
        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}
