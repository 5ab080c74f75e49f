package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import workbook.check.CheckClass;
import workbook.check.CheckResult;
import workbook.check.CheckRun;
import workbook.check.PreparedCheck;
import workbook.check.Requirement;
import workbook.lesson.Exercise;
import workbook.testkit.explorer.Explorer;
import workbook.worker.Checker;

/// What the launcher runs once after a build, to fill the JVM's AOT cache: the classes that a
/// command line and a worker load. Its answers are thrown away.
final class TrainingRun {

    private TrainingRun() {}

    public static void main(String[] arguments) throws Exception {
        Workbook.commandLine().execute();
        Workbook.commandLine().execute("list", "--json");
        for (Exercise exercise : Workbook.catalogue().exercises().stream().limit(1).toList()) {
            asWorker(exercise);
            Explorer.rehearse();
            try (var checker = new Checker()) {
                new Output().report(checker.check(exercise, exercise.solution()));
            }
        }
        System.exit(0);
    }

    /// Does in this JVM what a worker does in its own.
    private static void asWorker(Exercise exercise) throws IOException {
        String checkSource = Files.readString(exercise.check());
        var requirements = CheckClass.parse(exercise.name() + "Test", checkSource).requirements();
        new PreparedCheck(
                        exercise.lesson(),
                        exercise.name(),
                        Files.readString(exercise.stub()),
                        checkSource,
                        Duration.ofSeconds(10))
                .check(
                        Files.readString(exercise.solution()),
                        requirements.stream().map(Requirement::check).toList(),
                        Optional.empty(),
                        new CheckRun.Listener() {
                            @Override
                            public void started(String check) {}

                            @Override
                            public void finished(CheckResult result, boolean threadsLeft) {}
                        });
    }
}
