package workbook.timeline;

import java.util.Locale;

/// What a colour is for, and the colour on a light and on a dark ground.
///
/// Text has a contrast of at least 4.5 to what it stands on, and every other mark at least 3 to the
/// card: a test holds this.
enum Role {
    CARD("#ffffff", "#0f1318"),
    INK("#1f2328", "#e6e9ee"),
    SOFT("#59636e", "#9aa4b2"),
    GRID("#e3e7ec", "#2c333d"),
    RUNNING("#2563b8", "#5b9bea"),
    SLEEPING("#5580b3", "#7aa2d2"),
    SLEEPING_PALE("#d3e3f5", "#25374d"),
    LOCK("#b06a00", "#dfa03c"),
    LOCK_PALE("#fbe6c2", "#43310f"),
    QUEUE("#7d56b8", "#b18fe6"),
    QUEUE_PALE("#eae0f7", "#352a4a"),
    IO("#0e7c6b", "#3fb8a3"),
    IO_PALE("#cdeee7", "#123d37"),
    FAILED("#c62f3c", "#f4707b"),
    STOPPED("#a85510", "#e9964f");

    private final String light;
    private final String dark;

    Role(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    String light() {
        return light;
    }

    String dark() {
        return dark;
    }

    /// The name of the CSS variable.
    String variable() {
        return "--tl-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The strong colour of a state: an edge, a hatch, a line.
    static Role of(State state) {
        return switch (state) {
            case RUNNING -> RUNNING;
            case SLEEPING -> SLEEPING;
            case LOCK -> LOCK;
            case QUEUE -> QUEUE;
            case IO -> IO;
            case READY, WAITING, JOINING -> SOFT;
        };
    }
}
