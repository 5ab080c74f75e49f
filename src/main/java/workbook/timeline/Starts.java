package workbook.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The calls of `start`, none of which says which thread it started.
final class Starts {
    private final List<Start> virtual = new ArrayList<>();
    private final List<Start> platform = new ArrayList<>();

    private record Start(Trail parent, long at, Site site) {}

    void virtual(Trail parent, long at, Site site) {
        virtual.add(new Start(parent, at, site));
    }

    void platform(Trail parent, long at, Site site) {
        platform.add(new Start(parent, at, site));
    }

    /// Gives each thread its parent.
    void assign(Collection<Trail> trails, Carriers carriers) {
        assignVirtual(trails);
        correctPlatform(trails, carriers);
    }

    /// Ids are given in the order of creation, so the k-th start belongs to the k-th new thread:
    /// but never a start to a thread that ran before it.
    private void assignVirtual(Collection<Trail> trails) {
        var children =
                trails.stream()
                        .filter(trail -> trail.virtual && trail.started != Trail.UNKNOWN)
                        .sorted(Comparator.comparingLong(trail -> trail.id))
                        .toList();
        var next = 0;
        for (var child : children) {
            if (next < virtual.size() && virtual.get(next).at() <= child.started) {
                var start = virtual.get(next++);
                child.parent = start.parent();
                child.created = start.at();
                child.forkedAt = start.site();
            } else {
                child.created = child.started;
            }
        }
    }

    /// Of a platform thread that a virtual thread started, Flight Recorder takes the carrier for
    /// the parent.
    private void correctPlatform(Collection<Trail> trails, Carriers carriers) {
        for (var child : trails) {
            if (child.parent != null && carriers.contains(child.parent.id)) {
                platform.stream()
                        .filter(start -> start.at() <= child.created)
                        .filter(start -> start.site().equals(child.forkedAt))
                        .max(Comparator.comparingLong(Start::at))
                        .ifPresent(start -> child.parent = start.parent());
            }
        }
    }
}
