package workbook.testkit.explorer.search;

/// Follows one given schedule and takes option 0 wherever that says nothing.
public final class FixedSchedule implements Search.Follow {
    private final Schedule schedule;
    private int followed;
    private boolean impossible;

    public FixedSchedule(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public int choose(int step, int options, boolean canContinue) {
        if (followed == schedule.departures().size()
                || schedule.departures().get(followed).step() != step) {
            return 0;
        }
        int choice = schedule.departures().get(followed++).choice();
        impossible |= choice >= options;
        return Math.min(choice, options - 1);
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public boolean completed() {
        return !impossible && followed == schedule.departures().size();
    }
}
