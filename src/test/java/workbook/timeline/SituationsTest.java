package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The methods of the JDK that a recording traces are private in part: this finds out when one of
/// them is gone.
@Timeout(60)
class SituationsTest {
    static Stream<Arguments> situations() {
        return Situation.all().stream()
                .flatMap(situation ->
                        Stream.of(
                                Arguments.of(situation, Thread.ofPlatform()),
                                Arguments.of(situation, Thread.ofVirtual())));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("situations")
    @DisplayName("every way to block shows as its state, with the call and the line")
    void everyWayToBlockShows(Situation situation, Thread.Builder kind) throws Throwable {
        var failure = new AtomicReference<Throwable>();
        var blocker = situation.blocker().make();
        var timeline =
                Timeline.record(
                        situation.call(),
                        () -> {
                            var subject = kind.name("subject").start(() -> run(blocker, failure));
                            awaitBlocked(subject, situation);
                            blocker.release().run();
                            subject.join();
                        });
        rethrow(failure.get());
        rethrow(timeline.failure().orElse(null));
        var subject = lane(timeline, "subject");
        assertEquals(Outcome.OK, subject.outcome());
        var waits =
                subject.intervals().stream()
                        .filter(interval -> interval.state() == situation.state())
                        .filter(interval -> interval.call().equals(situation.call()))
                        .toList();
        assertTrue(!waits.isEmpty(), () -> "only " + subject.intervals());
        // HotSpot posts no event for a virtual thread at a monitor, so its line is not known
        var isInferred =
                situation.call().equals("synchronized") && waits.getFirst().place().isEmpty();
        assertTrue(isInferred || waits.getFirst().place().contains(", line "), waits::toString);
        assertIsGapless(subject);
    }

    private static void run(Situation.Blocker blocker, AtomicReference<Throwable> failure) {
        try {
            blocker.block().run();
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    /// Until the thread is where the situation wants it. One that blocks in native code says that
    /// it runs, and one that wakes up by itself may be gone: then there is nothing to wait for.
    private static void awaitBlocked(Thread subject, Situation situation)
            throws InterruptedException {
        var method = situation.call().substring(situation.call().indexOf('.') + 1);
        var isNative = situation.state() == State.IO && !method.equals("send");
        while (subject.isAlive()) {
            var isInCall =
                    situation.call().equals("synchronized")
                            ? subject.getState() == Thread.State.BLOCKED
                            : Stream.of(subject.getStackTrace())
                                    .anyMatch(frame -> frame.getMethodName().equals(method));
            if (isInCall && (isNative || subject.getState() != Thread.State.RUNNABLE)) {
                return;
            }
            Thread.sleep(1);
        }
    }

    static void assertIsGapless(Lane lane) {
        for (int index = 1; index < lane.intervals().size(); index++) {
            assertEquals(
                    lane.intervals().get(index - 1).end(), lane.intervals().get(index).start());
        }
    }

    static Lane lane(Timeline timeline, String name) {
        return timeline.lanes().stream()
                .filter(lane -> lane.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + names(timeline)));
    }

    static List<String> names(Timeline timeline) {
        return timeline.lanes().stream().map(Lane::name).toList();
    }

    private static void rethrow(Throwable failure) throws Throwable {
        if (failure != null) {
            throw failure;
        }
    }
}
