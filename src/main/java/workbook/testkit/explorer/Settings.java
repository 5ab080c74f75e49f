package workbook.testkit.explorer;

import java.time.Duration;

/// What an exploration was asked to do.
///
/// @param slowTime whether threads may be slower than any sleep, which finds sleeping used as
///   waiting
/// @param bodyOnly whether only the end of the body is judged, and nothing that happens beside it
/// @param maxSchedules the search ends here and says so; a count, because a count is the same on
///   each machine
/// @param maxTime the search ends here too and says so: half of what a check may take, so that a
///   slow machine gets a weaker verdict and no time-out
public record Settings(
        Bound bound, boolean slowTime, boolean bodyOnly, int maxSchedules, Duration maxTime) {
    public static Settings standard() {
        return new Settings(Bound.automatic(), false, false, 20_000, Duration.ofSeconds(5));
    }

    public Settings with(Bound other) {
        return new Settings(other, slowTime, bodyOnly, maxSchedules, maxTime);
    }

    public Settings withSlowTime() {
        return new Settings(bound, true, bodyOnly, maxSchedules, maxTime);
    }

    public Settings withBodyOnly() {
        return new Settings(bound, slowTime, true, maxSchedules, maxTime);
    }

    public Settings withMaxSchedules(int most) {
        return new Settings(bound, slowTime, bodyOnly, most, maxTime);
    }

    public Settings withMaxTime(Duration most) {
        return new Settings(bound, slowTime, bodyOnly, maxSchedules, most);
    }
}
