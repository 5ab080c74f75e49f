package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whether a timeline tells the truth about waits, which [Weaver] knows.
///
/// Nothing here depends on time: a partner lets each call go on only when it has seen it block, and
/// waits are compared by their thread, their kind and their order.
@Timeout(120)
class AccuracyTest {
    private static final int SUBJECTS = 20;
    private static final int CALLS = 30;
    private static final double LEAST_MATCHED = 0.995;
    private static final Duration CLOCKS_DIFFER = Duration.ofMillis(1);
    private static final Set<State> BLOCKED =
            EnumSet.of(State.WAITING, State.TIMED_WAITING, State.BLOCKED);

    private final Class<?> program = new Weaver().weave(BlockingProgram.class);

    /// A thread that blocks, call after call, and the partner that lets it go on.
    private static final class Subject {
        final Thread thread;
        final Thread partner;
        private final List<BlockingCall> calls;
        private final CountDownLatch isReady = new CountDownLatch(1);
        private int released;

        Subject(Thread.Builder kind, String name, List<BlockingCall> calls) {
            this.calls = calls;
            thread = kind.name(name).unstarted(() -> calls.forEach(BlockingCall::block));
            partner = Thread.ofPlatform().name("partner of " + name).unstarted(this::letGo);
            Weaver.watch(thread);
        }

        void start() throws InterruptedException {
            partner.start();
            isReady.await();
            thread.start();
        }

        private void letGo() {
            calls.forEach(call -> call.hold().run());
            holdMonitors(calls.size() - 1);
            releaseBefore(calls.size());
        }

        /// The monitor of the last call is entered first and left last.
        private void holdMonitors(int call) {
            if (call < 0) {
                isReady.countDown();
            } else if (calls.get(call).monitor() == null) {
                holdMonitors(call - 1);
            } else {
                synchronized (calls.get(call).monitor()) {
                    holdMonitors(call - 1);
                    releaseBefore(call);
                    awaitBlocked(call);
                    released = call + 1;
                }
            }
        }

        private void releaseBefore(int end) {
            while (released < end) {
                awaitBlocked(released);
                calls.get(released++).release().run();
            }
        }

        /// The state counts only after the call has begun: before, it is that of the call before.
        private void awaitBlocked(int call) {
            try {
                while (thread.getState() != State.TERMINATED && !isBlockedIn(call)) {
                    Thread.sleep(Duration.ofNanos(500_000));
                }
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the partner", e);
            }
        }

        /// One that wakes up by itself may be in a later call already.
        private boolean isBlockedIn(int call) {
            var begun = Weaver.calls(thread).size();
            return begun > call + 1 || begun == call + 1 && BLOCKED.contains(thread.getState());
        }
    }

    @AfterEach
    void forget() {
        Weaver.forget();
    }

    private List<Subject> subjects() {
        var random = new Random(4);
        var subjects = new ArrayList<Subject>();
        for (int number = 0; number < SUBJECTS; number++) {
            subjects.add(
                    new Subject(Thread.ofVirtual(), "virtual #" + number, calls(program, random)));
            subjects.add(
                    new Subject(
                            Thread.ofPlatform(), "platform #" + number, calls(program, random)));
        }
        return subjects;
    }

    private static Timeline record(List<Subject> subjects) {
        return Timeline.record(
                "the truth",
                () -> {
                    for (var subject : subjects) {
                        subject.start();
                    }
                    for (var subject : subjects) {
                        subject.thread.join();
                        subject.partner.join();
                    }
                });
    }

    @Test
    @DisplayName("at least 99.5 of 100 waits are in the timeline, and no wait that was none")
    void tellsTheTruth() {
        // The first run links the call sites: threads that do so at the same time wait for each
        // other inside the JDK, which is true, and which the weaver cannot know.
        record(subjects());
        Weaver.forget();
        var subjects = subjects();
        var timeline = record(subjects);
        assertEquals(java.util.Optional.empty(), timeline.failure());
        var missed = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        for (var subject : subjects) {
            compare(subject, timeline.lane(subject.thread.getName()), missed, wrong);
        }
        assertEquals(List.of(), wrong);
        var all = subjects.size() * CALLS;
        IO.println("matched %d of %d waits".formatted(all - missed.size(), all));
        assertTrue(missed.size() <= all * (1 - LEAST_MATCHED), missed::toString);
    }

    /// Twice the same call in a row may be drawn as one wait, so that does not occur.
    private static List<BlockingCall> calls(Class<?> program, Random random) {
        var calls = new ArrayList<BlockingCall>();
        BlockingCall.Kind last = null;
        while (calls.size() < CALLS) {
            var kinds = BlockingCall.Kind.values();
            var kind = kinds[random.nextInt(kinds.length)];
            if (kind != last) {
                calls.add(BlockingCall.of(program, kind));
                last = kind;
            }
        }
        return calls;
    }

    /// The longest sequence that both have in common is what matches. A call that woke up and
    /// waited once more has two waits, and both are true: the next call is of another kind.
    private static void compare(
            Subject subject, Lane lane, List<String> missed, List<String> wrong) {
        var calls = Weaver.calls(subject.thread);
        var waits = lane.intervals().stream().filter(each -> !each.call().isEmpty()).toList();
        var common = new int[calls.size() + 1][waits.size() + 1];
        for (int call = calls.size() - 1; call >= 0; call--) {
            for (int wait = waits.size() - 1; wait >= 0; wait--) {
                common[call][wait] =
                        isSame(calls.get(call), waits.get(wait))
                                ? common[call + 1][wait + 1] + 1
                                : Math.max(common[call + 1][wait], common[call][wait + 1]);
            }
        }
        var call = 0;
        for (int wait = 0; call < calls.size() || wait < waits.size(); ) {
            if (call < calls.size()
                    && wait < waits.size()
                    && isSame(calls.get(call), waits.get(wait))) {
                call++;
                wait++;
            } else if (wait == waits.size()
                    || call < calls.size() && common[call + 1][wait] >= common[call][wait + 1]) {
                missed.add(lane.name() + ": " + calls.get(call++).name);
            } else {
                var more = waits.get(wait++);
                if (call == 0 || !calls.get(call - 1).name.equals(more.call())) {
                    wrong.add(lane.name() + ": " + more);
                }
            }
        }
    }

    /// A wait lies within its call.
    private static boolean isSame(Weaver.Call call, Interval wait) {
        return call.name.equals(wait.call())
                && wait.length().compareTo(call.length().plus(CLOCKS_DIFFER)) <= 0;
    }
}
