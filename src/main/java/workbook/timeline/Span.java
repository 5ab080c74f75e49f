package workbook.timeline;

/// A stretch of time inside the reader, in nanoseconds from the start of the run.
///
/// The model speaks in durations; here a hundred thousand of these are compared.
record Span(long from, long to) {
    boolean contains(long time) {
        return from <= time && time <= to;
    }

    long length() {
        return to - from;
    }
}
