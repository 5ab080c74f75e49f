package workbook.testkit.explorer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says who holds what and who waits for what.
final class DeadlockWords {
    private DeadlockWords() {}

    static Explanation deadlock(List<Stuck> stuck) {
        List<Stuck> cycle = cycle(stuck);
        return cycle.isEmpty() ? withoutCycle(stuck) : withCycle(cycle, stuck);
    }

    static Explanation left(List<Stuck> stuck) {
        Stuck first = stuck.getFirst();
        String advice =
                first.awaited() == Awaited.WORK
                        ? Awaited.WORK.advice
                        : "wait for the end of every thread that is started, or cancel it so that its wait ends";
        String those =
                stuck.size() == 1 ? first.thread() + " still lives" : names(stuck) + " still live";
        return new Explanation(
                Explanation.Kind.THREADS_LEFT,
                "every thread has ended when the check returns",
                those,
                stuck.stream().map(DeadlockWords::leftBehind).collect(Collectors.joining("\n")),
                advice);
    }

    private static String leftBehind(Stuck stuck) {
        return stuck.thread()
                + stuck.origin()
                + stuck.waiting().substring(stuck.thread().length())
                + heldBy(stuck);
    }

    static Explanation interruptIgnored(Stuck stuck) {
        String waits = stuck.waiting().substring(stuck.thread().length());
        String why =
                stuck.swallowed().isEmpty()
                        ? stuck.thread() + waits + " in a call that no interrupt ends"
                        : "the interrupt ended the call at %s, %s caught that and went on: now it%s"
                                .formatted(stuck.swallowed(), stuck.thread(), waits);
        return new Explanation(
                Explanation.Kind.IGNORED_INTERRUPT,
                "a thread that is interrupted ends soon",
                "%s interrupted %s at %s, and it still lives"
                        .formatted(
                                stuck.interruption().thread(),
                                stuck.thread(),
                                stuck.interruption().location()),
                why,
                stuck.swallowed().isEmpty()
                        ? "wait with a call that throws InterruptedException, and let that end the work"
                        : "catch InterruptedException outside of the loop, or restore the status with"
                                + " Thread.currentThread().interrupt() and return");
    }

    private static Explanation withCycle(List<Stuck> cycle, List<Stuck> all) {
        var lines = new ArrayList<String>();
        Stuck before = cycle.getLast();
        for (Stuck thread : cycle) {
            lines.add(
                    holding(thread, before) + thread.waiting().substring(thread.thread().length()));
            before = thread;
        }
        return new Explanation(
                Explanation.Kind.DEADLOCK,
                "every thread can go on until it ends",
                cycle.size() == 1
                        ? cycle.getFirst().thread() + " waits for itself, for ever"
                        : names(cycle)
                                + (cycle.size() == 2
                                        ? " wait for each other, for ever"
                                        : " wait for each other in a circle, for ever"),
                String.join("\n", lines) + others(all, cycle),
                cycle.size() == 1
                        ? "give back what the thread holds before it asks for more, or let it ask only once"
                        : advice(cycle));
    }

    /// `task 1 holds the lock of a (taken at Bank.java:3) and`, for which `before` waits.
    private static String holding(Stuck thread, Stuck before) {
        if (before.awaited() == Awaited.END) {
            return thread.thread();
        }
        String since = before.holder().since();
        return thread.thread()
                + " holds "
                + before.holder().what()
                + (since.isEmpty() ? "" : " (taken at " + since + ")")
                + " and";
    }

    private static String advice(List<Stuck> cycle) {
        return cycle.stream()
                .filter(thread -> thread.awaited() != Awaited.END)
                .findFirst()
                .orElse(cycle.getFirst())
                .awaited()
                .advice;
    }

    private static Explanation withoutCycle(List<Stuck> stuck) {
        // whoever waits for the end of another is not the reason
        Stuck reason =
                stuck.stream()
                        .filter(thread ->
                                thread.awaited() != Awaited.END
                                        && thread.awaited() != Awaited.RESULT)
                        .findFirst()
                        .orElse(stuck.getLast());
        return new Explanation(
                Explanation.Kind.DEADLOCK,
                "every thread can go on until it ends",
                reason.thread() + " waits for " + reason.what() + ", for ever",
                reason.waiting() + heldBy(reason) + others(stuck, List.of(reason)),
                reason.awaited() == Awaited.LOCK && reason.holder().ended()
                        ? "unlock in a finally block, so that a thread which fails gives the lock back too"
                        : reason.awaited().advice);
    }

    private static String others(List<Stuck> all, List<Stuck> told) {
        return all.stream()
                .filter(thread -> !told.contains(thread))
                .map(thread -> "\n" + thread.waiting())
                .collect(Collectors.joining());
    }

    private static String heldBy(Stuck stuck) {
        Stuck.Holder holder = stuck.holder();
        if (!holder.isKnown() || stuck.awaited() == Awaited.END) {
            return "";
        }
        String since = holder.since().isEmpty() ? "" : " at " + holder.since();
        return switch (stuck.awaited()) {
            case PERMIT -> "; not released: " + holder.since();
            default ->
                    holder.ended()
                            ? ": "
                                    + holder.thread()
                                    + " took it"
                                    + since
                                    + " and ended without giving it back"
                            : ": "
                                    + holder.thread()
                                    + " has it"
                                    + (since.isEmpty() ? "" : ", taken" + since);
        };
    }

    /// The threads that wait for each other in a circle, if there is one.
    private static List<Stuck> cycle(List<Stuck> stuck) {
        for (Stuck start : stuck) {
            var path = new ArrayList<Stuck>();
            Stuck next = start;
            while (next != null && !path.contains(next)) {
                path.add(next);
                next = find(stuck, next);
            }
            if (next != null && next.equals(start)) {
                return path;
            }
        }
        return List.of();
    }

    private static Stuck find(List<Stuck> stuck, Stuck waiting) {
        return stuck.stream().filter(waiting::dependsOn).findFirst().orElse(null);
    }

    private static String names(List<Stuck> threads) {
        var names = threads.stream().map(Stuck::thread).sorted().toList();
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
