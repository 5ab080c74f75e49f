// rejected by: oppositeDirections
// misconception: "both locks are held, so all is safe": each way has its own order of locks
// why: and waits for
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
        try {
            to.lock.lock();
            try {
                move(from, to, tickets);
            } finally {
                to.lock.unlock();
            }
        } finally {
            from.lock.unlock();
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
