package workbook.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workbook.lesson.Exercise;

/// Goes through what was handed in and keeps a [Draft] of each thing, and a private copy of each
/// source. One file is in memory at a time.
final class Collector {

    static final int MAX_SOURCE_BYTES = 64 * 1024;
    private static final int MAX_NOTEBOOK_BYTES = 10 << 20;
    private static final int MAX_ZIPS_IN_ZIPS = 2;
    private static final int MAX_FILES = 20_000;
    private static final int MAX_NOISE = 5;
    private static final Set<String> ANSWERS = Set.of("java", "ipynb", "zip", "class", "jar", "");

    private final Book book;
    private final Path folder;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<Owner> owners = new LinkedHashSet<>();
    private final List<String> oddities = new ArrayList<>();
    private final Map<Owner, Integer> files = new HashMap<>();
    private final Map<Owner, Integer> noise = new HashMap<>();
    private int copies;

    /// @param folder where copies are kept for now
    Collector(Book book, Path folder) {
        this.book = book;
        this.folder = folder;
    }

    List<Draft> drafts() {
        return drafts;
    }

    Set<Owner> owners() {
        return owners;
    }

    List<String> oddities() {
        return oddities;
    }

    /// Remembers somebody of whom there may be no file.
    void meet(List<Owner> some) {
        owners.addAll(some);
    }

    /// @throws UncheckedIOException only if a copy cannot be written
    void take(Entry entry, Layout layout) {
        if (book.isGiven(entry.path()) || entry.name().equals(GradescopeLayout.METADATA)) {
            return;
        }
        var belonging = layout.of(entry.path());
        if (belonging.isEmpty()) {
            oddities.add(
                    "%s belongs to nobody: %s"
                            .formatted(
                                    entry.origin(),
                                    entry.refusal()
                                            .map(why -> "it " + why)
                                            .orElse("no student is named in its path")));
            return;
        }
        meet(belonging.get().owners());
        take(entry, belonging.get().with(belonging.get().fileName(), entry.committed()), 0);
    }

    private void take(Entry entry, Belonging belonging, int zips) {
        if (isTooMuch(belonging)) {
            return;
        }
        String kind = Names.extension(belonging.fileName());
        if (entry.refusal().isPresent()) {
            if (ANSWERS.contains(kind)) {
                problem(entry, belonging, "it " + entry.refusal().get());
            } else {
                oddities.add("%s: it %s".formatted(entry.origin(), entry.refusal().get()));
            }
            return;
        }
        try {
            switch (kind) {
                case "java" -> source(entry, belonging);
                case "ipynb" -> notebook(entry, belonging);
                case "zip" -> zip(entry, belonging, zips);
                default -> noise(entry, belonging, kind);
            }
        } catch (Entry.TooLarge | Decoding.NotText | NotebookCells.NoNotebook wrong) {
            problem(entry, belonging, wrong.getMessage());
        } catch (IOException unreadable) {
            problem(entry, belonging, sentence(unreadable));
        }
    }

    private static String sentence(IOException unreadable) {
        return unreadable.getClass() == IOException.class
                ? unreadable.getMessage()
                : "it " + FolderTree.reason(unreadable);
    }

    private boolean isTooMuch(Belonging belonging) {
        boolean isTooMuch = false;
        for (Owner owner : belonging.owners()) {
            int count = files.merge(owner, 1, Integer::sum);
            isTooMuch |= count > MAX_FILES;
            if (count == MAX_FILES + 1) {
                oddities.add(
                        "%s: only the first %,d files were looked at"
                                .formatted(Names.visible(owner.name()), MAX_FILES));
            }
        }
        return isTooMuch;
    }

    private void source(Entry entry, Belonging belonging) throws IOException, Decoding.NotText {
        byte[] bytes = entry.read(MAX_SOURCE_BYTES);
        String text = Decoding.text(bytes);
        if (text.isBlank()) {
            problem(entry, belonging, "it is empty");
            return;
        }
        var types = SourceScan.of(text).types();
        var exercises = types.stream().flatMap(type -> book.exercise(type).stream()).toList();
        if (exercises.isEmpty() && !book.isOwn(entry.path())) {
            if (types.isEmpty()) {
                problem(entry, belonging, "it declares no class; is it Java?");
            } else {
                String declared =
                        Names.visible(String.join(", ", types.stream().limit(3).toList()));
                String why = "it declares " + declared + ", which is no exercise";
                if (book.guess(belonging.fileName()).isPresent()) {
                    problem(entry, belonging, why);
                } else {
                    odd(entry, belonging, why);
                }
            }
        }
        for (var exercise : new LinkedHashSet<>(exercises)) {
            if (!book.isUntouched(entry.path(), exercise, text)) {
                answer(entry, belonging, exercise, bytes);
            }
        }
    }

