package workbook.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The timeline as characters.
final class TextDrawing {
    private static final int NARROWEST = 40;
    private static final int ENDING = 12;
    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
    private static final String STEPS = " .:-=+*%#";

    private final Timeline timeline;
    private final int width;
    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();

    private TextDrawing(Timeline timeline, int width, Terminal terminal) {
        this.timeline = timeline;
        this.width = Math.max(NARROWEST, width);
        this.terminal = terminal;
    }

    static String draw(Timeline timeline, int width, Terminal terminal) {
        return new TextDrawing(timeline, width, terminal).draw();
    }

    private String draw() {
        line(Summary.shorten(timeline.title(), width));
        line(Summary.shorten(Summary.line(timeline), width));
        line("");
        if (Summary.isCrowded(timeline)) {
            density();
        } else {
            lanes();
        }
        Summary.remarks(timeline)
                .forEach(remark -> flow(List.of(remark.split(" ", -1)), " ", "   "));
        var text = out.toString().stripTrailing();
        return terminal.unicode() ? text : ascii(text);
    }

    private void lanes() {
        var names = timeline.lanes().stream().map(TextDrawing::indented).toList();
        var longest = names.stream().mapToInt(String::length).max().orElse(0);
        var left = Math.min(longest, width / 3);
        var columns = new Columns(timeline.length(), width - left - 2 - ENDING);
        var drawn = EnumSet.noneOf(State.class);
        for (var lane : timeline.lanes()) {
            out.append(pad(Summary.shorten(indented(lane), left), left)).append('│');
            drawn.addAll(cells(lane, columns));
            line("│" + glyph(lane.outcome()) + " " + Summary.ending(lane));
        }
        axis(left, columns);
        line("");
        legend(drawn);
    }

    private Set<State> cells(Lane lane, Columns columns) {
        var states = columns.dominant(lane);
        var marks = new String[columns.count()];
        lane.marks().stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .forEach(mark -> marks[columns.column(mark.at())] = glyph(mark.kind()));
        State current = null;
        for (int column = 0; column < columns.count(); column++) {
            if (terminal.colour() && states[column] != current) {
                current = states[column];
                out.append(current == null ? "\033[0m" : "\033[" + colour(current) + "m");
            }
            var glyph = states[column] == null ? " " : glyph(states[column]);
            out.append(marks[column] == null ? glyph : marks[column]);
        }
        out.append(terminal.colour() ? "\033[0m" : "");
        return Arrays.stream(states).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private void axis(int left, Columns columns) {
        var axis = new Axis(timeline.length(), 0, columns.count());
        var ruler = new char[columns.count() + ENDING];
        Arrays.fill(ruler, ' ');
        for (var tick : axis.ticks(12)) {
            var label = Format.time(tick);
            var at = (int) axis.x(tick);
            if (at + label.length() <= ruler.length) {
                label.getChars(0, label.length(), ruler, at);
            }
        }
        line(" ".repeat(left + 1) + new String(ruler).stripTrailing());
    }

    private void legend(Set<State> drawn) {
        var items = new ArrayList<String>();
        for (var state : State.values()) {
            if (drawn.contains(state)) {
                items.add(glyph(state) + " " + state.words());
            }
        }
        for (var kind : Mark.Kind.values()) {
            if (timeline.lanes().stream()
                    .flatMap(lane -> lane.marks().stream())
                    .anyMatch(mark -> mark.kind() == kind)) {
                items.add(glyph(kind) + " " + kind.words());
            }
        }
        flow(items, "   ", "");
    }

    /// One line of blocks for each state, all on one scale.
    private void density() {
        var tasks = Summary.tasks(timeline);
        var left = 10;
        var columns = new Columns(timeline.length(), width - left - 2 - ENDING);
        var density = columns.density(tasks);
        var most = density.values().stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        var steps = terminal.unicode() ? BLOCKS : STEPS;
        density.forEach((state, counts) -> {
            var name = state.name().toLowerCase(Locale.ROOT);
            out.append(pad(name, left)).append('│');
            out.append(terminal.colour() ? "\033[" + colour(state) + "m" : "");
            for (var count : counts) {
                var step = Math.ceil(count / most * (steps.length() - 1));
                out.append(steps.charAt(count < 0.5 ? 0 : (int) step));
            }
            out.append(terminal.colour() ? "\033[0m" : "");
            var peak = Math.round(Arrays.stream(counts).max().orElse(0));
            line("│ max " + Format.count(peak));
        });
        axis(left, columns);
        line("");
        line("How many tasks are in each state.");
    }

    /// Fills lines with items, as a paragraph is filled with words.
    private void flow(List<String> items, String separator, String indent) {
        var line = new StringBuilder();
        for (var item : items) {
            if (!line.isEmpty() && line.length() + separator.length() + item.length() > width) {
                line(line.toString());
                line.replace(0, line.length(), indent).append(item);
            } else {
                line.append(line.isEmpty() ? "" : separator).append(item);
            }
        }
        line(line.toString());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static String indented(Lane lane) {
        return "  ".repeat(Math.min(lane.depth(), 4)) + lane.name();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private String glyph(State state) {
        return switch (state) {
            case RUNNING -> terminal.unicode() ? "█" : "#";
            case READY -> terminal.unicode() ? "·" : ".";
            case SLEEPING -> terminal.unicode() ? "░" : "z";
            case LOCK -> terminal.unicode() ? "▒" : "L";
            case QUEUE -> terminal.unicode() ? "╍" : "q";
            case WAITING -> terminal.unicode() ? "┄" : "w";
            case JOINING -> terminal.unicode() ? "─" : "-";
            case IO -> terminal.unicode() ? "▚" : "i";
        };
    }

    private String glyph(Mark.Kind kind) {
        return switch (kind) {
            case FAILED -> terminal.unicode() ? "✗" : "X";
            case INTERRUPTED -> terminal.unicode() ? "↯" : "!";
            case TIMED_OUT -> terminal.unicode() ? "◷" : "T";
        };
    }

    private String glyph(Outcome outcome) {
        return switch (outcome) {
            case OK -> terminal.unicode() ? "✓" : " ";
            case FAILED -> terminal.unicode() ? "✗" : "X";
            case CANCELLED -> terminal.unicode() ? "⊘" : "!";
            case UNFINISHED -> terminal.unicode() ? "…" : "~";
        };
    }

    /// Colours of the 256 that are readable on a light and on a dark ground.
    private static String colour(State state) {
        return "38;5;"
                + switch (state) {
                    case RUNNING -> 33;
                    case READY -> 245;
                    case SLEEPING -> 67;
                    case LOCK -> 172;
                    case QUEUE -> 98;
                    case WAITING, JOINING -> 244;
                    case IO -> 36;
                };
    }

    private static String ascii(String text) {
        return text.replace('│', '|').replace('…', '~').replace("µs", "us");
    }
}
