// rejected by: lockHolderIsAlone
// misconception: "one lock for everything cannot deadlock": those at the counter lock the account,
// not that
// why: a second lock for the same datum
package p10_locks;

import java.util.concurrent.locks.ReentrantLock;

public final class TicketAccounts {

    public static final class Account {
        private final int number;
        private final ReentrantLock lock = new ReentrantLock();
        private int tickets; // guarded by lock

        public Account(int number, int tickets) {
            this.number = number;
            this.tickets = tickets;
        }

        public int number() {
            return number;
        }

        public ReentrantLock lock() {
            return lock;
        }

        public int tickets() {
            return tickets;
        }
    }

    public static final class SoldOutException extends Exception {
        private static final long serialVersionUID = 1L;

        public SoldOutException(String message) {
            super(message);
        }
    }

    private static final Object ALL = new Object();

    public static void transfer(Account from, Account to, int tickets) throws SoldOutException {
        synchronized (ALL) {
            move(from, to, tickets);
        }
    }

    private static void move(Account from, Account to, int tickets) throws SoldOutException {
        if (from.tickets < tickets) {
            throw new SoldOutException("account " + from.number + " has " + from.tickets + " left");
        }
        from.tickets -= tickets;
        to.tickets += tickets;
    }

    public static int total(Account one, Account other) {
        synchronized (ALL) {
            return one.tickets + other.tickets;
        }
    }

    private TicketAccounts() {}
}
