package p13_websocket_chat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import p13_websocket_chat.Broadcast.Member;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class BroadcastTest {

    private static final String CHANGED =
            "the loop goes over a collection that is changed meanwhile, by the loop itself or by"
                    + " another member: the iterator notices, and throws";

    @AllSchedules
    @DisplayName("every member gets every message, in the order in which they were told")
    @Hint({
        "Keep the members in a collection, and send to each of them.",
        "A member that joins twice is there once: a Set."
    })
    void allAreTold() {
        var news = new Broadcast();
        var ada = new Visitor("ada");
        var ben = new Visitor("ben");
        news.join(ada);
        news.join(ben);
        news.join(ada);
        news.tell("rain");
        news.tell("sun");
        news.leave(ben);
        news.leave(ben);
        news.tell("wind");

        ada.expect(
                List.of("rain", "sun", "wind"),
                "a member is there once, and is told each message once");
        ben.expect(List.of("rain", "sun"), "who has left is told nothing more");
        expectNames(news, Set.of("ada"));
    }

    @AllSchedules
    @DisplayName("a member that fails keeps no message from the others")
    @Hint({
        "Where is your try: around the loop, or in it?",
        "What may a send throw, beside an IOException?",
        "In the loop: try { member.send(message); } catch (IOException | RuntimeException broken)."
    })
    void oneFails() {
        for (Exception failure :
                List.of(new IOException("cut"), new IllegalStateException("closed"))) {
            // Whatever the order of the collection is: one is before the broken line, one behind
            // it.
            for (int place = 0; place < 3; place++) {
                var news = new Broadcast();
                var visitors = new ArrayList<Visitor>();
                for (int number = 0; number < 3; number++) {
                    var visitor = new Visitor("visitor " + number);
                    visitor.failure = number == place ? failure : null;
                    visitors.add(visitor);
                    news.join(visitor);
                }
                tell(news, "rain");
                visitors.remove(place);
                visitors.forEach(visitor ->
                        visitor.expect(
                                List.of("rain"),
                                "the failure of one member ended the loop, or its removal made the"
                                        + " loop skip one: those behind it were not told"));
            }
        }
    }

    @AllSchedules
    @DisplayName("a member that fails is removed")
    @Hint({
        "What do you do with a member whose send has failed?",
        "A line that is dead stays dead: each later message would ask it again.",
        "In the catch: members.remove(member)."
    })
    void theFailedIsRemoved() {
        var news = new Broadcast();
        var ada = new Visitor("ada");
        var dead = new Visitor("dead");
        dead.failure = new IOException("cut");
        news.join(dead);
        news.join(ada);
        tell(news, "rain");
        tell(news, "sun");

        ada.expect(List.of("rain", "sun"), "the failure of one member kept a message from another");
        Expect.that(
                dead.asked == 1,
                "a member whose line is dead is asked once",
                dead.asked + " times",
                "it stayed in the list after it had failed, for every later message to find");
        expectNames(news, Set.of("ada"));
    }

    @AllSchedules
    @DisplayName("members join and leave while one of them is being told")
    @Hint({
        "What does your loop go over while members come and go?",
        "A copy, or a collection that may be changed while it is iterated.",
        "ConcurrentHashMap.newKeySet(), or CopyOnWriteArraySet."
    })
    void changedMeanwhile() {
        // Each of three members changes the list, wherever it stands in it.
        for (int place = 0; place < 3; place++) {
            var news = new Broadcast();
            var late = new Visitor("late");
            var leaver = new Visitor("leaver");
            news.join(leaver);
            for (int number = 0; number < 3; number++) {
                var visitor = new Visitor("visitor " + number);
                if (number == place) {
                    visitor.whenTold =
                            () -> {
                                news.join(late);
                                news.leave(leaver);
                            };
                }
                news.join(visitor);
            }
            tell(news, "rain");
            expectNames(news, Set.of("visitor 0", "visitor 1", "visitor 2", "late"));
        }
    }

    @AllSchedules
    @DisplayName("members join and leave on other threads")
    @Hint({
        "Which of your methods touch the collection, and what keeps them apart?",
        "A copy is made by iterating, too.",
        "A concurrent collection is guarded everywhere, also where you copy it."
    })
    void joinOnOtherThreads() throws Exception {
        var news = new Broadcast();
        var ada = new Visitor("ada");
        var ben = new Visitor("ben");
        var late = new Visitor("late");
        news.join(ada);
        news.join(ben);
        var teller = thread("teller", () -> tell(news, "rain"));
        var changer =
                thread(
                        "changer",
                        () -> {
                            news.join(late);
                            news.leave(ben);
                        });
        teller.join();
        changer.join();

        expectNames(news, Set.of("ada", "late"));
        ada.expect(List.of("rain"), "who was there all the time is told");
    }

    @AllSchedules
    @DisplayName("a slow member keeps nobody from joining, leaving or asking for the names")
    @Hint({
        "Which lock does tell hold while a member takes its time?",
        "Hold a lock for the collection, and not for the sending.",
        "Copy the members under the lock, and send without it; or a concurrent collection."
    })
    void slowMember() throws Exception {
        var news = new Broadcast();
        var slow = new Visitor("slow");
        var late = new Visitor("late");
        slow.whenTold =
                () -> {
                    try {
                        Thread.sleep(Duration.ofSeconds(10));
                    } catch (InterruptedException early) {
                        throw new IllegalStateException("nobody interrupts a teller", early);
                    }
                };
        news.join(slow);
        var teller = thread("teller", () -> tell(news, "rain"));
        Thread.sleep(Duration.ofMillis(10)); // the slow one is being told
        long before = System.nanoTime();
        news.join(late);
        var names = news.names();
        news.leave(late);
        long took = Duration.ofNanos(System.nanoTime() - before).toMillis();
        teller.join();

        Expect.that(
                took == 0,
                "join, names and leave return at once while a member takes 10 s",
                "after " + took + " ms",
                "a lock is held while the slow member is told, and whoever comes waits for it");
        Expect.equal(Set.of("slow", "late"), names, "who has joined is there");
    }

    private static Thread thread(String name, Runnable task) {
        return Thread.ofVirtual().name(name).start(task);
    }

    private static void tell(Broadcast news, String message) {
        try {
            news.tell(message);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (ConcurrentModificationException changed) {
            throw new Unmet(
                    "tell returns",
                    "tell threw " + changed,
                    CHANGED,
                    "go over a copy of the members, or keep them in a collection that may be"
                            + " changed while it is iterated");
        } catch (RuntimeException failed) {
            throw new Unmet(
                    "tell returns, whatever a member's send throws",
                    "tell threw " + failed,
                    "the failure of one member reached whoever called tell: who writes is not who"
                            + " is broken");
        }
    }

    private static void expectNames(Broadcast news, Set<String> names) {
        Expect.equal(
                names,
                news.names(),
                "the list is not what joining, leaving and failing have left of it");
    }

    /// A member that notes what it was told.
    private static final class Visitor implements Member {
        private final String name;
        private final List<String> told = new ArrayList<>();
        private Exception failure;
        private Runnable whenTold = () -> {};
        private int asked;

        Visitor(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
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

        @Override
        public void send(String message) throws IOException {
            asked++;
            switch (failure) {
                case IOException broken -> throw broken;
                case RuntimeException closed -> throw closed;
                case null, default -> {}
            }
            whenTold.run();
            told.add(message);
        }

        void expect(List<String> messages, String why) {
            Expect.that(told.equals(messages), name + " is told " + messages, told.toString(), why);
        }
    }
}
