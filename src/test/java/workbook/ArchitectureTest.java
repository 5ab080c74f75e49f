package workbook;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Holds the table of rooms in docs/ARCHITECTURE.md.
class ArchitectureTest {

    @Test
    @DisplayName("each room uses only the rooms that the table allows")
    void roomsUseWhatTheyMay() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("workbook");
        var rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Room room : Room.values()) {
            rooms = rooms.optionalLayer(room.name()).definedBy(room.packages());
        }
        for (Room room : Room.values()) {
            rooms =
                    room.uses().length == 0
                            ? rooms.whereLayer(room.name()).mayNotAccessAnyLayer()
                            : rooms.whereLayer(room.name()).mayOnlyAccessLayers(room.uses());
        }
        rooms.check(classes.that(alwaysTrue()));
        SlicesRuleDefinition.slices()
                .matching("workbook.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    @DisplayName("the explorer's parts form no cycles, and none of them knows the entry")
    void explorerIsInLayers() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("workbook.testkit.explorer");
        SlicesRuleDefinition.slices()
                .matching("workbook.testkit.explorer.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("workbook.testkit.explorer.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("workbook.testkit.explorer")
                .check(classes);
    }

    /// The rooms, and for each what it may use.
    private enum Room {
        LESSON,
        SERVICES,
        TESTKIT,
        TIMELINE,
        POLICY,
        SANDBOX,
        CHECK("LESSON", "TESTKIT", "TIMELINE", "POLICY"),
        WORKER("CHECK", "LESSON", "TESTKIT", "SANDBOX"),
        INTAKE("LESSON"),
        GRADEBOOK("INTAKE", "CHECK", "LESSON"),
        GRADE("INTAKE", "GRADEBOOK", "CHECK", "WORKER", "SANDBOX", "LESSON"),
        PROGRESS("LESSON"),
        LAB("LESSON"),
        DOCTOR,
        WATCH("LESSON", "CHECK", "WORKER", "PROGRESS"),
        NOTEBOOK("LESSON", "CHECK", "WORKER", "TIMELINE", "PROGRESS"),
        CLI(
                "LESSON",
                "SERVICES",
                "TESTKIT",
                "TIMELINE",
                "CHECK",
                "WORKER",
                "PROGRESS",
                "LAB",
                "DOCTOR",
                "WATCH",
                "NOTEBOOK",
                "SANDBOX",
                "INTAKE",
                "GRADEBOOK",
                "GRADE");

        private final String[] uses;

        Room(String... uses) {
            this.uses = uses;
        }

        private String packages() {
            return "workbook." + name().toLowerCase(java.util.Locale.ROOT) + "..";
        }

        private String[] uses() {
            return uses.clone();
        }
    }
}
