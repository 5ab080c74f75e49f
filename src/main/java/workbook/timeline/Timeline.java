package workbook.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a piece of code really did: a lane for each task, from the first line to the last.
///
/// ```java
/// var timeline = Timeline.record("three permits", () -> threeAtOnce());
/// IO.println(timeline.text(80));
/// timeline.save(Path.of("permits.svg"));
/// ```
///
/// In a notebook the value draws itself as the last expression of a cell.
///
/// @param lanes the lane of the code that was recorded, then each lane under the one that forked it
/// @param length from the first line of the code to its last
/// @param notes what the reader must know about the recording itself
/// @param failure what the code threw: it is shown in the first lane and kept here, not thrown
///   again
public record Timeline(
        String title,
        List<Lane> lanes,
        Duration length,
        List<String> notes,
        Optional<Throwable> failure) {
    /// The code to record. What it throws ends the recording and becomes [Timeline#failure].
    @FunctionalInterface
    public interface Body {
        void run() throws Throwable;
    }

    /// The card that a saved picture stands on.
    public enum Theme {
        LIGHT,
        DARK
    }

    public Timeline {
        lanes = List.copyOf(lanes);
        notes = List.copyOf(notes);
    }

    /// Runs the body in the calling thread and returns what it and the tasks that it started did.
    ///
    /// A body that throws still yields its timeline, because a failure is what a picture explains
    /// best. Nothing is lost: the failure is drawn, written in the text, and kept in [#failure]. If
    /// it is an [InterruptedException], the interrupt status of the calling thread is set again.
    public static Timeline record(String title, Body body) {
        Notebook.install();
        return Recorder.record(title, body);
    }

    /// A timeline of lanes that no recording made: a schedule in virtual time, an example in a
    /// text. It begins at zero and is as long as its longest lane. The first lane stands for the
    /// code that started the others.
    ///
    /// ```java
    /// var main = Lane.of(0, "main", Interval.of(State.JOINING, "Thread.join", ms(0), ms(30)));
    /// var fetch = Lane.of(1, "fetch", Interval.of(State.SLEEPING, "Thread.sleep", ms(5), ms(30)));
    /// Timeline.of("one fetch", List.of(main, fetch.forkedBy(main, ms(5))), List.of("virtual time"));
    /// ```
    public static Timeline of(String title, List<Lane> lanes, List<String> notes) {
        var length = lanes.stream().map(Lane::end).max(Comparator.naturalOrder());
        return new Timeline(
                title, lanes, length.orElse(Duration.ZERO), notes, Optional.<Throwable>empty());
    }

    /// Pays in the background what the first recording in a JVM would cost, and returns at once.
    public static void warmUp() {
        Notebook.install();
        Thread.ofPlatform().daemon().name("timeline warm-up").start(Rehearsal::run);
    }

    /// The lane of this name.
    ///
    /// @throws IllegalArgumentException if there is none, or more than one
    public Lane lane(String name) {
        var found = lanes.stream().filter(lane -> lane.name().equals(name)).toList();
        if (found.size() != 1) {
            var names = lanes.stream().limit(20).map(Lane::name).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "%d lanes are called %s; there are %s".formatted(found.size(), name, names));
        }
        return found.getFirst();
    }

    /// How the task of this name ended.
    ///
    /// @throws IllegalArgumentException if there is none, or more than one
    public Outcome outcome(String name) {
        return lane(name).outcome();
    }

    /// How many calls of a method were in flight at the same moment, at most: on how many lanes it
    /// slept, blocked on I/O, or waited for a signal or another task. Who waits for a permit, a
    /// lock or a queue is not in flight yet, and computing is not seen: a recording does not say in
    /// which method.
    ///
    /// @param method the method that blocks, `fetch`, or the one by which the lanes are called
    public int maxConcurrent(String method) {
        return Flights.of(this, method);
    }

    /// The picture, to stand in a page: its colours follow the page's theme.
    public String svg() {
        return SvgDrawing.draw(this, Paint.PAGE);
    }

    /// The drawing for a terminal of so many columns: in colour on a terminal unless `NO_COLOR` is
    /// set, in plain ASCII where standard output cannot show more.
    public String text(int width) {
        return TextDrawing.draw(this, width, Terminal.here());
    }

    /// The recording in the Chrome trace format, for Perfetto and for programs.
    public String trace() {
        return Trace.write(List.of(this));
    }

    /// Saves a picture on a light card (`.svg`), a trace (`.json`) or a drawing (`.txt`).
    public void save(Path file) throws IOException {
        save(file, Theme.LIGHT);
    }

    /// Saves like [#save(Path)], a picture on the card of your choice.
    public void save(Path file, Theme theme) throws IOException {
        var name = String.valueOf(file.getFileName());
        var content =
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "svg" -> SvgDrawing.draw(this, Paint.of(theme));
                    case "json" -> trace();
                    case "txt" -> toString() + "\n";
                    default ->
                            throw new IllegalArgumentException(
                                    "cannot tell what to save from the name "
                                            + name
                                            + ": "
                                            + "end it with .svg, .json or .txt");
                };
        Files.writeString(file, content);
    }

    /// The drawing in Unicode, without colour, 100 columns wide.
    @Override
    public String toString() {
        return TextDrawing.draw(this, 100, Terminal.PLAIN);
    }
}
