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

    public static void transfer(Account from, Account to, int tickets) throws SoldOutException {
        lockBoth(from, to);
        try {
            if (from.tickets < tickets) {
                throw new SoldOutException(
                        "account " + from.number + " has " + from.tickets + " left");
            }
            from.tickets -= tickets;
            to.tickets += tickets;
        } finally {
            unlockBoth(from, to);
        }
    }

    public static int total(Account one, Account other) {
        lockBoth(one, other);
        try {
            return one.tickets + other.tickets;
        } finally {
            unlockBoth(one, other);
        }
    }

    /// Everybody takes the lower number first: so who waits for a lock holds only lower ones, and
    /// no circle of waiting can close.
    private static void lockBoth(Account one, Account other) {
        boolean inOrder = one.number < other.number;
        (inOrder ? one : other).lock.lock();
        (inOrder ? other : one).lock.lock();
    }

    private static void unlockBoth(Account one, Account other) {
        one.lock.unlock(); // the order of giving back does not matter
        other.lock.unlock();
    }

    private TicketAccounts() {}
}
