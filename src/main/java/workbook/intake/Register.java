package workbook.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// From the owners that an export names to the students of the class.
///
/// An owner is a student of the roster by id or email; then by the name of a group, which stands
/// for each of its members; then by what looks alike: the id without accents, the name, also as
/// Canvas writes it and with the last name first. Who could be two people is neither of them.
/// Nobody is dropped: who is unknown is a student too.
final class Register {

    private final Map<Owner, List<Student>> byOwner = new HashMap<>();
    private final List<Student> students = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> oddities = new ArrayList<>();
    private final Map<String, Set<Student>> byId = new HashMap<>();
    private final Map<String, Set<Student>> byGroup = new HashMap<>();
    private final Map<String, Set<Student>> byName = new HashMap<>();
    private final boolean groups;

    /// @param roster empty if the teacher gave none: then nobody is unknown
    /// @param groups whether owners are groups first, and only then students
    Register(Optional<Roster> roster, Collection<Owner> owners, boolean groups) {
        this.groups = groups;
        roster.ifPresent(some -> some.students().forEach(this::enrol));
        var sorted = new LinkedHashSet<>(owners).stream().sorted(ORDER).toList();
        var unknown = roster.isPresent() ? assign(sorted) : sorted;
        unknown.forEach(owner -> stranger(owner, roster.isPresent()));
        nameLookalikes(unknown);
    }

    private static final Comparator<Owner> ORDER =
            Comparator.comparing(Owner::id).thenComparing(Owner::name).thenComparing(Owner::email);

    /// @return everybody, by id
    List<Student> students() {
        return students.stream().sorted(Comparator.comparing(Student::id)).toList();
    }

    /// @return whom the owner stands for; at least one
    List<Student> of(Owner owner) {
        return byOwner.get(owner);
    }

    List<String> oddities() {
        return oddities;
    }

    private void enrol(Student row) {
        var student =
                new Student(
                        unusedId(row.id()),
                        Names.visible(row.name()),
                        Names.visible(row.email()),
                        Names.visible(row.group()));
        students.add(student);
        index(byId, Names.key(row.id()), student);
        index(byId, Names.key(row.email()), student);
        index(byGroup, Names.key(row.group()), student);
        index(byName, Names.alike(row.id()), student);
        index(byName, Names.letters(row.name()), student);
        rotations(row.name()).forEach(name -> index(byName, name, student));
    }

    private static void index(Map<String, Set<Student>> map, String key, Student student) {
        if (!key.isEmpty()) {
            map.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(student);
        }
    }

    /// `Anna Maria Example` is also `example anna maria` and `maria example anna`.
    private static List<String> rotations(String name) {
        var words = List.of(Names.alike(name).split(" "));
        return Stream.iterate(1, i -> i < words.size(), i -> i + 1)
                .map(i ->
                        Stream.concat(
                                        words.subList(i, words.size()).stream(),
                                        words.subList(0, i).stream())
                                .collect(Collectors.joining(" ")))
                .map(Names::letters)
                .toList();
    }

    /// @return those whom the roster does not know
    private List<Owner> assign(List<Owner> owners) {
        var unknown = new ArrayList<Owner>();
        var alike = new TreeMap<Owner, Set<Student>>(ORDER);
        var numbered = new HashMap<Student, Integer>();
        for (Owner owner : owners) {
            var sure = sure(owner);
            if (!sure.isEmpty()) {
                byOwner.put(owner, List.copyOf(sure));
            } else {
                var found = alike(owner);
                alike.put(owner, found);
                if (isNumbered(owner)) {
                    found.forEach(student -> numbered.merge(student, 1, Integer::sum));
                }
            }
        }
        alike.forEach((owner, found) -> {
            boolean isShared =
                    isNumbered(owner) && found.stream().anyMatch(each -> numbered.get(each) > 1);
            if (found.size() == 1 && !isShared) {
                byOwner.put(owner, List.copyOf(found));
            } else {
                unknown.add(owner);
                if (!found.isEmpty()) {
                    oddities.add(
                            "%s (%s) cannot be told from others of this name: write %s into the id column of the roster"
                                    .formatted(
                                            Names.visible(owner.name()),
                                            Names.visible(owner.id()),
                                            Names.visible(owner.id())));
                }
            }
        });
        return unknown;
    }

    /// Two numbers are two people, whatever their names.
    private static boolean isNumbered(Owner owner) {
        return !owner.id().equals(owner.name());
    }

    private Set<Student> sure(Owner owner) {
        var group = byGroup.getOrDefault(Names.key(owner.name()), Set.of());
        if (groups && !group.isEmpty()) {
            return group;
        }
        for (String key : List.of(owner.id(), owner.email(), owner.name())) {
            var found = byId.getOrDefault(Names.key(key), Set.of());
            if (found.size() == 1) {
                return found;
            }
        }
        return group;
    }

    private Set<Student> alike(Owner owner) {
        var names = new ArrayList<>(List.of(Names.alike(owner.id()), Names.letters(owner.name())));
        // Moodle writes the group before the name, and names have hyphens too.
        for (int at = owner.name().indexOf('-'); at >= 0; at = owner.name().indexOf('-', at + 1)) {
            names.add(Names.letters(owner.name().substring(at + 1)));
        }
        return names.stream()
                .map(name -> byName.getOrDefault(name, Set.of()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private void stranger(Owner owner, boolean isOdd) {
        String name = owner.name().isBlank() ? owner.id() : owner.name().strip();
        var student =
                new Student(
                        unusedId(owner.id()),
                        name.isEmpty() ? "(no name)" : Names.visible(name),
                        Names.visible(owner.email()),
                        groups ? Names.visible(name) : "");
        students.add(student);
        byOwner.put(owner, List.of(student));
        if (isOdd) {
            oddities.add("%s is not in the roster".formatted(student.name()));
        }
    }

    private void nameLookalikes(List<Owner> unknown) {
        var lookalikes =
                unknown.stream()
                        .collect(
                                Collectors.groupingBy(
                                        owner -> Names.alike(owner.id()),
                                        TreeMap::new,
                                        Collectors.toList()));
        for (var some : lookalikes.values()) {
            if (some.size() > 1) {
                oddities.add(
                        "perhaps one person, kept as %d students: %s"
                                .formatted(
                                        some.size(),
                                        some.stream()
                                                .map(owner ->
                                                        "'" + Names.visible(owner.name()) + "'")
                                                .collect(Collectors.joining(", "))));
            }
        }
    }

    /// An id is also a folder, and there are systems on which `Anna` and `anna` are one.
    private String unusedId(String wanted) {
        String safe = Names.safe(wanted);
        String id = safe;
        for (int i = 2; !ids.add(Names.alike(id)); i++) {
            id = safe + "-" + i;
        }
        return id;
    }
}
