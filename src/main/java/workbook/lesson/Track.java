package workbook.lesson;

import java.util.List;
import java.util.Locale;

/// An ordered reading list through the book, for one purpose.
public enum Track {
    BUILDING_HIGH_PERFORMANCE_WEB_APIS(
            "non-blocking services that answer thousands of requests",
            1,
            2,
            4,
            5,
            9,
            14,
            15,
            19,
            20,
            22,
            24,
            25,
            26,
            29,
            30),
    CONCURRENT_DATA_PROCESSING(
            "many items, pages and queries at once",
            1,
            2,
            3,
            7,
            8,
            9,
            11,
            12,
            15,
            16,
            17,
            22,
            27,
            32),
    REAL_TIME_SYSTEM_DEVELOPMENT(
            "chats, events and everything that is pushed",
            1,
            3,
            5,
            8,
            10,
            13,
            20,
            21,
            22,
            27,
            28,
            29);

    private final String purpose;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it immutable
    private final List<Integer> lessons;

    Track(String purpose, Integer... lessons) {
        this.purpose = purpose;
        this.lessons = List.of(lessons);
    }

    /// @return the name to type: `concurrent-data-processing`
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String purpose() {
        return purpose;
    }

    /// @return the numbers of its lessons, in the order to read them; some may not be written yet
    public List<Integer> lessons() {
        return lessons;
    }
}
