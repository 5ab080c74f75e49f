package workbook.testkit.explorer.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Tries every schedule within a bound, each once, the cheapest first: the first failure found is
/// therefore one with the fewest preemptions (or delays).
///
/// Each run extends the tree by the schedules that follow the same departures and make one more,
/// later.
public final class BoundedSearch implements Search {
    /// What makes a schedule expensive.
    public enum Cost {
        /// A thread is stopped that could have gone on.
        PREEMPTIONS,
        /// A thread is passed over whose turn it was.
        DELAYS;

        private int of(int choice, boolean canContinue) {
            return switch (this) {
                case PREEMPTIONS -> canContinue ? 1 : 0;
                case DELAYS -> choice;
            };
        }
    }

    private final Cost kind;
    private final int mostCost;
    private final List<Deque<Schedule>> frontier = new ArrayList<>();
    private int cost;

    public BoundedSearch(Cost kind, int mostCost) {
        this.kind = kind;
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
                int total = spent + kind.of(choice, canContinue);
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
