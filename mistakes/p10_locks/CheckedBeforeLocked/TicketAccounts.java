// rejected by: lastTicketsGoOnce
// misconception: "first look whether it is worth locking": what was seen before the lock no longer
// holds under it
// why: looked before it had the lock
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
        from.lock.lock();
        int left = from.tickets;
        from.lock.unlock();
        if (left < tickets) {
            throw new SoldOutException("account " + from.number + " has " + left + " left");
        }
        Account first = from.number < to.number ? from : to;
        Account second = first == from ? to : from;
        first.lock.lock();
        second.lock.lock();
        try {
            from.tickets -= tickets;
            to.tickets += tickets;
        } finally {
            second.lock.unlock();
            first.lock.unlock();
        }
    }

    public static int total(Account one, Account other) {
        Account first = one.number < other.number ? one : other;
        Account second = first == one ? other : one;
        first.lock.lock();
        try {
            second.lock.lock();
            try {
                return one.tickets + other.tickets;
            } finally {
                second.lock.unlock();
            }
        } finally {
            first.lock.unlock();
        }
    }

    private TicketAccounts() {}
}
