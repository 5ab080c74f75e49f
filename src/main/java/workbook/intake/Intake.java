package workbook.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

/// Reads what a class handed in, whatever exported it, and tells by looking what that was.
///
/// Nothing that was handed in is run, changed, unpacked under its own name, or followed out of its
/// folder. Memory holds one file and a small record for each; sources are copied to the disk.
public final class Intake {

    /// How to read.
    ///
    /// @param roster a CSV with the columns `id,name,email,group`
    /// @param deadlines a CSV with the columns `exercise,deadline,student`
    /// @param copies where the private copies go, as `<student id>/<Exercise>-<attempt>.java`;
    ///   outside what was handed in
    /// @param groups whether the folders are groups and not students
    public record Options(
            Optional<Path> roster, Optional<Path> deadlines, Path copies, boolean groups) {

        /// No roster, no deadlines, no groups.
        public Options(Path copies) {
            this(Optional.empty(), Optional.empty(), copies, false);
        }
    }

    private final Path handedIn;
    private final Options options;
    private final Catalogue catalogue;
    private final Book book;

    private Intake(Path handedIn, Options options, Catalogue catalogue) {
        this.handedIn = handedIn.toAbsolutePath().normalize();
        this.options = options;
        this.catalogue = catalogue;
        this.book = new Book(catalogue);
    }

    /// @param handedIn a folder, a zip, or a single file
    /// @throws IntakeProblem if it is not there or no whole zip, or a table of the teacher's is
    ///   wrong
    /// @throws UncheckedIOException if a copy cannot be written
    public static HandedIn read(Path handedIn, Options options, Catalogue catalogue) {
        return new Intake(handedIn, options, catalogue).read();
    }

