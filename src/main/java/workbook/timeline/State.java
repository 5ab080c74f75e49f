package workbook.timeline;

/// What a task does during an [Interval].
public enum State {
    RUNNING("running"),
    READY("ready to run"),
    SLEEPING("sleeping"),
    LOCK("waiting for a lock or permit"),
    QUEUE("waiting on a queue"),
    WAITING("waiting for a signal"),
    JOINING("waiting for other tasks"),
    IO("blocked on I/O");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /// The state as a legend says it.
    public String words() {
        return words;
    }
}
