package workbook.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The order and the names of the lanes: each under the one that started it, in order of creation.
final class Family {
    /// A thread with its place in the family.
    record Member(Trail trail, String name, int depth) {}

    private final List<Member> members = new ArrayList<>();

    Family(Trail root, Collection<Trail> trails) {
        var oldestFirst =
                trails.stream()
                        .sorted(Comparator.comparingLong((Trail trail) -> trail.id))
                        .toList();
        var names = names(root, oldestFirst);
        var known = new HashSet<>(oldestFirst);
        var children = new HashMap<Trail, List<Trail>>();
        for (var trail : oldestFirst) {
            if (trail != root) {
                // a pool thread may be older than the run: it goes under the root
                var parent = known.contains(trail.parent) ? trail.parent : root;
                children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(trail);
            }
        }
        var next = new ArrayDeque<Member>();
        next.push(new Member(root, names.apply(root), 0));
        while (!next.isEmpty()) {
            var member = next.pop();
            members.add(member);
            for (var child : children.getOrDefault(member.trail(), List.of()).reversed()) {
                next.push(new Member(child, names.apply(child), member.depth() + 1));
            }
        }
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    /// A name that several threads share gets a number, in order of creation.
    private static Function<Trail, String> names(Trail root, List<Trail> oldestFirst) {
        var total =
                oldestFirst.stream()
                        .filter(trail -> trail != root)
                        .collect(Collectors.groupingBy(Family::name, Collectors.counting()));
        var count = new HashMap<String, Integer>();
        var names = new HashMap<Trail, String>();
        for (var trail : oldestFirst) {
            var name = name(trail);
            var isNameless = trail.threadName.isEmpty() && trail.task.isEmpty();
            var isAlone = !isNameless && total.getOrDefault(name, 0L) <= 1;
            var number = trail == root ? 0 : count.merge(name, 1, Integer::sum);
            names.put(trail, isAlone || trail == root ? name : name + " #" + number);
        }
        names.put(root, "main");
        return names::get;
    }

    private static String name(Trail trail) {
        if (!trail.threadName.isEmpty()) {
            return trail.threadName.startsWith("ForkJoinPool.commonPool")
                    ? trail.threadName.substring("ForkJoinPool.".length())
                    : trail.threadName;
        }
        return trail.task.isEmpty() ? "task" : trail.task;
    }
}
