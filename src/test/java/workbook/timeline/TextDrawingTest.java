package workbook.timeline;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDrawingTest {
    private static final Terminal ASCII = new Terminal(false, false);
    private static final Terminal COLOUR = new Terminal(true, true);

    static Stream<Arguments> drawings() {
        var five =
                Examples.permits("five fetches, two permits", 5, "fetch", Duration.ofMillis(500));
        var all = Examples.everything();
        var crowd = Examples.permits("a crowd", 200, "task", Duration.ofMillis(10));
        return Stream.of(
                Arguments.of("five", TextDrawing.draw(five, 80, Terminal.PLAIN)),
                Arguments.of("five-ascii", TextDrawing.draw(five, 80, ASCII)),
                Arguments.of("five-colour", TextDrawing.draw(five, 80, COLOUR)),
                Arguments.of("everything", TextDrawing.draw(all, 80, Terminal.PLAIN)),
                Arguments.of("everything-ascii", TextDrawing.draw(all, 80, ASCII)),
                Arguments.of("everything-in-words", Description.of(all)),
                Arguments.of("crowd", TextDrawing.draw(crowd, 80, Terminal.PLAIN)),
                Arguments.of("crowd-ascii", TextDrawing.draw(crowd, 80, ASCII)),
                Arguments.of("crowd-in-words", Description.of(crowd)));
    }

    /// What is drawn instead lies in target/golden, to be looked at and copied if it is right.
    @ParameterizedTest(name = "{0}")
    @MethodSource("drawings")
    @DisplayName("the drawings are the golden ones")
    void golden(String name, String drawing) throws IOException {
        var file = Path.of("target", "golden", name + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, drawing + "\n");
        try (var golden = TextDrawingTest.class.getResourceAsStream(name + ".txt")) {
            var expected = golden == null ? "" : new String(golden.readAllBytes(), UTF_8);
            assertEquals(expected, drawing + "\n", "see " + file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 80, 132})
    @DisplayName("no line is wider than the terminal")
    void fits(int width) {
        for (var timeline : Examples.ofAllSizes()) {
            TextDrawing.draw(timeline, width, Terminal.PLAIN)
                    .lines()
                    .forEach(line -> assertTrue(line.length() <= Math.max(40, width), line));
        }
    }

    @ParameterizedTest
    @MethodSource("workbook.timeline.Examples#ofAllSizes")
    @DisplayName("the ASCII variant is ASCII")
    void isAscii(Timeline timeline) {
        assertTrue(US_ASCII.newEncoder().canEncode(TextDrawing.draw(timeline, 80, ASCII)));
    }

    @Test
    @DisplayName("colour is for a terminal that wants it, Unicode for one that can")
    void terminals() {
        assertEquals(new Terminal(true, true), Terminal.of(Map.of(), true, UTF_8));
        assertEquals(new Terminal(false, true), Terminal.of(Map.of(), false, UTF_8));
        assertEquals(new Terminal(false, true), Terminal.of(Map.of("NO_COLOR", "1"), true, UTF_8));
        assertEquals(new Terminal(true, true), Terminal.of(Map.of("NO_COLOR", ""), true, UTF_8));
        assertEquals(new Terminal(false, true), Terminal.of(Map.of("TERM", "dumb"), true, UTF_8));
        assertEquals(new Terminal(true, false), Terminal.of(Map.of(), true, US_ASCII));
    }
}
