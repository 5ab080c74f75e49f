package workbook.testkit.explorer.search;

import java.util.ArrayList;
import java.util.List;

/// A schedule is what makes it differ from the default one: at which steps which other option was
/// taken.
///
/// Steps are counted at every hook, not only where the search branches, so a schedule means the
/// same to a search that knows nothing yet.
public record Schedule(List<Departure> departures) {
    /// Every thread runs until it has to wait; then the next in turn goes on.
    public static final Schedule DEFAULT = new Schedule(List.of());

    private static final int RADIX = 36;

    /// At this step, not the first option was taken but this one.
    public record Departure(int step, int choice) {}

    /// For example `1f.1-2c.2`: at step 51 option 1, at step 84 option 2.
    public String id() {
        if (departures.isEmpty()) {
            return "0";
        }
        var parts = new ArrayList<String>();
        for (Departure departure : departures) {
            parts.add(
                    Integer.toString(departure.step, RADIX)
                            + "."
                            + Integer.toString(departure.choice, RADIX));
        }
        return String.join("-", parts);
    }

    /// @throws IllegalArgumentException if this is no [#id]
    public static Schedule of(String id) {
        if (id.equals("0")) {
            return DEFAULT;
        }
        var departures = new ArrayList<Departure>();
        try {
            for (String part : id.split("-", -1)) {
                int dot = part.indexOf('.');
                departures.add(
                        new Departure(
                                Integer.parseInt(part.substring(0, dot), RADIX),
                                Integer.parseInt(part.substring(dot + 1), RADIX)));
            }
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a replay id: " + id, e);
        }
        return new Schedule(List.copyOf(departures));
    }

    Schedule then(int step, int choice) {
        var longer = new ArrayList<>(departures);
        longer.add(new Departure(step, choice));
        return new Schedule(List.copyOf(longer));
    }

    int lastStep() {
        return departures.isEmpty() ? 0 : departures.getLast().step;
    }
}
