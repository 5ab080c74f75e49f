package workbook.testkit.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Tries every schedule within a bound, each once, the cheapest first: the first failure found is
/// therefore one with the fewest preemptions (or delays).
///
/// Each run extends the tree by the schedules that follow the same departures and make one more,
/// later. What a departure costs is the bound's to say.
final class BoundedSearch implements Search {
    private final Bound bound;
    private final int mostCost;
    private final List<Deque<Schedule>> frontier = new ArrayList<>();
    private int cost;

    BoundedSearch(Bound bound, int mostCost) {
        this.bound = bound;
        this.mostCost = mostCost;
        restart();
    }

    @Override
    public void restart() {
        frontier.clear();
        for (int i = 0; i <= mostCost; i++) {
            frontier.add(new ArrayDeque<>());
        }
        frontier.getFirst().add(Schedule.DEFAULT);
        cost = 0;
    }

    @Override
    public Follow next() {
        while (cost <= mostCost && frontier.get(cost).isEmpty()) {
            cost++;
        }
        return cost > mostCost ? null : new Branching(frontier.get(cost).poll(), cost);
    }

    private int costOf(int choice, boolean canContinue) {
        return switch (bound) {
            case Bound.Delays any -> choice;
            default -> canContinue ? 1 : 0;
        };
    }

    /// Follows a schedule; after its last departure, notes each other option as a schedule to try.
    private final class Branching implements Follow {
        private final FixedSchedule base;
        private final int spent;
        private final int last;

        Branching(Schedule schedule, int spent) {
            this.base = new FixedSchedule(schedule);
            this.spent = spent;
            this.last = schedule.lastStep();
        }

        @Override
        public int choose(int step, int options, boolean canContinue) {
            if (step <= last) {
                return base.choose(step, options, canContinue);
            }
            for (int choice = 1; choice < options; choice++) {
                int total = spent + costOf(choice, canContinue);
                if (total <= mostCost) {
                    frontier.get(total).add(base.schedule().then(step, choice));
                }
            }
            return 0;
        }

        @Override
        public Schedule schedule() {
            return base.schedule();
        }

        @Override
        public boolean completed() {
            return base.completed();
        }
    }
}
