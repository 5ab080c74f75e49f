package workbook.cli;

import workbook.check.Rehearsal;
import workbook.testkit.explorer.Explorer;
import workbook.worker.Checker;

/// What the launcher runs once after a build, to fill the JVM's AOT cache: the classes that a
/// command line and a worker load. Its answers are thrown away.
final class TrainingRun {

    private TrainingRun() {}

    public static void main(String[] arguments) throws Exception {
        Workbook.commandLine().execute();
        Workbook.commandLine().execute("list", "--json");
        Rehearsal.run();
        Explorer.rehearse();
        var exercise = Workbook.catalogue().exercises().getFirst();
        try (var checker = new Checker()) {
            new Output().report(checker.check(exercise, exercise.solution()));
        }
        System.exit(0);
    }
}
