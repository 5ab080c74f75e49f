package p10_locks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import p10_locks.TicketAccounts.Account;
import p10_locks.TicketAccounts.SoldOutException;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class TicketAccountsTest {

    private final Account oslo = new Account(1, 10);
    private final Account bergen = new Account(2, 10);

    @AllSchedules
    @DisplayName("transfers in both directions at once arrive, both")
    @Hint({
        "Which lock does each of the two hold when they stop, and which one does it want?",
        "Nobody waits for ever if everybody takes the locks in one and the same order.",
        "An account's number never changes: lock the account with the lower number first."
    })
    void oppositeDirections() throws Exception {
        var there = start("Oslo's clerk", () -> transfer(oslo, bergen, 4));
        var back = start("Bergen's clerk", () -> transfer(bergen, oslo, 1));
        resultOf(there);
        resultOf(back);

        expectTickets(7, 13, whyNotArrived());
    }

    @Test
    @DisplayName("a transfer that is refused moves nothing, and holds nothing afterwards")
    @Hint({
        "An exception leaves the method where it is thrown. Which lines does it skip?",
        "lock(), then at once try { … } finally { unlock(); }"
    })
    void refusedHoldsNothing() {
        Expect.failure(
                SoldOutException.class,
                () -> TicketAccounts.transfer(oslo, bergen, 11),
                "an account with 10 tickets gave 11 away");

        Expect.that(
                !oslo.lock().isLocked() && !bergen.lock().isLocked(),
                "both locks are free after the refusal",
                "still locked: " + locked(),
                "the exception skips the lines that unlock: whoever comes next waits for a thread"
                        + " that has gone");
        expectTickets(10, 10, "tickets were moved before the transfer was refused");
    }

    @AllSchedules
    @DisplayName("the last tickets go only once")
    @Hint({
        "Two transfers each want 7 of 10 tickets. When does each look how many there are?",
        "Look and take under the same lock, without letting go of it in between."
    })
    void lastTicketsGoOnce() throws Exception {
        var one = start("first clerk", () -> transfer(oslo, bergen, 7));
        var other = start("second clerk", () -> transfer(oslo, bergen, 7));
        int done = (resultOf(one) ? 1 : 0) + (resultOf(other) ? 1 : 0);

        Expect.that(
                done == 1,
                "one of two transfers of 7 tickets is refused when there are 10",
                done == 2 ? "both were made, Oslo has " + oslo.tickets() : "both were refused",
                whyNotOnce(done));
        expectTickets(3, 17, "a ticket was lost, or made");
    }

    @AllSchedules
    @DisplayName("the total of two accounts is the same before, during and after a transfer")
    @Hint({
        "Where are the tickets between the two changes of a transfer? And who can look then?",
        "Whoever changes two accounts, or reads two, holds both locks from the first touch to the"
                + " last.",
        "total takes both locks too, in the same order as transfer."
    })
    void totalAtOneMoment() throws Exception {
        var moving = start("Oslo's clerk", () -> transfer(oslo, bergen, 4));
        int total = TicketAccounts.total(bergen, oslo);
        resultOf(moving);

        Expect.that(
                total == 20,
                "20 tickets, at any moment",
                total + " tickets",
                "the audit came between two locks: either the transfer lets go of one account before it"
                        + " has the other, and the tickets are in neither, or the accounts are counted"
                        + " at two different moments");
    }

    @AllSchedules
    @DisplayName("nobody changes an account whose lock somebody else holds")
    @Hint({
        "The sale at the counter holds the lock of its account. Does your transfer take that lock?",
        "A lock keeps out those who take the same lock, and nobody else: use account.lock()."
    })
    void lockHolderIsAlone() throws Exception {
        FutureTask<Boolean> moving;
        int before;
        int after;
        bergen.lock().lock();
        try {
            moving = start("Oslo's clerk", () -> transfer(oslo, bergen, 4));
            before = bergen.tickets();
            Thread.sleep(Duration.ofMinutes(1)); // on the clock of the schedule: it costs nothing
            after = bergen.tickets();
        } finally {
            bergen.lock().unlock();
        }
        resultOf(moving);

        Expect.that(
                before == after,
                "Bergen has 10 tickets as long as the counter holds its lock",
                "first %d, then %d".formatted(before, after),
                "the transfer is guarded by something else than the account's lock, and a second"
                        + " lock for the same datum keeps nobody out");
        expectTickets(6, 14, whyNotArrived());
    }

    @AllSchedules
    @DisplayName("a transfer between two offices does not wait for a third")
    @Hint({
        "Oslo's account is busy. Why should a transfer from Hamar to Molde wait?",
        "A lock that every transfer takes makes every transfer wait for the slowest.",
        "The locks of the two accounts are enough, if everybody takes them in the same order."
    })
    void othersDoNotWait() throws Exception {
        var hamar = new Account(3, 10);
        var molde = new Account(4, 10);
        FutureTask<Boolean> waiting;
        boolean done;
        oslo.lock().lock();
        try {
            waiting = start("Oslo's clerk", () -> transfer(oslo, bergen, 4));
            var task = new FutureTask<>(() -> transfer(hamar, molde, 4));
            done = Thread.ofVirtual().name("Hamar's clerk").start(task).join(Duration.ofMinutes(1));
        } finally {
            oslo.lock().unlock();
        }
        resultOf(waiting);

        Expect.that(
                done,
                "Hamar sends tickets to Molde while Oslo's account is busy",
                "that transfer waited for Oslo",
                "there is a lock that all transfers share, and one that waits for its account holds"
                        + " it meanwhile");
    }

    /// @return false if it was refused
    private static boolean transfer(Account from, Account to, int tickets) {
        try {
            TicketAccounts.transfer(from, to, tickets);
            return true;
        } catch (SoldOutException refused) {
            return false;
        }
    }

    private static <T> FutureTask<T> start(String name, Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().name(name).start(task);
        return task;
    }

    private static boolean resultOf(FutureTask<Boolean> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception exception ? exception : failed;
        }
    }

    private String whyNotOnce(int done) {
        if (done == 0) {
            return "a refused transfer had taken tickets already, so the other found too few";
        }
        return oslo.tickets() < 0
                ? "the transfer looked before it had the lock, and took afterwards: another came in"
                        + " between"
                : "a transfer returned as if it were made, and moved nothing: it gave up without a"
                        + " word when it did not get its locks at once";
    }

    private String whyNotArrived() {
        int moved = 20 - oslo.tickets() - bergen.tickets();
        return moved == 0
                ? "a transfer that did not get its locks at once gave up without a word, and moved"
                        + " nothing"
                : "two transfers changed one account at the same moment, and one change was lost";
    }

    private void expectTickets(int inOslo, int inBergen, String why) {
        if (oslo.tickets() != inOslo || bergen.tickets() != inBergen) {
            throw new Unmet(
                    "Oslo has %d tickets, Bergen %d".formatted(inOslo, inBergen),
                    "Oslo has %d, Bergen %d".formatted(oslo.tickets(), bergen.tickets()),
                    why);
        }
    }

    private String locked() {
        if (oslo.lock().isLocked()) {
            return bergen.lock().isLocked() ? "both accounts" : "Oslo's account";
        }
        return "Bergen's account";
    }
}
