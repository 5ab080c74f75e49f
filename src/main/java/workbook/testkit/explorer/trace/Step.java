package workbook.testkit.explorer.trace;

import java.time.Duration;

/// One row of a schedule: what one thread did, where, and when on the virtual clock.
public record Step(String thread, String text, String file, int line, Duration at) {
    public String location() {
        return file + ":" + line;
    }
}
