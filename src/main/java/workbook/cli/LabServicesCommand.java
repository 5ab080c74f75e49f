package workbook.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.lesson.ClassPath;
import workbook.services.LabPage;

/// `./workbook lab-services`. In a JVM of its own, which has the libraries of the lessons.
@Command(
        name = "lab-services",
        description =
                "Start the fault lab: the loopback services of lessons 11 to 16, to look at in the browser.",
        footer = {"", "Example: ./workbook lab-services"})
final class LabServicesCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                List.of(
                                        Jdk.tool("java"),
                                        Jdk.sameEncoding(),
                                        "-cp",
                                        ClassPath.text(),
                                        LabPage.class.getName()))
                        .inheritIO()
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }
}
