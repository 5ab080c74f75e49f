package workbook.testkit.explorer;

/// How much of the space of schedules a search covers.
public sealed interface Bound {
    /// Every schedule in which a thread that could go on is stopped at most so many times. Most
    /// bugs need one or two such stops, however many threads there are.
    record Preemptions(int most) implements Bound {}

    /// Every schedule with at most so many departures from running the threads in turn, each to its
    /// next blocking. Grows slower with the number of threads than [Preemptions] does.
    record Delays(int most) implements Bound {}

    /// Schedules drawn at random, the same for the same seed.
    record Sample(int schedules, long seed) implements Bound {}

    /// Two preemptions for up to four threads, two delays for more: what stays quick.
    record Automatic() implements Bound {}

    static Bound automatic() {
        return new Automatic();
    }
}
