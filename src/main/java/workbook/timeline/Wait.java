package workbook.timeline;

/// A time during which a thread did not run, and why.
record Wait(State state, Span span, String call, String place) {
    /// Whether a wait that follows is the same one to the eye of the reader.
    boolean sameAs(Wait next) {
        return state == next.state && call.equals(next.call) && place.equals(next.place);
    }

    Wait until(long end) {
        return new Wait(state, new Span(span.from(), Math.max(span.to(), end)), call, place);
    }
}