    private HandedIn read() {
        var roster = options.roster().map(Roster::read);
        var deadlines =
                options.deadlines()
                        .map(file -> Deadlines.read(file, catalogue, ZoneId.systemDefault()))
                        .orElseGet(Deadlines::none);
        var copies = options.copies().toAbsolutePath().normalize();
        if (copies.startsWith(handedIn)) {
            throw new IntakeProblem(
                    "the copies cannot go to %s: that is inside what was handed in, where nothing is written. Name another folder."
                            .formatted(copies));
        }
        try {
            Files.createDirectories(copies);
            var drafts = Files.createTempDirectory(copies, ".drafts-");
            try {
                return read(roster, deadlines, drafts);
            } finally {
                delete(drafts);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot keep copies in " + copies, failed);
        }
    }

    private HandedIn read(Optional<Roster> roster, Deadlines deadlines, Path drafts) {
        var collector = new Collector(book, drafts);
        String kind;
        try (var tree = open(new LastCommit(drafts.resolve("git")))) {
            kind = collect(tree, collector);
        } catch (IOException unreadable) {
            throw new IntakeProblem(
                    "%s cannot be read: %s. Is it whole? Download it again."
                            .formatted(handedIn, unreadable.getMessage()));
        }
        var register = new Register(roster, collector.owners(), options.groups());
        var choice = new Choice(book, deadlines, options.copies());
        var byStudent = byStudent(collector, register);
        register.students()
                .forEach(
                        student -> choice.add(student, byStudent.getOrDefault(student, List.of())));
        var oddities = new ArrayList<>(collector.oddities());
        oddities.addAll(register.oddities());
        oddities.addAll(choice.oddities());
        oddities.addAll(deadlines.unused(register.students()));
        nothing(collector, register, choice).forEach(oddities::add);
        return new HandedIn(
                kind,
                register.students(),
                choice.submissions(),
                oddities.stream().sorted().distinct().toList());
    }

    private Tree open(LastCommit commits) throws IOException {
        if (Files.isDirectory(handedIn)) {
            return new FolderTree(handedIn, commits);
        }
        if (!Files.isRegularFile(handedIn)) {
            throw new IntakeProblem(
                    "there is nothing at %s. Name the folder or the zip that the class handed in."
                            .formatted(handedIn));
        }
        if (Names.extension(handedIn.getFileName().toString()).equals("zip")) {
            return ZipTree.open(handedIn, handedIn.getFileName().toString());
        }
        throw new IntakeProblem(
                "%s is neither a folder nor a zip. Put single files into a folder, and name that."
                        .formatted(handedIn));
    }

    private String kind(Layout layout) {
        return layout.kind() + (Files.isDirectory(handedIn) ? "" : ", as a zip");
    }

    /// @return what it was taken for
    private String collect(Tree outer, Collector collector) throws IOException {
        String root = Names.stem(handedIn.getFileName().toString());
        var tree = outer;
        var top = tree.top();
        if (isWrapped(tree, top, root)) {
            root = top.getFirst().name();
            tree = tree.below(root);
            top = tree.top();
        }
        var layout = layout(tree, top, root);
        collector.meet(layout.everybody());
        for (var each : top) {
            if (each.isFolder()) {
                layout.of(List.of(each.name(), ""))
                        .ifPresent(belonging -> collector.meet(belonging.owners()));
            }
        }
        tree.walk(entry -> collector.take(entry, layout));
        return kind(layout);
    }

    private Layout layout(Tree tree, List<Tree.Top> top, String root) throws IOException {
        if (GradescopeLayout.fits(top)) {
            var folders = new HashMap<String, GradescopeMetadata.Submitted>();
            tree.walk(entry -> {
                if (entry.path().equals(List.of(GradescopeLayout.METADATA))) {
                    folders.putAll(GradescopeMetadata.read(entry));
                }
            });
            return new GradescopeLayout(folders);
        }
        if (MoodleLayout.fits(top)) {
            return new MoodleLayout();
        }
        return CanvasLayout.fits(top) ? new CanvasLayout() : PlainLayout.of(top, root, catalogue);
    }

    /// Exports and people put a folder around everything. A folder alone may also be the one
    /// student who handed in, so it must look like more than that.
    private boolean isWrapped(Tree tree, List<Tree.Top> top, String root) throws IOException {
        if (top.size() != 1 || !top.getFirst().isFolder()) {
            return false;
        }
        var inner = tree.below(top.getFirst().name()).top();
        if (GradescopeLayout.fits(inner)
                || (!MoodleLayout.fits(top)
                        && (MoodleLayout.fits(inner) || CanvasLayout.fits(inner)))) {
            return true;
        }
        var ofTheBook = new HashSet<>(Set.of("exercises", "src", "scripts", "notebooks", "stubs"));
        catalogue.exercises().stream().map(Exercise::lesson).forEach(ofTheBook::add);
        return tree instanceof ZipTree
                && !MoodleLayout.fits(top)
                && (top.getFirst().name().equals(root)
                        || (inner.size() > 1
                                && inner.stream().allMatch(Tree.Top::isFolder)
                                && inner.stream()
                                        .noneMatch(each -> ofTheBook.contains(each.name()))));
    }

    private static Map<Student, List<Draft>> byStudent(Collector collector, Register register) {
        var byStudent = new HashMap<Student, List<Draft>>();
        for (var draft : collector.drafts()) {
            for (var student : register.of(draft.owner())) {
                byStudent.computeIfAbsent(student, _ -> new ArrayList<>()).add(draft);
            }
        }
        return byStudent;
    }

    /// @return a sentence for each who is there with nothing to show
    private static List<String> nothing(Collector collector, Register register, Choice choice) {
        var busy = new HashSet<Student>();
        choice.submissions().forEach(submission -> busy.add(submission.student()));
        return collector.owners().stream()
                .flatMap(owner -> register.of(owner).stream())
                .filter(student -> !busy.contains(student))
                .map(student -> student.name() + " handed in nothing that could be an answer")
                .distinct()
                .toList();
    }

    /// Only what we made is in it, and no links.
    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
