package workbook.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// A service on the other side of a network, as a check sees it: it decides *when* each call is
/// answered, so that what a program does between call and answer is no matter of luck.
///
/// It never sleeps. A call waits until its condition holds; only a wrong answer waits for longer
/// than that, at most [#PATIENCE], and is then told why. Thread-safe.
public final class RemoteService {

    /// How long a call waits for a condition that never comes.
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Integer> answered = new ArrayDeque<>();
    private final List<Unmet> complaints = new ArrayList<>();
    private final SortedSet<Integer> interrupted = new TreeSet<>();
    private final Policy policy;
    private int inFlight;
    private int peak;

    /// When a call may be answered.
    private sealed interface Policy {
        record AtOnce() implements Policy {}

        record OnceInFlight(int together) implements Policy {}

        record LastFirst(int calls) implements Policy {}

        record NeverAfter(int failing) implements Policy {}
    }

    private RemoteService(Policy policy) {
        this.policy = policy;
    }

    /// A service that answers each call as it comes.
    public static RemoteService answeringAtOnce() {
        return new RemoteService(new Policy.AtOnce());
    }

    /// A service that answers nobody until `together` calls are in flight at the same time.
    public static RemoteService answeringOnceInFlight(int together) {
        return new RemoteService(new Policy.OnceInFlight(together));
    }

    /// A service that answers `calls` calls in the reverse of the order of their numbers: the last
    /// first.
    public static RemoteService answeringLastFirst(int calls) {
        return new RemoteService(new Policy.LastFirst(calls));
    }

    /// A service in which the call with the number `failing` fails as soon as another is in flight,
    /// and the others are never answered: they end by an interrupt, or run out of patience.
    public static RemoteService failingAt(int failing) {
        return new RemoteService(new Policy.NeverAfter(failing));
    }

    /// @return `count` calls; call number i answers i
    public List<Callable<Integer>> calls(int count) {
        return IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(number -> () -> answer(number))
                .toList();
    }

    /// Calls the service and waits for its answer.
    ///
    /// @param number which call this is, from 0
    /// @return `number`
    /// @throws Unmet if the service's condition was not met in time
    public int answer(int number) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            inFlight++;
            peak = Math.max(peak, inFlight);
            changed.signalAll();
            try {
                waitFor(number);
                return number;
            } catch (InterruptedException ended) {
                interrupted.add(number);
                throw ended;
            } finally {
                inFlight--;
                answered.add(number);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void waitFor(int number) throws InterruptedException {
        switch (policy) {
            case Policy.AtOnce() -> {}
            case Policy.OnceInFlight(int together) -> {
                if (!holdsInTime(() -> peak >= together)) {
                    throw complain(tooFew(together));
                }
            }
            case Policy.LastFirst(int calls) -> {
                if (!holdsInTime(() -> number == calls - 1 || answered.contains(number + 1))) {
                    throw complain(tooFew(calls));
                }
            }
            case Policy.NeverAfter(int failing) when number == failing -> {
                holdsInTime(() -> inFlight > 1);
                throw new IllegalStateException("call " + number + " failed");
            }
            case Policy.NeverAfter(int failing) -> {
                holdsInTime(() -> false);
                throw complain(
                        new Unmet(
                                "an interrupt, because call %d has failed".formatted(failing),
                                "call %d was still waiting %d s later"
                                        .formatted(number, PATIENCE.toSeconds()),
                                "the others go on after one has failed, for an answer that nobody"
                                        + " will use"));
            }
        }
    }

    private Unmet tooFew(int together) {
        return new Unmet(
                together + " calls in flight together",
                (peak == 1 ? "1 call" : peak + " calls") + " in flight at most",
                peak == 1
                        ? "each call is waited for before the next is made, or one thread has to"
                                + " make them all"
                        : "some calls are made only after others were waited for, or a pool has"
                                + " fewer threads than there are calls");
    }

    /// What a call waits for.
    @FunctionalInterface
    private interface State {
        boolean holds();
    }

    /// Waits for a state, or until there is something to complain of: then nobody needs to wait any
    /// more.
    private boolean holdsInTime(State state) throws InterruptedException {
        long left = PATIENCE.toNanos();
        while (!state.holds()) {
            if (left <= 0 || !complaints.isEmpty()) {
                return false;
            }
            left = changed.awaitNanos(left);
        }
        return true;
    }

    /// Every call that fails after the first complaint fails with the same one.
    private Unmet complain(Unmet complaint) {
        complaints.add(complaint);
        changed.signalAll();
        return complaints.getFirst();
    }

    /// Throws what the service had to complain of, in case the program under check hid it.
    ///
    /// @throws Unmet the first complaint
    public void verify() {
        lock.lock();
        try {
            if (!complaints.isEmpty()) {
                throw complaints.getFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @return the numbers of the calls that an interrupt ended before their answer
    public Set<Integer> interrupted() {
        lock.lock();
        try {
            return new TreeSet<>(interrupted);
        } finally {
            lock.unlock();
        }
    }

    /// @return the most calls that were ever in flight together
    public int peakInFlight() {
        lock.lock();
        try {
            return peak;
        } finally {
            lock.unlock();
        }
    }
}
