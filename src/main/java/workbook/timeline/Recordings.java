package workbook.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The recordings of a [Script], each of which is drawn in the terminal as soon as it is made, and
/// saved in the end.
///
/// @param svg where to save the pictures, `p02.svg`; several become `p02-1.svg`, `p02-2.svg`
/// @param trace where to save the trace, with a process for each recording
public record Recordings(int width, Optional<Path> svg, Optional<Path> trace, List<Timeline> made)
        implements AutoCloseable {
    /// The arguments of the program that a script becomes: [#of] reads them again.
    public static List<String> arguments(int width, Optional<Path> svg, Optional<Path> trace) {
        return List.of(Integer.toString(width), text(svg), text(trace));
    }

    /// In a JVM that is to show what the code does, and not what it costs to load the first
    /// classes.
    public static Recordings of(String... arguments) {
        Rehearsal.run();
        return to(Integer.parseInt(arguments[0]), path(arguments[1]), path(arguments[2]));
    }

    public static Recordings to(int width, Optional<Path> svg, Optional<Path> trace) {
        return new Recordings(width, svg, trace, new ArrayList<>());
    }

    /// Records like [Timeline#record], and draws below what the code printed.
    public Timeline record(String title, Timeline.Body body) {
        var timeline = Timeline.record(title, body);
        show(timeline);
        return timeline;
    }

    /// Draws a timeline that was recorded elsewhere.
    public void show(Timeline timeline) {
        made.add(timeline);
        IO.println("\n" + timeline.text(width) + "\n");
    }

    /// Saves what was made, and says where.
    @Override
    public void close() throws IOException {
        for (int number = 1; number <= made.size() && svg.isPresent(); number++) {
            var file = made.size() == 1 ? svg.get() : numbered(svg.get(), number);
            Files.writeString(file, SvgDrawing.draw(made.get(number - 1), Paint.LIGHT));
            IO.println("saved " + file);
        }
        if (trace.isPresent()) {
            Files.writeString(trace.get(), Trace.write(made));
            IO.println("saved " + trace.get() + ": open it in https://ui.perfetto.dev");
        }
    }

    private static Path numbered(Path file, int number) {
        var name = file.getFileName().toString();
        var dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    private static String text(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }

    private static Optional<Path> path(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
