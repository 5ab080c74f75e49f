package workbook.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.intake.MadeUpClass.ids;
import static workbook.intake.MadeUpClass.lines;
import static workbook.intake.MadeUpClass.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a class handed in is read from")
class ExportsTest {

    @TempDir private Path place;
    private MadeUpClass made;

    @BeforeEach
    void empty() {
        made = new MadeUpClass(place);
    }

    @Test
    @DisplayName(
            "a folder for each student, however deep the files lie; an empty one is a student too")
    void folders() throws IOException {
        var read =
                made.with("ben/deep/er/FetchAll (1).java", source("FetchAll"))
                        .with("anna/renamed.java", source("FrontPage"))
                        .with("anna/FetchAll.java", source("FetchAll"))
                        .with("cleo/", "")
                        .readFolder();

        assertEquals("a folder for each student", read.kind());
        assertEquals("anna ben cleo", ids(read));
        assertEquals(
                """
                anna FetchAll 1: anna/FetchAll.java
                anna FrontPage 1: anna/renamed.java
                ben FetchAll 1: ben/deep/er/FetchAll (1).java\
                """,
                lines(read));
        assertEquals(List.of("cleo handed in nothing that could be an answer"), read.oddities());
        var copy = place.resolve("copies/anna/FetchAll-1.java");
        assertEquals(Optional.of(copy), read.submissions().getFirst().file());
        assertEquals(source("FetchAll"), Files.readString(copy));
        try (var left = Files.list(place.resolve("copies"))) {
            assertEquals(2, left.count(), "only the students' folders are left");
        }
    }

    @Test
    @DisplayName("a whole checkout: only what was begun, and not the book's own answers")
    void checkout() throws IOException {
        var stub = MadeUpClass.CATALOGUE.exercises("FrontPage").getFirst().stub();
        var read =
                made.with(
                                "anna/exercises/p02_concurrent_execution/FetchAll.java",
                                source("FetchAll"))
                        .with(
                                "anna/exercises/p02_concurrent_execution/FrontPage.java",
                                Files.readString(stub).replace("\n", "\r\n"))
                        .with(
                                "anna/stubs/p02_concurrent_execution/FetchAll.java",
                                source("FetchAll"))
                        .with(
                                "anna/solutions/p02_concurrent_execution/FrontPage.java",
                                source("FrontPage"))
                        .with("anna/src/main/java/workbook/cli/Workbook.java", "class Workbook {}")
                        .with("anna/target/classes/A.class", "x")
                        .readFolder();

        assertEquals(
                "anna FetchAll 1: anna/exercises/p02_concurrent_execution/FetchAll.java",
                lines(read));
        assertEquals(List.of(), read.oddities());
    }

    @Test
    @DisplayName("single files named by their students")
    void flat() throws IOException {
        var read =
                made.with("FetchAll_anna.java", source("FetchAll"))
                        .with("ben.FetchAll.java", source("FetchAll"))
                        .with("Cleo Example - FetchAll (1).java", source("FetchAll"))
                        .with("dora.java", source("FetchAll"))
                        .with("FetchAll_final_emil_v2.java", source("FetchAll"))
                        .with("FetchAll.java", source("FetchAll"))
                        .readFolder();

        assertEquals("single files that are named by their students", read.kind());
        assertEquals("Cleo_Example anna ben dora final_emil", ids(read));
        assertEquals(5, read.submissions().size());
        assertEquals(
                List.of("FetchAll.java belongs to nobody: no student is named in its path"),
                read.oddities());
    }

