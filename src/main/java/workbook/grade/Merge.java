package workbook.grade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.gradebook.Gradebook;
import workbook.intake.Student;

/// Joins the parts of a class that were graded on several machines.
public final class Merge {

    private Merge() {}

    /// Parts that do not make one class.
    public static final class Mismatch extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    /// @param parts the folders, in any order
    /// @param folder where the whole gradebook is to be
    /// @return the whole gradebook
    /// @throws Mismatch if a part is missing, is there twice, or was graded by something else
    public static Gradebook merge(List<Path> parts, Path folder) {
        var gradebooks = parts.stream().map(Merge::open).toList();
        var first = gradebooks.getFirst().classList();
        checkComplete(parts, gradebooks);
        for (int i = 1; i < parts.size(); i++) {
            checkSame(first, gradebooks.get(i).classList(), parts.get(i));
        }
        var whole = GradedFolder.of(folder, join(gradebooks));
        for (GradedFolder part : gradebooks) {
            for (Student student : part.students()) {
                part.assignments().stream()
                        .flatMap(assignment -> part.attempts(student, assignment).stream())
                        .forEach(grade -> whole.keepFrom(part, grade));
            }
        }
        return whole;
    }

    private static GradedFolder open(Path folder) {
        return GradedFolder.in(folder)
                .orElseThrow(() ->
                        new Mismatch(
                                "%s is no graded part of a class: it has no class.json."
                                        .formatted(folder)));
    }

    private static void checkComplete(List<Path> parts, List<GradedFolder> gradebooks) {
        int count = gradebooks.getFirst().classList().shard().count();
        var numbers = new TreeSet<Integer>();
        for (int i = 0; i < parts.size(); i++) {
            var shard = gradebooks.get(i).classList().shard();
            if (shard.count() != count) {
                throw new Mismatch(
                        "%s is part %s, and others are parts of %d."
                                .formatted(parts.get(i), shard, count));
            }
            if (!numbers.add(shard.number())) {
                throw new Mismatch(
                        "%s is part %s, which is there twice.".formatted(parts.get(i), shard));
            }
        }
        String missing =
                IntStream.rangeClosed(1, count)
                        .filter(number -> !numbers.contains(number))
                        .mapToObj(number -> number + "/" + count)
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Mismatch("These parts are missing: %s.".formatted(missing));
        }
    }

    private static void checkSame(ClassList first, ClassList other, Path folder) {
        if (!other.header().equals(first.header())) {
            throw new Mismatch(
                    "%s was graded with another JDK, book or isolation than the first part: %s, %s"
                            .formatted(folder, other.header(), first.header()));
        }
        if (!other.assignments().equals(first.assignments())
                || other.attempts() != first.attempts()) {
            throw new Mismatch(
                    "%s was graded for other exercises, weights or attempts than the first part."
                            .formatted(folder));
        }
    }

    private static ClassList join(List<GradedFolder> parts) {
        var first = parts.getFirst().classList();
        var students = new ArrayList<Student>();
        var oddities = new TreeSet<String>();
        for (GradedFolder part : parts) {
            students.addAll(part.students());
            oddities.addAll(part.oddities());
        }
        students.sort(Comparator.comparing(Student::id));
        return new ClassList(
                first.header(),
                students,
                first.assignments(),
                List.copyOf(oddities),
                first.attempts(),
                Shard.WHOLE);
    }
}
