package workbook.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workbook.intake.MadeUpClass.lines;
import static workbook.intake.MadeUpClass.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A teacher's table")
class TablesTest {

    @TempDir private Path place;
    private MadeUpClass made;

    @BeforeEach
    void empty() {
        made = new MadeUpClass(place);
    }

    private HandedIn read(Path handedIn, String roster, String deadlines, boolean groups)
            throws IOException {
        return Intake.read(
                handedIn,
                new Intake.Options(
                        table("roster.csv", roster),
                        table("deadlines.csv", deadlines),
                        place.resolve("copies"),
                        groups),
                MadeUpClass.CATALOGUE);
    }

    private Optional<Path> table(String name, String text) throws IOException {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.writeString(place.resolve(name), text));
    }

    @Test
    @DisplayName("names the class: by id, email or name; strangers stay, and so do the absent")
    void roster() throws IOException {
        var folder =
                made.with("S1/FetchAll.java", source("FetchAll"))
                        .with("Ben@Example.org/FetchAll.java", source("FetchAll"))
                        .with("example cléo/FetchAll.java", source("FetchAll"))
                        .with("zorro/FetchAll.java", source("FetchAll"))
                        .folder();
        var read =
                read(
                        folder,
                        "\uFEFFid;name;email\ns1;Anna A;\ns2;Ben B;ben@example.org\ns3;Cleo Example;\ns4;Dora D;\n",
                        "",
                        false);
        assertEquals("s1 s2 s3 s4 zorro", MadeUpClass.ids(read));
        assertEquals(
                List.of("s1", "s2", "s3", "zorro"),
                read.submissions().stream().map(each -> each.student().id()).toList());
        assertEquals(List.of("zorro is not in the roster"), read.oddities());
    }

    @Test
    @DisplayName("does not make one person of two who have one name")
    void sameName() throws IOException {
        var folder =
                made.with("Anna A_11_assignsubmission_file_/FetchAll.java", source("FetchAll"))
                        .with("Anna A_12_assignsubmission_file_/FetchAll.java", source("FetchAll"))
                        .with(
                                "G1-Ben B_13_assignsubmission_file_/FetchAll.java",
                                source("FetchAll"))
                        .folder();
        var read = read(folder, "id,name\ns1,Anna A\ns2,Ben B\n", "", false);
        assertEquals("11 12 s1 s2", MadeUpClass.ids(read));
        assertEquals(
                List.of("11", "12", "s2"),
                read.submissions().stream().map(each -> each.student().id()).toList());
    }

    @Test
    @DisplayName("makes a group's work that of each member")
    void groups() throws IOException {
        var folder = made.with("Team 1/FetchAll.java", source("FetchAll")).folder();
        var read = read(folder, "id,group\nanna,team 1\nben,Team 1\ncleo,Team 2\n", "", true);
        assertEquals(
                "anna FetchAll 1: Team 1/FetchAll.java\nben FetchAll 1: Team 1/FetchAll.java",
                lines(read));
        assertEquals(3, read.students().size());
    }

    @Test
    @DisplayName("tells what is late, with extensions; who handed in at an unknown time is not")
    void deadlines() throws IOException {
        made.with("submission_metadata.yml", METADATA);
        for (int i = 1; i <= 4; i++) {
            made.with("submission_%d/FetchAll.java".formatted(i), source("FetchAll"));
        }
        var read =
                read(
                        made.folder(),
                        "",
                        """
                        exercise,deadline,student
                        *,2026-12-31T23:59Z,
                        p02,2026-11-01T10:00+01:00,
                        FetchAll,2026-11-02T12:00Z,ben
                        *,2026-11-02T12:00Z,nobody
                        """,
                        false);
        assertEquals(
                List.of(true, false, false, false),
                read.submissions().stream().map(Submission::late).toList());
        assertEquals(
                List.of("deadlines.csv:5 nobody: a deadline for nobody of this class"),
                read.oddities());
    }

    private static final String METADATA =
            """
            submission_1: {":submitters": [{":name": anna}], ":created_at": 2026-11-01 09:00:01 Z}
            submission_2: {":submitters": [{":name": ben}], ":created_at": 2026-11-01 09:00:01 Z}
            submission_3: {":submitters": [{":name": cleo}], ":created_at": 2026-11-01 09:00:00 Z}
            submission_4: {":submitters": [{":name": dora}]}
            """;

    @Test
    @DisplayName("that is wrong is refused with file and line")
    void wrong() throws IOException {
        var folder = made.with("anna/FetchAll.java", source("FetchAll")).folder();
        assertWrong(
                "roster.csv:1: expected a header such as 'id,name,email,group' (needed: id), found 'who,what'",
                folder,
                "who,what\n",
                "");
        assertWrong(
                "roster.csv:3: expected each id once, found 'ANNA' also in line 2",
                folder,
                "id\nanna\nANNA\n",
                "");
        assertWrong(
                "deadlines.csv:2: expected a time such as 2026-11-30T23:59 or 2026-11-30T23:59+01:00, found '30.11.'",
                folder,
                "",
                "exercise,deadline\n*,30.11.\n");
    }

    private void assertWrong(String message, Path folder, String roster, String deadlines) {
        var problem =
                assertThrows(IntakeProblem.class, () -> read(folder, roster, deadlines, false));
        assertEquals(message, problem.getMessage());
    }
}