    @Test
    @DisplayName("a Moodle zip, with folders and without; two people of one name stay two")
    void moodle() throws IOException {
        var zip =
                made.with(
                                "Anna Example_101_assignsubmission_file_/FetchAll.java",
                                source("FetchAll"))
                        .with(
                                "Anna Example_102_assignsubmission_file_/FetchAll.java",
                                source("FetchAll"))
                        .with("Ben B_103_assignsubmission_file_FetchAll.java", source("FetchAll"))
                        .with(
                                "Cleo_104_assignsubmission_onlinetext_/onlinetext.html",
                                "<p>class</p>")
                        .zip("moodle.zip");
        var read = made.read(zip);

        assertEquals("a Moodle assignment's submissions, as a zip", read.kind());
        assertEquals("101 102 103 104", ids(read));
        assertEquals("Anna Example", read.students().getFirst().name());
        assertEquals(
                """
                101 FetchAll 1: moodle.zip!Anna Example_101_assignsubmission_file_/FetchAll.java
                102 FetchAll 1: moodle.zip!Anna Example_102_assignsubmission_file_/FetchAll.java
                103 FetchAll 1: moodle.zip!Ben B_103_assignsubmission_file_FetchAll.java
                104 - 1: moodle.zip!Cleo_104_assignsubmission_onlinetext_/onlinetext.html: it is a web page, perhaps typed into the course's site; hand in the .java file\
                """,
                lines(read));
    }

    @Test
    @DisplayName("a Canvas zip: late marks, and resubmissions as attempts")
    void canvas() throws IOException {
        var zip =
                made.with("exampleanna_LATE_11_901_FetchAll-1.java", source("FetchAll") + "// 2\n")
                        .with("exampleanna_11_900_FetchAll.java", source("FetchAll"))
                        .with("exampleben_12_902_FrontPage.java", source("FrontPage"))
                        .with("anon_x1y2z_903_FetchAll.java", source("FetchAll"))
                        .zip("submissions.zip");
        var read = made.read(zip);

        assertEquals("a Canvas assignment's submissions, as a zip", read.kind());
        assertEquals(
                """
                11 FetchAll 1: submissions.zip!exampleanna_11_900_FetchAll.java
                11 FetchAll 2 late: submissions.zip!exampleanna_LATE_11_901_FetchAll-1.java
                12 FrontPage 1: submissions.zip!exampleben_12_902_FrontPage.java
                anon_x1y2z FetchAll 1: submissions.zip!anon_x1y2z_903_FetchAll.java\
                """,
                lines(read));
        assertEquals(List.of(), read.oddities());
    }

    @Test
    @DisplayName("a Gradescope export: submitters, groups, times, and tags of Ruby")
    void gradescope() throws IOException {
        var zip =
                made.with("assignment_7_export/submission_metadata.yml", METADATA)
                        .with("assignment_7_export/submission_1/FetchAll.java", source("FetchAll"))
                        .with(
                                "assignment_7_export/submission_2/a/FetchAll.java",
                                source("FetchAll"))
                        .zip("assignment_7_export.zip");
        var read = made.read(zip);

        assertEquals("a Gradescope assignment's submissions, as a zip", read.kind());
        assertEquals("s1 s2 s3 solo@example.org", ids(read));
        assertEquals(
                List.of("s1", "s2", "s3"),
                read.submissions().stream().map(each -> each.student().id()).toList());
        assertEquals(
                List.of(
                        Optional.of(Instant.parse("2026-11-01T09:30:00.5Z")),
                        Optional.of(Instant.parse("2026-11-02T08:00:00Z")),
                        Optional.of(Instant.parse("2026-11-02T08:00:00Z"))),
                read.submissions().stream().map(Submission::handedIn).toList());
        assertEquals(List.of("Dora handed in nothing that could be an answer"), read.oddities());
    }

    private static final String METADATA =
            """
            ---
            submission_1:
              :submitters:
              - :name: Anna
                :sid: s1
                :email: anna@example.org
              :created_at: 2026-11-01 09:30:00.500000000 Z
              :score: 3.0
              :results:
                tests: [{name: x, deep: [[[1]]]}]
            submission_2:
              :submitters:
              - :name: Ben
                :sid: s2
                :email: ben@example.org
              - :name: Cleo
                :sid: s3
                :email: cleo@example.org
              :created_at: !ruby/object:ActiveSupport::TimeWithZone
                utc: &1 2026-11-02 08:00:00 Z
                zone: !ruby/object:ActiveSupport::TimeZone
                  name: Etc/UTC
                time: *1
            submission_3:
              :submitters:
              - :name: Dora
                :sid: ''
                :email: solo@example.org
            """;

