package p10_locks;

/// # A counter that loses no hit
///
/// *Repair · 5 minutes*
///
/// A news site counts its visitors. Each request runs on a virtual thread of its own and calls
/// `hit()`. The site greets its visitors with their number, and the one with the round number gets
/// a present. Since the site is busy, the counter says less than the log. On a good evening two
/// visitors were greeted with the same number, and both came for the present.
///
/// Repair the class.
///
/// - Each visitor gets a number of their own: 1 for the first, 2 for the second, and none is left
///   out.
/// - No hit is lost, however many visitors come at the same moment.
/// - `hits()` may be called at any time, while visitors come. It never goes back.
public final class HitCounter {

    private volatile long hits;

    /// Counts one visitor.
    ///
    /// @return the visitor's number, from 1
    public long hit() {
        hits++;
        return hits;
    }

    /// @return how many visitors have been counted so far
    public long hits() {
        return hits;
    }
}
