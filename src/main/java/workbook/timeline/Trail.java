package workbook.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What one thread left in the recording. The reader fills it in, event by event; a [Lane] is made
/// from it. Times are nanoseconds from the start of the run.
final class Trail {
    static final long UNKNOWN = Long.MIN_VALUE;

    final long id;
    final String threadName;
    final boolean virtual;

    /// The learner's outermost method, for a thread without a name.
    String task = "";

    /// Whether the learner's code was ever seen on this thread.
    boolean ranLearners;

    long created = UNKNOWN;
    long started = UNKNOWN;
    long ended = UNKNOWN;

    Trail parent;
    Site forkedAt = Site.NOWHERE;

    final List<Wait> waits = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    final List<Span> tasks = new ArrayList<>();

    /// From the call that gives the carrier away until the thread is back on one.
    final List<Span> yields = new ArrayList<>();

    boolean isSubtask;
    boolean isSubtaskComplete;
    boolean hasFailed;

    /// Of an exception that nobody caught.
    boolean hasDied;

    String reason = "";

    /// The last exception that the learner's code made here; what fails next fails with it.
    Thrown thrown;

    /// An exception that was made, at its moment.
    record Thrown(String type, String message) {
        private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

        boolean isInterrupt() {
            return type.equals("java.lang.InterruptedException");
        }

        boolean isTimeout() {
            return type.endsWith("TimeoutException");
        }

        static Thrown of(Throwable failure) {
            return new Thrown(failure.getClass().getName(), failure.getMessage());
        }

        /// Without packages, which are long and say little; a message often holds another
        /// exception.
        @Override
        public String toString() {
            var text = message == null || message.isEmpty() ? type : type + ": " + message;
            return PACKAGE.matcher(text).replaceAll("").replace('$', '.');
        }
    }

    Trail(long id, String threadName, boolean virtual) {
        this.id = id;
        this.threadName = threadName == null ? "" : threadName;
        this.virtual = virtual;
    }

    /// A pool thread lives on after its tasks: only they are drawn.
    boolean isPoolThread() {
        return !virtual && !tasks.isEmpty();
    }

    boolean wasInterrupted() {
        return marks.stream().anyMatch(mark -> mark.kind() == Mark.Kind.INTERRUPTED);
    }
}
