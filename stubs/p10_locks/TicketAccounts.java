package p10_locks;

import java.util.concurrent.locks.ReentrantLock;

/// # A transfer between two box offices
///
/// *Repair · 12 minutes*
///
/// The box offices of a theatre lend each other tickets. Each office has an account, each account
/// has a lock, and whoever reads or changes the tickets of an account holds its lock: the sale at
/// the counter does so too.
///
/// On Friday Oslo sends tickets to Bergen while Bergen sends some to Oslo, and neither office ever
/// answers again. After a transfer was refused, because there were too few tickets, that office is
/// dead as well. And an audit that counts two offices during a transfer now and then misses a
/// ticket, or counts one twice.
///
/// Repair `transfer` and `total`. `Account` is as it should be.
///
/// - Transfers between two offices in both directions at once all arrive.
/// - A transfer that is refused moves nothing, and holds nothing afterwards. No account falls below
///   zero.
/// - `total` tells how many tickets two offices had at *one* moment. A transfer between the two
///   never changes it.
/// - Nobody changes an account while somebody else holds its lock. A transfer waits for it.
/// - A transfer waits for its own two offices, and for no others.
public final class TicketAccounts {

    /// The tickets of one box office.
    public static final class Account {
        private final int number;
        private final ReentrantLock lock = new ReentrantLock();
        private int tickets; // guarded by lock

        public Account(int number, int tickets) {
            this.number = number;
            this.tickets = tickets;
        }

        /// @return the number of the account; no two have the same, and it never changes
        public int number() {
            return number;
        }

        public ReentrantLock lock() {
            return lock;
        }

        /// Who calls this holds the lock.
        public int tickets() {
            return tickets;
        }
    }

    /// A transfer was refused: there are too few tickets.
    public static final class SoldOutException extends Exception {
        private static final long serialVersionUID = 1L;

        public SoldOutException(String message) {
            super(message);
        }
    }

    /// Moves tickets from one account to another.
    ///
    /// @throws SoldOutException if `from` has fewer tickets than that
    public static void transfer(Account from, Account to, int tickets) throws SoldOutException {
        from.lock.lock();
        to.lock.lock();
        if (from.tickets < tickets) {
            throw new SoldOutException("account " + from.number + " has " + from.tickets + " left");
        }
        from.tickets -= tickets;
        to.tickets += tickets;
        to.lock.unlock();
        from.lock.unlock();
    }

    /// @return how many tickets the two accounts have together
    public static int total(Account one, Account other) {
        one.lock.lock();
        int total = one.tickets;
        one.lock.unlock();
        other.lock.lock();
        total += other.tickets;
        other.lock.unlock();
        return total;
    }

    private TicketAccounts() {}
}
