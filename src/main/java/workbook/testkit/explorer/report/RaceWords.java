package workbook.testkit.explorer.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.memory.Memory.Access;
import workbook.testkit.explorer.memory.Memory.Race;
import workbook.testkit.explorer.trace.Names;

/// Says which two accesses nothing orders, and what can come of it.
final class RaceWords {
    private RaceWords() {}

    static Explanation of(Race race, Names names) {
        Location location = race.location();
        boolean collection = location.isWhole();
        String label = names.of(location);
        String thing = collection ? "the " + kind(location.owner()) + " " + label : label;
        return new Explanation(
                Explanation.Kind.DATA_RACE,
                "only one thread at a time uses " + thing + ", or something orders their accesses",
                "%s %s %s at %s while %s %s it at %s"
                        .formatted(
                                race.first().name(),
                                verb(race.first(), collection),
                                thing,
                                race.first().site().location(),
                                race.second().name(),
                                verb(race.second(), collection),
                                race.second().site().location()),
                "no lock, volatile or join comes between the two: "
                        + (collection ? harmTo(location.owner()) : harm(race, label)),
                collection ? insteadOf(location.owner()) : guards(race));
    }

    private static String verb(Access access, boolean collection) {
        return access.writes() ? (collection ? "changes" : "writes") : "reads";
    }

    private static String harm(Race race, String label) {
        return race.first().writes() && race.second().writes()
                ? "one of the two values is lost, and which one is chance"
                : "the reader gets the old value of %s or the new one, by chance, and in a loop perhaps the old one for ever"
                        .formatted(label);
    }

    private static String guards(Race race) {
        boolean oneWriter = !(race.first().writes() && race.second().writes());
        return "put both lines under the same lock, or "
                + (oneWriter && race.location().isField()
                        ? "make the field volatile if only one thread ever writes it"
                        : "use an atomic class");
    }

    private static String kind(Object owner) {
        return owner.getClass().getSimpleName();
    }

    private static String harmTo(Object owner) {
        return "no "
                + kind(owner)
                + " is made for that: "
                + switch (owner) {
                    case Collection<?> c ->
                            "an element can be lost, appear as null, or a call can throw an exception";
                    case Map<?, ?> m ->
                            "an entry can be lost, or a call can find what was never there";
                    default -> "it can end up in a state that no single thread could bring about";
                };
    }

    private static String insteadOf(Object owner) {
        return "guard every use with the same lock, or "
                + switch (owner) {
                    case Map<?, ?> m -> "use a ConcurrentHashMap";
                    case Queue<?> q -> "use a ConcurrentLinkedQueue or a BlockingQueue";
                    case List<?> l ->
                            "let each task return its part and put the parts together in one thread";
                    default -> "give each thread one of its own";
                };
    }
}
