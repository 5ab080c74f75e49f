package workbook.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// What the learner has done: a line for each exercise that was tried, in `.workbook/progress.tsv`.
///
/// The file is for people too: exercise, attempts, hints seen, and the time it was first solved or
/// `-`. Each change replaces the whole file at once, so that no crash leaves half of it. Not
/// thread-safe.
public final class Progress {

    private final Path file;

    /// One line of the file.
    ///
    /// @param solved when it was first solved; empty if it is not
    private record Entry(int attempts, int hints, Optional<Instant> solved) {

        private static final Entry NONE = new Entry(0, 0, Optional.empty());

        private static Entry parse(String[] fields) {
            return new Entry(
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    fields[3].equals("-")
                            ? Optional.empty()
                            : Optional.of(Instant.parse(fields[3])));
        }

        private String line(String id) {
            return String.join(
                    "\t", id, "" + attempts, "" + hints, solved.map(Instant::toString).orElse("-"));
        }
    }

    public Progress(Catalogue catalogue) {
        file = catalogue.root().resolve(".workbook").resolve("progress.tsv");
    }

    public boolean solved(Exercise exercise) {
        return entry(exercise).solved().isPresent();
    }

    /// @return how many hints have been shown for the exercise
    public int hintsSeen(Exercise exercise) {
        return entry(exercise).hints();
    }

    /// @return the first exercise of the book that is not solved; empty when all are
    public Optional<Exercise> next(Catalogue catalogue) {
        var entries = read();
        return catalogue.exercises().stream()
                .filter(exercise ->
                        entries.getOrDefault(exercise.id(), Entry.NONE).solved().isEmpty())
                .findFirst();
    }

    /// Counts an attempt, and remembers the first time that one passed.
    ///
    /// @throws IOException if the file cannot be written
    public void attempted(Exercise exercise, boolean passed, Instant now) throws IOException {
        var before = entry(exercise);
        var solved = before.solved().isPresent() || !passed ? before.solved() : Optional.of(now);
        write(exercise, new Entry(before.attempts() + 1, before.hints(), solved));
    }

    /// Counts a hint that was shown.
    ///
    /// @throws IOException if the file cannot be written
    public void hinted(Exercise exercise) throws IOException {
        var before = entry(exercise);
        write(exercise, new Entry(before.attempts(), before.hints() + 1, before.solved()));
    }

    private Entry entry(Exercise exercise) {
        return read().getOrDefault(exercise.id(), Entry.NONE);
    }

    /// A line that cannot be read is passed over: a damaged file costs a tick, never the learner's
    /// way in.
    private Map<String, Entry> read() {
        var entries = new TreeMap<String, Entry>();
        List<String> lines;
        try {
            lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return entries;
        }
        for (String line : lines) {
            String[] fields = line.split("\t");
            try {
                entries.put(fields[0], Entry.parse(fields));
            } catch (RuntimeException damaged) {
                entries.remove(fields[0]);
            }
        }
        return entries;
    }

    private void write(Exercise exercise, Entry entry) throws IOException {
        var entries = read();
        entries.put(exercise.id(), entry);
        var lines = new ArrayList<String>();
        entries.forEach((id, each) -> lines.add(each.line(id)));
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "progress", ".tsv");
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
