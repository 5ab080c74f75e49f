package workbook.check;

/// Why a check did not pass, in the four parts that every failure has.
///
/// @param expected what should have been seen
/// @param observed what was seen
/// @param why what makes a program behave so
/// @param attempt what to try next
public record Explanation(String expected, String observed, String why, String attempt) {

    public Explanation {
        expected = Shown.text(expected);
        observed = Shown.text(observed);
        why = Shown.text(why);
        attempt = Shown.text(attempt);
    }
}
