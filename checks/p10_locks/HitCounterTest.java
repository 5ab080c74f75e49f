package p10_locks;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;

class HitCounterTest {

    @Test
    @DisplayName("the visitors are numbered from 1, one after the other")
    @Hint("The first visitor is number 1: count first, then return.")
    void numberedFromOne() {
        var counter = new HitCounter();

        var numbers = List.of(counter.hit(), counter.hit(), counter.hit());

        Expect.equal(
                List.of(1L, 2L, 3L),
                numbers,
                "even a single visitor at a time gets a wrong number: look at what hit returns");
        Expect.equal(3L, counter.hits(), "hits does not tell what hit has counted");
    }

    @AllSchedules
    @DisplayName("two visitors at the same moment: no hit is lost")
    @Hint({
        "Read the schedule line by line: which value does each visitor read, and which does it"
                + " write?",
        "Reading, adding and writing must be one step that nobody can get into: a lock that both"
                + " take, or an atomic.",
        "AtomicLong.incrementAndGet()"
    })
    void noneIsLost() throws Exception {
        var counter = new HitCounter();
        var one = visit("visitor A", counter);
        var other = visit("visitor B", counter);
        valueOf(one);
        valueOf(other);

        long hits = counter.hits();

        Expect.that(
                hits == 2,
                "2 visitors, 2 hits",
                "2 visitors, " + hits + (hits == 1 ? " hit" : " hits"),
                "both visitors read the same number, each added one, and each wrote the same sum:"
                        + " nothing kept the second out until the first had written, and volatile"
                        + " does not, either");
    }

    @AllSchedules
    @DisplayName("three visitors at the same moment: each gets a number of their own")
    @Hint({
        "Who can come in between counting a visitor and looking up the number?",
        "Two safe steps in a row are not one safe step. Count and look in a single step, and if you"
                + " lock, let all visitors lock the same object.",
        "incrementAndGet() returns the number that this very call has written."
    })
    void ownNumbers() throws Exception {
        var counter = new HitCounter();
        var one = visit("visitor A", counter);
        var other = visit("visitor B", counter);
        long mine = counter.hit(); // the third visitor is this thread

        var numbers = LongStream.of(mine, valueOf(one), valueOf(other)).sorted().boxed().toList();

        Expect.that(
                numbers.equals(List.of(1L, 2L, 3L)),
                "the numbers 1, 2 and 3, whoever comes first",
                "the numbers %d, %d and %d".formatted(numbers.toArray()),
                counter.hits() == 3
                        ? "the hit was counted in one step and the number looked up in another:"
                                + " another visitor came in between"
                        : "two visitors read the same number before either had written: either"
                                + " there is no lock, or they locked two different objects");
    }

    @AllSchedules
    @DisplayName("hits may be asked while a visitor comes")
    @Hint({
        "Which lock does the reader take, and which one the writer?",
        "What one thread writes and another reads needs the same guard on both sides.",
        "Reading is touching: lock in hits() as you do in hit(), or use an atomic for both."
    })
    void askedMeanwhile() throws Exception {
        var counter = new HitCounter();
        var visitor = visit("visitor", counter);
        long before = counter.hits();
        long after = counter.hits();
        valueOf(visitor);

        Expect.that(
                before >= 0 && before <= after && after <= 1,
                "while one visitor comes, hits is 0 or 1, and never goes back",
                "first %d, then %d".formatted(before, after),
                "the number is changed in several steps, and the reader sees one that was never"
                        + " the number of visitors");
    }

    private static FutureTask<Long> visit(String visitor, HitCounter counter) {
        var task = new FutureTask<>(counter::hit);
        Thread.ofVirtual().name(visitor).start(task);
        return task;
    }

    private static long valueOf(FutureTask<Long> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception exception ? exception : failed;
        }
    }
}
