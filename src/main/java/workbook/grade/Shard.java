package workbook.grade;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import workbook.intake.Student;

/// One machine's part of a class. Each student belongs to exactly one part, the same on every
/// machine and in every run.
///
/// @param number from 1
/// @param count how many parts there are
public record Shard(int number, int count) {

    /// All of the class on one machine.
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    public Shard {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException(
                    "there is no part %d of %d".formatted(number, count));
        }
    }

    /// @param text as `3/20`
    /// @throws IllegalArgumentException if it is not of that form, or there is no such part
    public static Shard parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no part of a class. Expected is a number and how many there are: 3/20"
                            .formatted(text));
        }
        return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    boolean holds(Student student) {
        var hash = new CRC32();
        hash.update(student.id().getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % count == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
