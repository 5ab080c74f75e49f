// rejected by: othersDoNotWait
// misconception: "a lock around the locks settles their order": and makes everybody wait for
// everybody
// why: a lock that all transfers share
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

    private static final ReentrantLock ORDER = new ReentrantLock();

    public static void transfer(Account from, Account to, int tickets) throws SoldOutException {
        ORDER.lock();
        try {
            from.lock.lock();
            to.lock.lock();
            try {
                move(from, to, tickets);
            } finally {
                to.lock.unlock();
                from.lock.unlock();
            }
        } finally {
            ORDER.unlock();
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
        ORDER.lock();
        try {
            one.lock.lock();
            other.lock.lock();
            try {
                return one.tickets + other.tickets;
            } finally {
                other.lock.unlock();
                one.lock.unlock();
            }
        } finally {
            ORDER.unlock();
        }
    }

    private TicketAccounts() {}
}
