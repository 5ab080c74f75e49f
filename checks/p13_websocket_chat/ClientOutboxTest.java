package p13_websocket_chat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import p13_websocket_chat.ClientOutbox.Connection;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class ClientOutboxTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static final String NOT_AT_ONCE =
            "offer waits: for the send itself, for room in the queue, or for a lock that is held"
                    + " while something is sent";

    @AllSchedules(preemptions = 1)
    @DisplayName("offer returns at once, and the messages are sent in their order")
    @Hint({
        "Which thread sends? Not the one that offers.",
        "A queue, and one virtual thread that takes from it and sends, in a loop.",
        "offer puts into the queue without waiting; hold no lock while you send."
    })
    void inOrder() throws Exception {
        var line = new Line(10);
        var outbox = new ClientOutbox(line, 5, line::left);
        long begin = System.nanoTime();
        for (var message : List.of("1", "2", "3")) {
            Expect.that(
                    outbox.offer(message),
                    "there is room for 3 messages",
                    "offer returned" + " false",
                    "a message was refused although fewer than the capacity wait");
        }
        long took = millisSince(begin);
        Expect.that(took == 0, "offer returns at once", "after " + took + " ms", NOT_AT_ONCE);

        Thread.sleep(Duration.ofMillis(100));
        line.expectSent(
                List.of("1", "2", "3"), "each message is sent once, in the order of the offers");
        line.expectOneAtATime();
        line.expectHere("a client that is quick enough is not dropped");
        close(outbox, AN_HOUR);
    }

    @AllSchedules(delays = 1)
    @DisplayName("two threads offer: one message at a time, and none is lost")
    @Hint({
        "How many threads of yours can be in send at the same moment?",
        "One thread for the outbox, not one for each message.",
        "Each access to the queue needs the same guard: a BlockingQueue has it, or take a lock."
    })
    void twoOffer() throws Exception {
        var line = new Line(10);
        var outbox = new ClientOutbox(line, 5, line::left);
        var other =
                Thread.ofVirtual()
                        .name("other")
                        .start(() -> {
                            outbox.offer("b1");
                            outbox.offer("b2");
                        });
        outbox.offer("a1");
        outbox.offer("a2");
        other.join();
        Thread.sleep(Duration.ofMillis(100));

        line.expectOneAtATime();
        var sent = line.sent();
        Expect.that(
                sent.size() == 4
                        && sent.indexOf("a1") >= 0
                        && sent.indexOf("a1") < sent.indexOf("a2")
                        && sent.indexOf("b1") >= 0
                        && sent.indexOf("b1") < sent.indexOf("b2"),
                "a1 before a2, b1 before b2, each sent once",
                sent.toString(),
                "two threads offered at the same moment, and a message was lost, sent twice, or"
                        + " overtaken");
        close(outbox, AN_HOUR);
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("a client that is too slow is dropped, and what waits for it is thrown away")
    @Hint({
        "What does offer do when the queue is full? It may neither wait nor grow.",
        "To drop is: take nothing more, throw away what waits, interrupt the sender.",
        "queue.clear(); sender.interrupt(); and the sender's finally closes the connection."
    })
    void tooSlow() throws Exception {
        var line = new Line(1_000);
        var outbox = new ClientOutbox(line, 2, line::left);
        outbox.offer("1");
        Thread.sleep(Duration.ofMillis(5)); // it is being sent
        long begin = System.nanoTime();
        boolean second = outbox.offer("2");
        boolean third = outbox.offer("3");
        boolean fourth = outbox.offer("4");
        long took = millisSince(begin);

        Expect.that(took == 0, "offer returns at once", "after " + took + " ms", NOT_AT_ONCE);
        Expect.that(
                second && third,
                "while one is sent, 2 messages may wait with a capacity of 2",
                "offer returned " + second + " and " + third,
                "the message that is being sent was counted as one that waits");
        Expect.that(
                !fourth,
                "offer returns false when 2 messages wait already",
                "true",
                "the queue has no bound, or something else was thrown away to make room");
        Thread.sleep(Duration.ofMillis(5));
        line.expectGone(
                "the client was refused a message, and goes on sending and waiting: to drop it is"
                        + " to interrupt its send, and to end it");
        Expect.that(
                line.interruptedAt == 5,
                "the send in progress is interrupted when the client is dropped, after 5 ms",
                line.interruptedAt < 0 ? "it was not" : "after " + line.interruptedAt + " ms",
                "the sender was left to its slow send");
        Expect.that(
                !outbox.offer("5"),
                "offer returns false for a client who has gone",
                "true",
                "offer looks at the room in the queue, and not at whether somebody still sends");
        Thread.sleep(Duration.ofSeconds(10));
        line.expectSent(List.of(), "what waits for a client who was dropped is not sent");
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("a client whose send fails is dropped, once")
    @Hint({
        "Where does the thread that sends go when send throws?",
        "A failure ends the loop; the end of the loop closes and tells.",
        "catch (IOException | RuntimeException …), and in finally: connection.close(), left.run()."
    })
    void sendFails() throws Exception {
        for (Exception failure :
                List.of(new IOException("cut"), new IllegalStateException("closed"))) {
            var line = new Line(10).failing(failure);
            var outbox = new ClientOutbox(line, 5, line::left);
            outbox.offer("1");
            outbox.offer("2");
            Thread.sleep(Duration.ofMillis(50));
            line.expectAsked(1, "the line is dead, and the next message was tried all the same");
            line.expectGone(
                    "the sender ended by what send threw, past the closing and the telling");
            Expect.that(
                    !outbox.offer("3"),
                    "offer returns false for a client who has gone",
                    "true",
                    "the sender has ended, and the queue goes on filling, for nobody");
            close(outbox, AN_HOUR);
        }
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("close sends what waits, and takes nothing more")
    @Hint({
        "How does the sender learn that there will be no more messages, without losing any?",
        "It ends when the outbox is closing and the queue is empty, in this order of looking.",
        "Wake the sender that waits for a message: a condition, or an end mark in the queue."
    })
    void closeInPeace() throws Exception {
        var line = new Line(10);
        var outbox = new ClientOutbox(line, 5, line::left);
        outbox.offer("1");
        outbox.offer("2");
        outbox.offer("3");
        close(outbox, AN_HOUR);
        line.expectGone("close returned before the client had gone");
        line.expectSent(List.of("1", "2", "3"), "close threw away what still waited");
        Expect.that(
                !outbox.offer("4"),
                "offer returns false after close",
                "true",
                "it was taken, and" + " nobody will send it");

        var idle = new Line(10);
        var empty = new ClientOutbox(idle, 5, idle::left);
        Thread.sleep(Duration.ofMillis(5)); // its sender waits for a message
        long begin = System.nanoTime();
        close(empty, AN_HOUR);
        close(empty, AN_HOUR);
        Expect.that(
                millisSince(begin) == 0,
                "close returns at once when nothing waits, also the second time",
                "after " + millisSince(begin) + " ms",
                "the sender waits for a message that will not come, and nobody woke it");
        idle.expectGone("close returned, and the client has not gone");
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("what offer took is sent, whoever closes at the same moment")
    @Hint({
        "offer looks whether the outbox is closing. Who can close it before the message is in?",
        "To look and to put in must be one step: under the lock that close takes.",
        "The other side as well: the sender may look at an empty queue just before the last offer."
    })
    void offerWhileClosing() throws Exception {
        var line = new Line(10);
        var outbox = new ClientOutbox(line, 5, line::left);
        var taken = new ArrayList<String>();
        var other =
                Thread.ofVirtual()
                        .name("other")
                        .start(() -> {
                            for (var message : List.of("1", "2")) {
                                if (outbox.offer(message)) {
                                    taken.add(message);
                                }
                            }
                        });
        close(outbox, AN_HOUR);
        other.join();

        line.expectSent(
                taken,
                "offer and close came at the same moment: one looked at what the other changed"
                        + " right after, and a message was taken that nobody sends");
        line.expectGone("close returned before the client had gone");
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("close waits for its patience and no longer")
    @Hint({
        "How long does close wait for a client who hangs?",
        "thread.join(patience) says false when the time is over.",
        "Then drop the client: clear the queue, interrupt the sender, and join it."
    })
    void outOfPatience() throws Exception {
        var line = new Line(1_000);
        var outbox = new ClientOutbox(line, 1, line::left);
        outbox.offer("1");
        Thread.sleep(Duration.ofMillis(5)); // it is being sent
        outbox.offer("2"); // and the queue is full
        long begin = System.nanoTime();
        close(outbox, Duration.ofMillis(50));
        long took = millisSince(begin);

        Expect.that(
                took == 50,
                "close returns after 50 ms, its patience",
                "after " + took + " ms",
                took < 50
                        ? "what waits was thrown away while there was time left to send it"
                        : "the send in progress was not interrupted, and close waited for it; or"
                                + " the patience began anew for each message");
        line.expectGone("close returned before the client had gone");
        Thread.sleep(Duration.ofSeconds(10));
        line.expectAsked(1, "the sender went on to the next message after the patience was over");
    }

    @AllSchedules(delays = 1)
    @DisplayName("whoever ends it, and how often: it ends once")
    @Hint({
        "How many places of your code call connection.close()?",
        "Let every end be an end of one thread: what happens once has its place in its finally.",
        "offer and close only ask for the end. The sender's finally closes, and runs left."
    })
    void endsOnce() throws Exception {
        var line = new Line(10).failing(new IOException("cut"));
        var outbox = new ClientOutbox(line, 1, line::left);
        var other = Thread.ofVirtual().name("other").start(() -> closeQuietly(outbox));
        outbox.offer("1");
        outbox.offer("2");
        outbox.offer("3");
        close(outbox, Duration.ofMillis(5));
        Expect.that(
                other.join(AN_HOUR),
                "both calls of close return",
                "one does not",
                "it waits for something that happens once, and has happened");
        line.expectGone("close returned before the client had gone");
    }

    @AllSchedules(preemptions = 1)
    @DisplayName("if the thread in close is interrupted, the outbox ends at once")
    @Hint({
        "Where does close go when its join is interrupted, and what does it leave behind?",
        "The sender goes on with a send that nobody waits for any more.",
        "try { … sender.join(patience) … } finally { drop the client; }"
    })
    void closeInterrupted() throws Exception {
        var line = new Line(1_000);
        var outbox = new ClientOutbox(line, 5, line::left);
        outbox.offer("1");
        outbox.offer("2");
        var failure = new ArrayList<Throwable>();
        var closer =
                Thread.ofVirtual()
                        .name("closer")
                        .start(() -> {
                            try {
                                outbox.close(AN_HOUR);
                            } catch (Throwable thrown) {
                                failure.add(thrown);
                            }
                        });
        Thread.sleep(Duration.ofMillis(20));
        closer.interrupt();
        closer.join();

        Expect.that(
                !failure.isEmpty() && failure.getFirst() instanceof InterruptedException,
                "close throws InterruptedException",
                failure.isEmpty() ? "close returned" : "close threw " + failure.getFirst(),
                "the interrupt was swallowed: whoever runs the thread cannot tell that it was asked"
                        + " to stop");
        Thread.sleep(Duration.ofMillis(5));
        line.expectGone("close was left by its exception, past the dropping of the client");
        line.expectAsked(1, "the sender went on to the next message");
    }

    private static void close(ClientOutbox outbox, Duration patience) throws InterruptedException {
        long begin = System.nanoTime();
        outbox.close(patience);
        Expect.that(
                millisSince(begin) < AN_HOUR.toMillis(),
                "close returns when everything is sent",
                "only when its patience of an hour is over",
                "the sender waits for a message that will not come: nobody told it that there will"
                        + " be no more");
    }

    private static void closeQuietly(ClientOutbox outbox) {
        try {
            outbox.close(AN_HOUR);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /// A connection that takes so long for each message, and what it notices.
    private static final class Line implements Connection {
        private final Duration each;
        private final long begin = System.nanoTime();
        private final List<String> sent = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private Exception failure;
        private int asked;
        private int sending;
        private int peak;
        private long interruptedAt = -1;

        Line(int millis) {
            each = Duration.ofMillis(millis);
        }

        Line failing(Exception how) {
            failure = how;
            return this;
        }

        @Override
        public void send(String message) throws IOException, InterruptedException {
            begins();
            try {
                Thread.sleep(each);
                ends(message);
            } catch (InterruptedException dropped) {
                interrupted();
                throw dropped;
            } finally {
                over();
            }
        }

        private synchronized void begins() {
            asked++;
            sending++;
            peak = Math.max(peak, sending);
        }

        private synchronized void ends(String message) throws IOException {
            switch (failure) {
                case IOException broken -> throw broken;
                case RuntimeException closed -> throw closed;
                case null, default -> sent.add(message);
            }
        }

        private synchronized void interrupted() {
            interruptedAt = millisSince(begin);
        }

        private synchronized void over() {
            sending--;
        }

        @Override
        public synchronized void close() {
            ends.add("closed");
        }

        synchronized void left() {
            ends.add("left");
        }

        synchronized List<String> sent() {
            return List.copyOf(sent);
        }

        void expectSent(List<String> messages, String why) {
            var found = sent();
            Expect.that(
                    found.equals(messages),
                    messages.isEmpty() ? "nothing is sent" : messages + " are sent",
                    found.isEmpty() ? "nothing" : found.toString(),
                    why);
        }

        synchronized void expectOneAtATime() {
            Expect.that(
                    peak == 1,
                    "one message is sent at a time",
                    peak + " at the same time",
                    "two threads are in send for the same connection: each message has a thread of"
                            + " its own, or two threads took the part of the sender");
        }

        synchronized void expectAsked(int times, String why) {
            Expect.that(asked == times, times + " message was tried", asked + " messages", why);
        }

        synchronized void expectHere(String why) {
            Expect.that(ends.isEmpty(), "the client is in the chat", ends.toString(), why);
        }

        synchronized void expectGone(String why) {
            Expect.that(
                    ends.equals(List.of("closed", "left")),
                    "the connection is closed once, then left is run once",
                    ends.isEmpty() ? "neither" : String.join(", ", ends),
                    ends.size() < 2
                            ? why
                            : ends.size() > 2
                                    ? "several places close the connection, or run left, and two of"
                                            + " them came together"
                                    : "the room is told before the connection is closed");
        }
    }
}
