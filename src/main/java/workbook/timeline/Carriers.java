package workbook.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When each carrier ran a virtual thread, though not which one.
///
/// No event tells that a virtual thread blocks on a monitor. It gives its carrier away all the
/// same: a slice of a carrier that ends although the thread neither parked nor ended can mean
/// nothing else.
final class Carriers {
    /// Between the slice and what the thread itself reports lie a few instructions, or a
    /// preemption.
    private static final long SLACK = 300_000;

    /// A shorter stretch is not worth a look.
    private static final long SHORTEST = 50_000;

    private final Map<Long, List<Span>> slices = new HashMap<>();

    void mounted(long carrier, Span slice) {
        slices.computeIfAbsent(carrier, _ -> new ArrayList<>()).add(slice);
    }

    boolean contains(long thread) {
        return slices.containsKey(thread);
    }

    void sort() {
        slices.values().forEach(list -> list.sort(Comparator.comparingLong(Span::from)));
    }

    /// The times at which a thread waited for a monitor: it was running, so it thought, but not on
    /// any one carrier from the start to the end.
    List<Wait> contended(Trail trail) {
        var found = new ArrayList<Wait>();
        var from = trail.started;
        for (var yield : trail.yields) {
            gap(new Span(from, yield.from()), trail).ifPresent(found::add);
            from = yield.to();
        }
        if (trail.ended != Trail.UNKNOWN) {
            gap(new Span(from, trail.ended), trail).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Wait> gap(Span running, Trail trail) {
        if (running.length() < SHORTEST) {
            return Optional.empty();
        }
        Span first = null;
        Span last = null;
        for (var carrier : slices.values()) {
            var before = at(carrier, running.from());
            var after = at(carrier, running.to());
            if (before != null && before.equals(after) && running.from() - before.from() < SLACK) {
                return Optional.empty();
            }
            if (before != null && (first == null || before.from() > first.from())) {
                first = before;
            }
            if (after != null && (last == null || after.to() < last.to())) {
                last = after;
            }
        }
        if (first == null || last == null || last.from() <= first.to()) {
            return Optional.empty();
        }
        var gap = new Span(first.to(), last.from());
        var isKnown =
                trail.waits.stream()
                        .map(Wait::span)
                        .anyMatch(wait ->
                                wait.from() <= gap.from() + SLACK && wait.to() >= gap.to() - SLACK);
        return isKnown
                ? Optional.empty()
                : Optional.of(new Wait(State.LOCK, gap, "synchronized", ""));
    }

    /// Since when a virtual thread that did not end has been off its carrier; or empty if it runs.
    Optional<Span> offCarrier(Trail trail, long end) {
        var from = trail.yields.isEmpty() ? trail.started : trail.yields.getLast().to();
        return slices.values().stream()
                .map(carrier -> at(carrier, from))
                .filter(slice -> slice != null && slice.to() < end)
                .max(Comparator.comparingLong(Span::from))
                .map(slice -> new Span(slice.to(), end));
    }

    /// The slice that contains a moment; a carrier's slices are disjoint and sorted.
    private static Span at(List<Span> carrier, long time) {
        int low = 0;
        int high = carrier.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var slice = carrier.get(middle);
            if (slice.contains(time)) {
                return slice;
            }
            if (slice.from() > time) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return null;
    }
}
