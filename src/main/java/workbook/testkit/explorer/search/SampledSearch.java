package workbook.testkit.explorer.search;

import java.util.Random;

/// Draws schedules at random: for programs whose schedules are too many to try.
public final class SampledSearch implements Search {
    private final long seed;
    private int drawn;

    public SampledSearch(long seed) {
        this.seed = seed;
    }

    @Override
    public Follow next() {
        return new Drawing(new Random(seed + drawn++));
    }

    @Override
    public void restart() {
        // each sample stands alone: what was drawn before remains tried
    }

    private static final class Drawing implements Follow {
        private final Random random;
        private Schedule schedule = Schedule.DEFAULT;

        Drawing(Random random) {
            this.random = random;
        }

        @Override
        public int choose(int step, int options, boolean canContinue) {
            int choice = canContinue && random.nextInt(3) > 0 ? 0 : random.nextInt(options);
            if (choice > 0) {
                schedule = schedule.then(step, choice);
            }
            return choice;
        }

        @Override
        public Schedule schedule() {
            return schedule;
        }

        @Override
        public boolean completed() {
            return true;
        }
    }
}