    @Test
    @DisplayName("repositories with a common beginning; the last commit is when it was handed in")
    void repositories() throws IOException, InterruptedException {
        var folder =
                made.with("hw1-anna/FetchAll.java", source("FetchAll"))
                        .with("hw1-ben-b/FetchAll.java", source("FetchAll"))
                        .folder();
        for (String name : List.of("hw1-anna", "hw1-ben-b")) {
            git(folder.resolve(name), "init", "-q");
        }
        var anna = folder.resolve("hw1-anna");
        git(anna, "add", ".");
        git(anna, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
        // A repository that would run a program if its configuration were believed.
        var ran = place.resolve("ran");
        Files.writeString(
                anna.resolve(".git/config"),
                "[core]\n\tfsmonitor = touch %s\n[log]\n\tshowSignature = true\n[gpg]\n\tprogram = touch %s\n"
                        .formatted(ran, ran));
        var read = made.read(folder);

        assertEquals("a repository for each student, named hw1-…", read.kind());
        assertEquals("anna ben-b", ids(read));
        assertEquals(
                List.of(Optional.of(Instant.parse("2026-11-03T10:00:00Z")), Optional.empty()),
                read.submissions().stream().map(Submission::handedIn).toList());
        assertFalse(Files.exists(ran));
    }

    private static void git(Path folder, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().put("GIT_COMMITTER_DATE", "2026-11-03T11:00:00+01:00");
        assertEquals(0, builder.start().waitFor());
    }

    @Test
    @DisplayName("zips and notebooks: the class counts, not the cell's place or metadata")
    void notebooks() throws IOException {
        var inner =
                new MadeUpClass(place).with("work/FrontPage.java", source("FrontPage")).zipped();
        var read =
                made.with("anna/answers.ipynb", NOTEBOOK).with("anna/more.zip", inner).readFolder();

        assertEquals(
                """
                anna FetchAll 1: anna/answers.ipynb
                anna FrontPage 1: anna/more.zip!work/FrontPage.java\
                """,
                lines(read));
        assertEquals(
                "package p02_concurrent_execution;\n\nimport java.util.List;\nfinal class FetchAll { int last; }\n",
                Files.readString(place.resolve("copies/anna/FetchAll-1.java")));
    }

    private static final String NOTEBOOK =
            """
            {"nbformat": 4, "cells": [
              {"cell_type": "markdown", "source": "class FrontPage {}"},
              {"cell_type": "code", "source": "final class FetchAll { int first; }"},
              {"cell_type": "code", "source": "// class FrontPage {}"},
              {"cell_type": "code", "source": ["%%exercise p02/FrontPage\\n", "import java.util.List;\\n", "final class FetchAll { int last; }"]}]}
            """;

    @Test
    @DisplayName("the book's own notebooks, in which no exercise is solved")
    void ownNotebooks() throws IOException {
        for (var lesson : MadeUpClass.CATALOGUE.lessons()) {
            made.with(
                    "anna/notebooks/" + lesson.slug() + ".ipynb",
                    Files.readAllBytes(lesson.notebook()));
        }
        var read = made.readFolder();

        assertEquals("", lines(read));
        assertEquals(List.of("anna handed in nothing that could be an answer"), read.oddities());
    }

    @Test
    @DisplayName("every solution of the book, each as its own exercise")
    void solutions() throws IOException {
        var exercises = MadeUpClass.CATALOGUE.exercises();
        for (var exercise : exercises) {
            made.with(
                    "anna/" + exercise.name() + "_x.java", Files.readAllBytes(exercise.solution()));
        }
        var read = made.readFolder();

        assertEquals(
                exercises.stream().map(each -> Optional.of(each.id())).toList(),
                read.submissions().stream().map(Submission::exercise).toList());
        assertTrue(read.submissions().stream().allMatch(each -> each.file().isPresent()));
    }
}