    private void notebook(Entry entry, Belonging belonging)
            throws IOException, Decoding.NotText, NotebookCells.NoNotebook {
        byte[] bytes = entry.read(MAX_NOTEBOOK_BYTES);
        if (bytes.length == 0) {
            problem(entry, belonging, "it is empty");
            return;
        }
        var answers = new LinkedHashMap<Exercise, String>();
        for (String cell : NotebookCells.of(Decoding.text(bytes))) {
            for (String type : SourceScan.of(cell).types()) {
                book.exercise(type).ifPresent(each -> answers.put(each, cell));
            }
        }
        for (var answer : answers.entrySet()) {
            byte[] source =
                    answer.getKey().asFile(answer.getValue()).getBytes(StandardCharsets.UTF_8);
            if (source.length > MAX_SOURCE_BYTES) {
                throw new Entry.TooLarge(source.length, MAX_SOURCE_BYTES);
            }
            answer(entry, belonging, answer.getKey(), source);
        }
        if (answers.isEmpty() && !book.isOwn(entry.path())) {
            odd(entry, belonging, "no cell of it declares the class of an exercise");
        }
    }

    private void zip(Entry entry, Belonging belonging, int zips) throws IOException {
        if (zips == MAX_ZIPS_IN_ZIPS) {
            problem(entry, belonging, "it is a zip in a zip in a zip, which is not opened");
            return;
        }
        byte[] bytes = entry.read(StudentsZip.MAX_BYTES);
        if (bytes.length == 0) {
            problem(entry, belonging, "it is empty");
            return;
        }
        var file = write(bytes);
        bytes = null;
        try (var tree = StudentsZip.open(file, entry.origin())) {
            tree.walk(inner -> {
                if (!book.isGiven(inner.path())) {
                    take(inner, belonging.with(inner.name(), entry.committed()), zips + 1);
                }
            });
        } catch (IOException broken) {
            throw new IOException("it cannot be opened as a zip: " + broken.getMessage(), broken);
        } finally {
            Files.delete(file);
        }
    }

    private void noise(Entry entry, Belonging belonging, String kind) {
        String why =
                switch (kind) {
                    case "class", "jar" -> "it is compiled; hand in the source, a .java file";
                    case "rar", "7z", "gz", "tgz", "tar", "xz", "bz2" ->
                            "it is an archive that is not opened; hand in a .zip";
                    case "html", "htm" ->
                            "it is a web page, perhaps typed into the course's site; hand in the .java file";
                    default -> "it is no Java; hand in the .java file or the notebook";
                };
        draft(entry, belonging, Draft.Weight.NOISE, book.guess(belonging.fileName()), why);
    }

    private void odd(Entry entry, Belonging belonging, String why) {
        draft(entry, belonging, Draft.Weight.ODD, Optional.empty(), why);
    }

    private void problem(Entry entry, Belonging belonging, String why) {
        draft(entry, belonging, Draft.Weight.PROBLEM, book.guess(belonging.fileName()), why);
    }

    private void answer(Entry entry, Belonging belonging, Exercise exercise, byte[] source) {
        var copy = write(source);
        for (Owner owner : belonging.owners()) {
            drafts.add(
                    draft(
                            entry,
                            belonging,
                            owner,
                            Draft.Weight.ANSWER,
                            Optional.of(exercise),
                            Optional.of(copy),
                            ""));
        }
    }

    private void draft(
            Entry entry,
            Belonging belonging,
            Draft.Weight weight,
            Optional<Exercise> exercise,
            String why) {
        for (Owner owner : belonging.owners()) {
            boolean isKept =
                    weight == Draft.Weight.PROBLEM
                            || exercise.isPresent()
                            || noise.merge(owner, 1, Integer::sum) <= MAX_NOISE;
            if (isKept) {
                drafts.add(draft(entry, belonging, owner, weight, exercise, Optional.empty(), why));
            }
        }
    }

    private static Draft draft(
            Entry entry,
            Belonging belonging,
            Owner owner,
            Draft.Weight weight,
            Optional<Exercise> exercise,
            Optional<Path> copy,
            String why) {
        return new Draft(
                owner,
                weight,
                exercise,
                belonging.resubmission(),
                entry.origin(),
                belonging.handedIn(),
                entry.modified(),
                belonging.late(),
                copy,
                why);
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve(String.valueOf(++copies)), bytes);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot keep a copy in " + folder, full);
        }
    }
}
